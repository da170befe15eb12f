import type { KeyboardEvent, RefObject } from "react";
import { chipClass } from "../../design";
import { DayMenu, nextDays } from "../../design/DayMenu";
import { CalendarIcon, CloseIcon } from "../../design/icons";
import { TimeBox } from "../../design/TimeBox";
import type { ParsedLine } from "../../ipc";
import { formatDay, formatDayAndWeekday, formatFullDay, t } from "../../messages";
import type { Entry } from "./entry";
import { partOfDay, ReadPart } from "./LineChips";
import classes from "./LogBox.module.css";
import { asText, byHand, meant, nextAsRead } from "./line";
import { onEscape } from "./Read";

/** The next step: days to pick from, then the picked day with what is to be done. */
export function NextStep({
  entry,
  parts,
  what,
  onChange,
  onPicked,
}: {
  entry: Entry;
  parts: ParsedLine | undefined;
  what: RefObject<HTMLInputElement | null>;
  onChange: (part: Partial<Entry>) => void;
  onPicked: () => void;
}) {
  const offers = nextDays();
  const { nextOn, nextTime, nextWhat } = meant(entry, parts);
  const isRead = !!parts?.next;
  const put = (set: Partial<Entry>) => onChange(byHand(entry, "next", isRead, { nextOn, nextTime, ...set }));
  const pick = (picked: string) => {
    put({ nextOn: picked });
    onPicked();
  };
  if (nextOn === null) {
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
  const onKeyDown = (event: KeyboardEvent) => {
    if (isRead && event.target !== what.current) onEscape(() => onChange(asText(entry, "next")))(event);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of what is inside
    <div className={classes.picked} onKeyDown={onKeyDown}>
      <DayMenu value={nextOn} offers={offers} onPick={pick}>
        <button type="button" className={classes.day}>
          {t("log-next-on", {
            day: [formatFullDay(nextOn), partOfDay(parts, entry)].filter(Boolean).join(" "),
          })}
        </button>
      </DayMenu>
      <TimeBox
        key={parts?.next?.time}
        value={nextTime}
        label={t("log-next-time")}
        onChange={(typed) => put({ nextTime: typed })}
      />
      <input
        ref={what}
        className={classes.what}
        value={nextWhat}
        placeholder={t("log-next-what")}
        aria-label={t("log-next-what")}
        autoComplete="off"
        // What is written here stands beside the words of the text, which stay in the note.
        onChange={(event) =>
          onChange({ ...asText(entry, "next"), nextOn, nextTime, nextWhat: event.target.value })
        }
      />
      {isRead ? (
        <ReadPart part="next" parts={parts} entry={entry} onChange={onChange} />
      ) : (
        <button
          type="button"
          className={classes.drop}
          aria-label={t("log-next-none")}
          onClick={() => onChange(nextAsRead(entry))}
        >
          <CloseIcon size={12} />
        </button>
      )}
    </div>
  );
}
