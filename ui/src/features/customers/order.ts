import type { Sort, SortKey } from "../../ipc";
import { t } from "../../messages";
import type { Column } from "./columns";

/** One key of the order of a list: what it goes by, as the id of a column, and which way. */
export interface OrderKey {
  id: string;
  desc: boolean;
}

/** Something that a list can be sorted by: a column, or what has none. */
export interface Sortable {
  id: string;
  head: () => string;
  sort: SortKey;
}

/** What can be sorted by without being shown. */
const UNSHOWN: Sortable[] = [
  { id: "visits", head: () => t("list-sort-visits"), sort: "visits" },
  { id: "birthday", head: () => t("list-sort-birthday"), sort: "birthday" },
  { id: "updated", head: () => t("list-sort-updated"), sort: "updated" },
];

/** The order of a list that nobody sorted: by name. */
const PLAIN: OrderKey[] = [{ id: "name", desc: false }];

/** Everything that a list with these columns can be sorted by. */
export function sortables(columns: Column[]): Sortable[] {
  const shown = columns.flatMap(({ id, head, sort }) => (sort ? [{ id, head, sort }] : []));
  return [...shown, ...UNSHOWN];
}

/** The keys that hold: those of the user, or by name. */
export function heldKeys(order: OrderKey[]): OrderKey[] {
  return order.length > 0 ? order : PLAIN;
}

/** An order as the core takes it; a key of a field that this book does not have counts for nothing. */
export function sortsOf(order: OrderKey[], among: Sortable[]): Sort[] {
  const known = (keys: OrderKey[]) =>
    keys.flatMap(({ id, desc }) => {
      const by = among.find((one) => one.id === id)?.sort;
      return by === undefined ? [] : [{ by, desc }];
    });
  const sorts = known(order);
  return sorts.length > 0 ? sorts : known(PLAIN);
}

/** The order that the core's sorts mean, as far as there are such columns. */
export function orderOf(sorts: Sort[], among: Sortable[]): OrderKey[] {
  const same = (a: SortKey, b: SortKey) => JSON.stringify(a) === JSON.stringify(b);
  return sorts.flatMap(({ by, desc }) => {
    const id = among.find((one) => same(one.sort, by))?.id;
    return id === undefined ? [] : [{ id, desc }];
  });
}

/**
 * The order after a key was asked for: once it goes up, a second time down, a third time it is as if it had not been.
 * `add` keeps the other keys and puts a new one behind them; else it becomes the only one.
 */
export function turned(order: OrderKey[], id: string, add: boolean): OrderKey[] {
  const keys = add ? order : heldKeys(order);
  const now = keys.find((key) => key.id === id);
  const next = !now ? { id, desc: false } : now.desc ? null : { id, desc: true };
  if (!add) {
    const alone = keys.length === 1;
    return now && !alone ? [{ id, desc: false }] : next ? [next] : [];
  }
  if (!now) return [...order, { id, desc: false }];
  return order.flatMap((key) => (key.id !== id ? [key] : next ? [next] : []));
}

/** An order as it is kept: `stage -last-visit`. */
export function writeOrder(order: OrderKey[]): string {
  return order.map(({ id, desc }) => `${desc ? "-" : ""}${id}`).join(" ");
}

/** Reads an order that was kept. */
export function readOrder(text: string): OrderKey[] {
  return text.split(" ").flatMap((part) => {
    const [, minus, id] = /^(-?)([a-z][a-z0-9-]*)$/.exec(part) ?? [];
    return id ? [{ id, desc: minus === "-" }] : [];
  });
}
