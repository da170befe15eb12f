import { Button } from "@mantine/core";
import type { CSSProperties, ReactNode } from "react";
import { errorText, t } from "../messages";
import classes from "./pieces.module.css";

/** The colours of tags and stages by their stored names. */
export const PALETTE: Readonly<Record<string, string>> = {
  green: "#1f7a5c",
  blue: "#3b6fb6",
  red: "#b5483a",
  orange: "#a8690f",
  yellow: "#8a6d1f",
  lime: "#4b7f3a",
  violet: "#6b52a8",
  teal: "#2b8a99",
  pink: "#b0527f",
  gray: "#8a8f95",
};

/** The colour that a stored one means: a name of the palette, or `#rrggbb` itself; nothing for none. */
export function colorOf(stored: string | null | undefined): string | undefined {
  if (!stored) return undefined;
  return PALETTE[stored] ?? (/^#[0-9a-f]{6}$/i.test(stored) ? stored : undefined);
}

/** A dot in the colour of a tag or stage. */
export function Dot({ color }: { color: string | null | undefined }) {
  const shown = colorOf(color);
  return (
    <i
      className={classes.dot}
      style={shown ? ({ "--dot": shown } as CSSProperties) : undefined}
      aria-hidden
    />
  );
}

/** A small label. `tone`: on = chosen, dash = to add, late and warn as the colours say, quiet = inside a row. */
export function Chip({
  children,
  tone,
  onRemove,
  removeLabel,
  title,
}: {
  children: ReactNode;
  tone?: "on" | "dash" | "late" | "warn" | "quiet";
  onRemove?: () => void;
  removeLabel?: string;
  title?: string;
}) {
  return (
    <span className={classes.chip} data-tone={tone} title={title}>
      <span className={classes.label}>{children}</span>
      {onRemove && (
        <button
          type="button"
          className={classes.remove}
          onClick={onRemove}
          aria-label={removeLabel ?? t("action-remove")}
        >
          ×
        </button>
      )}
    </span>
  );
}

/** The class of a chip, for what must be a button or a menu target of its own. */
export const chipClass = classes.chip;

/** An empty screen: what it is for, and the next step as buttons. */
export function Empty({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <div className={classes.empty} data-empty>
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {children && <div className={classes.steps}>{children}</div>}
    </div>
  );
}

/** What happened, what is safe, what to do: once more, or something else as buttons. */
export function ErrorNote({
  error,
  onRetry,
  children,
}: {
  error: unknown;
  onRetry?: () => void;
  children?: ReactNode;
}) {
  return (
    <div className={classes.empty} role="alert">
      <h2>{errorText(error)}</h2>
      <p>{t("failed-data-safe")}</p>
      {(onRetry || children) && (
        <div className={classes.steps}>
          {onRetry && (
            <Button variant="default" onClick={onRetry}>
              {t("action-try-again")}
            </Button>
          )}
          {children}
        </div>
      )}
    </div>
  );
}

/** A grey line where text will stand; unseen for the first 300 ms. */
export function SkeletonLine({ width }: { width: string }) {
  return <div className={classes.skeleton} style={{ width }} />;
}
