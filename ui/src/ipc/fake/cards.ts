import type {
  Card,
  Commands,
  ContactPoint,
  ContactRow,
  CustomerRow,
  FieldContent,
  FollowUp,
  TimelineEntry,
  VisitKind,
} from "../commands";
import type { FakeBook } from "./book";

type Answers = { [C in keyof Commands]?: (args: Commands[C]["args"]) => Commands[C]["result"] };

/** An entry with nothing in it but what is told. */
const entryOf = (part: Partial<TimelineEntry> & { kind: string; id: number }): TimelineEntry => ({
  on: null,
  at: null,
  text: "",
  outcome: "",
  visit_kind: "",
  label: "",
  from: null,
  author: null,
  contact_id: null,
  contact: null,
  state: "",
  values: [],
  step: null,
  ...part,
});

/** What a customer has beyond its row. */
interface Detail {
  note: string;
  birthday: Card["birthday"];
  points: ContactPoint[];
  contacts: ContactRow[];
  values: Map<number, FieldContent>;
  entries: TimelineEntry[];
}

const DAY = 86_400_000;
const local = (at: number): string => {
  const day = new Date(at);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
};

/** The moment of a local time on a day, if there is a time. */
const momentOf = (on: string, time: string | undefined): number | null =>
  time ? new Date(`${on}T${time}:00`).getTime() : null;

const dayOf = (entry: TimelineEntry): string => entry.on ?? local(entry.at ?? 0);

/** Cards, visits and follow-ups of the stand-in book; every step is undone with the book's own. */
export function cardAnswers(book: FakeBook, english = false): Answers {
  const say = (zh: string, en: string) => (english ? en : zh);
  const drafts = new Map<string, string>();
  let next = 5_000;
  const holder = () => book.state as unknown as { details?: Map<number, Detail> };
  const rowOf = (id: number) => {
    const here = book.state.customers.find((row) => row.id === id);
    const trashed = book.state.trash.find((row) => row.id === id);
    const row = here ?? trashed;
    if (!row) throw { code: "not_found", args: { record: "customer", id }, where: {} };
    return { row, trashed: !here };
  };
  const kindOf = (code: string | undefined) =>
    book.state.visit_kinds.find((kind) => kind.code === code || kind.name === code) ??
    (book.state.visit_kinds[0] as VisitKind);

  const begin = (id: number): Detail => {
    const { row } = rowOf(id);
    const visit = (
      days: number,
      code: string,
      summary: string,
      contact: ContactRow | undefined,
      outcome = "",
    ): TimelineEntry => {
      const at = Date.now() - days * DAY;
      const { name } = kindOf(code);
      return entryOf({
        kind: "visit",
        id: next++,
        on: local(at),
        at: days > 20 ? null : at,
        visit_kind: code,
        label: name,
        author: say("我", "me"),
        contact_id: contact?.id ?? null,
        contact: contact?.name ?? null,
        text: summary,
        outcome,
      });
    };
    const company = row.kind === "company";
    const contacts = company
      ? [
          {
            id: next++,
            uid: "",
            name: row.contact ?? say("王芳", "Frances Wang"),
            role: say("店主", "owner"),
            note: "",
          },
        ]
      : [];
    const mate = contacts[0];
    const last = row.last_visit_on
      ? Math.max(0, Math.round((Date.now() - Date.parse(row.last_visit_on)) / DAY))
      : null;
    return {
      note: "",
      birthday: id % 3 === 0 ? { calendar: "lunar", year: null, month: 8, day: 15, leap_month: false } : null,
      points: [
        ...row.phones.map((phone) => ({
          id: next++,
          uid: "",
          contact_id: mate?.id ?? null,
          kind: "phone" as const,
          label: "",
          value: phone,
          raw: phone,
        })),
        {
          id: next++,
          uid: "",
          contact_id: null,
          kind: "wechat" as const,
          label: "",
          value: "wangji-wujin",
          raw: "",
        },
        {
          id: next++,
          uid: "",
          contact_id: null,
          kind: "address" as const,
          label: "",
          value: say("青石镇东街 41 号", "41 East Street, Greenstone"),
          raw: "",
        },
      ],
      contacts,
      values: new Map<number, FieldContent>([
        [1, { text: say("水泵、管件", "pumps, fittings") }],
        [2, { number: "14" }],
      ]),
      entries: [
        ...(row.next_followup_on
          ? [
              entryOf({
                kind: "followup",
                id: next++,
                on: row.next_followup_on,
                text: say("带样品", "bring samples"),
                state: "open",
              }),
            ]
          : []),
        ...(last === null
          ? []
          : [
              visit(
                last,
                "on_site",
                say(
                  "看了新款潜水泵的样册，嫌接口不是快插。让下次带 1 寸快插的样品。",
                  "Looked through the new submersible pumps; wants quick couplings. Bring one-inch samples next time.",
                ),
                mate,
                say("想要 20 台，价格再谈", "Wants 20, price still open"),
              ),
              visit(
                last + 20,
                "phone",
                say(
                  "问月底能不能赊账，答应月结 30 天，上限 1 万。",
                  "Asked for credit until the end of the month. Agreed on 30 days, at most 10,000.",
                ),
                undefined,
              ),
              entryOf({
                kind: "stage",
                id: next++,
                at: Date.now() - (last + 25) * DAY,
                from: say("报价", "Quoted"),
                label: row.stage ?? "",
              }),
              visit(
                last + 32,
                "on_site",
                say(
                  "第一次下单，主要看中送货快。隔壁张记也在问价。",
                  "First order, mainly because we deliver fast. Zhang next door is asking for prices too.",
                ),
                mate,
              ),
            ]),
        entryOf({ kind: "owner", id: next++, at: row.created_at, label: row.owner ?? "" }),
      ],
    };
  };
  const detail = (id: number): Detail => {
    const held = holder();
    held.details ??= new Map();
    const known = held.details.get(id);
    if (known) return known;
    const made = begin(id);
    held.details.set(id, made);
    return made;
  };
  const change = (
    id: number,
    verb: string,
    args: Record<string, string | number>,
    work: (detail: Detail) => void,
    mend: (row: CustomerRow) => CustomerRow = (row) => row,
  ) => {
    const before = detail(id);
    const copy: Detail = {
      ...before,
      points: [...before.points],
      contacts: [...before.contacts],
      values: new Map(before.values),
      entries: [...before.entries],
    };
    work(copy);
    book.change(verb, { name: rowOf(id).row.name, ...args }, (state) => {
      const held = state as unknown as { details: Map<number, Detail> };
      held.details = new Map(held.details).set(id, copy);
      const visits = copy.entries.filter((entry) => entry.kind === "visit");
      const row = state.customers.find((one) => one.id === id);
      if (!row) return;
      const open = openOf(copy);
      state.customers = state.customers.map((one) =>
        one === row
          ? {
              ...mend(row),
              last_visit_on:
                visits
                  .map((v) => v.on)
                  .sort()
                  .at(-1) ?? null,
              next_followup_on: open?.on ?? null,
            }
          : one,
      );
    });
  };
  const openOf = (of: Detail) =>
    of.entries
      .filter((entry) => entry.kind === "followup")
      .filter((entry) => entry.state === "open")
      .sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1))[0];
  const owner = (has: (of: Detail) => boolean): number => {
    for (const [id, of] of holder().details ?? []) if (has(of)) return id;
    throw { code: "not_found", args: {}, where: {} };
  };
  const ownerOfEntry = (id: number) => owner((of) => of.entries.some((entry) => entry.id === id));
  const editEntry = (id: number, verb: string, work: (entry: TimelineEntry) => TimelineEntry | null) => {
    change(ownerOfEntry(id), verb, {}, (of) => {
      of.entries = of.entries.flatMap((entry) => {
        if (entry.id !== id) return [entry];
        return work(entry) ?? [];
      });
    });
    return null;
  };
  const contactNamed = (id: number | null) => {
    for (const of of holder().details?.values() ?? []) {
      const found = of.contacts.find((one) => one.id === id);
      if (found) return found.name;
    }
    return null;
  };
  const phone = (value: string): string => {
    const digits = value.replace(/\D/g, "").replace(/^86(?=1\d{10}$)/, "");
    if (digits.length < 7)
      throw { code: "invalid", args: { field: "phone", reason: "too_short" }, where: {} };
    return digits.length === 11 ? `+86${digits}` : `+${digits}`;
  };

  return {
    customers_show: ({ id }) => {
      const { row, trashed } = rowOf(id);
      const of = detail(id);
      const open = openOf(of);
      const next_followup: FollowUp | null = open
        ? {
            id: open.id,
            customer_id: id,
            customer: row.name,
            visit_id: null,
            due_on: open.on ?? "",
            due_at: open.at,
            what: open.text,
            state: "open",
            closed_at: null,
          }
        : null;
      return {
        id,
        uid: row.uid,
        kind: row.kind,
        name: row.name,
        reading: "",
        note: of.note,
        birthday: of.birthday,
        stage_id: row.stage_id,
        stage: row.stage,
        owner_id: 1,
        owner: row.owner,
        contact_points: of.points,
        contacts: of.contacts,
        tags: row.tags.map((name, at) => {
          const tag = book.state.tags.find((one) => one.name === name);
          return { id: tag?.id ?? -at - 1, name, color: tag?.color ?? "" };
        }),
        fields: book.state.fields.flatMap((field) => {
          const value = of.values.get(field.id);
          return value
            ? [{ field_id: field.id, label: field.label, type: field.type as never, unit: field.unit, value }]
            : [];
        }),
        next_followup,
        last_visit_on: row.last_visit_on,
        next_followup_on: open?.on ?? null,
        visit_count: of.entries.filter((entry) => entry.kind === "visit").length,
        created_at: row.created_at,
        updated_at: row.created_at,
        trashed_at: trashed ? Date.now() - 3_600_000 : null,
      };
    },
    customers_edit: ({ id, name, kind, note, birthday }) => {
      if (name !== undefined && !name.trim())
        throw { code: "invalid", args: { field: "name", reason: "empty" }, where: {} };
      change(
        id,
        name === undefined ? "customer.edit" : "customer.rename",
        name ? { to: name } : {},
        (of) => {
          if (note !== undefined) of.note = note;
          if (birthday !== undefined) of.birthday = birthday;
        },
        (row) => ({ ...row, name: name ?? row.name, kind: kind ?? row.kind }),
      );
      return null;
    },
    contacts_create: ({ customer_id, name, role }) => {
      const id = next++;
      change(customer_id, "contact.create", { contact: name }, (of) => {
        of.contacts.push({ id, uid: "", name, role: role ?? "", note: "" });
      });
      return { id };
    },
    contacts_edit: ({ id, ...part }) => {
      change(
        owner((of) => of.contacts.some((one) => one.id === id)),
        "contact.edit",
        {},
        (of) => {
          of.contacts = of.contacts.map((one) => (one.id === id ? { ...one, ...part } : one));
        },
      );
      return null;
    },
    contacts_trash: ({ id }) => {
      change(
        owner((of) => of.contacts.some((one) => one.id === id)),
        "contact.trash",
        {},
        (of) => {
          of.contacts = of.contacts.filter((one) => one.id !== id);
          of.points = of.points.filter((one) => one.contact_id !== id);
        },
      );
      return null;
    },
    contact_points_create: ({ customer_id, contact_id = null, kind, value, label = "" }) => {
      const id = next++;
      const stored = kind === "phone" ? phone(value) : value;
      change(customer_id, "contact_point.create", {}, (of) => {
        of.points.push({ id, uid: "", contact_id, kind, label, value: stored, raw: value });
      });
      return { id };
    },
    contact_points_edit: ({ id, value, label }) => {
      change(
        owner((of) => of.points.some((one) => one.id === id)),
        "contact_point.edit",
        {},
        (of) => {
          of.points = of.points.map((one) => {
            if (one.id !== id) return one;
            const stored = value === undefined ? one.value : one.kind === "phone" ? phone(value) : value;
            return { ...one, value: stored, raw: value ?? one.raw, label: label ?? one.label };
          });
        },
      );
      return null;
    },
    contact_points_trash: ({ id }) => {
      change(
        owner((of) => of.points.some((one) => one.id === id)),
        "contact_point.trash",
        {},
        (of) => {
          of.points = of.points.filter((one) => one.id !== id);
        },
      );
      return null;
    },
    values_set: ({ customer_id, field_id, value }) => {
      change(customer_id, "value.set", {}, (of) => {
        if (value) of.values.set(field_id, value);
        else of.values.delete(field_id);
      });
      return null;
    },
    visits_log: ({
      customer_id,
      summary,
      outcome = "",
      kind,
      on,
      contact_id,
      next_on,
      next_time,
      next_what = "",
    }) => {
      const id = next++;
      const followup_id = next_on ? next++ : null;
      let closed = 0;
      change(customer_id, "visit.log", {}, (of) => {
        const day = on ?? local(Date.now());
        of.entries = of.entries.map((entry) => {
          if (entry.kind !== "followup" || entry.state !== "open" || (entry.on ?? "") > day) return entry;
          closed += 1;
          return { ...entry, state: "done" };
        });
        const { code, name } = kindOf(kind);
        of.entries.push(
          entryOf({
            kind: "visit",
            id,
            on: day,
            at: on ? null : Date.now(),
            visit_kind: code,
            label: name,
            author: say("我", "me"),
            contact_id: contact_id ?? null,
            contact: of.contacts.find((one) => one.id === contact_id)?.name ?? null,
            text: summary,
            outcome,
          }),
        );
        if (next_on && followup_id)
          of.entries.push(
            entryOf({
              kind: "followup",
              id: followup_id,
              on: next_on,
              at: momentOf(next_on, next_time),
              text: next_what,
              state: "open",
            }),
          );
      });
      return { id, followup_id, closed };
    },
    visits_edit: ({ id, kind, summary, outcome, on, contact_id }) =>
      editEntry(id, "visit.edit", (entry) => ({
        ...entry,
        ...(contact_id !== undefined && {
          contact_id,
          contact: contactNamed(contact_id),
        }),
        text: summary ?? entry.text,
        outcome: outcome ?? entry.outcome,
        ...(kind && { visit_kind: kindOf(kind).code, label: kindOf(kind).name }),
        ...(on && { on, at: null }),
      })),
    visits_trash: ({ id }) => editEntry(id, "visit.trash", () => null),
    followups_create: ({ customer_id, due_on, time, what = "" }) => {
      const id = next++;
      change(customer_id, "followup.create", {}, (of) => {
        const at = momentOf(due_on, time);
        of.entries.push(entryOf({ kind: "followup", id, on: due_on, at, text: what, state: "open" }));
      });
      return { id };
    },
    followups_edit: ({ id, due_on, time, what }) =>
      editEntry(id, "followup.edit", (entry) => ({
        ...entry,
        on: due_on ?? entry.on,
        at: due_on || time ? momentOf(due_on ?? entry.on ?? "", time) : entry.at,
        text: what ?? entry.text,
      })),
    followups_finish: ({ id }) => editEntry(id, "followup.finish", (entry) => ({ ...entry, state: "done" })),
    followups_drop: ({ id }) => editEntry(id, "followup.drop", (entry) => ({ ...entry, state: "dropped" })),
    followups_reopen: ({ id }) => editEntry(id, "followup.reopen", (entry) => ({ ...entry, state: "open" })),
    followups_trash: ({ id }) => editEntry(id, "followup.trash", () => null),
    timeline_list: ({ customer_id, kinds: wanted, at = 0, limit = 50 }) => {
      const entries = detail(customer_id)
        .entries.filter((entry) => !wanted?.length || wanted.includes(entry.kind))
        .sort((a, b) => (dayOf(a) === dayOf(b) ? b.id - a.id : dayOf(a) < dayOf(b) ? 1 : -1));
      return { total: entries.length, entries: entries.slice(at, at + limit) };
    },
    drafts_get: ({ record }) => {
      const body = drafts.get(record);
      return body === undefined ? null : { body, at: 0 };
    },
    drafts_put: ({ record, body }) => {
      if (body) drafts.set(record, body);
      else drafts.delete(record);
      return null;
    },
    shell_open_link: () => null,
  };
}
