import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
  usePrefetchInfiniteQuery,
  usePrefetchQuery,
  useQuery,
} from "@tanstack/react-query";
import { doAndOfferUndo, doOnDay } from "../../design";
import { call, type SegmentOf, undoing } from "../../ipc";
import { currentLanguage, today } from "../../messages";
import type { ShownBy } from "./edits";

/** Cards that were left are kept for a minute, not for ever. */
const KEPT_MS = 60_000;

function card(id: number) {
  return queryOptions({
    queryKey: ["customers", "card", id],
    queryFn: () => call("customers_show", { id }),
    gcTime: KEPT_MS,
  });
}

/** Everything on a card but the timeline. The card before stays until this one is there: nothing flickers on the walk. */
export function useCard(id: number) {
  return useQuery({ ...card(id), placeholderData: keepPreviousData });
}

/** The kinds of what a timeline holds. */
export type TimelineKind = "visit" | "followup" | "file" | "stage" | "owner" | "edit";

/** All of them, in the order in which they are offered. */
export const KINDS: TimelineKind[] = ["visit", "followup", "file", "stage", "owner", "edit"];

/** How many entries of a timeline are asked for at once. */
export const PAGE = 50;

function timeline(customer: number, kinds: TimelineKind[]) {
  return infiniteQueryOptions({
    queryKey: ["customers", "timeline", customer, kinds],
    initialPageParam: 0,
    gcTime: KEPT_MS,
    queryFn: ({ pageParam }) =>
      call("timeline_list", {
        customer_id: customer,
        ...(kinds.length > 0 && { kinds }),
        at: pageParam,
        limit: PAGE,
      }),
    getNextPageParam: (last, pages) => {
      const read = pages.reduce((sum, page) => sum + page.entries.length, 0);
      return read < last.total && last.entries.length > 0 ? read : undefined;
    },
  });
}

/** The timeline, newest first, by pages; all kinds if none is named. */
export function useTimeline(customer: number, kinds: TimelineKind[]) {
  return useInfiniteQuery({ ...timeline(customer, kinds), placeholderData: (before) => before });
}

function ownership(customer: number) {
  return queryOptions({
    queryKey: ["customers", "owner-since", customer],
    queryFn: () => call("timeline_list", { customer_id: customer, kinds: ["owner"], at: 0, limit: 1 }),
    gcTime: KEPT_MS,
  });
}

/** All photos and papers of a customer, newest first. */
export function filesOf(customer_id: number) {
  return queryOptions({
    queryKey: ["files", "list", customer_id],
    queryFn: () => call("files_list", { customer_id }),
    gcTime: KEPT_MS,
  });
}

function segmentsOf(customer_id: number) {
  const language = currentLanguage();
  return queryOptions({
    queryKey: ["segments", "of", customer_id, language],
    queryFn: () => call("segments_of", { customer_id, language }),
    gcTime: KEPT_MS,
  });
}

/** Reads all that stands on a card, so that it opens in one go. */
export function prepareCard(client: QueryClient, customer: number): Promise<unknown> {
  return Promise.all([
    client.prefetchQuery(card(customer)),
    client.prefetchInfiniteQuery(timeline(customer, KINDS)),
    client.prefetchQuery(ownership(customer)),
    client.prefetchQuery(segmentsOf(customer)),
    client.prefetchQuery(filesOf(customer)),
  ]);
}

/** Asks for what stands on a card together with the card, not after it: so all of it comes in one frame. */
export function useWhatFollows(customer: number): void {
  usePrefetchInfiniteQuery(timeline(customer, KINDS));
  usePrefetchQuery(ownership(customer));
  usePrefetchQuery(segmentsOf(customer));
  usePrefetchQuery(filesOf(customer));
}

/** Since when the customer belongs to whom they belong to now. */
export function useOwnerSince(customer: number): string | null {
  const { data } = useQuery(ownership(customer));
  const at = data?.entries[0]?.at;
  return at == null ? null : today(new Date(at));
}

export function useTags() {
  return useQuery({ queryKey: ["tags", "list"], queryFn: () => call("tags_list") });
}

/** The segments that a customer is in, and why. */
export function useSegmentsOf(customer_id: number): SegmentOf[] {
  const { data } = useQuery(segmentsOf(customer_id));
  return data ?? [];
}

export function useStages() {
  return useQuery({ queryKey: ["stages", "list"], queryFn: () => call("stages_list") });
}

export function useOwners() {
  return useQuery({ queryKey: ["owners", "list"], queryFn: () => call("owners_list") });
}

export function useFields() {
  return useQuery({ queryKey: ["fields", "list"], queryFn: () => call("fields_list") });
}

export function useVisitKinds() {
  return useQuery({ queryKey: ["visit_kinds", "list"], queryFn: () => call("visit_kinds_list") });
}

export function useSettings() {
  return useQuery({ queryKey: ["settings", "get"], queryFn: () => call("settings_get") });
}

/** What values in the history are shown by. */
export function useShownBy(): ShownBy {
  const { data } = useSettings();
  return {
    currency: data?.currency ?? "CNY",
    exponent: data?.currency_exponent ?? 2,
    homeCountry: data?.home_country ?? "CN",
  };
}

/** The steps that touched a customer, newest first. */
export function useCustomerHistory(customer: number, enabled: boolean) {
  return useQuery({
    queryKey: ["history", "list", customer],
    queryFn: () => call("history_list", { customer_id: customer, limit: 100, edits: true }),
    enabled,
  });
}

/** Does it and offers to take it back. */
export function act(take: () => Promise<unknown>): Promise<boolean> {
  return doAndOfferUndo(take, undoing);
}

/** Makes a step that names a day; one that is over is asked about. */
export function onDay(take: (past: boolean) => Promise<unknown>): Promise<boolean> {
  return doOnDay(take, undoing);
}
