import { formatDay, formatLongDay, formatPastDay, formatTime, t, today } from "../../messages";
import classes from "./Timeline.module.css";

/** When something was: today and yesterday by name and with the time, else the date. */
export function When({ on: day, at }: { on: string | null; at: number | null }) {
  const on = day ?? today(at === null ? undefined : new Date(at));
  const said = formatPastDay(on);
  const near = said === t("day-today") || said === t("day-yesterday");
  return (
    <time
      className={classes.when}
      dateTime={on}
      title={`${formatLongDay(on)}${at === null ? "" : ` ${formatTime(at)}`}`}
    >
      {near ? (at === null ? said : `${said} ${formatTime(at)}`) : formatDay(on)}
    </time>
  );
}
