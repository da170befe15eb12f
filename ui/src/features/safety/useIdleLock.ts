import { useEffect } from "react";

/** So often it is looked whether anything was done. */
const LOOK = 5_000;

/**
 * Locks the book after so many minutes in which nothing was typed or pointed at; 0 never does. Time that the computer
 * slept through counts: it is read from the clock, not counted.
 */
export function useIdleLock(minutes: number, isProtected: boolean, lock: () => void): void {
  useEffect(() => {
    if (!isProtected || minutes <= 0) return;
    let last = Date.now();
    const touch = () => {
      // After a sleep the first movement is not allowed to count before the clock was looked at.
      if (Date.now() - last < minutes * 60_000) last = Date.now();
    };
    const events = ["pointermove", "pointerdown", "keydown", "wheel"] as const;
    for (const event of events) window.addEventListener(event, touch, { passive: true, capture: true });
    const timer = setInterval(() => {
      if (Date.now() - last < minutes * 60_000) return;
      last = Date.now();
      lock();
    }, LOOK);
    return () => {
      clearInterval(timer);
      for (const event of events) window.removeEventListener(event, touch, { capture: true });
    };
  }, [lock, minutes, isProtected]);
}
