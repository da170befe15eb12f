import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { toastError } from "../design";
import { call, type EditPrefs, type Segment } from "../ipc";

/** What the window needs to know first: the language, the book, the preferences. */
export function useAppState() {
  return useQuery({ queryKey: ["app"], queryFn: () => call("app_state") });
}

/** What undo and redo would do now. */
export function useHistoryState() {
  return useQuery({ queryKey: ["history", "state"], queryFn: () => call("history_state") });
}

const NONE: Segment[] = [];

/** The segments of the book that is open. */
export function useSegments(isOpen: boolean): Segment[] {
  const found = useQuery({
    queryKey: ["segments", "list"],
    queryFn: () => call("segments_list"),
    enabled: isOpen,
  });
  return found.data ?? NONE;
}

/** Changes preferences. They are no record of the book, so no change tells of them: the query is told by hand. */
export function useSetPrefs(): (change: EditPrefs) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async (change) => {
      try {
        await call("prefs_set", change);
        await client.invalidateQueries({ queryKey: ["app"] });
      } catch (error) {
        toastError(error);
      }
    },
    [client],
  );
}
