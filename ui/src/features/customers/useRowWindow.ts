import { useCallback, useEffect, useLayoutEffect, useState } from "react";

/** The browser's boxes end at 33.5 million pixels; a longer list is scrolled at a scale. */
const TALLEST = 30_000_000;
/** Rows drawn beyond each edge, so that a turn of the wheel meets no blank ones. */
const OVERSCAN = 12;
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
}

/**
 * Follows the scrolling of `element`, whose rows are all `row` pixels high and whose sticky head takes `headHeight`.
 * `place.list` names the list that is shown: with another one the element goes to where `startAt` says.
 */
export function useRowWindow(
  element: HTMLElement | null,
  total: number,
  row: number,
  headHeight: number,
  place: { list: string; startAt: () => number; onScroll: (top: number) => void },
): RowWindow {
  const { list, startAt, onScroll } = place;
  const [scrollTop, setScrollTop] = useState(startAt);
  const [boxHeight, setBoxHeight] = useState(FALLBACK);
  const viewport = Math.max(row, boxHeight - headHeight);
  const full = total * row;
  const height = Math.min(full, TALLEST);
  const scale = height > viewport ? (full - viewport) / (height - viewport) : 1;
  const offset = scrollTop * scale;

  useLayoutEffect(() => {
    if (!element) return;
    const measure = () => setBoxHeight(element.clientHeight || FALLBACK);
    measure();
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(measure);
    observer?.observe(element);
    return () => observer?.disconnect();
  }, [element]);

  useEffect(() => {
    if (!element) return;
    const follow = () => {
      setScrollTop(element.scrollTop);
      onScroll(element.scrollTop);
    };
    element.addEventListener("scroll", follow, { passive: true });
    return () => element.removeEventListener("scroll", follow);
  }, [element, onScroll]);

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

  const first = Math.max(0, Math.floor(offset / row) - OVERSCAN);
  const last = Math.min(total - 1, Math.ceil((offset + viewport) / row) + OVERSCAN);
  return {
    first,
    last,
    height,
    top: (position) => position * row - offset + scrollTop,
    perPage: Math.max(1, Math.floor(viewport / row) - 1),
    reveal,
  };
}
