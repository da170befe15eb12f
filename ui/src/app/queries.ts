import { useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../ipc";

/** What the window needs to know first: the language, the book, the preferences. */
export function useAppState() {
  return useQuery({ queryKey: ["app"], queryFn: () => call("app_state") });
}

/** What undo and redo would do now. */
export function useHistoryState() {
  return useQuery({ queryKey: ["history", "state"], queryFn: () => call("history_state") });
}

/** Asks again what the app's own state is: it is no record of the book, so no change tells of it. */
export function useRefreshAppState(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["app"] });
}
