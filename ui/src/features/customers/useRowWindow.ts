import { startTransition, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { soon } from "../../design";

/** The browser's boxes end at 33.5 million pixels; a longer list is scrolled at a scale. */
const TALLEST = 30_000_000;
/** Rows drawn beyond each edge, so that a turn of the wheel meets no blank ones. */
const OVERSCAN = 12;
/** … of a list that has just come: the others are drawn once these stand on the screen. */
const FIRST_OVERSCAN = 1;
/** When these surely do, in milliseconds; who types on quickly has the next list before. */
const SETTLED_MS = 160;
/** Taken for the height where there is no layout. */
const FALLBACK = 640;

/** Which rows of a list of any length are to be drawn, and where. */
export interface RowWindow {
  first: number;
  last: number;
  /** The height of the whole, in pixels. */
  height: number;
  /** Where row `position` stands, in pixels from the top of the whole. */
  top: (position: number) => number;
  /** Rows that fit into the window. */
  perPage: number;
  /** Brings a row into sight. */
  reveal: (position: number) => void;
  /** The position from which the drawn rows count: after a jump the same ones are drawn with others' data. */
  base: number;
}

/** What a window needs to know of its list. */
export interface Place {
  /** Names the list that is shown: with another one the element goes to where `startAt` says. */
  list: string;
  startAt: () => number;
  onScroll: (top: number) => void;
  /** Reads the rows between two positions; null if they are there. */
  read: (first: number, last: number) => Promise<unknown> | null;
}

/** Follows the scrolling of `element`, whose rows are all `row` pixels high and whose sticky head takes `headHeight`. */
export function useRowWindow(
  element: HTMLElement | null,
  total: number,
  row: number,
  headHeight: number,
  { list, startAt, onScroll, read }: Place,
): RowWindow {
  const [held, setHeld] = useState(() => ({ list, top: startAt(), base: 0 }));
  const [boxHeight, setBoxHeight] = useState(FALLBACK);
  const at = held.list === list ? held : { list, top: startAt(), base: 0 };
  const viewport = Math.max(row, boxHeight - headHeight);
  const full = total * row;
  const height = Math.min(full, TALLEST);
  const scale = height > viewport ? (full - viewport) / (height - viewport) : 1;
  const offset = at.top * scale;

  useLayoutEffect(() => {
    if (!element) return;
    const measure = () => setBoxHeight(element.clientHeight || FALLBACK);
    measure();
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(measure);
    observer?.observe(element);
    return () => observer?.disconnect();
  }, [element]);

  const latest = useRef({ list, at, scale, viewport, total, onScroll, read });
  useLayoutEffect(() => {
    latest.current = { list, at, scale, viewport, total, onScroll, read };
  });

  useEffect(() => {
    if (!element) return;
    let gone = false;
    const show = () => {
      const { list, at, scale, viewport } = latest.current;
      const top = element.scrollTop;
      if (gone || top === at.top) return;
      const rows = Math.floor((top * scale) / row) - Math.floor((at.top * scale) / row);
      // Nothing of what is drawn stays in sight: the rows are not made anew, they are given to others.
      const jumps = Math.abs(rows) * row > viewport + OVERSCAN * row;
      setHeld({ list, top, base: jumps ? at.base + rows : at.base });
    };
    const follow = () => {
      const { scale, viewport, total, onScroll, read } = latest.current;
      const top = element.scrollTop;
      onScroll(top);
      const first = Math.floor((top * scale) / row);
      const waits = read(first, Math.min(total - 1, first + Math.ceil(viewport / row)));
      // Drawn before the frame that shows the new place; if it must be read, a blink later, but in one go.
      if (waits) void soon(waits).then(() => flushSync(show));
      else flushSync(show);
    };
    element.addEventListener("scroll", follow, { passive: true });
    return () => {
      gone = true;
      element.removeEventListener("scroll", follow);
    };
  }, [element, row]);

  // The place where the list was left; a new list begins where it is told to.
  const ready = total > 0;
  useLayoutEffect(() => {
    if (!element || !ready) return;
    element.dataset.list = list;
    element.scrollTop = startAt();
  }, [element, ready, list, startAt]);

  const reveal = useCallback(
    (position: number) => {
      if (!element) return;
      const at = position * row;
      const now = element.scrollTop * scale;
      if (at < now) element.scrollTop = at / scale;
      else if (at + row > now + viewport) element.scrollTop = (at + row - viewport) / scale;
    },
    [element, row, scale, viewport],
  );

  const place = `${list} ${at.base}`;
  const [settled, setSettled] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setSettled(place)), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [place]);
  const overscan = settled === place ? OVERSCAN : FIRST_OVERSCAN;
  const { base, top: scrollTop } = at;
  return useMemo(
    () => ({
      first: Math.max(0, Math.floor(offset / row) - overscan),
      last: Math.min(total - 1, Math.ceil((offset + viewport) / row) + overscan),
      height,
      top: (position: number) => position * row - offset + scrollTop,
      perPage: Math.max(1, Math.floor(viewport / row) - 1),
      reveal,
      base,
    }),
    [offset, row, overscan, total, viewport, height, scrollTop, reveal, base],
  );
}
