/** So many frames the drawing of what changed may take. */
const FRAMES = 6;

/**
 * After something that had the focus went away: gives it to what stands nearest, unless it has found a place by itself.
 * So that who works by keyboard goes on from where they were.
 */
export function focusIfLost(nearest: () => HTMLElement | null | undefined): void {
  let frames = FRAMES;
  const look = () => {
    const now = document.activeElement;
    if (now === null || now === document.body) nearest()?.focus();
    else if (--frames > 0) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
