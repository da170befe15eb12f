import { useLayoutEffect, useRef, useState } from "react";

/** Rows drawn above and below what is seen. */
const SPARE = 12;

/** Which rows of a long list are drawn, by its scroll position. Rows have one height, a multiple of the text size. */
export function useWindow(total: number, rem: number) {
  const box = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState({ first: 0, last: Math.min(total, 60) - 1 });
  const measure = () => {
    const height = rowHeight(rem);
    const top = box.current?.scrollTop ?? 0;
    const seen = box.current?.clientHeight || 900;
    const first = Math.max(0, Math.floor(top / height) - SPARE);
    const last = Math.min(total - 1, Math.ceil((top + seen) / height) + SPARE);
    setRange((was) => (was.first === first && was.last === last ? was : { first, last }));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list of another length shows other rows
  useLayoutEffect(() => {
    measure();
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, [total]);
  return { box, first: range.first, last: Math.min(range.last, total - 1), onScroll: measure };
}

/** A height in rem as pixels. */
function rowHeight(rem: number): number {
  return rem * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
}
