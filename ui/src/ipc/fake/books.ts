import type { BookSettings } from "../commands";
import type { FakeBook, Handlers } from "./book";
import { makeData } from "./names";
import { localDay } from "./state";

/** The app, books, settings and the history of the stand-in. */
export function bookAnswers(book: FakeBook): Handlers {
  return {
    app_state: () => book.app,
    shell_opened_file: () => null,
    shell_set_title: () => null,
    shell_set_menu: () => false,
    shell_close: () => null,
    shell_desktop: () => ({ notifications: true, tray: true, starts_with_system: false, shortcut: "free" }),
    shell_start_with_system: ({ on }) => on,
    prefs_get: () => book.app.prefs,
    prefs_set: (prefs) => {
      book.app = { ...book.app, prefs: { ...book.app.prefs, ...prefs } };
      return book.app.prefs;
    },
    book_create: ({ path }) => book.openBook(path ?? book.app.default_book),
    book_copy: () => null,
    place_look: ({ path }) =>
      path.includes("Dropbox")
        ? { kind: "synced", service: "Dropbox", folder: path.slice(0, path.lastIndexOf("/")) }
        : null,
    diagnostics_show: () => ({ text: JSON.stringify({ program: "0.1.0", refused: [] }, null, 2) }),
    diagnostics_save: () => null,
    book_open: ({ path }) => book.openBook(path),
    sample_make: ({ customers = 300 }) => {
      book.state = { ...book.state, ...makeData(customers, localDay(), book.app.prefs.language === "en") };
      return book.openBook(book.app.sample_book);
    },
    settings_get: () => book.state.settings,
    settings_edit: (settings) => {
      book.change("settings.edit", {}, (state) => {
        state.settings = { ...state.settings, ...(settings as Partial<BookSettings>) };
      });
      return null;
    },
    history_state: () => ({
      undo: book.done.at(-1)?.change ?? null,
      redo: book.undone.at(-1)?.change ?? null,
    }),
    history_list: () => [
      ...book.undone.map(({ change }) => ({ ...change, state: "undone" })),
      ...[...book.done].reverse().map(({ change }) => change),
    ],
    undo: () => book.undo(),
    redo: () => book.redo(),
  };
}
