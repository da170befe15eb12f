import type {
  DateSelectArg,
  DayCellContentArg,
  DayCellMountArg,
  EventApi,
  EventClickArg,
  EventDropArg,
} from "@fullcalendar/core";
import zhCn from "@fullcalendar/core/locales/zh-cn";
import dayGridPlugin from "@fullcalendar/daygrid";
import interactionPlugin, { type EventResizeDoneArg } from "@fullcalendar/interaction";
import FullCalendar from "@fullcalendar/react";
import timeGridPlugin from "@fullcalendar/timegrid";
import { useEffect, useRef, useState } from "react";
import { type Agenda, call } from "../../ipc";
import { currentLanguage, firstDayOfWeek, formatDayAndWeekday, t } from "../../messages";
import type { Finder } from "./CalendarPage";
import { EntryMenu } from "./EntryMenu";
import { dayAndTime, type Entry, eventsOf, type View } from "./events";
import classes from "./Grid.module.css";
import { holidayText } from "./holidays";
import { NewEntry, type Slot } from "./NewEntry";
import { tellOverlaps } from "./overlaps";
import { act, onDay } from "./queries";

const NAMES: Record<Exclude<View, "agenda">, string> = {
  day: "timeGridDay",
  week: "timeGridWeek",
  month: "dayGridMonth",
};

const entryOf = (event: EventApi) => event.extendedProps.entry as Entry;

/** A day's cell is named by all that stands in it, not by its number alone. */
const nameCell = ({ el }: DayCellMountArg) => el.removeAttribute("aria-labelledby");

/** The hour that a day is shown from. */
const BEGIN = "08:00:00";

/** How far the hours are scrolled, in pixels. */
const scrolledTo = (grid: HTMLElement | null) =>
  grid?.querySelector(".fc-timegrid-body")?.closest(".fc-scroller")?.scrollTop ?? 0;

/** Whoever has no mouse scrolls the hours, too: their first column can have the focus. */
function openHours(grid: HTMLElement | null): void {
  const columns = grid?.querySelectorAll<HTMLElement>(".fc-timegrid-col[role=gridcell]") ?? [];
  for (const [at, column] of [...columns].entries()) {
    if (at === 0) column.tabIndex = 0;
    else column.removeAttribute("tabindex");
  }
}

/** A day, a week or a month as a grid: drag to make, to move, to stretch. */
export default function Grid({
  view,
  on,
  agenda,
  find,
  onOpenDay,
}: {
  view: Exclude<View, "agenda">;
  on: string;
  agenda: Agenda;
  find: Finder;
  onOpenDay: (day: string) => void;
}) {
  const calendar = useRef<FullCalendar>(null);
  const box = useRef<HTMLDivElement>(null);
  const [slot, setSlot] = useState<Slot | null>(null);
  const [opened, setOpened] = useState<{ entry: Entry; at: DOMRect } | null>(null);
  useEffect(() => {
    // Not while it is drawing itself.
    queueMicrotask(() => calendar.current?.getApi().changeView(NAMES[view], on));
  }, [view, on]);

  const drop = async ({ event, revert }: EventDropArg) => {
    const entry = entryOf(event);
    if (entry.kind !== "followup" || !event.start) return;
    const { on: due_on, time } = dayAndTime(event.start);
    const done = await onDay((allow_past) =>
      call("followups_move", {
        ids: [entry.followup.id],
        due_on,
        time: event.allDay ? null : time,
        allow_past,
      }),
    );
    if (!done) revert();
    else if (event.start && event.end && !event.allDay) {
      await tellOverlaps(entry.followup, event.start, event.end);
    }
  };
  const resize = async ({ event, revert }: EventResizeDoneArg) => {
    const entry = entryOf(event);
    if (entry.kind !== "followup" || !event.start || !event.end) return;
    const ends = dayAndTime(event.end).time;
    const done = await act(() => call("followups_edit", { id: entry.followup.id, ends }));
    if (!done) revert();
    else await tellOverlaps(entry.followup, event.start, event.end);
  };
  const select = ({ start, end, allDay, view: shown }: DateSelectArg) => {
    shown.calendar.unselect();
    const from = dayAndTime(start);
    setSlot({ on: from.on, time: allDay ? null : from.time, ends: allDay ? null : dayAndTime(end).time });
  };
  const click = ({ event, el }: EventClickArg) => {
    // Hours in which one is closed stand behind; a click goes to what is there.
    if (event.display === "background") return;
    setOpened({ entry: entryOf(event), at: el.getBoundingClientRect() });
  };
  const isClosed = (date: Date) =>
    agenda.closed.some((span) => span.all_day && span.on === dayAndTime(date).on);
  const cell = ({ date, dayNumberText }: DayCellContentArg) => {
    const holiday = agenda.holidays.find((day) => day.on === dayAndTime(date).on);
    return (
      <>
        {dayNumberText}
        {!holiday && isClosed(date) && <span className={classes.closed}>{t("calendar-closed")}</span>}
        {holiday && (
          <span
            className={classes.holiday}
            data-work={holiday.work || undefined}
            title={holidayText(holiday)}
          >
            {holiday.work ? t("calendar-mark-worked") : t("calendar-mark-off")}
          </span>
        )}
      </>
    );
  };
  return (
    <div ref={box} className={classes.grid}>
      <FullCalendar
        ref={calendar}
        plugins={[dayGridPlugin, timeGridPlugin, interactionPlugin]}
        initialView={NAMES[view]}
        initialDate={on}
        headerToolbar={false}
        locales={[zhCn]}
        locale={currentLanguage() === "zh-CN" ? "zh-cn" : "en"}
        firstDay={firstDayOfWeek()}
        dayHeaderContent={({ date, view: { type }, text }) =>
          type === NAMES.month ? text : formatDayAndWeekday(dayAndTime(date).on)
        }
        height="100%"
        events={eventsOf(agenda, view)}
        nowIndicator
        selectable
        selectMinDistance={5}
        slotEventOverlap={false}
        scrollTime={BEGIN}
        // A window that held all hours, and is made smaller, would show the night.
        windowResize={({ view: shown }) => {
          if (scrolledTo(box.current) === 0) shown.calendar.scrollToTime(BEGIN);
        }}
        slotDuration="00:30:00"
        snapDuration="00:15:00"
        slotLabelFormat={{ hour: "2-digit", minute: "2-digit", hour12: false }}
        eventTimeFormat={{ hour: "2-digit", minute: "2-digit", hour12: false }}
        // A day of many things leaves room for the hours; a click on the rest opens it.
        dayMaxEvents={view === "month" || 5}
        dayCellDidMount={nameCell}
        // The columns of one view become those of the next: they are looked at whenever other days are shown.
        datesSet={() => requestAnimationFrame(() => openHours(box.current))}
        dayCellContent={cell}
        navLinks
        navLinkDayClick={(date) => onOpenDay(dayAndTime(date).on)}
        moreLinkClick={({ date }) => (view === "day" ? "popover" : onOpenDay(dayAndTime(date).on))}
        moreLinkDidMount={({ el }) => el.setAttribute("role", "button")}
        select={select}
        eventDrop={(arg) => void drop(arg)}
        eventResize={(arg) => void resize(arg)}
        eventClick={click}
      />
      {slot && <NewEntry slot={slot} find={find} onClose={() => setSlot(null)} />}
      {opened && <EntryMenu entry={opened.entry} at={opened.at} onClose={() => setOpened(null)} />}
    </div>
  );
}
