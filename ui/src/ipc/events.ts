import type { QueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { theTransport } from "./call";
import type { JobInfo } from "./commands";

/** What the shell tells of. */
export interface Events {
  /** A change was committed; the queries under these topics are stale. */
  changed: { topics: string[] };
  /** How far a long job is. */
  job: JobInfo;
  /** Files were dropped on the window at a point, in pixels of the screen; `path` is the first of them. */
  file_dropped: { path: string; paths?: string[]; x?: number; y?: number };
  /** What is held over the window is over this point of it, in pixels of the screen. */
  file_at: { x: number; y: number };
  /** A file is held over the window; null once it is dropped or taken away. */
  file_over: { path: string | null };
  /** The window is about to close, and waits for `shell_close`. */
  closing: null;
  /** An action was chosen in the system's menu bar, by its id. */
  menu: { id: string };
  /** A second start of the program asked for a file. */
  file_opened: { path: string };
}

/**
 * Refetches what a committed change made stale: the queries whose key begins with one of its topics.
 * Nothing else refreshes anything. Returns the way to stop.
 */
export async function refreshOnChange(client: QueryClient): Promise<() => void> {
  return theTransport().listen("changed", (payload) => {
    const topics = new Set((payload as Events["changed"]).topics);
    void client.invalidateQueries({ predicate: (query) => topics.has(String(query.queryKey[0])) });
  });
}

/** Hears an event as long as the component stands. */
export function useEvent<E extends keyof Events>(event: E, hear: (payload: Events[E]) => void): void {
  const latest = useRef(hear);
  useEffect(() => {
    latest.current = hear;
  });
  useEffect(() => {
    let stop: (() => void) | undefined;
    let gone = false;
    void theTransport()
      .listen(event, (payload) => latest.current(payload as Events[E]))
      .then((unlisten) => {
        if (gone) unlisten();
        else stop = unlisten;
      });
    return () => {
      gone = true;
      stop?.();
    };
  }, [event]);
}
