import { Link } from "react-router";
import { Chip, Empty } from "../../design";
import type { Agenda, FollowUp } from "../../ipc";
import { formatLongDay, formatTime, t } from "../../messages";
import classes from "./CalendarPage.module.css";
import { holidayText } from "./holidays";

/** A line of a day. */
interface Line {
  key: string;
  customer_id: number;
  customer: string;
  when: string;
  what: string;
  mark: string | null;
  closed: boolean;
}

const spanText = (at: number | null, ends_at: number | null) => {
  if (at === null) return t("today-all-day");
  return ends_at === null ? formatTime(at) : `${formatTime(at)}–${formatTime(ends_at)}`;
};

function stateText(followup: FollowUp): string | null {
  if (followup.no_show) return t("timeline-followup-no-show");
  if (followup.state === "done") return t("timeline-followup-done");
  if (followup.state === "dropped") return t("timeline-followup-dropped");
  return followup.ends_at === null ? null : t("today-appointment");
}

/** The lines of each day that has any, in order. */
function linesOf(agenda: Agenda): Map<string, Line[]> {
  const days = new Map<string, Line[]>();
  const put = (on: string, line: Line) => days.set(on, [...(days.get(on) ?? []), line]);
  for (const { on, customer, customer_id, turns } of agenda.birthdays) {
    // The name stands beside it.
    const what = turns === null ? t("today-birthday") : t("calendar-turns", { age: turns });
    put(on, { key: `b${customer_id}`, customer_id, customer, when: "", what, mark: null, closed: false });
  }
  for (const day of agenda.days) {
    for (const row of day.rows) {
      put(day.on, {
        key: `f${row.id}`,
        customer_id: row.customer_id,
        customer: row.customer,
        when: spanText(row.due_at, row.ends_at),
        what: [row.what, row.place].filter(Boolean).join(" · "),
        mark: stateText(row),
        closed: row.state !== "open",
      });
    }
  }
  for (const turn of agenda.turns) {
    put(turn.on, {
      key: `t${turn.followup_id}`,
      customer_id: turn.customer_id,
      customer: turn.customer,
      when: spanText(turn.at, turn.ends_at),
      what: turn.what,
      mark: t("calendar-comes-again"),
      closed: false,
    });
  }
  for (const { on } of agenda.holidays) if (!days.has(on)) days.set(on, []);
  return new Map([...days].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The days that come, as a list: what is planned, birthdays, holidays. */
export function AgendaList({ agenda, from }: { agenda: Agenda; from: string }) {
  const days = linesOf(agenda);
  if (days.size === 0) return <Empty title={t("calendar-empty")} text={t("today-empty-text")} />;
  const total = new Map(agenda.days.map((day) => [day.on, day.total - day.rows.length]));
  return (
    <div className={classes.list} data-from={from}>
      {[...days].map(([on, lines]) => {
        const holiday = agenda.holidays.find((day) => day.on === on);
        const left = total.get(on) ?? 0;
        return (
          <section key={on} aria-label={formatLongDay(on)}>
            <h2>
              {formatLongDay(on)} {holiday && <Chip tone="quiet">{holidayText(holiday)}</Chip>}
            </h2>
            <ul>
              {lines.map((line) => (
                <li key={line.key} data-closed={line.closed || undefined}>
                  <span className={classes.when}>{line.when}</span>
                  <Link to={`/customers/${line.customer_id}`}>{line.customer}</Link>
                  <span className={classes.quiet}>{line.what}</span>
                  {line.mark && <Chip tone="quiet">{line.mark}</Chip>}
                </li>
              ))}
            </ul>
            {left > 0 && <p className={classes.quiet}>{t("today-more", { count: left })}</p>}
          </section>
        );
      })}
    </div>
  );
}
