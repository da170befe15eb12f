import { type FormEvent, useEffect, useRef, useState } from "react";
import { isComposing } from "../../design";
import type { Rule } from "../../ipc";
import type { Ask } from "./asks";
import classes from "./CustomersPage.module.css";

/** A chip to type a condition into: Enter takes it, Esc and leaving it empty drop it. */
export function AskChip({
  ask,
  onTake,
  onDone,
}: {
  ask: Ask;
  onTake: (rule: Rule) => void;
  onDone: () => void;
}) {
  const [typed, setTyped] = useState(() => ask.boxes.map(() => ""));
  const [wrong, setWrong] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const taken = useRef(false);
  // The menu that asked for it still has the focus and gives it back to its button.
  useEffect(() => {
    const timer = setTimeout(() => form.current?.querySelector("input")?.focus(), 50);
    return () => clearTimeout(timer);
  }, []);

  async function take(event?: FormEvent) {
    event?.preventDefault();
    const meant = ask.means(typed);
    const rule = meant instanceof Promise ? await meant : meant;
    if (rule === null) return setWrong(true);
    // Enter and then leaving the box take it once.
    if (taken.current) return;
    taken.current = true;
    onTake(rule);
    onDone();
  }

  return (
    <form
      ref={form}
      className={classes.typed}
      onSubmit={(event) => void take(event)}
      onKeyDown={(event) => {
        if (isComposing(event)) event.stopPropagation();
        else if (event.key === "Enter") void take(event);
        else if (event.key === "Escape") {
          event.stopPropagation();
          onDone();
        }
      }}
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        if (typed.some((text) => text.trim())) void take();
        else onDone();
      }}
    >
      <span>{ask.label}</span>
      {ask.boxes.map(({ label, example }, nth) => (
        <span key={label} className={classes.typedBox}>
          {nth > 0 && <span aria-hidden>–</span>}
          <input
            aria-label={label}
            value={typed[nth]}
            aria-invalid={wrong || undefined}
            placeholder={example}
            data-short={ask.boxes.length > 1 || undefined}
            onChange={(event) => {
              const text = event.currentTarget.value;
              setTyped((all) => all.map((one, at) => (at === nth ? text : one)));
              setWrong(false);
            }}
          />
        </span>
      ))}
    </form>
  );
}
