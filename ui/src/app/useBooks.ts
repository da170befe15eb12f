import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { toast, toastError } from "../design";
import { resetView } from "../features/customers/view";
import { call, isWireError } from "../ipc";
import { formatCount, t, today } from "../messages";
import { bookName } from "./bookActions";

/** The ways to books. Each tells by itself what went wrong. */
export interface Books {
  /** The books that were open lately, but the one that is open. */
  recent: string[];
  open: (path: string) => void;
  /** Lets the user choose the file of a book, and opens it. */
  choose: () => void;
  /** Lets the user name a file, and makes a book there. */
  create: () => void;
  /** Lets the user name a file, and copies the book there. */
  copy: () => void;
  /** Lets the user name a file, and writes all of the book there, as JSON that another book can take. */
  exportWhole: () => void;
  /** Leaves the sample for the user's own book. */
  leaveSample: () => void;
}

/** What a book needs of the app's state. */
interface Known {
  recent: string[];
  /** Where the open book is. */
  current: string | undefined;
  sample: string;
  first: string;
}

/** The ways to books. `go` leads to a place of the window. */
export function useBooks(known: Known, go: (path: string) => void | Promise<void>): Books {
  const client = useQueryClient();
  return useMemo(() => {
    /** Takes a way to another book, and shows its customers: nothing that was read before is of it. */
    const change = async (way: () => Promise<unknown>) => {
      try {
        if ((await way()) === null) return;
        resetView();
        await go("/customers");
        await client.resetQueries();
      } catch (error) {
        toastError(error);
      }
    };
    const filter = t("settings-book");
    return {
      recent: known.recent.filter((path) => path !== known.current),
      open: (path) => void change(() => call("book_open", { path })),
      choose: () =>
        void change(async () => {
          const path = await call("shell_choose_file", {
            kind: "book",
            title: t("action-open-book"),
            filter,
          });
          return path && call("book_open", { path });
        }),
      create: () =>
        void change(async () => {
          const path = await call("shell_save_file", {
            kind: "book",
            title: t("action-new-book"),
            filter,
            name: `${bookName(known.first)}.rounds`,
          });
          return path && call("book_create", { path });
        }),
      copy: async () => {
        try {
          const name = `${bookName(known.current ?? "")} ${today()}.rounds`;
          const path = await call("shell_save_file", {
            kind: "book",
            title: t("action-copy-book"),
            filter,
            name,
          });
          if (!path) return;
          await call("book_copy", { path });
          toast(t("settings-book-copied", { path }));
        } catch (error) {
          toastError(error);
        }
      },
      exportWhole: async () => {
        try {
          const name = `${bookName(known.current ?? "")} ${today()}.json`;
          const path = await call("shell_save_file", { kind: "pack", title: t("whole-export"), name });
          if (!path) return;
          const { job } = await call("export_book", { path });
          const done = await call("jobs_wait", { id: job });
          if (done.error) throw done.error;
          if (done.state !== "done") return toast(t("export-stopped"));
          const { customers } = done.result as unknown as { customers: number };
          toast(t("export-done", { count: formatCount(customers), path }));
        } catch (error) {
          toastError(error);
        }
      },
      leaveSample: () =>
        void change(async () => {
          const own = known.recent.find((path) => path !== known.sample) ?? known.first;
          try {
            return await call("book_open", { path: own });
          } catch (error) {
            if (!isWireError(error) || error.code !== "book_missing" || own !== known.first) throw error;
            return await call("book_create", { path: own });
          }
        }),
    };
  }, [client, go, known.current, known.first, known.recent, known.sample]);
}
