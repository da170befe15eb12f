import type { Segment } from "../commands";
import type { FakeBook, Handlers } from "./book";
import { meets } from "./rules";
import { describe } from "./sentences";

/** Segments of the stand-in: kept, counted, and told of a customer. */
export function segmentAnswers(book: FakeBook): Handlers {
  const of = (id: number): Segment => {
    const found = book.state.segments.find((one) => one.id === id);
    if (!found) throw { code: "not_found", args: { record: "segment", id }, where: {} };
    return found;
  };
  return {
    segments_list: () =>
      book.state.segments.map((segment) => ({
        ...segment,
        customers: segment.problem || !segment.rule ? null : book.matching(segment.rule).length,
      })),
    segments_of: ({ customer_id }) => {
      const row = book.state.customers.find(({ id }) => id === customer_id);
      return book.state.segments.flatMap(({ id, name, color, rule }) => {
        if (!row || !rule || !meets(row, rule, book.state)) return [];
        const parts = "all" in rule ? rule.all : [rule];
        return [
          { id, name, color, why: parts.map((part) => ({ rule: part, text: describe(part, book.state) })) },
        ];
      });
    },
    segments_create: ({ name, color = "teal", rule, columns = [], sort = [] }) => {
      if (book.state.segments.some((one) => one.name === name))
        throw { code: "duplicate_name", args: { record: "segment", name }, where: {} };
      const id = book.nextId++;
      book.change("segment.create", { item: name }, (state) => {
        state.segments.push({
          id,
          uid: `s${id}`,
          name,
          color,
          rule,
          columns,
          sort,
          customers: 0,
          problem: null,
        });
      });
      return { id };
    },
    segments_edit: ({ id, ...change }) => {
      book.change("segment.edit", { item: of(id).name }, (state) => {
        state.segments = state.segments.map((one) => (one.id === id ? { ...one, ...change } : one));
      });
      return null;
    },
    segments_order: ({ ids }) => {
      book.change("segment.order", {}, (state) => {
        state.segments.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
      });
      return null;
    },
    segments_trash: ({ id }) => {
      book.change("segment.trash", { item: of(id).name }, (state) => {
        state.segments = state.segments.filter((one) => one.id !== id);
      });
      return null;
    },
  };
}
