import type {
  Card,
  ContactPoint,
  ContactRow,
  CustomerRow,
  FieldContent,
  TimelineEntry,
  VisitKind,
} from "../commands";
import type { FakeBook } from "./book";

/** An entry with nothing in it but what is told. */
export const entryOf = (part: Partial<TimelineEntry> & { kind: string; id: number }): TimelineEntry => ({
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
  files: [],
  ...part,
});

/** What a customer has beyond its row. */
export interface Detail {
  note: string;
  birthday: Card["birthday"];
  points: ContactPoint[];
  contacts: ContactRow[];
  values: Map<number, FieldContent>;
  entries: TimelineEntry[];
}

export const DAY = 86_400_000;
export const local = (at: number): string => {
  const day = new Date(at);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
};

/** The moment of a local time on a day, if there is a time. */
export const momentOf = (on: string, time: string | undefined): number | null =>
  time ? new Date(`${on}T${time}:00`).getTime() : null;

export const dayOf = (entry: TimelineEntry): string => entry.on ?? local(entry.at ?? 0);

/** What the customers of the stand-in book have beyond their rows, and how that is changed: undone with the book's own. */
export function detailsOf(book: FakeBook, english: boolean) {
  const say = (zh: string, en: string) => (english ? en : zh);
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
    /** An id that nothing has yet. */
    nextId: () => next++,
    say,
    rowOf,
    kindOf,
    detail,
    change,
    openOf,
    owner,
    editEntry,
    all: () => [...(holder().details?.values() ?? [])],
    contactNamed,
    phone,
  };
}

/** What `detailsOf` gives. */
export type Details = ReturnType<typeof detailsOf>;
