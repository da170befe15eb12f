import { useCallback, useLayoutEffect, useRef } from "react";

/** A function that stays the same object and always does what the latest one does. For rows that are drawn once. */
export function useStable<A extends unknown[], R>(work: (...args: A) => R): (...args: A) => R {
  const latest = useRef(work);
  useLayoutEffect(() => {
    latest.current = work;
  });
  return useCallback((...args: A) => latest.current(...args), []);
}
