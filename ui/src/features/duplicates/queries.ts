import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { type CustomerRow, call, type Reason } from "../../ipc";

/** Two customers who may be one. */
export interface Pair {
  a: CustomerRow;
  b: CustomerRow;
  score: number;
  reasons: Reason[];
}

/** What a look over all customers found, the likeliest first. */
export interface Duplicates {
  customers: number;
  compared: number;
  total: number;
  pairs: Pair[];
}

/** From this score on, two are merged without a look at each. */
export const SURE = 0.99;

/** A look over all customers; it stands until it is asked for again, less those who were merged or parted since. */
export const scan = queryOptions({
  queryKey: ["duplicates"],
  queryFn: async (): Promise<Duplicates | null> => {
    const { job } = await call("duplicates_scan", {});
    const done = await call("jobs_wait", { id: job });
    if (done.error) throw done.error;
    return done.state === "done" ? (done.result as unknown as Duplicates) : null;
  },
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 600_000,
});

/** Takes pairs out of what was found. */
export async function forget(client: QueryClient, gone: (pair: Pair) => boolean): Promise<void> {
  // A look that is under way began before.
  await client.cancelQueries({ queryKey: scan.queryKey });
  client.setQueryData(scan.queryKey, (found) => {
    if (!found) return found;
    const pairs = found.pairs.filter((pair) => !gone(pair));
    return { ...found, pairs, total: found.total - (found.pairs.length - pairs.length) };
  });
}

/** Merges that can be taken apart, the latest first. */
export function useMerges() {
  return useQuery({ queryKey: ["customers", "merges"], queryFn: () => call("merges_list", {}) });
}
