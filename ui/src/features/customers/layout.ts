import { useMemo, useState } from "react";
import { type Column, idealOf, leastOf } from "./columns";

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
/** The box before the columns, in rem. */
const BOX = 2.5;
/** The room that those which grow share by themselves, as a part of the ideal width of all. */
const GROWS_BY = 0.5;
/** One step of the arrow keys, in rem. */
export const SIZE_STEP = 1;

/** The layout of somebody who changed nothing. */
export function plainLayout(columns: Column[]): Layout {
  return {
    order: columns.map(({ id }) => id),
    hidden: new Set(columns.filter(({ extra }) => extra).map(({ id }) => id)),
    sizes: new Map(),
  };
}

/** A width within the limits of its column, in quarters of a rem. */
function fitting(column: Column | undefined, size: number): number {
  const least = column ? leastOf(column) : 4;
  return Math.round(Math.max(least, Math.min(WIDEST, size)) * 4) / 4;
}

/** The layout as it is kept: `name=12 stage -kind`, ids of columns and numbers only. */
export function writeLayout({ order, hidden, sizes }: Layout): string {
  return order
    .map((id) => `${hidden.has(id) ? "-" : ""}${id}${sizes.has(id) ? `=${sizes.get(id)}` : ""}`)
    .join(" ");
}

/**
 * Reads what was kept. New columns stand at the end. A field that this book does not have may be another book's: its
 * place stays, and it is not shown; other columns that are no more are left out.
 */
export function readLayout(text: string, columns: Column[]): Layout {
  const order: string[] = [FIRST];
  const hidden = new Set<string>();
  const sizes = new Map<string, number>();
  for (const part of text.split(" ")) {
    const [, minus, id = "", size] = /^(-?)([a-z][a-z0-9-]*?)(?:=([\d.]+))?$/.exec(part) ?? [];
    const column = columns.find((one) => one.id === id);
    if (!column && !id.startsWith("field-")) continue;
    if (!order.includes(id)) order.push(id);
    if (minus && id !== FIRST) hidden.add(id);
    if (Number(size) > 0) sizes.set(id, fitting(column, Number(size)));
  }
  for (const { id, extra } of columns) {
    if (order.includes(id)) continue;
    order.push(id);
    if (extra) hidden.add(id);
  }
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
export function shownColumns(layout: Layout, columns: Column[], width: number): Column[] {
  let shown = layout.order.flatMap((id) => {
    const column = columns.find((one) => one.id === id);
    return column && !layout.hidden.has(id) ? [column] : [];
  });
  const wanted = () => shown.reduce((sum, one) => sum + (layout.sizes.get(one.id) ?? idealOf(one)), BOX);
  while (wanted() > width) {
    const gives = shown.reduce((most, one) => Math.max(most, one.yields ?? 0), 0);
    if (gives === 0) break;
    shown = shown.filter((one) => one.yields !== gives);
  }
  return shown;
}

/**
 * The widths of the columns in a list so many rem wide: what the user gave; else the least, then towards the ideal,
 * and what is left to those that grow.
 */
export function widthsOf(columns: Column[], sizes: Layout["sizes"], room: number): number[] {
  const free = columns.filter(({ id }) => !sizes.has(id));
  const wish = free.reduce((sum, one) => sum + idealOf(one) - leastOf(one), 0);
  const taken = columns.reduce((sum, one) => sum + (sizes.get(one.id) ?? leastOf(one)), BOX);
  const left = Math.max(0, room - taken);
  const part = wish > 0 ? Math.min(1, left / wish) : 0;
  const over = Math.max(0, left - wish);
  const grows = free.reduce((sum, { grow = 0 }) => sum + grow, 0);
  // What grows takes the room up to a point; in a very wide list the rest is for all of them alike.
  const ideals = free.reduce((sum, one) => sum + idealOf(one), 0);
  const forGrowing = Math.min(over, ideals * GROWS_BY);
  const forAll = over - forGrowing;
  return columns.map((column) => {
    const given = sizes.get(column.id);
    if (given !== undefined) return given;
    const wide =
      leastOf(column) +
      part * (idealOf(column) - leastOf(column)) +
      (grows > 0 ? (forGrowing * (column.grow ?? 0)) / grows : 0) +
      (ideals > 0 ? (forAll * idealOf(column)) / ideals : 0);
    return Math.floor(wide * 16) / 16;
  });
}

/** The tracks of the grid, with the box before them, and the width of all in rem. */
export function tracksOf(widths: number[]): { tracks: string; whole: number } {
  return {
    tracks: [BOX, ...widths].map((width) => `${width}rem`).join(" "),
    whole: widths.reduce((sum, width) => sum + width, BOX),
  };
}

/**
 * The layout of a view and how to change it. It is kept on this computer; the book knows only what a segment was saved
 * with: `own`, which holds until something is changed here.
 */
export function useLayout(view: string, columns: Column[], own = "") {
  const key = `list-columns-${view}`;
  const [changed, setChanged] = useState<Record<string, string>>({});
  const text = changed[key] ?? localStorage.getItem(key) ?? own;
  const layout = useMemo(() => readLayout(text, columns), [text, columns]);
  return useMemo(() => {
    const put = (change: Partial<Layout>) => {
      const next = writeLayout({ ...layout, ...change });
      setChanged((all) => ({ ...all, [key]: next }));
      localStorage.setItem(key, next);
    };
    return {
      layout,
      columns,
      /** It is not as `own` has it. */
      isChanged: text !== own,
      /** As it is kept, part by part. */
      parts: text.split(" ").filter(Boolean),
      /** What was changed here is the view's own by now. */
      settle: () => {
        localStorage.removeItem(key);
        setChanged(({ [key]: _, ...others }) => others);
      },
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
        else
          sizes.set(
            id,
            fitting(
              columns.find((one) => one.id === id),
              size,
            ),
          );
        put({ sizes });
      },
      reset: () => put(plainLayout(columns)),
    };
  }, [layout, columns, text, own, key]);
}

/** What `useLayout` gives. */
export type LayoutControl = ReturnType<typeof useLayout>;
