import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useNavigate } from "react-router";
import { toastError } from "../design";
import { call, useEvent } from "../ipc";

/** Where a file that came from outside belongs: a book is opened, anything else goes to the import. */
export function useGivenFiles(): void {
  const navigate = useNavigate();
  const client = useQueryClient();

  async function take(path: string) {
    if (!path.toLowerCase().endsWith(".rounds")) {
      await navigate("/import", { state: { path } });
      return;
    }
    try {
      await call("book_open", { path });
      await navigate("/customers");
      // Another book: nothing that was read before is of it.
      await client.resetQueries();
    } catch (error) {
      toastError(error);
    }
  }

  useEvent("file_dropped", ({ path }) => void take(path));
  useEvent("file_opened", ({ path }) => void take(path));

  // The file that the program was started with, asked for once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, at the start
  useEffect(() => {
    call("shell_opened_file")
      .then((path) => (path ? take(path) : undefined))
      .catch(() => undefined);
  }, []);
}
