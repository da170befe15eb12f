import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSearchParams } from "react-router";
import { doAndOfferUndo } from "../../design";
import { ruleIn } from "../../design/addresses";
import { call, type EditSegment, type NewSegment, type Rule, type Segment, undoing } from "../../ipc";
import { orderOf, type Sortable } from "./order";
import { useColumns, useSortables } from "./useColumns";
import { showRules, showSegment, useView } from "./view";

/** The segments in the user's order with live counts. */
export function useSegments() {
  return useQuery({ queryKey: ["segments", "list"], queryFn: () => call("segments_list") });
}

/** The segment that is looked at, as it is kept; none if there is none, or it is gone. */
export function useSegment(): Segment | null {
  const segment = useView((view) => view.segment);
  const all = useSegments().data ?? [];
  return (segment !== null && all.find(({ uid }) => uid === segment)) || null;
}

/** Looks at a segment as it is kept. */
export function openSegment({ uid, rule, sort, problem }: Segment, among: Sortable[]): void {
  // A rule that cannot hold is neither asked for nor said.
  showSegment(uid, problem === null ? rule : null, orderOf(sort, among));
}

/** Who is looked at may be asked for in the address: `/customers?segment=3`, or by a rule (`listAddress`). */
export function useAsked(): void {
  const [search, setSearch] = useSearchParams();
  const segments = useSegments().data;
  const among = useSortables(useColumns());
  const asked = Number(search.get("segment"));
  useEffect(() => {
    const rule = ruleIn(search);
    if (rule === null) return;
    showRules(rule as Rule);
    setSearch({}, { replace: true });
  }, [search, setSearch]);
  useEffect(() => {
    if (!asked || !segments) return;
    const found = segments.find(({ id }) => id === asked);
    if (found) openSegment(found, among);
    setSearch({}, { replace: true });
  }, [asked, segments, among, setSearch]);
}

const step = (take: () => Promise<unknown>) => doAndOfferUndo(take, undoing);

/** What can be done to segments; each is one step, said in a toast that offers its undo. */
export const segmentSteps = {
  create: (segment: NewSegment) => step(() => call("segments_create", segment)),
  edit: (change: EditSegment) => step(() => call("segments_edit", change)),
  order: (ids: number[]) => step(() => call("segments_order", { ids })),
  trash: (id: number) => step(() => call("segments_trash", { id })),
};
