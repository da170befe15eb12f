import { ActionIcon } from "@mantine/core";
import { Link } from "react-router";
import { Chip } from "../../design";
import { DayMenu, nextDays } from "../../design/DayMenu";
import { CheckIcon, ClockIcon, CloseIcon } from "../../design/icons";
import { call, type FollowUp } from "../../ipc";
import { daysBetween, formatDayAndWeekday, formatLongDay, formatTime, t, today } from "../../messages";
import { act } from "./queries";
import classes from "./TodayPage.module.css";

/** One follow-up: done, moved or dropped without leaving the day. */
export function DueRow({ row }: { row: FollowUp }) {
  const time = row.due_at === null ? null : formatTime(row.due_at);
  const late = daysBetween(row.due_on, today());
  const day =
    late === 0
      ? (time ?? t("today-all-day"))
      : [formatDayAndWeekday(row.due_on), time].filter(Boolean).join(" ");
  const name = row.customer;
  return (
    <li className={classes.row}>
      <button
        type="button"
        className={classes.done}
        aria-label={t("today-done", { name })}
        title={t("today-done", { name })}
        onClick={() => void act(() => call("followups_finish", { id: row.id }))}
      >
        <CheckIcon size={12} />
      </button>
      <span className={classes.when} title={formatLongDay(row.due_on)}>
        {day}
      </span>
      <Link className={classes.name} to={`/customers/${row.customer_id}`}>
        {name}
      </Link>
      <span className={classes.what}>{row.what}</span>
      {late > 0 && <Chip tone="late">{t("today-late", { days: late })}</Chip>}
      <span className={classes.tools}>
        <DayMenu
          value={row.due_on}
          time={time}
          offers={nextDays()}
          onPick={(due_on, at) =>
            void act(() => call("followups_edit", { id: row.id, due_on, ...(at !== null && { time: at }) }))
          }
        >
          <ActionIcon
            size="sm"
            className={classes.tool}
            aria-label={t("today-move", { name })}
            title={t("today-move", { name })}
          >
            <ClockIcon size={14} />
          </ActionIcon>
        </DayMenu>
        <ActionIcon
          size="sm"
          className={classes.tool}
          aria-label={t("today-drop", { name })}
          title={t("today-drop", { name })}
          onClick={() => void act(() => call("followups_drop", { id: row.id }))}
        >
          <CloseIcon size={14} />
        </ActionIcon>
      </span>
    </li>
  );
}
