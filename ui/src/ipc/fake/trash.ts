import type { FakeBook, Handlers } from "./book";

/** The trash of the stand-in. */
export function trashAnswers(book: FakeBook): Handlers {
  return {
    trash_restore: ({ items }) => {
      const ids = items.map(({ id }) => id);
      book.change("trash.restore", { count: ids.length }, (state) => {
        state.customers.push(...state.trash.filter((row) => ids.includes(row.id)));
        state.trash = state.trash.filter((row) => !ids.includes(row.id));
      });
      return ids.length;
    },
    trash_list: () => ({
      total: book.state.trash.length,
      items: [...book.state.trash].reverse().map((row) => ({
        record: "customer",
        id: row.id,
        title: row.name,
        customer: null,
        trashed_at: Date.now(),
      })),
    }),
  };
}
