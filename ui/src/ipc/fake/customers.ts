import type { CustomerRow, FoundText, Selection } from "../commands";
import type { FakeBook, Handlers } from "./book";
import { compare } from "./rules";
import { describe } from "./sentences";

/** Customers of the stand-in: the list, finding, and what is done to many. */
export function customerAnswers(book: FakeBook): Handlers {
  return {
    retention_list: ({ limit = 100 }) => {
      const rows = book.state.customers.filter((row) => row.last_visit_on === null);
      return { total: rows.length, version: 1, rows: rows.slice(0, limit) };
    },
    customers_list: ({ where = { all: [] }, sort = [], at = 0, limit = 100, fields = [] }) => {
      const rows = book.matching(where).sort(compare(sort, book.state));
      const shown = rows.slice(at, at + limit).map((row) => ({ ...row, ...valuesOf(book, row.id, fields) }));
      return { total: rows.length, version: book.nextId, rows: shown };
    },
    conditions_describe: ({ rule }) => {
      const parts = ("all" in rule ? rule.all : [rule]).map((part) => ({
        rule: part,
        text: describe(part, book.state),
      }));
      return { text: parts.map(({ text }) => text).join(" 且 "), parts };
    },
    customers_locate: ({ id, where = { all: [] }, sort = [] }) => {
      const at = book
        .matching(where)
        .sort(compare(sort, book.state))
        .findIndex((row) => row.id === id);
      return { at: at < 0 ? null : at };
    },
    customers_find: ({ text, limit = 50 }) =>
      book
        .matching({ text })
        .slice(0, limit)
        .map((row) => {
          const at = row.name.toLowerCase().indexOf(text.toLowerCase());
          const phone = row.phones.find((one) => one.endsWith(text));
          const mark = (field: string, whole: string, start: number): FoundText => ({
            field,
            text: whole,
            marks: [[start, text.length]],
          });
          const matches =
            at >= 0
              ? [mark("name", row.name, at)]
              : phone
                ? [mark("phone", phone, phone.length - text.length)]
                : [];
          return { ...row, matches };
        }),
    customers_create: ({ name, kind, points }) => {
      const clean = name.trim();
      if (!clean)
        throw { code: "invalid", args: { field: "name", reason: "empty" }, where: { field: "name" } };
      const id = book.nextId++;
      book.change("customer.create", { name: clean }, (state) => {
        state.customers.push({
          id,
          uid: `c${id}`,
          kind: kind ?? "person",
          name: clean,
          phones: points?.map((point) => point.value) ?? [],
          contact: null,
          tags: [],
          stage: state.stages[0]?.name ?? null,
          stage_id: state.stages[0]?.id ?? null,
          owner: state.owners[0]?.name ?? null,
          last_visit_on: null,
          next_followup_on: null,
          created_at: Date.now(),
        });
      });
      return { id };
    },
    customers_trash: ({ customers }) => bulk(book, "customers.trash", customers, {}, () => null),
    customers_restore: ({ customers }) => {
      const ids = "ids" in customers ? customers.ids : [];
      book.change(
        "customers.restore",
        { count: ids.length, name: book.state.trash.find((row) => row.id === ids[0])?.name ?? "" },
        (state) => {
          state.customers.push(...state.trash.filter((row) => ids.includes(row.id)));
          state.trash = state.trash.filter((row) => !ids.includes(row.id));
        },
      );
      return ids.length;
    },
    customers_tag: ({ customers, add = [], remove = [] }) =>
      bulk(book, "customers.tag", customers, { tag: [...add, ...remove].join(" ") }, (row) => ({
        ...row,
        tags: [...new Set([...row.tags.filter((tag) => !remove.includes(tag)), ...add])],
      })),
    customers_set_stage: ({ customers, to = 0 }) =>
      bulk(book, "customers.set_stage", customers, { to: book.item("stages", to) }, (row) => ({
        ...row,
        stage_id: to,
        stage: book.item("stages", to),
      })),
    customers_set_owner: ({ customers, to = 0 }) =>
      bulk(book, "customers.set_owner", customers, { owner: book.item("owners", to) }, (row) => ({
        ...row,
        owner: book.item("owners", to),
      })),
  };
}

/** The values that a row carries, if it has some of those that were asked for. */
function valuesOf(book: FakeBook, id: number, wanted: number[]): Pick<CustomerRow, "fields"> {
  const held = book.state.details?.get(id)?.values;
  const fields = book.state.fields.flatMap((field) => {
    const value = wanted.includes(field.id) ? held?.get(field.id) : undefined;
    const { id: field_id, label, type, unit } = field;
    return value ? [{ field_id, label, type, unit, value }] : [];
  });
  return fields.length > 0 ? { fields } : {};
}

function idsOf(book: FakeBook, selection: Selection): Set<number> {
  if ("ids" in selection) return new Set(selection.ids);
  const except = new Set(selection.matching.except);
  return new Set(
    book
      .matching(selection.matching.rule)
      .map((row) => row.id)
      .filter((id) => !except.has(id)),
  );
}

/** Changes many customers in one step; those that become null go to the trash. */
function bulk(
  book: FakeBook,
  verb: string,
  selection: Selection,
  args: Record<string, string | number>,
  work: (row: CustomerRow) => CustomerRow | null,
): number {
  const ids = idsOf(book, selection);
  const only = ids.size === 1 ? book.state.customers.find((row) => ids.has(row.id)) : undefined;
  book.change(verb, { ...args, count: ids.size, ...(only ? { name: only.name } : {}) }, (state) => {
    const kept: CustomerRow[] = [];
    for (const row of state.customers) {
      const next = ids.has(row.id) ? work(row) : row;
      if (next) kept.push(next);
      else state.trash.push(row);
    }
    state.customers = kept;
  });
  return ids.size;
}
