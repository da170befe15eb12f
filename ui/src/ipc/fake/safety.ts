import type { Backups } from "../commands";
import type { FakeBook, Handlers } from "./book";

/** The backups, the lock and the password of the stand-in, as far as screens show them. */
export function safetyAnswers(book: FakeBook): Handlers {
  let password: string | null = null;
  let isRemembered = false;
  const wrong = { code: "wrong_password", args: {}, where: {} };
  const at = Date.parse("2026-11-26T10:32:00+08:00");
  const backups: Backups = {
    backups: [
      {
        path: "/home/lin/Documents/客户簿.rounds.backups/客户簿-20261126-103200.rounds",
        at,
        reason: "work",
        size: 409_600,
        version: 12,
        customers: 18,
        visits: 40,
        hash: "",
        erasures: 0,
        proven_at: at,
      },
    ],
    last_proven_at: at,
    is_due: false,
    folder: "/home/lin/Documents/客户簿.rounds.backups",
    second_is_there: null,
    settings: { folder: null, second: null, keep: 60 },
  };
  const protection = () => ({ has_password: password !== null, has_recovery_code: password !== null });
  return {
    backups_list: () => backups,
    backups_make: () => backups.backups[0] as Backups["backups"][number],
    backups_set: () => backups,
    backups_look: () => ({
      is_proven: true,
      customers: 17,
      visits: 40,
      last_at: at,
      newer: 1,
      newer_steps: [],
      gone: [{ id: 7, name: "老陈饭店" }],
    }),
    backups_fetch: () => {
      book.change("customers.fetch", { count: 1, name: "老陈饭店" }, () => undefined);
      return { ids: [7], rows: 4, left: 0 };
    },
    book_protection: protection,
    password_strength: ({ password: given }) => ({ strength: Math.min(4, Math.floor(given.length / 4)) }),
    book_set_password: ({ old, new: next }) => {
      if (password !== null && old !== password) throw wrong;
      password = next ?? null;
      if (password === null) isRemembered = false;
      return {
        protection: protection(),
        recovery_code: password && "7GX2K-M4QPD-91ZVT-RB8CN-HY3WE",
        missed: 0,
      };
    },
    book_lock: () => {
      const { book: open } = book.app;
      if (open) book.app = { ...book.app, book: null, locked: { ...open, is_remembered: isRemembered } };
      return null;
    },
    book_remembered: () => ({ is_possible: true, is_remembered: isRemembered }),
    book_remember: ({ password: given }) => {
      if (given !== password) throw wrong;
      isRemembered = true;
      return null;
    },
    book_forget_remembered: () => {
      isRemembered = false;
      return null;
    },
    book_unlock: ({ password: given, recovery_code, by_keyring }) => {
      const { locked } = book.app;
      const opens = given === password || recovery_code || (by_keyring && isRemembered);
      if (!locked || !opens) throw wrong;
      book.app = { ...book.app, locked: null, book: { ...locked, uid: "b1" } };
      return { ...locked, uid: "b1" };
    },
    erasures_list: () => [],
  };
}
