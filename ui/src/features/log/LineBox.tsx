import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { isComposing, Kbd, offerUndo, useHandedText, useIntent } from "../../design";
import { call, undoing } from "../../ipc";
import { errorText, t } from "../../messages";
import classes from "./LineBox.module.css";
import { LineChips } from "./LineChips";
import { type Corrections, openQuestion, toLogLine, UNCORRECTED, useLine } from "./line";
import { useDraft } from "./useDraft";

/** One line in which a visit is logged with whom, when, and what comes next; what it was read as stands below it. */
export function LineBox() {
  const { kept, keep } = useDraft("one-line");
  const [line, setLine] = useState(kept ?? "");
  const [corrections, setCorrections] = useState<Corrections>(UNCORRECTED);
  const [error, setError] = useState<unknown>(null);
  const [saving, setSaving] = useState(false);
  const touched = useRef(kept !== undefined);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const typed = line.trim();
  const parts = useLine(typed).data;

  useEffect(() => {
    if (touched.current || kept === undefined) return;
    touched.current = true;
    if (kept) setLine(kept);
  }, [kept]);
  useIntent("log-visit", () => input.current?.focus());

  const change = (text: string) => {
    touched.current = true;
    setLine(text);
    setError(null);
    keep(text.trim() ? text : "");
    // What was put right is of the line that stood there; a new one begins anew.
    if (!text.trim()) setCorrections(UNCORRECTED);
  };
  // Whom it is about is handed over; what was typed already stays behind it.
  useHandedText((text) => {
    change(line.startsWith(text) ? line : `${text}${line}`);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(input.current.value.length, input.current.value.length);
    });
  });
  const save = async (makesCustomer: boolean) => {
    if (saving || !typed) return;
    setSaving(true);
    try {
      // What is shown may still be of the former letters.
      const read = await call("lines_parse", { line: typed });
      const asked = openQuestion(read, corrections);
      if (asked && !(asked === "new" && makesCustomer)) {
        requestAnimationFrame(() => box.current?.querySelector<HTMLElement>("[data-answer]")?.focus());
        return;
      }
      const logged = await call("lines_log", toLogLine(typed, corrections, makesCustomer));
      change("");
      const said = logged.closed ? t("log-saved-closing", { count: logged.closed }) : t("log-saved");
      void offerUndo(undoing, said);
      input.current?.focus();
    } catch (refused) {
      setError(refused);
    } finally {
      setSaving(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Enter" && event.target === input.current) {
      event.preventDefault();
      void save(false);
    } else if (event.key === "Escape" && event.target === input.current) {
      event.stopPropagation();
      input.current?.blur();
    }
  };
  const correct = (change: Partial<Corrections>) => {
    setCorrections({ ...corrections, ...change });
    requestAnimationFrame(() => input.current?.focus());
  };

  return (
    <div ref={box} className={classes.box} role="group" aria-label={t("line-label")} onKeyDown={onKeyDown}>
      <input
        ref={input}
        className={classes.input}
        value={line}
        placeholder={t("line-hint")}
        aria-label={t("line-label")}
        aria-keyshortcuts="L"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change(event.target.value)}
      />
      <Kbd chord={typed ? "Enter" : "L"} />
      {typed && parts && (
        <LineChips
          parts={parts}
          corrections={corrections}
          onCorrect={correct}
          onNew={() => void save(true)}
        />
      )}
      {error !== null && (
        <p className={classes.error} role="alert">
          {errorText(error)}
        </p>
      )}
    </div>
  );
}
