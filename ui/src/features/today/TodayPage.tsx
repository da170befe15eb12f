import type { ReactNode } from "react";
import { Link } from "react-router";
import { Empty, ErrorNote } from "../../design";
import { listAddress } from "../../design/addresses";
import { DayMenu, nextDays } from "../../design/DayMenu";
import { IconButton } from "../../design/IconButton";
import { PrintIcon } from "../../design/icons";
import { type BirthdayToCome, call, type DueList, type Rule, type Span, type Today } from "../../ipc";
import { addDays, formatCount, formatDueDay, formatFullDay, t, today } from "../../messages";
import { DueRow } from "./DueRow";
import { EndOfDay } from "./EndOfDay";
import { Plan } from "./Plan";
import { onDay, useToday } from "./queries";
import { Reminders } from "./Reminders";
import { Slipping } from "./Slipping";
import classes from "./TodayPage.module.css";

/** More than so many who are slipping away are no longer counted, */
const COUNTED = 1000;
/** and more than so many visits of yesterday are no longer looked at. */
const SEEN = 300;

/** The day: a box to log a visit, then what is overdue, due today and in the days to come, birthdays; the way beside it. */
export function TodayPage({ log }: { log: ReactNode }) {
  const today = useToday();
  if (today.isError) return <ErrorNote error={today.error} onRetry={() => void today.refetch()} />;
  if (!today.data) return null;
  return (
    <div className={classes.screen}>
      <div className={classes.page}>
        <Head day={today.data} />
        <div className={classes.log}>{log}</div>
        <Reminders />
        <Lists day={today.data} />
        <EndOfDay />
      </div>
      <Plan isDue={today.data.overdue.total + today.data.today.total > 0} />
    </div>
  );
}

function Head({ day }: { day: Today }) {
  const { overdue, today, visits, seen_yesterday, yesterday_without_next } = day;
  return (
    <header className={classes.head}>
      <h1>{formatFullDay(day.on)}</h1>
      <p className={classes.quiet}>
        {t("today-about", { due: today.total, overdue: overdue.total, visits })}
        {seen_yesterday > 0 && seen_yesterday <= SEEN && (
          <> {t("today-yesterday", { count: seen_yesterday, open: yesterday_without_next })}</>
        )}
      </p>
      <IconButton size="sm" className={classes.print} label={t("today-print")} onClick={() => window.print()}>
        <PrintIcon />
      </IconButton>
    </header>
  );
}

function Lists({ day }: { day: Today }) {
  const lists = [day.overdue, day.today, day.week, day.slipping];
  if (lists.every((list) => list.total === 0) && day.birthdays.length === 0) {
    return <Empty title={t("today-empty-title")} text={t("today-empty-text")} />;
  }
  return (
    <>
      <Due title={t("today-overdue")} list={day.overdue} all={{ overdue: 1 }} late />
      <Due title={t("today-due")} list={day.today} all={{ followup: days(0, 0) }} />
      <Due title={t("today-week")} list={day.week} all={{ followup: days(1, 7) }} />
      <Slipping list={day.slipping} />
      <Birthdays rows={day.birthdays} />
    </>
  );
}

/** A count up to which there is an exact one. */
export function countText(total: number): string {
  return total > COUNTED ? `${COUNTED}+` : String(total);
}

/** A span of days, counted from today. */
const days = (from: number, to: number): Span => ({ from: { today: from }, to: { today: to } });

/** What is due in a span; `all` finds those whose list it is. */
function Due({
  title,
  list,
  all,
  late = false,
}: {
  title: string;
  list: DueList;
  all: Rule;
  late?: boolean;
}) {
  if (list.total === 0) return null;
  const left = list.total - list.rows.length;
  return (
    <section className={classes.section} aria-label={title}>
      <h2 data-late={late || undefined}>
        {title} {formatCount(list.total)} {late && list.total > 1 && <MoveAll />}
      </h2>
      <ul>
        {list.rows.map((row) => (
          <DueRow key={row.id} row={row} />
        ))}
      </ul>
      {left > 0 && <Rest text={t("today-more", { count: left })} all={all} />}
    </section>
  );
}

/** What does not stand in a list, and the way to all of it. */
export function Rest({ text, all }: { text?: string; all: Rule }) {
  return (
    <p className={classes.quiet}>
      {text}{" "}
      <Link className={classes.copy} to={listAddress(all)}>
        {t("today-see-all")}
      </Link>
    </p>
  );
}

/** Puts everything that is overdue off to one day, in one step. */
function MoveAll() {
  return (
    <DayMenu
      value={null}
      offers={nextDays()}
      onPick={(due_on) =>
        void onDay((allow_past) =>
          call("followups_move_many", {
            customers: { matching: { rule: { overdue: 1 }, except: [] } },
            until: addDays(today(), -1),
            due_on,
            allow_past,
          }),
        )
      }
    >
      <button type="button" className={classes.copy}>
        {t("today-move-all")}
      </button>
    </DayMenu>
  );
}

function Birthdays({ rows }: { rows: BirthdayToCome[] }) {
  if (rows.length === 0) return null;
  return (
    <section className={classes.section} aria-label={t("today-birthdays")}>
      <h2>{t("today-birthdays")}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.customer_id} className={classes.row}>
            <span />
            <span className={classes.when}>{formatDueDay(row.on).text}</span>
            <Link className={classes.name} to={`/customers/${row.customer_id}`}>
              {row.customer}
            </Link>
            <span className={classes.what}>
              {row.is_lunar ? t("today-birthday-lunar") : t("today-birthday")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
