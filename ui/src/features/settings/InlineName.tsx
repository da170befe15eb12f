import { useEffect, useRef, useState } from "react";
import { isComposing } from "../../design";
import classes from "./Settings.module.css";

/** A name that is edited where it stands: Enter saves, Escape takes back, leaving saves. */
export function InlineName({
  value,
  label,
  clearable = false,
  onSave,
}: {
  value: string;
  label: string;
  /** May it be emptied? */
  clearable?: boolean;
  onSave: (name: string) => void;
}) {
  const [text, setText] = useState(value);
  const dropped = useRef(false);
  useEffect(() => setText(value), [value]);
  return (
    <input
      className={classes.name}
      aria-label={label}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") {
          event.stopPropagation();
          dropped.current = true;
          event.currentTarget.blur();
        }
      }}
      onBlur={() => {
        const wanted = text.trim();
        if (!dropped.current && (wanted || clearable) && wanted !== value) onSave(wanted);
        else setText(value);
        dropped.current = false;
      }}
    />
  );
}

/** A line to add one more at the end of a list. */
export function AddLine({
  placeholder,
  first = false,
  onAdd,
}: {
  placeholder: string;
  /** Has the focus when its popover opens. */
  first?: boolean;
  onAdd: (name: string) => Promise<boolean>;
}) {
  const [text, setText] = useState("");
  return (
    <input
      className={`${classes.name} ${classes.add}`}
      data-autofocus={first || undefined}
      aria-label={placeholder}
      placeholder={placeholder}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        const wanted = text.trim();
        if (event.key === "Enter" && wanted) {
          void onAdd(wanted).then((added) => {
            if (added) setText("");
          });
        }
        if (event.key === "Escape") setText("");
      }}
    />
  );
}
