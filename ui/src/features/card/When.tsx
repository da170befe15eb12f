import { formatDay, formatLongDay, formatPastDay, formatTime, t, today } from "../../messages";
import classes from "./Timeline.module.css";

/** When something was: today and yesterday by name and with the time, else the date; with its time too if that is agreed. */
export function When({
  on: day,
  at,
  agreed = false,
}: {
  on: string | null;
  at: number | null;
  agreed?: boolean;
}) {
  const on = day ?? today(at === null ? undefined : new Date(at));
  const said = formatPastDay(on);
  const near = said === t("day-today") || said === t("day-yesterday");
  return (
    <time
      className={classes.when}
      dateTime={on}
      title={`${formatLongDay(on)}${at === null ? "" : ` ${formatTime(at)}`}`}
    >
      {[near ? said : formatDay(on), at !== null && (near || agreed) && formatTime(at)]
        .filter(Boolean)
        .join(" ")}
    </time>
  );
}
