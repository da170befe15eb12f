import { type KeyboardEvent, memo, useState } from "react";
import { chipClass, isComposing, Kbd, useIntent } from "../../design";
import { DayMenu, nextDays } from "../../design/DayMenu";
import { IconButton } from "../../design/IconButton";
import { InlineText } from "../../design/InlineText";
import { CheckIcon, ClockIcon, CloseIcon } from "../../design/icons";
import { TimeBox } from "../../design/TimeBox";
import { type Card, call, type FollowUp } from "../../ipc";
import { errorText, formatDayAndWeekday, formatDueDay, formatTime, t } from "../../messages";
import classes from "./NextFollowUp.module.css";
import { act } from "./queries";

/** The next follow-up, or the way to add one. */
export const NextFollowUp = memo(function NextFollowUp({ card }: { card: Card }) {
  const [adding, setAdding] = useState(false);
  useIntent("add-followup", () => setAdding(true));
  return (
    <>
      {card.next_followup && <Banner key={card.next_followup.id} next={card.next_followup} />}
      {adding ? (
        <NewFollowUp customer={card.id} onDone={() => setAdding(false)} />
      ) : (
        !card.next_followup && (
          <div className={classes.none}>
            <button type="button" className={chipClass} data-tone="dash" onClick={() => setAdding(true)}>
              <ClockIcon size={12} /> {t("action-add-followup")} <Kbd chord="F" plain />
            </button>
          </div>
        )
      )}
    </>
  );
});

function Banner({ next }: { next: FollowUp }) {
  const due = formatDueDay(next.due_on);
  const time = next.due_at === null ? null : formatTime(next.due_at);
  const when = time === null ? due.text : `${due.text} ${time}`;
  return (
    <section
      className={classes.next}
      data-late={due.late || undefined}
      aria-label={t("card-next-label")}
      title={formatDayAndWeekday(next.due_on)}
    >
      <ClockIcon />
      <div className={classes.said}>
        <DayMenu
          value={next.due_on}
          time={time}
          offers={nextDays()}
          onPick={(due_on, at) =>
            void act(() => call("followups_edit", { id: next.id, due_on, ...(at !== null && { time: at }) }))
          }
        >
          <button type="button" className={classes.day} aria-label={t("card-next-move", { when })}>
            {t("card-next", { when })}
          </button>
        </DayMenu>
        <span className={classes.what}>
          <InlineText
            clearable
            value={next.what}
            label={t("card-next-what")}
            placeholder={t("card-next-what")}
            onSave={(what) => call("followups_edit", { id: next.id, what })}
          />
        </span>
      </div>
      <span className={classes.tools}>
        <IconButton
          size="sm"
          className={classes.tool}
          label={t("card-next-done")}
          onClick={() => void act(() => call("followups_finish", { id: next.id }))}
        >
          <CheckIcon />
        </IconButton>
        <IconButton
          size="sm"
          className={classes.tool}
          label={t("card-next-drop")}
          onClick={() => void act(() => call("followups_drop", { id: next.id }))}
        >
          <CloseIcon size={14} />
        </IconButton>
      </span>
    </section>
  );
}

/** A follow-up in one line: what, and a day; the day saves it. */
function NewFollowUp({ customer, onDone }: { customer: number; onDone: () => void }) {
  const [what, setWhat] = useState("");
  const [time, setTime] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const offers = nextDays();
  const save = async (due_on: string) => {
    try {
      await call("followups_create", {
        customer_id: customer,
        due_on,
        what: what.trim(),
        ...(time && { time }),
      });
      onDone();
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
      void save(offers[0]?.on ?? "");
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
        <TimeBox value={null} label={t("card-next-time")} onChange={setTime} />
      </div>
      <div className={classes.days}>
        {offers.map((offer, at) => (
          <button key={offer.on} type="button" className={chipClass} onClick={() => void save(offer.on)}>
            {offer.label} {formatDayAndWeekday(offer.on)}
            {at === 0 && <Kbd chord="Enter" plain />}
          </button>
        ))}
        <DayMenu value={null} offers={offers} onPick={(on) => void save(on)}>
          <button type="button" className={chipClass} data-tone="dash">
            {t("pick-other-day")}
          </button>
        </DayMenu>
        <button type="button" className={chipClass} onClick={onDone}>
          {t("action-cancel")}
        </button>
      </div>
      {error !== null && (
        <p className={classes.error} role="alert">
          {errorText(error)}
        </p>
      )}
    </div>
  );
}
