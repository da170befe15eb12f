import { type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { call } from "../../ipc";

/** How long after the last key a draft is written; the promise is 2 s. */
const PAUSE = 700;

function draft(record: string) {
  return queryOptions({
    queryKey: ["drafts", record],
    queryFn: async () => (await call("drafts_get", { record }))?.body ?? null,
  });
}

/** The record under which the draft of a visit to a customer is kept. */
export function recordOf(customer: number): string {
  return `visit-of-customer-${customer}`;
}

/** Reads what was left in a customer's log box, so that the box opens with it. */
export function prepareLog(client: QueryClient, customer: number): Promise<unknown> {
  return client.prefetchQuery(draft(recordOf(customer)));
}

/** A longer text that is kept while it is written, by record; an empty body forgets it. */
export function useDraft(record: string): {
  /** What was left here: undefined while it is not known yet, null if nothing. */
  kept: string | null | undefined;
  keep: (body: string) => void;
} {
  const client = useQueryClient();
  const stored = useQuery(draft(record));
  const waiting = useRef<{ body: string; timer: ReturnType<typeof setTimeout> } | null>(null);

  const write = useCallback(() => {
    if (!waiting.current) return;
    clearTimeout(waiting.current.timer);
    const { body } = waiting.current;
    waiting.current = null;
    // A draft that cannot be written is still in the box, and is written with the next key.
    call("drafts_put", { record, body }).catch(() => {});
  }, [record]);

  const keep = useCallback(
    (body: string) => {
      if (waiting.current) clearTimeout(waiting.current.timer);
      client.setQueryData(["drafts", record], body || null);
      waiting.current = { body, timer: setTimeout(write, PAUSE) };
      if (!body) write();
    },
    [client, record, write],
  );

  useEffect(() => {
    window.addEventListener("pagehide", write);
    window.addEventListener("blur", write);
    return () => {
      window.removeEventListener("pagehide", write);
      window.removeEventListener("blur", write);
      write();
    };
  }, [write]);

  return { kept: stored.isError ? null : stored.data, keep };
}
