import { type RefObject, useEffect, useRef } from "react";

/** A part of the window that takes files that are dropped on it. */
interface Taker {
  element: () => HTMLElement | null;
  /** What letting files go here does, in words. */
  says: () => string;
  take: (paths: string[]) => void;
}

const takers = new Set<Taker>();

/** Takes files that are dropped on an element, as long as `enabled`; `says` words what that does. */
export function useFileDrop(
  element: RefObject<HTMLElement | null>,
  says: () => string,
  take: (paths: string[]) => void,
  enabled = true,
): void {
  const latest = useRef({ says, take });
  useEffect(() => {
    latest.current = { says, take };
  });
  useEffect(() => {
    if (!enabled) return;
    const taker: Taker = {
      element: () => element.current,
      says: () => latest.current.says(),
      take: (paths) => latest.current.take(paths),
    };
    takers.add(taker);
    return () => void takers.delete(taker);
  }, [element, enabled]);
}

/** The innermost part at a point that takes files; the point in pixels of the screen. */
function takerAt(x: number, y: number): Taker | null {
  const scale = window.devicePixelRatio || 1;
  const [left, top] = [x / scale, y / scale];
  const found = [...takers].flatMap((taker) => {
    const box = taker.element()?.getBoundingClientRect();
    const isIn = box && left >= box.left && left < box.right && top >= box.top && top < box.bottom;
    return isIn ? [{ taker, area: box.width * box.height }] : [];
  });
  return found.sort((a, b) => a.area - b.area)[0]?.taker ?? null;
}

/** What dropping files at this point does, if a part of the window takes them there. */
export function dropSays(x: number, y: number): string | null {
  return takerAt(x, y)?.says() ?? null;
}

/** Gives files to the part of the window at this point; false if none takes them there. */
export function dropAt(x: number, y: number, paths: string[]): boolean {
  const taker = takerAt(x, y);
  taker?.take(paths);
  return taker !== null;
}
