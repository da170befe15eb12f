import type { CustomerRow, Day, Rule, Sort, SortKey, Span } from "../commands";
import { addDays } from "./days";
import { localDay, type State } from "./state";

function dayOf(day: Day | undefined, open: string): string {
  if (!day) return open;
  return "on" in day ? day.on : addDays(localDay(), day.today);
}

const within = (on: string | null, span: Span | null) =>
  span === null ? on === null : on !== null && on >= dayOf(span.from, "") && on <= dayOf(span.to, "9999");

/** Does a row meet a rule? */
export function meets(row: CustomerRow, rule: Rule, data: State): boolean {
  if ("all" in rule) return rule.all.every((one) => meets(row, one, data));
  if ("any" in rule) return rule.any.some((one) => meets(row, one, data));
  if ("not" in rule) return !meets(row, rule.not, data);
  if ("lacks" in rule) return !meets(row, { has: rule.lacks }, data);
  if ("has" in rule) {
    const has: Partial<Record<typeof rule.has, boolean>> = {
      phone: row.phones.length > 0,
      stage: row.stage_id !== null,
      tag: row.tags.length > 0,
      visit: row.last_visit_on !== null,
      followup: row.next_followup_on !== null,
    };
    return has[rule.has] ?? false;
  }
  if ("kind" in rule) return row.kind === rule.kind;
  if ("stage" in rule) return row.stage_id !== null && rule.stage.includes(row.stage_id);
  if ("owner" in rule)
    return data.owners.some((owner) => rule.owner.includes(owner.id) && owner.name === row.owner);
  const hasTag = (id: number) => data.tags.some((tag) => tag.id === id && row.tags.includes(tag.name));
  if ("tag" in rule) return rule.tag.some(hasTag);
  if ("all_tags" in rule) return rule.all_tags.every(hasTag);
  if ("last_visit" in rule) return within(row.last_visit_on, rule.last_visit);
  if ("no_visit_for" in rule) return (row.last_visit_on ?? "") <= addDays(localDay(), -rule.no_visit_for);
  if ("next_followup" in rule) return within(row.next_followup_on, rule.next_followup);
  if ("overdue" in rule) return within(row.next_followup_on, { to: { today: -rule.overdue } });
  if ("field" in rule) {
    const { field } = rule;
    const held = data.details?.get(row.id)?.values.get(field.id);
    if ("holds" in field) return field.holds === (held !== undefined);
    if ("is" in field) return JSON.stringify(held ?? null) === JSON.stringify(field.is);
    if ("options" in field) {
      const options = data.fields.find(({ id }) => id === field.id)?.options ?? [];
      const label = held && "choice" in held ? held.choice : null;
      return options.some((option) => field.options.includes(option.id) && option.label === label);
    }
    // Other tests of a field are never asked of the stand-in.
    return true;
  }
  // The rest is never asked of the stand-in.
  if (!("text" in rule)) return true;
  const text = rule.text.toLowerCase();
  return row.name.toLowerCase().includes(text) || row.phones.some((phone) => phone.endsWith(text));
}

/** The order of rows by several keys; who has nothing for one comes last, both ways. */
export function compare(sorts: Sort[], data: State): (a: CustomerRow, b: CustomerRow) => number {
  const collator = new Intl.Collator("zh-CN");
  const value = (row: CustomerRow, by: SortKey): string | number | null => {
    if (typeof by === "object") {
      const held = data.details?.get(row.id)?.values.get(by.field);
      const [content] = held ? Object.values(held) : [];
      return content === undefined ? null : Number.isNaN(Number(content)) ? String(content) : Number(content);
    }
    const values: Partial<Record<typeof by, string | number | null>> = {
      name: row.name,
      kind: row.kind,
      stage: row.stage_id,
      owner: row.owner,
      last_visit: row.last_visit_on,
      next_followup: row.next_followup_on,
      created: row.created_at,
      tags: row.tags[0] ?? null,
      phone: row.phones[0] ?? null,
      contact: row.contact,
    };
    return values[by] ?? null;
  };
  return (a, b) => {
    for (const { by, desc } of [...sorts, { by: "name" as const, desc: false }]) {
      const [one, other] = [value(a, by), value(b, by)];
      if (one === other) continue;
      if (one === null) return 1;
      if (other === null) return -1;
      const order =
        typeof one === "number" && typeof other === "number"
          ? one - other
          : collator.compare(String(one), String(other));
      if (order !== 0) return desc ? -order : order;
    }
    return a.id - b.id;
  };
}
