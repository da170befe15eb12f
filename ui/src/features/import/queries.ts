import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import {
  call,
  type ImportCounts,
  type ImportOptions,
  type Preview,
  type PreviewFilter,
  type PreviewRow,
} from "../../ipc";

/** How many rows are asked for at once. */
export const PAGE = 100;

function page(options: ImportOptions, filter: PreviewFilter, at: number, ofVisits: boolean) {
  return {
    // Who is there already is part of the look.
    queryKey: ["customers", "import-preview", options, filter, at, ofVisits],
    queryFn: () =>
      call("import_preview", { ...options, filter, at, limit: PAGE, ...(ofVisits && { of_visits: true }) }),
    // The rows of a look that nobody takes any more are not worth keeping.
    gcTime: 60_000,
  };
}

/** What the import would come to, with the first rows. While it is worked out anew the former look stays. */
export function usePreview(options: ImportOptions, filter: PreviewFilter, ofVisits: boolean) {
  return useQuery({ ...page(options, filter, 0, ofVisits), placeholderData: keepPreviousData });
}

/** How many rows make or change a customer. */
export function countIn(counts: ImportCounts | undefined): number {
  return counts ? counts.taken + counts.changed : 0;
}

/** The rows from `first` to `last` (positions in the filter), as far as they are there. */
export function useRows(
  options: ImportOptions,
  filter: PreviewFilter,
  head: Preview,
  first: number,
  last: number,
  ofVisits: boolean,
): (at: number) => PreviewRow | undefined {
  const pages: number[] = [];
  for (let at = Math.floor(first / PAGE); at <= Math.floor(last / PAGE); at++) if (at > 0) pages.push(at);
  const loaded = useQueries({ queries: pages.map((at) => page(options, filter, at * PAGE, ofVisits)) });
  return (at) => {
    const wanted = Math.floor(at / PAGE);
    const rows = wanted === 0 ? head.rows : loaded[pages.indexOf(wanted)]?.data?.rows;
    return rows?.[at % PAGE];
  };
}

/** The user's fields, which a column can go to. */
export function useFields() {
  return useQuery({ queryKey: ["fields", "list"], queryFn: () => call("fields_list") });
}

/** The imports that were made, newest first. */
export function useImports() {
  return useQuery({ queryKey: ["customers", "imports"], queryFn: () => call("imports_list") });
}

/** The report of an import. */
export function useReport(id: number) {
  return useQuery({
    queryKey: ["customers", "imports", id],
    queryFn: () => call("imports_show", { id }),
  });
}
