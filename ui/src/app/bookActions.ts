import type { Action, Actor } from "./actions";

/** The file's name without its folder and ending: what a book is called. */
export function bookName(path: string): string {
  return (path.split(/[\\/]/).at(-1) ?? path).replace(/\.rounds$/i, "");
}

/** What can be done with books as a whole. */
export const bookActions: Action[] = [
  {
    id: "new-book",
    labelKey: "action-new-book",
    shortcuts: [],
    group: "anywhere",
    menu: "book",
    applies: () => true,
    run: (a) => a.books.create(),
  },
  {
    id: "open-book",
    labelKey: "action-open-book",
    shortcuts: [],
    group: "anywhere",
    menu: "book",
    applies: () => true,
    run: (a) => a.books.choose(),
  },
  {
    id: "copy-book",
    labelKey: "action-copy-book",
    shortcuts: [],
    group: "anywhere",
    menu: "book",
    applies: () => true,
    run: (a) => a.books.copy(),
  },
];

/** The books that were open lately, each as an action of its own. */
export function recentBookActions(actor: Actor): Action[] {
  return actor.books.recent.map((path) => ({
    id: `open-book ${path}`,
    labelKey: "action-open-recent",
    labelArgs: { book: bookName(path) },
    detail: path,
    shortcuts: [],
    group: "anywhere",
    menu: "book",
    applies: () => true,
    run: (a) => a.books.open(path),
  }));
}
