/**
 * After something that had the focus went away: gives it to what stands nearest, unless it has found a place by itself.
 * So that who works by keyboard goes on from where they were.
 */
export function focusIfLost(nearest: () => HTMLElement | null | undefined): void {
  requestAnimationFrame(() => {
    const now = document.activeElement;
    if (now === null || now === document.body) nearest()?.focus();
  });
}
