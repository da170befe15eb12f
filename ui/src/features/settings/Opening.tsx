import { Button, Switch } from "@mantine/core";
import { IconButton } from "../../design/IconButton";
import { CloseIcon } from "../../design/icons";
import { readTime } from "../../design/TimeBox";
import type { OpenSpan } from "../../ipc";
import { currentLanguage, firstDayOfWeek, t } from "../../messages";
import { ClosedDaysPart } from "./ClosedDaysPart";
import { editSettings, useBookSettings, useHolidaysUntil } from "./queries";
import { SavedText } from "./SavedText";
import classes from "./Settings.module.css";

const WEEK = [1, 2, 3, 4, 5, 6, 7];
const WORKDAYS = [1, 2, 3, 4, 5];
/** What a day begins with when it is opened. */
const USUAL = { from: "09:00", until: "18:00" };

/** A day of the week in full; 1 is Monday. */
function weekdayName(weekday: number): string {
  // The first of January 2024 was a Monday.
  const day = new Date(2024, 0, weekday, 12);
  return new Intl.DateTimeFormat(currentLanguage(), { weekday: "long" }).format(day);
}

/** When one is open: hours for each day of the week, public holidays, days of one's own. */
export function Opening() {
  const book = useBookSettings().data;
  const until = useHolidaysUntil();
  if (!book) return null;
  const hours = book.open_hours;
  const save = (open_hours: OpenSpan[]) => void editSettings({ open_hours });
  const week = firstDayOfWeek() === 0 ? [7, ...WEEK.slice(0, 6)] : WEEK;
  const monday = hours.filter((span) => span.weekday === 1);
  return (
    <>
      <p className={classes.about}>{t(hours.length === 0 ? "opening-unset" : "opening-about")}</p>
      {week.map((weekday) => (
        <Day key={weekday} weekday={weekday} hours={hours} onSave={save} />
      ))}
      {monday.length > 0 && (
        <p className={classes.under}>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() =>
              save([
                ...hours.filter((span) => !WORKDAYS.includes(span.weekday)),
                ...WORKDAYS.flatMap((weekday) => monday.map((span) => ({ ...span, weekday }))),
              ])
            }
          >
            {t("opening-as-monday")}
          </Button>
        </p>
      )}
      <div className={classes.line}>
        <div>
          <div className={classes.label}>{t("opening-holidays")}</div>
          {until !== null && (
            <p className={classes.about}>{t("opening-holidays-about", { year: String(until) })}</p>
          )}
        </div>
        <Switch
          aria-label={t("opening-holidays")}
          checked={book.keeps_holidays}
          onChange={(event) => void editSettings({ keeps_holidays: event.currentTarget.checked })}
        />
      </div>
      <ClosedDaysPart days={book.closed_days} />
    </>
  );
}

/** The hours of a day of the week. */
function Day({
  weekday,
  hours,
  onSave,
}: {
  weekday: number;
  hours: OpenSpan[];
  onSave: (hours: OpenSpan[]) => void;
}) {
  const day = weekdayName(weekday);
  const own = hours.filter((span) => span.weekday === weekday);
  const put = (old: OpenSpan | null, span: OpenSpan | null) => {
    const kept = hours.filter((one) => one !== old);
    onSave(span ? [...kept, span] : kept);
  };
  const last = own.at(-1)?.until ?? "";
  const next = own.length === 0 ? { weekday, ...USUAL } : { weekday, from: last, until: "24:00" };
  return (
    <div className={classes.line}>
      <div className={classes.label}>{day}</div>
      <div className={classes.spans}>
        {/* As long as nothing is said of any day, none is closed. */}
        {own.length === 0 && hours.length > 0 && <span className={classes.about}>{t("opening-closed")}</span>}
        {own.map((span) => (
          <span key={`${span.from} ${span.until}`} className={classes.span} role="group" aria-label={day}>
            <Time
              value={span.from}
              label={t("opening-from", { day })}
              onSave={(from) => put(span, { ...span, from })}
            />
            –
            <Time
              value={span.until}
              label={t("opening-until", { day })}
              onSave={(until) => put(span, { ...span, until })}
            />
            <IconButton
              size="sm"
              label={t("opening-remove", { what: `${day} ${span.from}–${span.until}` })}
              onClick={() => put(span, null)}
            >
              <CloseIcon size={12} />
            </IconButton>
          </span>
        ))}
        {last < "24:00" && own.length < 4 && (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={`${day}: ${t("opening-add")}`}
            onClick={() => put(null, next)}
          >
            {t("opening-add")}
          </Button>
        )}
      </div>
    </div>
  );
}

/** A time of day as it is typed; 24 is the end of the day. What is no time is told by the core. */
function Time({ value, label, onSave }: { value: string; label: string; onSave: (time: string) => void }) {
  const read = (text: string) => (/^24([:：.]?00)?$/.test(text) ? "24:00" : (readTime(text) ?? text));
  return (
    <SavedText
      label={label}
      hint="09:00"
      width="4.5rem"
      value={value}
      onSave={(text) => onSave(read(text))}
    />
  );
}
