import { notifications } from "@mantine/notifications";
import { type ChangeLike, changeText, errorText, t } from "../messages";
import classes from "./notify.module.css";

/** A toast that says what was done, with one thing that can be done about it. */
export function toast(text: string, action?: { label: string; run: () => void }): void {
  const id = `toast-${Date.now()}-${Math.random()}`;
  notifications.show({
    id,
    message: (
      <div className={classes.line} role="status">
        <span>{text}</span>
        {action && (
          <button
            type="button"
            className={classes.action}
            onClick={() => {
              notifications.hide(id);
              action.run();
            }}
          >
            {action.label}
          </button>
        )}
      </div>
    ),
    autoClose: action ? 6000 : 3000,
    withCloseButton: false,
    withBorder: false,
    classNames: { root: classes.toast, body: classes.body, description: classes.description },
  });
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
    if (done) toastUndo(changeText(done), () => void undo().catch(toastError));
    return true;
  } catch (error) {
    toastError(error);
    return false;
  }
}
