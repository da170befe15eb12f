import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useRef } from "react";
import { type CustomerRow, call, type Rule, type Sort } from "../../ipc";
import { currentLanguage } from "../../messages";

/** Rows per page: one read of the core, 1 ms. */
export const PAGE = 100;

/** `fields` = the fields whose values the rows carry. */
function page(rule: Rule, sort: Sort[], index: number, fields: number[] = []) {
  return queryOptions({
    queryKey: ["customers", "list", rule, sort, index, fields],
    queryFn: () =>
      call("customers_list", {
        where: rule,
        sort,
        at: index * PAGE,
        limit: PAGE,
        ...(fields.length > 0 && { fields }),
      }),
    // Pages that scrolled away are kept for a minute, not for ever: a million rows are 10,000 pages.
    gcTime: 60_000,
  });
}

/** What a list is of: whom, in which order, with the values of which fields. */
export interface Listing {
  rule: Rule;
  sort: Sort[];
  fields: number[];
}

/** A list of which only the pages around the window are in memory. */
export interface PagedList {
  total: number;
  rowAt: (position: number) => CustomerRow | undefined;
  isPending: boolean;
  /** All rows asked for are there, and of this rule and order. */
  isWhole: boolean;
  error: unknown;
  refetch: () => void;
}

/** The pages that hold the rows between two positions. */
function pagesOf(from: number, to: number): number[] {
  const indexes: number[] = [];
  for (let index = Math.floor(from / PAGE); index <= Math.floor(Math.max(from, to) / PAGE); index++)
    indexes.push(index);
  return indexes;
}

/** Reads the rows of a list between two positions; null if they are in memory. */
export function readRows(
  client: QueryClient,
  { rule, sort, fields }: Listing,
  from: number,
  to: number,
): Promise<unknown> | null {
  const missing = pagesOf(from, to)
    .map((index) => page(rule, sort, index, fields))
    .filter(({ queryKey }) => client.getQueryData(queryKey) === undefined);
  return missing.length === 0 ? null : Promise.all(missing.map((one) => client.prefetchQuery(one)));
}

/** How many rows a list has; of one that is on its way, as many as the former. */
export function useTotal({ rule, sort, fields }: Listing): number {
  const first = useQuery({ ...page(rule, sort, 0, fields), placeholderData: keepPreviousData });
  return first.data?.total ?? 0;
}

/**
 * The rows of a list between two positions, and how many there are. While a new rule or order is on its way
 * the former list stays, so that nothing flickers. The same object as long as nothing of it changes.
 */
export function useCustomers({ rule, sort, fields }: Listing, from: number, to: number): PagedList {
  const indexes = [...new Set([0, ...pagesOf(from, to)])];
  const pages = useQueries({ queries: indexes.map((index) => page(rule, sort, index, fields)) });
  const first = pages[0];
  const former = useRef<{ total: number; rows: Map<number, CustomerRow> } | null>(null);
  const failed = pages.find((one) => one.isError && !one.data);
  const parts = [...indexes, ...pages.map((one) => one.data), failed?.error];
  const made = useRef<{ parts: unknown[]; list: PagedList } | null>(null);
  const latest = useRef(pages);
  latest.current = pages;
  const isSame =
    made.current?.parts.length === parts.length &&
    parts.every((part, nth) => part === made.current?.parts[nth]);
  if (made.current && isSame) return made.current.list;
  if (first?.data) {
    const rows = new Map<number, CustomerRow>();
    indexes.forEach((index, nth) => {
      pages[nth]?.data?.rows.forEach((row, offset) => {
        rows.set(index * PAGE + offset, row);
      });
    });
    former.current = { total: first.data.total, rows };
  }
  const shown = former.current;
  const list: PagedList = {
    total: shown?.total ?? 0,
    rowAt: (position) => shown?.rows.get(position),
    isPending: !shown && !failed,
    isWhole: pages.every((one) => one.data),
    error: failed?.error ?? null,
    refetch: () => {
      for (const one of latest.current) void one.refetch();
    },
  };
  made.current = { parts, list };
  return list;
}

/** The ids between two positions, both included; reads the pages that are not in memory. */
export async function idsBetween(
  client: QueryClient,
  rule: Rule,
  sort: Sort[],
  a: number,
  b: number,
): Promise<number[]> {
  const from = Math.min(a, b);
  const to = Math.max(a, b);
  const ids: number[] = [];
  for (const index of pagesOf(from, to)) {
    const { rows } = await client.fetchQuery(page(rule, sort, index));
    rows.forEach((row, offset) => {
      const position = index * PAGE + offset;
      if (position >= from && position <= to) ids.push(row.id);
    });
  }
  return ids;
}

/** The id at a position, read if need be. */
export async function idAt(
  client: QueryClient,
  rule: Rule,
  sort: Sort[],
  position: number,
): Promise<number | undefined> {
  return (await idsBetween(client, rule, sort, position, position))[0];
}

/** Tags and their groups with live counts. */
export function useTags() {
  return useQuery({ queryKey: ["tags", "list"], queryFn: () => call("tags_list") });
}

/** The kinds of visits in the user's order. */
export function useVisitKinds() {
  return useQuery({ queryKey: ["visit_kinds", "list"], queryFn: () => call("visit_kinds_list") });
}

/** What conditions say, in the words of the core; nothing until it is told. */
export function useDescribed(rules: Rule[]): (rule: Rule) => string {
  const language = currentLanguage();
  // A sentence names stages, tags, owners and fields: when one of them is called otherwise, it is said anew.
  const named = [useStages(), useTags(), useOwners(), useFields()].map((one) => one.dataUpdatedAt);
  const said = useQuery({
    queryKey: ["customers", "described", rules, language, named],
    queryFn: () => call("conditions_describe", { rule: { all: rules }, language }),
    placeholderData: keepPreviousData,
    enabled: rules.length > 0,
  });
  const parts = said.data?.parts ?? [];
  const texts = new Map(parts.map(({ rule, text }) => [JSON.stringify(rule), text]));
  return (rule) =>
    (said.isPlaceholderData ? undefined : parts[rules.indexOf(rule)]?.text) ??
    texts.get(JSON.stringify(rule)) ??
    "";
}

/** Stages in order with live counts. */
export function useStages() {
  return useQuery({ queryKey: ["stages", "list"], queryFn: () => call("stages_list") });
}

/** Owners in order with live counts. */
export function useOwners() {
  return useQuery({ queryKey: ["owners", "list"], queryFn: () => call("owners_list") });
}

/** The user's fields of customers. */
export function useFields() {
  return useQuery({
    queryKey: ["fields", "list"],
    queryFn: () => call("fields_list"),
    select: (fields) => fields.filter((field) => field.record === "customer"),
  });
}

/** The user's fields of visits. */
export function useVisitFields() {
  return useQuery({
    queryKey: ["fields", "list"],
    queryFn: () => call("fields_list"),
    select: (fields) => fields.filter((field) => field.record === "visit"),
  });
}

/** The digits of the currency's smallest unit, and its code. */
export function useCurrency(): { code: string; exponent: number } {
  const settings = useQuery({ queryKey: ["settings"], queryFn: () => call("settings_get") });
  return { code: settings.data?.currency ?? "CNY", exponent: settings.data?.currency_exponent ?? 2 };
}

/** How many customers there are in all. */
export function useCustomerCount() {
  const rule: Rule = { all: [] };
  const sort: Sort[] = [{ by: "name", desc: false }];
  return useQuery({ ...page(rule, sort, 0), select: (list) => list.total });
}

/** Where one sets out, as the settings say; nothing if they do not. */
export function useDayPlace() {
  const settings = useQuery({ queryKey: ["settings"], queryFn: () => call("settings_get") });
  const text = settings.data?.day_place ?? "";
  const found = useQuery({
    queryKey: ["settings", "day-place", text],
    queryFn: () => call("places_find", { text }),
    enabled: text !== "",
    retry: false,
  });
  return found.data ?? null;
}

/** The country whose phones are written without its code. */
export function useHomeCountry(): string {
  const settings = useQuery({ queryKey: ["settings"], queryFn: () => call("settings_get") });
  return settings.data?.home_country ?? "CN";
}

export { useQueryClient };
