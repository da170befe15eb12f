import { TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { isComposing } from "../../design";

/** A short text of the settings: Enter and leaving save, Escape takes back. */
export function SavedText({
  label,
  labelledBy,
  hint,
  value,
  width = "8rem",
  onSave,
}: {
  label?: string;
  /** The id of what says what it is, where that stands beside it. */
  labelledBy?: string;
  /** What counts as long as it is empty. */
  hint: string;
  value: string;
  width?: string;
  onSave: (text: string) => void;
}) {
  const [text, setText] = useState(value);
  const dropped = useRef(false);
  useEffect(() => setText(value), [value]);
  return (
    <TextInput
      w={width}
      aria-label={label}
      aria-labelledby={labelledBy}
      placeholder={hint}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        if (event.key === "Escape") {
          event.stopPropagation();
          dropped.current = true;
        }
        if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
      }}
      onBlur={() => {
        const wanted = text.trim();
        if (dropped.current) setText(value);
        else if (wanted !== value) onSave(wanted);
        dropped.current = false;
      }}
    />
  );
}
