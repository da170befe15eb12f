import { Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { TimeBox } from "../../design/TimeBox";
import type { FollowUp, Form, Priority, RepeatGiven } from "../../ipc";
import { t } from "../../messages";
import classes from "./FollowUpMore.module.css";

/** What a follow-up may say beyond what is to be done and when. */
export interface More {
  ends: string | null;
  place: string;
  priority: Priority;
  repeat: RepeatGiven | null;
  /** So many minutes before; null for no reminder, absent for as usual. */
  remind?: number | null | undefined;
}

/** Nothing more than what and when. */
export const NO_MORE: More = { ends: null, place: "", priority: "normal", repeat: null };

const form = (pattern: Form["pattern"], every = 1): Form => ({ pattern, every, end: { kind: "never" } });

/** The rules that are offered by name; days of the week and of the month are those of the first day. */
const REPEATS: Record<string, Form> = {
  daily: form({ kind: "daily" }),
  weekdays: form({ kind: "weekdays" }),
  weekly: form({ kind: "weekly", days: [] }),
  fortnightly: form({ kind: "weekly", days: [] }, 2),
};

/** The rule of each month, or year, on a day. */
function onDay(kind: string, day: string): Form {
  const [, month, of] = day.split("-").map(Number);
  return kind === "yearly"
    ? form({ kind: "yearly", month: month ?? 1, day: of ?? 1 })
    : form({ kind: "monthly_day", day: of ?? 1 });
}

/** So many minutes before its time; before the midnight of its day, where it has none. */
const BEFORE = [0, 5, 10, 15, 30, 60, 120, 1440];
const OF_DAY = [
  { minutes: -540, label: () => t("reminder-of-day") },
  { minutes: 360, label: () => t("reminder-of-eve") },
];

/** How long before it something reminds, in minutes; null for not at all. */
export function remindOf(row: FollowUp): number | null {
  if (row.remind_at === null) return null;
  const begins = row.due_at ?? new Date(`${row.due_on}T00:00`).getTime();
  return Math.round((begins - row.remind_at) / 60_000);
}

/** What is offered, with what stands there; as usual, where nothing was said yet. */
function reminders(isTimed: boolean, remind: number | null | undefined) {
  const offers = isTimed
    ? BEFORE.map((minutes) => ({ value: String(minutes), label: beforeText(minutes) }))
    : OF_DAY.map(({ minutes, label }) => ({ value: String(minutes), label: label() }));
  if (typeof remind === "number" && !offers.some(({ value }) => value === String(remind))) {
    offers.push({ value: String(remind), label: beforeText(remind) });
  }
  const usual = remind === undefined && isTimed ? [{ value: "usual", label: t("reminder-usual") }] : [];
  return [...usual, ...offers, { value: "none", label: t("reminder-none") }];
}

function beforeText(minutes: number): string {
  return minutes === 0 ? t("reminder-at-time") : t("reminder-before", { minutes });
}

/** Which of the offered names a rule has; `other` for one of another kind. */
function nameOfRepeat(repeat: RepeatGiven | null): string {
  if (repeat === null) return "";
  if (typeof repeat === "string") return "other";
  const { pattern, every } = repeat;
  if (pattern.kind === "daily" && every === 1) return "daily";
  if (pattern.kind === "weekdays") return "weekdays";
  if (pattern.kind === "weekly" && pattern.days.length <= 1 && every <= 2) {
    return every === 1 ? "weekly" : "fortnightly";
  }
  if (pattern.kind === "monthly_day" && every === 1) return "monthly";
  if (pattern.kind === "yearly" && every === 1) return "yearly";
  return "other";
}

/** The fields for all of that. `day` is the day from which it comes again, `isTimed` whether it has a time. */
export function FollowUpMore({
  more,
  day,
  isTimed,
  onChange,
}: {
  more: More;
  day: string;
  isTimed: boolean;
  onChange: (change: Partial<More>) => void;
}) {
  const repeat = nameOfRepeat(more.repeat);
  const names = ["", "daily", "weekdays", "weekly", "fortnightly", "monthly", "yearly"];
  const offered = repeat === "other" ? [...names, "other"] : names;
  const [ends, setEnds] = useState(more.ends);
  return (
    <div className={classes.more}>
      {isTimed && (
        // A time that is still being typed is none yet.
        <span
          className={classes.field}
          role="group"
          aria-label={t("followup-ends")}
          onBlur={() => ends !== more.ends && onChange({ ends })}
        >
          <span aria-hidden>{t("followup-ends")}</span>
          <TimeBox
            value={more.ends}
            label={t("followup-ends")}
            onChange={(time, unread) => setEnds(unread ? more.ends : time)}
          />
        </span>
      )}
      <TextInput
        size="xs"
        className={classes.place}
        defaultValue={more.place}
        placeholder={t("followup-place")}
        aria-label={t("followup-place")}
        onBlur={(event) => event.target.value !== more.place && onChange({ place: event.target.value })}
      />
      <Select
        size="xs"
        className={classes.pick}
        aria-label={t("followup-priority")}
        allowDeselect={false}
        data={(["high", "normal", "low"] as const).map((value) => ({
          value,
          label: t(`followup-priority-${value}`),
        }))}
        value={more.priority}
        onChange={(value) => onChange({ priority: (value ?? "normal") as Priority })}
      />
      <Select
        size="xs"
        className={classes.pick}
        aria-label={t("followup-repeat")}
        allowDeselect={false}
        data={offered.map((value) => ({
          value,
          label: value === "" ? t("followup-repeat-none") : repeatLabel(value),
        }))}
        value={repeat}
        onChange={(value) => {
          if (value === "other") return;
          onChange({ repeat: value ? (REPEATS[value] ?? onDay(value, day)) : null });
        }}
      />
      <Select
        size="xs"
        className={classes.pick}
        aria-label={t("reminder-when")}
        allowDeselect={false}
        data={reminders(isTimed, more.remind)}
        value={more.remind === undefined ? (isTimed ? "usual" : "none") : String(more.remind ?? "none")}
        onChange={(value) => {
          if (value !== "usual") onChange({ remind: value === "none" ? null : Number(value) });
        }}
      />
    </div>
  );
}

function repeatLabel(name: string): string {
  switch (name) {
    case "daily":
      return t("followup-repeat-daily");
    case "weekdays":
      return t("followup-repeat-weekdays");
    case "weekly":
      return t("followup-repeat-weekly");
    case "fortnightly":
      return t("followup-repeat-fortnightly");
    case "monthly":
      return t("followup-repeat-monthly");
    case "yearly":
      return t("followup-repeat-yearly");
    default:
      return t("repeat-other");
  }
}
