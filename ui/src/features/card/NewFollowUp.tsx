import { type KeyboardEvent, useState } from "react";
import { chipClass, isComposing, Kbd } from "../../design";
import { DayMenu, nextDays } from "../../design/DayMenu";
import { closedText } from "../../design/openings";
import { TimeBox } from "../../design/TimeBox";
import { type NewFollowUp as Asked, call, type FollowUp } from "../../ipc";
import { errorText, formatDayAndWeekday, formatTime, t } from "../../messages";
import { FollowUpMore, type More, NO_MORE } from "./FollowUpMore";
import classes from "./NextFollowUp.module.css";

/** What stands in the way of saving at once, and may be meant all the same. */
type Asking = { what: "past"; asked: Asked } | { what: "words"; asked: Asked; words: string[] };

const isOver = (error: unknown) =>
  typeof error === "object" &&
  error !== null &&
  "args" in error &&
  (error.args as { reason?: unknown }).reason === "in_the_past";

/** A follow-up in one line: what, and a day; the day saves it. More of it, and an appointment, stand one click away. */
export function NewFollowUp({ customer, onDone }: { customer: number; onDone: () => void }) {
  const [what, setWhat] = useState("");
  const [time, setTime] = useState<string | null>(null);
  const [more, setMore] = useState<More>(NO_MORE);
  const [isWide, setWide] = useState(false);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [error, setError] = useState<unknown>(null);
  const offers = nextDays();
  const changeTime = (to: string | null) => {
    setTime(to);
    // So long before a time is not so long before a midnight.
    if ((to === null) !== (time === null)) setMore((was) => ({ ...was, remind: undefined }));
  };
  const save = async (asked: Asked) => {
    setAsking(null);
    setError(null);
    try {
      await call("followups_create", asked);
      onDone();
    } catch (refused) {
      if (isOver(refused)) setAsking({ what: "past", asked: { ...asked, allow_past: true } });
      else setError(refused);
    }
  };
  const pick = async (due_on: string) => {
    const asked: Asked = {
      customer_id: customer,
      due_on,
      what: what.trim(),
      ...(time && { time }),
      ...(time && more.ends && { ends: more.ends }),
      ...(more.place && { place: more.place }),
      ...(more.priority !== "normal" && { priority: more.priority }),
      ...(more.repeat && { repeat: more.repeat }),
      ...(more.remind !== undefined && { remind: more.remind }),
    };
    try {
      const words = time && more.ends ? await wordsOf(due_on, { time, ends: more.ends }) : [];
      if (words.length > 0) setAsking({ what: "words", asked, words });
      else await save(asked);
    } catch (refused) {
      setError(refused);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      onDone();
    } else if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      void pick(offers[0]?.on ?? "");
    }
  };
  return (
    <div className={classes.new} role="group" aria-label={t("action-add-followup")} onKeyDown={onKeyDown}>
      <div className={classes.line}>
        <input
          // biome-ignore lint/a11y/noAutofocus: it opens because it was asked for
          autoFocus
          className={classes.box}
          value={what}
          placeholder={t("card-next-what")}
          aria-label={t("card-next-what")}
          autoComplete="off"
          onChange={(event) => setWhat(event.target.value)}
        />
        <TimeBox value={null} label={t("card-next-time")} onChange={changeTime} />
      </div>
      {isWide && (
        <FollowUpMore
          more={more}
          day={offers[0]?.on ?? ""}
          isTimed={time !== null}
          onChange={(change) => setMore({ ...more, ...change })}
        />
      )}
      <div className={classes.days}>
        {offers.map((offer, at) => (
          <button key={offer.on} type="button" className={chipClass} onClick={() => void pick(offer.on)}>
            {offer.label} {formatDayAndWeekday(offer.on)}
            {at === 0 && <Kbd chord="Enter" plain />}
          </button>
        ))}
        <DayMenu value={null} offers={offers} onPick={(on) => void pick(on)}>
          <button type="button" className={chipClass} data-tone="dash">
            {t("pick-other-day")}
          </button>
        </DayMenu>
        <button
          type="button"
          className={chipClass}
          data-tone="dash"
          aria-expanded={isWide}
          onClick={() => setWide(!isWide)}
        >
          {t("followup-more")}
        </button>
        <button type="button" className={chipClass} onClick={onDone}>
          {t("action-cancel")}
        </button>
      </div>
      {asking && (
        <p className={classes.error} role="alert">
          {asking.what === "past" ? t("past-day-asked") : asking.words.join(" ")}{" "}
          <button type="button" className={chipClass} onClick={() => void save(asking.asked)}>
            {asking.what === "past" ? t("past-day-meant") : t("followup-all-the-same")}
          </button>
        </p>
      )}
      {error !== null && (
        <p className={classes.error} role="alert">
          {errorText(error)}
        </p>
      )}
    </div>
  );
}

/** What else is at the time of an appointment, and whether one is open then. */
async function wordsOf(on: string, span: { time: string; ends: string }): Promise<string[]> {
  const [others, closed] = await Promise.all([
    call("followups_overlaps", { due_on: on, ...span }),
    call("openings_look", { on, ...span }),
  ]);
  return [...others.map(overlapText), ...(closed ? [closedText(closed)] : [])];
}

function overlapText({ customer, due_at, ends_at }: FollowUp): string {
  const from = due_at === null ? "" : formatTime(due_at);
  const time = ends_at === null ? from : `${from}–${formatTime(ends_at)}`;
  return t("followup-overlap", { name: customer, time });
}
