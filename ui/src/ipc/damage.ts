import { useSyncExternalStore } from "react";

/** Whether the open book turned out to be damaged: any command may come upon it. */
let isDamaged = false;
const listeners = new Set<() => void>();

/** Takes note of it, or lets it go once another book is open. */
export function setDamaged(now: boolean): void {
  if (isDamaged === now) return;
  isDamaged = now;
  for (const listener of listeners) listener();
}

/** Whether the open book turned out to be damaged. */
export function useDamaged(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => isDamaged,
  );
}
