import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { clearToasts, toastError } from "../design";
import { resetView } from "../features/customers/view";
import { call } from "../ipc";

/** Locks the book, and lets go of all that the window read of it: what stands then is the lock alone. */
export function useLock(): () => void {
  const client = useQueryClient();
  return useCallback(() => {
    call("book_lock")
      .then(() => {
        resetView();
        clearToasts();
        return client.resetQueries();
      })
      .catch(toastError);
  }, [client]);
}
