import type { Backups } from "../commands";
import type { FakeBook, Handlers } from "./book";

/** The backups, the lock and the password of the stand-in, as far as screens show them. */
export function safetyAnswers(book: FakeBook): Handlers {
  let password: string | null = null;
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
      if (password !== null && old !== password) throw { code: "wrong_password", args: {}, where: {} };
      password = next ?? null;
      return {
        protection: protection(),
        recovery_code: password && "7GX2K-M4QPD-91ZVT-RB8CN-HY3WE",
        missed: 0,
      };
    },
    book_lock: () => {
      const { book: open } = book.app;
      if (open) book.app = { ...book.app, book: null, locked: { name: open.name, path: open.path } };
      return null;
    },
    book_unlock: ({ password: given, recovery_code }) => {
      const { locked } = book.app;
      if (!locked || (given !== password && !recovery_code)) {
        throw { code: "wrong_password", args: {}, where: {} };
      }
      book.app = { ...book.app, locked: null, book: { ...locked, uid: "b1" } };
      return { ...locked, uid: "b1" };
    },
    erasures_list: () => [],
  };
}
