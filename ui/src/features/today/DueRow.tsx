import { Link } from "react-router";
import { Chip, handText } from "../../design";
import { DayMenu, nextDays } from "../../design/DayMenu";
import { IconButton } from "../../design/IconButton";
import { CheckIcon, ClockIcon, CloseIcon, LogIcon, NobodyIcon, RepeatIcon } from "../../design/icons";
import { call, type FollowUp } from "../../ipc";
import { daysBetween, formatDayAndWeekday, formatLongDay, formatTime, t, today } from "../../messages";
import { act, onDay } from "./queries";
import classes from "./TodayPage.module.css";

/** When it is due, as it stands before it: the time today, else the day too; an appointment with its end. */
export function whenOf(row: FollowUp): string {
  const time = row.due_at === null ? null : formatTime(row.due_at);
  const span = time && row.ends_at !== null ? `${time}–${formatTime(row.ends_at)}` : time;
  if (row.due_on === today()) return span ?? t("today-all-day");
  return [formatDayAndWeekday(row.due_on), span].filter(Boolean).join(" ");
}

/** One follow-up: done, logged, moved or dropped without leaving the day. */
export function DueRow({ row }: { row: FollowUp }) {
  const late = daysBetween(row.due_on, today());
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
        {whenOf(row)}
      </span>
      <Link className={classes.name} to={`/customers/${row.customer_id}`}>
        {name}
      </Link>
      <span className={classes.what}>
        {row.repeat && <RepeatIcon size={12} />}
        {[row.what, row.place].filter(Boolean).join(" · ")}
      </span>
      <span className={classes.marks}>
        {row.priority === "high" && <Chip tone="warn">{t("plan-urgent")}</Chip>}
        {row.moved > 1 && <Chip tone="quiet">{t("today-moved", { count: row.moved })}</Chip>}
        {late > 0 && <Chip tone="late">{t("today-late", { days: late })}</Chip>}
        {late <= 0 && row.ends_at !== null && <Chip tone="on">{t("today-appointment")}</Chip>}
      </span>
      <Tools row={row} />
    </li>
  );
}

function Tools({ row }: { row: FollowUp }) {
  const name = row.customer;
  const time = row.due_at === null ? null : formatTime(row.due_at);
  return (
    <span className={classes.tools}>
      <IconButton
        size="sm"
        className={classes.tool}
        label={t("today-log", { name })}
        onClick={() => handText(`${name} `)}
      >
        <LogIcon size={14} />
      </IconButton>
      <DayMenu
        value={row.due_on}
        time={time}
        offers={nextDays()}
        onPick={(due_on, at) =>
          void onDay((allow_past) => call("followups_move", { ids: [row.id], due_on, time: at, allow_past }))
        }
      >
        <IconButton size="sm" className={classes.tool} label={t("today-move", { name })}>
          <ClockIcon size={14} />
        </IconButton>
      </DayMenu>
      {row.ends_at !== null && (
        <IconButton
          size="sm"
          className={classes.tool}
          label={t("today-no-show", { name })}
          onClick={() => void act(() => call("followups_miss", { id: row.id }))}
        >
          <NobodyIcon size={14} />
        </IconButton>
      )}
      <IconButton
        size="sm"
        className={classes.tool}
        label={t("today-drop", { name })}
        onClick={() => void act(() => call("followups_drop", { id: row.id }))}
      >
        <CloseIcon size={14} />
      </IconButton>
    </span>
  );
}
