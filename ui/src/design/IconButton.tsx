import type { ComponentProps } from "react";
import classes from "./IconButton.module.css";

/** A button that shows a sign only: `label` says what it does, to whom points at it and to screen readers. Small ones stand beside a text. */
export function IconButton({
  label,
  size = "md",
  className,
  ...button
}: { label: string; size?: "xs" | "sm" | "md" } & ComponentProps<"button">) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      data-size={size}
      className={className ? `${classes.button} ${className}` : classes.button}
      {...button}
    />
  );
}
