import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { dropAt, toast, toastError } from "../design";
import { resetView } from "../features/customers/view";
import { call, useEvent } from "../ipc";
import { t } from "../messages";
import { fileName, givenKind } from "./givenFiles";

/**
 * Where a file that came from outside belongs: a book is opened, what is dropped where files are kept is kept there, a calendar goes to the
 * calendar and anything else to the import, as soon as there is a book for it; what was dropped and is neither is not taken. `go` leads to
 * a place of the window.
 */
export function useGivenFiles(hasBook: boolean, go: (path: string, state?: object) => Promise<void>): void {
  const client = useQueryClient();
  const waiting = useRef<string | null>(null);

  async function take(path: string) {
    if (givenKind(path) !== "book") {
      if (hasBook) await go(givenKind(path) === "calendar" ? "/calendar" : "/import", { path });
      else waiting.current = path;
      return;
    }
    try {
      await call("book_open", { path });
      resetView();
      await go("/customers");
      // Another book: nothing that was read before is of it.
      await client.resetQueries();
    } catch (error) {
      toastError(error);
    }
  }

  useEvent("file_dropped", ({ path, paths, x, y }) => {
    const isBook = givenKind(path) === "book";
    if (!isBook && x !== undefined && y !== undefined && dropAt(x, y, paths ?? [path])) return;
    if (givenKind(path) !== "other") void take(path);
    else toast(t("drop-other", { file: fileName(path) }));
  });
  useEvent("file_opened", ({ path }) => void take(path));

  // The file that the program was started with, asked for once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, at the start
  useEffect(() => {
    call("shell_opened_file")
      .then((path) => (path ? take(path) : undefined))
      .catch(() => undefined);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when there is a book for it
  useEffect(() => {
    const path = waiting.current;
    if (!hasBook || !path) return;
    waiting.current = null;
    void take(path);
  }, [hasBook]);
}
