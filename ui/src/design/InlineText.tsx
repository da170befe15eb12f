import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { errorText } from "../messages";
import classes from "./InlineText.module.css";
import { isComposing } from "./keys";

interface Props {
  value: string;
  /** What the value is; for screen readers. */
  label: string;
  placeholder?: string;
  /** Saves the trimmed text; what it rejects with is shown beneath and the text stays. */
  onSave: (text: string) => Promise<unknown>;
  /** Several lines: Shift+Enter breaks, Enter saves. */
  multiline?: boolean;
  /** Begins in editing; `onDone` tells when it ends, saved or not. */
  editing?: boolean;
  onDone?: () => void;
  /** May it be emptied? Otherwise an empty text takes the change back. */
  clearable?: boolean;
  /** How the value is shown, if not as it is. */
  children?: ReactNode;
  className?: string;
}

/** A value that is edited where it is read: click, type, Enter saves, Esc takes back, Tab goes on. */
export function InlineText(props: Props) {
  const { value, label, placeholder, multiline, children, className, onDone } = props;
  const [editing, setEditing] = useState(props.editing ?? false);
  const [saved, setSaved] = useState<string | null>(null);
  const show = useRef<HTMLButtonElement>(null);
  const backToButton = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was saved is shown until the book tells the new value
  useEffect(() => setSaved(null), [value]);
  useEffect(() => {
    if (saved === null) return;
    const timer = setTimeout(() => setSaved(null), 400);
    return () => clearTimeout(timer);
  }, [saved]);
  useEffect(() => {
    if (editing || !backToButton.current) return;
    backToButton.current = false;
    show.current?.focus();
  }, [editing]);

  if (editing) {
    return (
      <Editor
        {...props}
        onClose={(text, byKey) => {
          backToButton.current = byKey;
          setSaved(text);
          setEditing(false);
          onDone?.();
        }}
      />
    );
  }
  const shown = saved ?? (children || value);
  return (
    <button
      ref={show}
      type="button"
      className={`${classes.show} ${className ?? ""}`}
      data-empty={!shown || undefined}
      data-lines={multiline || undefined}
      onClick={() => setEditing(true)}
    >
      <span className="visually-hidden">{label}: </span>
      {shown || placeholder || "—"}
    </button>
  );
}

function Editor({
  value,
  label,
  placeholder,
  onSave,
  multiline,
  clearable,
  className,
  onClose,
}: Props & { onClose: (text: string | null, byKey: boolean) => void }) {
  const [text, setText] = useState(value);
  const [error, setError] = useState<unknown>(null);
  const closed = useRef(false);
  const box = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const note = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer text needs a higher box
  useEffect(() => growToFit(box.current, !!multiline), [text, multiline]);
  useEffect(() => {
    box.current?.focus();
    if (!multiline) box.current?.select();
  }, [multiline]);

  const close = (saved: string | null, byKey: boolean) => {
    closed.current = true;
    onClose(saved, byKey);
  };
  const save = async (byKey: boolean) => {
    if (closed.current) return;
    const trimmed = text.trim();
    if (trimmed === value.trim() || (!trimmed && !clearable)) return close(null, byKey);
    try {
      await onSave(trimmed);
      close(trimmed, byKey);
    } catch (refused) {
      setError(refused);
      box.current?.focus();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      close(null, true);
    } else if (event.key === "Enter" && !(multiline && event.shiftKey)) {
      event.preventDefault();
      void save(true);
    }
  };
  const Box = multiline ? "textarea" : "input";
  return (
    <span className={classes.editor}>
      <Box
        ref={box}
        className={`${classes.box} ${className ?? ""}`}
        value={text}
        rows={multiline ? 1 : undefined}
        placeholder={placeholder}
        aria-label={label}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? note : undefined}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setText(event.target.value);
          setError(null);
        }}
        onKeyDown={onKeyDown}
        // A text that was refused stays when the focus goes: nothing typed is lost.
        onBlur={() => !error && void save(false)}
      />
      {error !== null && (
        <span id={note} className={classes.error} role="alert">
          {errorText(error)}
        </span>
      )}
    </span>
  );
}

/** Gives a text area the height of its text; an empty one has that of its rows, which nothing needs to be laid out for. */
export function growToFit(box: HTMLTextAreaElement | null, grows = true): void {
  if (!box || !grows) return;
  if (box.value === "") {
    box.style.height = "";
    return;
  }
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight}px`;
}
