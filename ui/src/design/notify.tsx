import { useSyncExternalStore } from "react";
import { type ChangeLike, changeText, errorText, t } from "../messages";
import classes from "./notify.module.css";

/** What can be done about a toast. */
interface ToastAction {
  label: string;
  run: () => void;
}

interface Toast {
  id: number;
  text: string;
  action?: ToastAction;
}

/** At most so many at once; the oldest gives way. */
const MOST = 2;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function put(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function hide(id: number): void {
  put(toasts.filter((one) => one.id !== id));
}

/** A toast that says what was done, with one thing that can be done about it. */
export function toast(text: string, action?: ToastAction): void {
  const id = nextId++;
  put([...toasts, action ? { id, text, action } : { id, text }].slice(-MOST));
  setTimeout(() => hide(id), action ? 7000 : 3500);
}

/** A toast that says what went wrong. */
export function toastError(error: unknown): void {
  toast(errorText(error));
}

/** The toast of a step that can be taken back. */
export function toastUndo(text: string, undo: () => void): void {
  toast(text, { label: t("action-undo"), run: undo });
}

/**
 * The toast of the step that was just made, with its undo; said in the words of the step itself.
 * `take` makes the step, `history` tells what undo would take back, `undo` takes it back.
 */
export async function doAndOfferUndo(
  take: () => Promise<unknown>,
  history: () => Promise<{ undo: ChangeLike | null }>,
  undo: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await take();
    const done = (await history()).undo;
    if (done) {
      toastUndo(changeText(done), () => {
        void takeBack(done.id, history, undo);
      });
    }
    return true;
  } catch (error) {
    toastError(error);
    return false;
  }
}

/** Takes back just this step: when later ones stand on it, they would have to go first, and that is said. */
async function takeBack(
  id: number,
  history: () => Promise<{ undo: ChangeLike | null }>,
  undo: () => Promise<unknown>,
): Promise<void> {
  try {
    if ((await history()).undo?.id !== id) {
      toast(t("undo-not-latest"));
      return;
    }
    await undo();
  } catch (error) {
    toastError(error);
  }
}

/** Where toasts appear, and where a screen reader hears of them. Stands once, in the app. */
export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className={classes.place} role="status" aria-live="polite">
      {shown.map(({ id, text, action }) => (
        <div key={id} className={classes.toast}>
          <span>{text}</span>
          {action && (
            <button
              type="button"
              className={classes.action}
              onClick={() => {
                hide(id);
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
