import type { Rule, Selection } from "../../ipc";
import type { Chosen, Filters } from "./view";

/** A condition without its negation, and whether there was one. */
export function plainOf(rule: Rule): { plain: Rule; not: boolean } {
  if (!("not" in rule)) return { plain: rule, not: false };
  const inner = plainOf(rule.not);
  return { plain: inner.plain, not: !inner.not };
}

/** The opposite of a condition. */
export function turnedRound(rule: Rule): Rule {
  if ("not" in rule) return rule.not;
  if ("has" in rule) return { lacks: rule.has };
  if ("lacks" in rule) return { has: rule.lacks };
  return { not: rule };
}

/** Are these the same condition? */
export function isSame(a: Rule | null | undefined, b: Rule | null | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What a condition is about. One takes the place of another about the same; null can stand beside its like. */
export function subjectOf(rule: Rule): string | null {
  const { plain } = plainOf(rule);
  if ("has" in plain || "lacks" in plain) {
    const part = "has" in plain ? plain.has : plain.lacks;
    if (part === "place") return "near";
    return part === "visit" ? "last_visit" : part;
  }
  if ("tag" in plain || "all_tags" in plain) return "tag";
  if ("last_visit" in plain || "no_visit_for" in plain) return "last_visit";
  if ("next_followup" in plain || "followup" in plain || "overdue" in plain) return "followup";
  if ("field" in plain) return `field ${plain.field.id}`;
  if ("visit_field" in plain) return `visit_field ${plain.visit_field.id}`;
  if ("slipping" in plain || "visit_due" in plain) return "cadence";
  const [kind = ""] = Object.keys(plain);
  return ["stage", "owner", "kind", "name", "created", "changed", "birthday", "near", "appointment"].includes(
    kind,
  )
    ? kind
    : null;
}

/** The conditions with one more; it takes the place of one about the same. */
export function withRule(rules: Rule[], rule: Rule): Rule[] {
  const subject = subjectOf(rule);
  const at = subject === null ? -1 : rules.findIndex((one) => subjectOf(one) === subject);
  return at < 0 ? [...rules, rule] : rules.with(at, rule);
}

/** The ids that a condition of stages, owners or tags names. */
export function idsIn(rule: Rule | null, kind: "stage" | "owner" | "tag"): number[] {
  const plain = rule && plainOf(rule).plain;
  if (!plain) return [];
  if (kind === "tag" && "all_tags" in plain) return plain.all_tags;
  return kind in plain ? ((plain as Record<string, number[]>)[kind] ?? []) : [];
}

/** How several tags count: who has all of them, any of them, none of them. */
export type TagMode = "all" | "any" | "none";

/** How the tags of a condition count; several are all meant unless told. */
export function tagModeOf(rule: Rule | null): TagMode {
  if (!rule) return "all";
  const { plain, not } = plainOf(rule);
  if (not) return "none";
  return "tag" in plain && plain.tag.length > 1 ? "any" : "all";
}

/** The condition of tags that count so; null for none. */
export function tagRule(ids: number[], mode: TagMode): Rule | null {
  if (ids.length === 0) return null;
  if (mode === "none") return { not: { tag: ids } };
  return mode === "all" && ids.length > 1 ? { all_tags: ids } : { tag: ids };
}

/** The condition of stages or owners, turned round as the former was; null for none. */
export function idsRule(kind: "stage" | "owner", ids: number[], former: Rule | null): Rule | null {
  if (ids.length === 0) return null;
  const rule = kind === "stage" ? { stage: ids } : { owner: ids };
  return former && kind in plainOf(former).plain && plainOf(former).not ? { not: rule } : rule;
}

/** The rule that the filters mean. */
export function ruleOf({ text, rules }: Filters): Rule {
  const typed = text.trim();
  return { all: [...(typed ? [{ text: typed }] : []), ...rules] };
}

/** The filters that a rule means. */
export function filtersOf(rule: Rule): Filters {
  return { text: "", rules: "all" in rule ? rule.all : [rule] };
}

/** What a choice of rows means to the core. */
export function selectionOf(chosen: Chosen, rule: Rule): Selection {
  return chosen.mode === "ids"
    ? { ids: [...chosen.ids] }
    : { matching: { rule, except: [...chosen.except] } };
}
