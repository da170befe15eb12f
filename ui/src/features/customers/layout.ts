import { useState } from "react";
import { COLUMNS, type Column } from "./columns";

/** Which columns a view of the list shows, in which order and how wide. */
export interface Layout {
  /** The ids of all columns, hidden ones too. */
  order: string[];
  hidden: ReadonlySet<string>;
  /** The widths that the user gave, in rem; the others share what is left. */
  sizes: ReadonlyMap<string, number>;
}

/** The column that says whose row it is: always first, never hidden. */
export const FIRST = "name";
/** The widest that a column can be made, in rem. */
const WIDEST = 40;
/** One step of the arrow keys, in rem. */
export const SIZE_STEP = 1;

/** The layout of somebody who changed nothing. */
export const PLAIN: Layout = { order: COLUMNS.map(({ id }) => id), hidden: new Set(), sizes: new Map() };

/** A width within the limits of its column, in quarters of a rem. */
function fitting(id: string, size: number): number {
  const least = COLUMNS.find((column) => column.id === id)?.least ?? 4;
  return Math.round(Math.max(least, Math.min(WIDEST, size)) * 4) / 4;
}

/** The layout as it is kept: `name=12 stage -kind`, names of our columns and numbers only. */
export function writeLayout({ order, hidden, sizes }: Layout): string {
  return order
    .map((id) => `${hidden.has(id) ? "-" : ""}${id}${sizes.has(id) ? `=${sizes.get(id)}` : ""}`)
    .join(" ");
}

/** Reads what was kept. Columns that are no more are left out, new ones stand at the end. */
export function readLayout(text: string): Layout {
  const order: string[] = [FIRST];
  const hidden = new Set<string>();
  const sizes = new Map<string, number>();
  for (const part of text.split(" ")) {
    const [, minus, id = "", size] = /^(-?)([a-z-]+?)(?:=([\d.]+))?$/.exec(part) ?? [];
    if (!PLAIN.order.includes(id)) continue;
    if (!order.includes(id)) order.push(id);
    if (minus && id !== FIRST) hidden.add(id);
    if (Number(size) > 0) sizes.set(id, fitting(id, Number(size)));
  }
  for (const id of PLAIN.order) if (!order.includes(id)) order.push(id);
  return { order, hidden, sizes };
}

/** The order with one column put where another stands; the first stays the first. */
export function movedTo(order: string[], id: string, target: string): string[] {
  const to = order.indexOf(target);
  if (id === target || id === FIRST || target === FIRST || to < 0 || !order.includes(id)) return order;
  const next = order.filter((one) => one !== id);
  next.splice(to, 0, id);
  return next;
}

/** The order with a column one place on (1) or back (-1) among those that `counts`. */
export function movedBy(
  order: string[],
  id: string,
  by: 1 | -1,
  counts: (id: string) => boolean = () => true,
): string[] {
  const among = order.filter((one) => one === id || counts(one));
  const target = among[among.indexOf(id) + by];
  return target === undefined ? order : movedTo(order, id, target);
}

/** The columns that are shown in a list so many rem wide; those one can do without give way first. */
export function shownColumns(layout: Layout, width: number): Column[] {
  return layout.order.flatMap((id) => {
    const column = COLUMNS.find((one) => one.id === id);
    return column && !layout.hidden.has(id) && width >= (column.from ?? 0) ? [column] : [];
  });
}

/** The tracks of the grid, with the box before them, and the least width of all in rem. */
export function tracksOf(
  columns: Column[],
  { sizes }: Pick<Layout, "sizes">,
): { tracks: string; least: number } {
  const tracks = columns.map(({ id, least, most }) => {
    const size = sizes.get(id);
    return size === undefined ? `minmax(${least}rem, ${most})` : `${size}rem`;
  });
  return {
    tracks: `2.5rem ${tracks.join(" ")}`,
    least: columns.reduce((sum, { id, least }) => sum + (sizes.get(id) ?? least), 2.5),
  };
}

/** The layout of a view and how to change it. It is kept on this computer; the book knows nothing of it. */
export function useLayout(view: string) {
  const key = `list-columns-${view}`;
  const [layout, setLayout] = useState(() => readLayout(localStorage.getItem(key) ?? ""));
  const put = (change: Partial<Layout>) => {
    const next = { ...layout, ...change };
    setLayout(next);
    localStorage.setItem(key, writeLayout(next));
  };
  return {
    layout,
    toggle: (id: string) => {
      const hidden = new Set(layout.hidden);
      if (!hidden.delete(id)) hidden.add(id);
      put({ hidden });
    },
    move: (order: string[]) => put({ order }),
    /** Gives a column a width in rem; null lets it take its share again. */
    size: (id: string, size: number | null) => {
      const sizes = new Map(layout.sizes);
      if (size === null) sizes.delete(id);
      else sizes.set(id, fitting(id, size));
      put({ sizes });
    },
    reset: () => put(PLAIN),
  };
}

/** What `useLayout` gives. */
export type LayoutControl = ReturnType<typeof useLayout>;
