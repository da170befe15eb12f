import { useEffect, useRef } from "react";

/**
 * What an action asks of the screen that is open. The palette and the keys send it, the screen does it;
 * so no action needs to know any screen's inside.
 */
export type Intent =
  | "search-here"
  | "row-next"
  | "row-previous"
  | "row-open"
  | "row-edit"
  | "row-select"
  | "select-all"
  | "save-segment"
  | "export-list"
  | "back"
  | "log-visit"
  | "add-followup"
  | "edit-tags"
  | "trash-here"
  | "plan-next";

/** Who takes up a text that another part of the screen hands over. */
const takers: Array<{ current: (text: string) => void }> = [];

/** Takes up texts that are handed over as long as the component stands; the latest does. */
export function useHandedText(take: (text: string) => void): void {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    takers.push(latest);
    return () => {
      takers.splice(takers.indexOf(latest), 1);
    };
  }, []);
}

/** Hands a text over: the beginning of a line to be typed on. */
export function handText(text: string): void {
  takers.at(-1)?.current(text);
}

/** What is to be asked of the screen that is about to open, until then. */
let awaited: { intent: Intent; until: number } | null = null;
/** A screen that takes longer to open was turned away from. */
const PATIENCE_MS = 3000;

const handlers = new Map<Intent, Array<{ current: () => void }>>();

/** Does an intent as long as the component stands; the innermost (latest) screen wins. `enabled` = false lets it pass. */
export function useIntent(intent: Intent, handle: () => void, enabled = true): void {
  const latest = useRef(handle);
  useEffect(() => {
    latest.current = handle;
  });
  useEffect(() => {
    if (!enabled) return;
    const list = handlers.get(intent) ?? [];
    list.push(latest);
    handlers.set(intent, list);
    if (awaited?.intent === intent) {
      const inTime = Date.now() < awaited.until;
      awaited = null;
      if (inTime) setTimeout(() => latest.current());
    }
    return () => {
      list.splice(list.indexOf(latest), 1);
    };
  }, [intent, enabled]);
}

/** Can any open screen do this now? */
export function canDo(intent: Intent): boolean {
  return (handlers.get(intent)?.length ?? 0) > 0;
}

/** Asks the open screen to do it. */
export function send(intent: Intent): void {
  handlers.get(intent)?.at(-1)?.current();
}

/** Asks the next screen that opens and can do it; for what leads to another screen first. */
export function sendSoon(intent: Intent): void {
  awaited = { intent, until: Date.now() + PATIENCE_MS };
}
