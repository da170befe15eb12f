import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { isComposing, Kbd, useHandedText, useIntent } from "../../design";
import { errorText, t } from "../../messages";
import { EMPTY, type Entry, since, withText } from "./entry";
import classes from "./LineBox.module.css";
import { LineChips } from "./LineChips";
import { useLine } from "./line";
import { useDraft } from "./useDraft";
import { useSaving } from "./useSaving";

/** One line in which a visit is logged with whom, when, and what comes next; what it was read as stands below it. */
export function LineBox() {
  const { kept, keep } = useDraft("one-line");
  const [entry, setEntry] = useState<Entry>({ ...EMPTY, text: kept ?? "" });
  const touched = useRef(kept !== undefined);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const typed = entry.text.trim();
  const parts = useLine(entry);

  useEffect(() => {
    if (touched.current || kept === undefined) return;
    touched.current = true;
    if (kept) setEntry({ ...EMPTY, text: kept });
  }, [kept]);
  useIntent("log-visit", () => input.current?.focus());
  const now = useRef(entry);
  useEffect(() => {
    now.current = entry;
  }, [entry]);

  const { error, setError, save } = useSaving(box, {
    onSaved: (saved) => {
      change(since(saved, now.current).text, EMPTY);
      input.current?.focus();
    },
  });
  const change = (text: string, of = entry) => {
    touched.current = true;
    // What was put right is of the line that stood there; a new one begins anew.
    setEntry(text.trim() ? withText(of, text) : { ...EMPTY, text });
    setError(null);
    keep(text.trim() ? text : "");
  };
  // Whom it is about is handed over; what was typed already stays behind it.
  useHandedText((text) => {
    change(entry.text.startsWith(text) ? entry.text : `${text}${entry.text}`);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(input.current.value.length, input.current.value.length);
    });
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Enter" && event.target === input.current) {
      event.preventDefault();
      if (typed) void save(entry);
    } else if (event.key === "Escape" && event.target === input.current) {
      event.stopPropagation();
      input.current?.blur();
    }
  };
  const correct = (change: Partial<Entry>) => {
    setEntry({ ...entry, ...change });
    requestAnimationFrame(() => input.current?.focus());
  };

  return (
    <div ref={box} className={classes.box} role="group" aria-label={t("line-label")} onKeyDown={onKeyDown}>
      <input
        ref={input}
        className={classes.input}
        value={entry.text}
        placeholder={t("line-hint")}
        aria-label={t("line-label")}
        aria-keyshortcuts="L"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change(event.target.value)}
      />
      <Kbd chord={typed ? "Enter" : "L"} />
      {parts && (
        <div className={classes.chips}>
          <LineChips
            parts={parts}
            entry={entry}
            onChange={correct}
            onNew={() => void save(entry, { makesCustomer: true })}
          />
        </div>
      )}
      {error !== null && (
        <p className={classes.error} role="alert">
          {errorText(error)}
        </p>
      )}
    </div>
  );
}
