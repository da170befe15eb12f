import type { RefObject } from "react";
import { chipClass } from "../../design";
import { DayMenu, nextDays } from "../../design/DayMenu";
import { CalendarIcon, CloseIcon } from "../../design/icons";
import { TimeBox } from "../../design/TimeBox";
import { formatDay, formatDayAndWeekday, formatDueDay, t } from "../../messages";
import type { Entry } from "./entry";
import classes from "./LogBox.module.css";

/** The next step: days to pick from, then the picked day with what is to be done. */
export function NextStep({
  entry,
  what,
  onChange,
  onPicked,
}: {
  entry: Entry;
  what: RefObject<HTMLInputElement | null>;
  onChange: (part: Partial<Entry>) => void;
  onPicked: () => void;
}) {
  const offers = nextDays();
  const pick = (nextOn: string) => {
    onChange({ nextOn });
    onPicked();
  };
  if (entry.nextOn === null) {
    return (
      <div className={classes.next} role="group" aria-label={t("log-next")}>
        <span className={classes.lead}>{t("log-next")}</span>
        {offers.map((offer, at) => (
          <button
            key={offer.on}
            type="button"
            className={chipClass}
            title={formatDayAndWeekday(offer.on)}
            onClick={() => pick(offer.on)}
          >
            {offer.label}
            {at > 0 && <span className={classes.date}>{formatDay(offer.on)}</span>}
          </button>
        ))}
        <DayMenu value={null} offers={offers} onPick={pick}>
          <button
            type="button"
            className={chipClass}
            data-tone="dash"
            aria-label={t("pick-other-day")}
            title={t("pick-other-day")}
          >
            <CalendarIcon size={13} />
          </button>
        </DayMenu>
      </div>
    );
  }
  return (
    <div className={classes.picked}>
      <DayMenu value={entry.nextOn} offers={offers} onPick={pick}>
        <button type="button" className={classes.day}>
          {t("log-next-on", { day: formatDueDay(entry.nextOn).text })}
        </button>
      </DayMenu>
      <TimeBox
        value={entry.nextTime}
        label={t("log-next-time")}
        onChange={(nextTime) => onChange({ nextTime })}
      />
      <input
        ref={what}
        className={classes.what}
        value={entry.nextWhat}
        placeholder={t("log-next-what")}
        aria-label={t("log-next-what")}
        autoComplete="off"
        onChange={(event) => onChange({ nextWhat: event.target.value })}
      />
      <button
        type="button"
        className={classes.drop}
        aria-label={t("log-next-none")}
        onClick={() => onChange({ nextOn: null, nextTime: null, nextWhat: "" })}
      >
        <CloseIcon size={12} />
      </button>
    </div>
  );
}
