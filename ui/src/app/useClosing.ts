import { allAnswered, call, useEvent } from "../ipc";

/** Before the window closes: what is being typed is saved where leaving saves, drafts are written, and all of it is answered. */
export function useClosing(): void {
  useEvent("closing", () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    window.dispatchEvent(new Event("pagehide"));
    // One turn later, so that what a field does when it is left has begun.
    setTimeout(async () => {
      await allAnswered();
      await call("shell_close");
    });
  });
}
