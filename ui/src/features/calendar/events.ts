import type { EventInput } from "@fullcalendar/core";
import type { Agenda, BirthdayRow, ClosedSpan, ComingTurn, FollowUp } from "../../ipc";
import { addDays, t } from "../../messages";

/** What stands behind an entry of the calendar. */
export type Entry =
  | { kind: "followup"; followup: FollowUp }
  | { kind: "turn"; turn: ComingTurn }
  | { kind: "birthday"; birthday: BirthdayRow };

const titleOf = (customer: string, what: string) => (what ? `${customer} ${what}` : customer);

function followUpEvent(followup: FollowUp): EventInput {
  const { id, due_on, due_at, ends_at, state, customer, what } = followup;
  const isOpen = state === "open";
  return {
    id: `followup-${id}`,
    title: titleOf(customer, what),
    allDay: due_at === null,
    start: due_at ?? due_on,
    ...(ends_at !== null && { end: ends_at }),
    editable: isOpen,
    durationEditable: isOpen && due_at !== null,
    classNames: [isOpen ? (ends_at === null ? "is-followup" : "is-appointment") : "is-closed"],
    extendedProps: { entry: { kind: "followup", followup } satisfies Entry },
  };
}

function turnEvent(turn: ComingTurn): EventInput {
  return {
    id: `turn-${turn.followup_id}-${turn.on}`,
    title: titleOf(turn.customer, turn.what),
    allDay: turn.at === null,
    start: turn.at ?? turn.on,
    ...(turn.ends_at !== null && { end: turn.ends_at }),
    editable: false,
    classNames: ["is-turn"],
    extendedProps: { entry: { kind: "turn", turn } satisfies Entry },
  };
}

function birthdayEvent(birthday: BirthdayRow): EventInput {
  const { customer, turns, on, customer_id } = birthday;
  return {
    id: `birthday-${customer_id}-${on}`,
    title:
      turns === null
        ? t("calendar-birthday", { name: customer })
        : t("calendar-birthday-age", { name: customer, age: turns }),
    allDay: true,
    start: on,
    editable: false,
    classNames: ["is-birthday"],
    extendedProps: { entry: { kind: "birthday", birthday } satisfies Entry },
  };
}

/** Hours in which one is closed, behind everything else. */
function closedEvent({ on, from, until }: ClosedSpan): EventInput {
  return {
    id: `closed-${on}-${from}`,
    start: `${on}T${from}`,
    // What ends at 24:00 ends when the next day begins.
    end: until === "24:00" ? `${addDays(on, 1)}T00:00` : `${on}T${until}`,
    display: "background",
    classNames: ["is-closed-time"],
  };
}

/** Everything of some days, as the calendar takes it. */
export function eventsOf(agenda: Agenda, view: View): EventInput[] {
  return [
    // Of a month, the cells themselves tell which days are closed.
    ...(view === "month" ? [] : agenda.closed.map(closedEvent)),
    ...agenda.birthdays.map(birthdayEvent),
    ...agenda.days.flatMap((day) => day.rows.map(followUpEvent)),
    ...agenda.turns.map(turnEvent),
  ];
}

/** A moment of the calendar as a local day and a time. */
export function dayAndTime(at: Date): { on: string; time: string } {
  const two = (number: number) => String(number).padStart(2, "0");
  return {
    on: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
  };
}

/** The views that there are. */
export const VIEWS = ["day", "week", "month", "agenda"] as const;
export type View = (typeof VIEWS)[number];

/** The first and last day that a view shows around a day. */
export function spanOf(view: View, on: string, weekStart: 0 | 1): { from: string; to: string } {
  const day = new Date(`${on}T12:00:00`);
  const since = (weekday: number) => (weekday - weekStart + 7) % 7;
  if (view === "day") return { from: on, to: on };
  if (view === "agenda") return { from: on, to: addDays(on, 29) };
  if (view === "week") {
    const from = addDays(on, -since(day.getDay()));
    return { from, to: addDays(from, 6) };
  }
  const first = `${on.slice(0, 8)}01`;
  const from = addDays(first, -since(new Date(`${first}T12:00:00`).getDay()));
  return { from, to: addDays(from, 41) };
}

/** The day that a step back or forth leads to. */
export function stepOf(view: View, on: string, by: -1 | 1): string {
  if (view === "day") return addDays(on, by);
  if (view === "week") return addDays(on, 7 * by);
  if (view === "agenda") return addDays(on, 30 * by);
  const [year = 2000, month = 1] = on.split("-").map(Number);
  const to = new Date(year, month - 1 + by, 1, 12);
  return dayAndTime(to).on;
}
