import { CloseButton, TextInput } from "@mantine/core";
import { type Ref, useEffect, useState } from "react";
import { t } from "../messages";
import { SearchIcon } from "./icons";
import { isComposing } from "./keys";

/** A box that narrows what is shown, at each letter, but never with a half-composed one. Escape empties it, then leaves it. */
export function TextFilter({
  value,
  onChange,
  placeholder,
  inputRef,
  width = "13rem",
}: {
  value: string;
  onChange: (text: string) => void;
  placeholder: string;
  inputRef?: Ref<HTMLInputElement>;
  width?: string;
}) {
  const [typed, setTyped] = useState(value);
  const [composing, setComposing] = useState(false);
  useEffect(() => {
    if (!composing) setTyped(value);
  }, [value, composing]);
  return (
    <TextInput
      ref={inputRef}
      value={typed}
      placeholder={placeholder}
      aria-label={placeholder}
      leftSection={<SearchIcon size={14} />}
      rightSection={
        typed && <CloseButton size="xs" aria-label={t("action-clear")} onClick={() => onChange("")} />
      }
      styles={{ input: { height: "1.625rem", minHeight: "1.625rem", fontSize: "0.75rem" } }}
      style={{ width, flex: "0 1 auto", minWidth: "6rem" }}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={(event) => {
        setComposing(false);
        onChange(event.currentTarget.value);
      }}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        if (!composing && !isComposing(event as never)) onChange(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (isComposing(event) || event.key !== "Escape") return;
        event.stopPropagation();
        if (typed) onChange("");
        else event.currentTarget.blur();
      }}
    />
  );
}
