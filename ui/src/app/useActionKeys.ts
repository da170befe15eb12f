import { useEffect, useRef } from "react";
import { chordOf, isComposing, takesText } from "../design";
import { type Action, type Actor, actions } from "./actions";

export type { Actor } from "./actions";

/** Between `G` and the second key. */
const SEQUENCE_MS = 1200;

function actionFor(chord: string, first: string | null): Action | undefined {
  const wanted = first ? `${first} ${chord}` : chord;
  return actions.find((action) => action.shortcuts.includes(wanted));
}

/** Menus, popovers and dialogs: they are in the page while they are open. */
const OPEN_OVER_THE_SCREEN = '[role="dialog"], [role="menu"]';
/** The choices of a select; they stay in the page, unseen, once they were open. */
const CHOICES = '[role="listbox"]';

/** Whether one of them has the keyboard. */
function isAnyOpen(): boolean {
  const isSeen = (choices: Element) => choices.checkVisibility?.() ?? true;
  return (
    document.querySelector(OPEN_OVER_THE_SCREEN) !== null ||
    [...document.querySelectorAll(CHOICES)].some(isSeen)
  );
}

/** On a button or a link, Enter is its own. */
function ownsEnter(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("button, a[href], [role=option], [role=menuitem], summary") !== null
  );
}

const isUndo = (chord: string) => chord === "Mod+Z" || chord === "Mod+Shift+Z";

function isFresh(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.dataset.fresh !== undefined;
}

/** Runs actions by their keys. Rests while `paused`: a palette or a sheet has the keyboard. */
export function useActionKeys(actor: Actor, paused: boolean): void {
  const latest = useRef({ actor, paused });
  useEffect(() => {
    latest.current = { actor, paused };
  });
  useEffect(() => {
    let first: { key: string; at: number } | null = null;
    let wasOpen = false;
    // Looked at before anybody hears the key: by the time it comes here, its popover is closed already.
    function onCapture() {
      wasOpen = isAnyOpen();
    }
    function onKeyDown(event: KeyboardEvent) {
      const { actor, paused } = latest.current;
      if (paused || event.defaultPrevented || isComposing(event)) return;
      const chord = chordOf(event);
      // What is open over the screen has the keyboard; chords with Ctrl go on.
      if (wasOpen && !chord.startsWith("Mod+")) return;
      // In a box that holds nothing of the user's yet, undo is the book's.
      const typing = takesText(event.target) && !(isUndo(chord) && isFresh(event.target));
      const prefix = first && event.timeStamp - first.at < SEQUENCE_MS ? first.key : null;
      first = null;
      if (!typing && chord === "G") {
        first = { key: "G", at: event.timeStamp };
        return;
      }
      const action = actionFor(chord, prefix);
      if (!action?.applies(actor)) return;
      if (typing && !(action.inFields || chord === "Mod+Shift+L")) return;
      if (chord === "Enter" && ownsEnter(event.target)) return;
      event.preventDefault();
      action.run(actor);
    }
    window.addEventListener("keydown", onCapture, true);
    window.addEventListener("keydown", onKeyDown);
    return () => {
      window.removeEventListener("keydown", onCapture, true);
      window.removeEventListener("keydown", onKeyDown);
    };
  }, []);
}
