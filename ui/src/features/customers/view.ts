import { useSyncExternalStore } from "react";
import type { GroupKey, Rule } from "../../ipc";
import { filtersOf, withRule } from "./conditions";
import { type OrderKey, readOrder, turned, writeOrder } from "./order";

/** What the list is narrowed to: what is typed, and conditions that all must hold. */
export interface Filters {
  text: string;
  rules: Rule[];
}

/** Which rows are chosen: these ids, or all that match but for those excepted. */
export type Chosen =
  | { mode: "ids"; ids: ReadonlySet<number> }
  | { mode: "matching"; except: ReadonlySet<number> };

/** What the user has made of the list. It outlives the screen, but not the window; only the order is kept on this computer. */
export interface View {
  /** The segment that is looked at, by its uid; null for none. */
  segment: string | null;
  filters: Filters;
  /** What its groups are counted by; by nothing if it is null. */
  groupBy: GroupKey | null;
  /** Groups tell how many of each were seen this month. */
  coverage: boolean;
  /** What it is sorted by; by name if there is nothing. */
  order: OrderKey[];
  chosen: Chosen;
  /** The row that has the focus, by position. */
  active: number;
  /** Who stands there, and how many there are, as far as the list has told. */
  place: { id: number | null; total: number };
  scrollTop: number;
}

export const NO_FILTERS: Filters = { text: "", rules: [] };

export const NONE_CHOSEN: Chosen = { mode: "ids", ids: new Set() };

/** The name under which the order and the columns of a view are kept. */
export function viewName(segment: string | null): string {
  return segment === null ? "customers" : `segment-${segment}`;
}

const groupKey = (segment: string | null) => `list-group-${viewName(segment)}`;

/** What the list was grouped by here; by nothing if what was kept cannot be read. */
function readGroup(segment: string | null): GroupKey | null {
  const kept = localStorage.getItem(groupKey(segment)) ?? "";
  const field = /^field (\d+)$/.exec(kept)?.[1];
  if (field) return { field: Number(field) };
  return (["stage", "owner", "kind", "tag"] as const).find((one) => one === kept) ?? null;
}

const orderKey = (segment: string | null) => `list-order-${viewName(segment)}`;

const COVERAGE = "list-coverage";

const start = (): View => ({
  segment: null,
  groupBy: readGroup(null),
  coverage: localStorage.getItem(COVERAGE) !== null,
  filters: NO_FILTERS,
  order: readOrder(localStorage.getItem(orderKey(null)) ?? ""),
  chosen: NONE_CHOSEN,
  active: 0,
  place: { id: null, total: 0 },
  scrollTop: 0,
});

let view = start();
const listeners = new Set<() => void>();

/** Who are about to be chosen, as soon as it is read who they are. */
let coming: Promise<number[]> | null = null;

function put(next: View): void {
  if (next.chosen !== view.chosen || next.filters !== view.filters) coming = null;
  view = next;
  for (const listener of listeners) listener();
}

/** The present view, without following it. */
export function theView(): View {
  return view;
}

/** Back to the beginning; for another book and for tests. */
export function resetView(): void {
  put(start());
}

/** Narrows the list; what was chosen in the old list is let go. */
export function setFilters(change: Partial<Filters>): void {
  put({ ...view, filters: { ...view.filters, ...change }, chosen: NONE_CHOSEN, active: 0, scrollTop: 0 });
}

function look(segment: string | null, filters: Filters, order: OrderKey[]): void {
  // Within the same view what it is grouped by stays; another view has its own.
  const groupBy = segment === view.segment ? view.groupBy : readGroup(segment);
  put({ ...view, segment, groupBy, filters, order, chosen: NONE_CHOSEN, active: 0, scrollTop: 0 });
}

/** Looks at everybody for whom conditions hold, and at no segment. */
export function showRules(...rules: Rule[]): void {
  look(null, { text: "", rules }, readOrder(localStorage.getItem(orderKey(null)) ?? ""));
}

/** Looks at a segment: whom its rule finds, in the order kept for it here, or in its own. */
export function showSegment(uid: string, rule: Rule | null, order: OrderKey[]): void {
  const kept = localStorage.getItem(orderKey(uid));
  look(uid, filtersOf(rule ?? { all: [] }), kept === null ? order : readOrder(kept));
}

/** What is shown now is the segment itself: nothing beside it is kept any more. */
export function becomeSegment(uid: string): void {
  localStorage.removeItem(orderKey(uid));
  put({ ...view, segment: uid });
}

/** Sorts by a column: up, then down, then as if it had not been. `add` keeps the other keys. */
export function sortBy(id: string, add = false): void {
  setOrder(turned(view.order, id, add));
}

/** Sorts as told. */
export function setOrder(order: OrderKey[]): void {
  localStorage.setItem(orderKey(view.segment), writeOrder(order));
  put({ ...view, order, active: 0, scrollTop: 0 });
}

/** Counts the groups of the list. */
export function setGroupBy(groupBy: GroupKey | null): void {
  const key = groupKey(view.segment);
  if (groupBy === null) localStorage.removeItem(key);
  else localStorage.setItem(key, typeof groupBy === "object" ? `field ${groupBy.field}` : groupBy);
  put({ ...view, groupBy });
}

/** Lets groups tell how many of each were seen, or no longer. */
export function setCoverage(coverage: boolean): void {
  if (coverage) localStorage.setItem(COVERAGE, "yes");
  else localStorage.removeItem(COVERAGE);
  put({ ...view, coverage });
}

/** Chooses rows. */
export function setChosen(chosen: Chosen): void {
  put({ ...view, chosen });
}

/** Chooses rows that must be read first; what is chosen meanwhile stands. */
export async function chooseOnceRead(ids: Promise<number[]>): Promise<void> {
  coming = ids;
  const read = await ids;
  if (coming === ids) setChosen({ mode: "ids", ids: new Set(read) });
}

/** Moves the focus to a position. */
export function setActive(active: number): void {
  if (active !== view.active) put({ ...view, active });
}

/** Moves the focus to where a customer stands who is about to be opened: it is shown with them, in one drawing. */
export function aimAt(active: number, id: number | null): void {
  view = { ...view, active, place: { ...view.place, id } };
}

/** Shows what was aimed at. */
export function tellAim(): void {
  put(view);
}

/** Tells who the active row is of, and how many rows there are. */
export function tellPlace(id: number | null, total: number): void {
  if (id !== view.place.id || total !== view.place.total) put({ ...view, place: { id, total } });
}

/** Remembers where the list is scrolled to; nobody needs to hear of it. */
export function keepScroll(scrollTop: number): void {
  view = { ...view, scrollTop };
}

/** Where the list was scrolled to last. */
export function keptScroll(): number {
  return view.scrollTop;
}

function follow(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A part of the view, followed: what asks for little is drawn anew seldom. `part` makes no new object. */
export function useView<T>(part: (view: View) => T): T {
  return useSyncExternalStore(follow, () => part(view));
}

/** Is the list narrowed at all? */
export function isNarrowed({ text, rules }: Filters): boolean {
  return text.trim() !== "" || rules.length > 0;
}

/** Puts a condition to the others, in the place of one about the same. */
export function addRule(rule: Rule): void {
  setFilters({ rules: withRule(view.filters.rules, rule) });
}

/** Puts a condition in the place of another; null takes that one off. */
export function replaceRule(former: Rule, rule: Rule | null): void {
  const { rules } = view.filters;
  setFilters({ rules: rules.flatMap((one) => (one !== former ? [one] : rule ? [rule] : [])) });
}

/** Is this row chosen? */
export function isChosen(chosen: Chosen, id: number): boolean {
  return chosen.mode === "ids" ? chosen.ids.has(id) : !chosen.except.has(id);
}

/** How many are chosen, of so many that match. */
export function countChosen(chosen: Chosen, total: number): number {
  return chosen.mode === "ids" ? chosen.ids.size : Math.max(0, total - chosen.except.size);
}

/** The choice with these rows put in or taken out. */
export function withRows(chosen: Chosen, ids: number[], put: boolean): Chosen {
  if (chosen.mode === "ids") {
    const next = new Set(chosen.ids);
    for (const id of ids) put ? next.add(id) : next.delete(id);
    return { mode: "ids", ids: next };
  }
  const except = new Set(chosen.except);
  for (const id of ids) put ? except.delete(id) : except.add(id);
  return { mode: "matching", except };
}
