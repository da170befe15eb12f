import type { KeyboardEvent, ReactNode } from "react";
import { isComposing } from "../../design";
import { t } from "../../messages";
import classes from "./Read.module.css";

/** A chip for what words of the line were read as: × or Esc makes mere text of them again. */
export function Read({
  words,
  onText,
  children,
}: {
  words: string;
  onText: () => void;
  children?: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of what is inside
    <span className={classes.read} onKeyDown={onEscape(onText)}>
      {children}
      <AsText words={words} onText={onText} />
    </span>
  );
}

/** Escape, where it is for this. */
export function onEscape(act: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== "Escape" || isComposing(event)) return;
    event.stopPropagation();
    act();
  };
}

/** The × of such a chip, where it stands alone. */
export function AsText({ words, onText, answers }: { words: string; onText: () => void; answers?: boolean }) {
  const label = t("line-as-text", { text: words });
  return (
    <button
      type="button"
      className={classes.asText}
      data-answer={answers || undefined}
      aria-label={label}
      title={label}
      onClick={onText}
    >
      ×
    </button>
  );
}
