import { type KeyboardEvent, useState } from "react";
import { t } from "../messages";
import { isComposing } from "./keys";
import classes from "./TimeBox.module.css";

/** A time as people type it: 15, 1530, 15:30, 15：30, 下午3点, 3pm; null if it is none. */
export function readTime(text: string): string | null {
  const plain = text.trim().toLowerCase();
  const match = /^(上午|下午|晚上)?\s*(\d{1,2})(?:[:：点时.]?(\d{2})?分?|点半)?\s*(am|pm)?$/.exec(plain);
  if (!match) return null;
  let hour = Number(match[2]);
  const minute = plain.includes("点半") ? 30 : Number(match[3] ?? 0);
  const afternoon = match[4] === "pm" || match[1] === "下午" || match[1] === "晚上";
  if (afternoon && hour < 12) hour += 12;
  if (match[4] === "am" && hour === 12) hour = 0;
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** A narrow field for a time; what is no time is not kept. */
export function TimeBox({
  value,
  label,
  hint = t("log-time-placeholder"),
  onChange,
}: {
  value: string | null;
  label: string;
  /** What counts as long as nothing is typed. */
  hint?: string | undefined;
  /** `unread` is a text that is no time. */
  onChange: (time: string | null, unread: boolean) => void;
}) {
  const [text, setText] = useState(value ?? "");
  const time = readTime(text);
  return (
    <input
      className={classes.time}
      value={text}
      size={5}
      placeholder={hint}
      aria-label={label}
      aria-invalid={text.trim() !== "" && !time ? true : undefined}
      onChange={(event) => {
        setText(event.target.value);
        const read = readTime(event.target.value);
        onChange(read, read === null && event.target.value.trim() !== "");
      }}
      onBlur={() => time && setText(time)}
      onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
        if (event.key === "Enter" && !isComposing(event) && time) setText(time);
      }}
    />
  );
}
