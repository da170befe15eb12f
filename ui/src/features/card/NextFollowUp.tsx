import { Popover } from "@mantine/core";
import { memo, useState } from "react";
import { chipClass, Kbd, useIntent } from "../../design";
import { DayMenu, nextDays } from "../../design/DayMenu";
import { IconButton } from "../../design/IconButton";
import { InlineText } from "../../design/InlineText";
import { CheckIcon, ClockIcon, CloseIcon, NobodyIcon, RepeatIcon, SlidersIcon } from "../../design/icons";
import { type Card, call, type FollowUp } from "../../ipc";
import { formatDayAndWeekday, formatDueDay, formatTime, t } from "../../messages";
import { FollowUpMore, type More, remindOf } from "./FollowUpMore";
import { NewFollowUp } from "./NewFollowUp";
import classes from "./NextFollowUp.module.css";
import { act, onDay } from "./queries";

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
  const span = next.ends_at === null ? time : `${time}–${formatTime(next.ends_at)}`;
  const when = span === null ? due.text : `${due.text} ${span}`;
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
            void onDay((allow_past) =>
              call("followups_move", { ids: [next.id], due_on, time: at, allow_past }),
            )
          }
        >
          <button type="button" className={classes.day} aria-label={t("card-next-move", { when })}>
            {t("card-next", { when })}
          </button>
        </DayMenu>
        {next.repeat && <RepeatIcon size={13} />}
        <span className={classes.what}>
          <InlineText
            clearable
            value={next.what}
            label={t("card-next-what")}
            placeholder={t("card-next-what")}
            onSave={(what) => call("followups_edit", { id: next.id, what })}
          />
        </span>
        {aboutText(next) && <span className={classes.about}>{aboutText(next)}</span>}
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
        <Details next={next} />
        {next.ends_at !== null && (
          <IconButton
            size="sm"
            className={classes.tool}
            label={t("today-no-show", { name: next.customer })}
            onClick={() => void act(() => call("followups_miss", { id: next.id }))}
          >
            <NobodyIcon size={14} />
          </IconButton>
        )}
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

/** What else is worth reading at a glance: where, how much it matters, how often it was put off. */
function aboutText(next: FollowUp): string {
  return [
    next.place,
    next.priority === "high" ? t("plan-urgent") : "",
    next.moved > 1 ? t("today-moved", { count: next.moved }) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** All else that it says, to be changed: when it ends, where, how it comes again. */
function Details({ next }: { next: FollowUp }) {
  const [opened, setOpened] = useState(false);
  const more: More = {
    ends: next.ends_at === null ? null : formatTime(next.ends_at),
    place: next.place,
    priority: next.priority,
    repeat: next.repeat && (next.repeat.form ?? next.repeat.rule),
    remind: remindOf(next),
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus withinPortal>
      <Popover.Target>
        <IconButton
          size="sm"
          className={classes.tool}
          label={t("followup-more")}
          aria-haspopup="dialog"
          onClick={() => setOpened(!opened)}
        >
          <SlidersIcon size={14} />
        </IconButton>
      </Popover.Target>
      <Popover.Dropdown>
        <FollowUpMore
          more={more}
          day={next.due_on}
          isTimed={next.due_at !== null}
          onChange={(change) => void act(() => call("followups_edit", { id: next.id, ...change }))}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
