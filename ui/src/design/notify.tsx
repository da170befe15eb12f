import { useSyncExternalStore } from "react";
import { type ChangeLike, changeText, errorText, t, tCode } from "../messages";
import classes from "./notify.module.css";

/** What can be done about a toast. */
interface ToastAction {
  label: string;
  run: () => void;
}

interface Toast {
  id: number;
  text: string;
  action: ToastAction | undefined;
  step: number | undefined;
}

/** At most so many at once; the oldest gives way. */
const MOST = 2;

/** Milliseconds that a letter or character takes to read. */
const READING = 90;

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

/** Takes all toasts away: they may name customers. */
export function clearToasts(): void {
  put([]);
}

/**
 * A toast that says what was done, with one thing that can be done about it. What became of a step takes the place of what
 * was said of it before: nobody is to take back what has been taken back.
 */
export function toast(text: string, action?: ToastAction, step?: number): void {
  const id = nextId++;
  const others = toasts.filter((one) => step === undefined || one.step !== step);
  put([...others, { id, text, action, step }].slice(-MOST));
  setTimeout(() => hide(id), Math.max(action ? 7000 : 3500, text.length * READING));
}

/** A toast that says what went wrong. */
export function toastError(error: unknown): void {
  toast(errorText(error));
}

/** The ways back: what undo would take back, undo itself, and taking back just one step with later ones on top of it. */
export interface Undoing {
  history: () => Promise<{ undo: ChangeLike | null }>;
  undo: () => Promise<unknown>;
  undoStep: (id: number) => Promise<{ erased?: number }>;
  undoRest: (id: number) => Promise<Rest>;
}

/** What came of taking the rest of a step back. */
interface Rest {
  put_back: number;
  kept: number;
  cells: { what: string }[];
}

/** What was undone, and whether somebody who was erased since was left out. */
export function undoneText(what: string, { erased = 0 }: { erased?: number }): string {
  const told = t("undone-what", { what });
  return erased > 0 ? `${told} ${t("undone-without-erased")}` : told;
}

function restText(what: string, { put_back, kept, cells }: Rest): string {
  const told = t("undone-rest", { what, back: put_back, kept });
  const names = [...new Set(cells.map((cell) => tCode("kept-", cell.what, {}, "kept-other")))].slice(0, 4);
  return names.length > 0 ? t("undone-rest-names", { told, names: names.join(" · ") }) : told;
}

const isInTheWay = (error: unknown) =>
  typeof error === "object" && error !== null && "code" in error && error.code === "later_changes";

/** Takes just this step back. Where later ones touched the same, the rest of it is offered. */
export async function takeBackStep(
  step: ChangeLike,
  ways: Pick<Undoing, "undoStep" | "undoRest">,
): Promise<void> {
  const what = changeText(step);
  try {
    toast(undoneText(what, await ways.undoStep(step.id)), undefined, step.id);
  } catch (error) {
    if (!isInTheWay(error)) {
      toastError(error);
      return;
    }
    toast(errorText(error), {
      label: t("history-undo-rest"),
      run: () =>
        void ways
          .undoRest(step.id)
          .then((rest) => toast(restText(what, rest)))
          .catch(toastError),
    });
  }
}

/** The toast of the step that was just made, with its undo; said in the words of the step itself unless told. */
export async function offerUndo(ways: Undoing, said?: string): Promise<void> {
  try {
    const done = (await ways.history()).undo;
    if (done) offer(done, ways, said ?? changeText(done));
  } catch (error) {
    toastError(error);
  }
}

/** Makes a step and offers its undo; false if it was refused, which is said. What changes nothing is no step. */
export async function doAndOfferUndo(take: () => Promise<unknown>, ways: Undoing): Promise<boolean> {
  try {
    const before = (await ways.history()).undo?.id;
    await take();
    const done = (await ways.history()).undo;
    if (done && done.id !== before) offer(done, ways, changeText(done));
    return true;
  } catch (error) {
    toastError(error);
    return false;
  }
}

const isOver = (error: unknown) =>
  typeof error === "object" &&
  error !== null &&
  "args" in error &&
  (error.args as { reason?: unknown }).reason === "in_the_past";

/**
 * Makes a step that names a day; whether it was made at once. If the day is over, that is asked about, and the step made all
 * the same if it is meant.
 */
export async function doOnDay(take: (past: boolean) => Promise<unknown>, ways: Undoing): Promise<boolean> {
  let over = false;
  const done = await doAndOfferUndo(async () => {
    try {
      await take(false);
    } catch (error) {
      if (!isOver(error)) throw error;
      over = true;
    }
  }, ways);
  if (over) {
    toast(t("past-day-asked"), {
      label: t("past-day-meant"),
      run: () => void doAndOfferUndo(() => take(true), ways),
    });
  }
  return done && !over;
}

function offer(step: ChangeLike, ways: Undoing, said: string): void {
  toast(said, { label: t("action-undo"), run: () => void takeBack(step, ways) }, step.id);
}

/** Takes back just this step: where later ones came after it, that is said first, and they stay. */
async function takeBack(step: ChangeLike, ways: Undoing): Promise<void> {
  const what = changeText(step);
  try {
    if ((await ways.history()).undo?.id === step.id) {
      await ways.undo();
      return;
    }
  } catch (error) {
    toastError(error);
    return;
  }
  toast(t("undo-not-latest", { what }), {
    label: t("history-undo-step"),
    run: () => void takeBackStep(step, ways),
  });
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
