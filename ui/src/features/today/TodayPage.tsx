import type { ReactNode } from "react";
import { Link } from "react-router";
import { Empty, ErrorNote, toast, toastError } from "../../design";
import { copyText } from "../../design/copy";
import { type BirthdayToCome, call, type DueList, type Today } from "../../ipc";
import { formatDayAndWeekday, formatDueDay, t } from "../../messages";
import { DueRow } from "./DueRow";
import { useToday } from "./queries";
import classes from "./TodayPage.module.css";

/** More than so many are no longer counted. */
const COUNTED = 1000;

/** The day: a box to log a visit, then what is overdue, due today and in the days to come, and birthdays. */
export function TodayPage({ log }: { log: ReactNode }) {
  const today = useToday();
  if (today.isError) return <ErrorNote error={today.error} onRetry={() => void today.refetch()} />;
  if (!today.data) return null;
  return (
    <div className={classes.page}>
      <Head day={today.data} />
      {log}
      <Lists day={today.data} />
    </div>
  );
}

function Head({ day }: { day: Today }) {
  const { overdue, today, visits } = day;
  return (
    <header className={classes.head}>
      <h1>{formatDayAndWeekday(day.on)}</h1>
      <p className={classes.quiet}>
        {t("today-about", { due: today.total, overdue: overdue.total, visits })}{" "}
        <button type="button" className={classes.copy} onClick={() => void copyWeek()}>
          {t("review-copy")}
        </button>
      </p>
    </header>
  );
}

/** Puts this week's visits on the clipboard, as text for a report. */
async function copyWeek() {
  try {
    if (await copyText(await call("review_text", {}))) toast(t("review-copied"));
  } catch (error) {
    toastError(error);
  }
}

function Lists({ day }: { day: Today }) {
  const isEmpty = [day.overdue, day.today, day.week].every((list) => list.total === 0);
  if (isEmpty && day.birthdays.length === 0) {
    return <Empty title={t("today-empty-title")} text={t("today-empty-text")} />;
  }
  return (
    <>
      <Due title={t("today-overdue")} list={day.overdue} late />
      <Due title={t("today-due")} list={day.today} />
      <Due title={t("today-week")} list={day.week} />
      <Birthdays rows={day.birthdays} />
    </>
  );
}

function Due({ title, list, late = false }: { title: string; list: DueList; late?: boolean }) {
  if (list.total === 0) return null;
  const count = list.total > COUNTED ? `${COUNTED}+` : String(list.total);
  const left = list.total - list.rows.length;
  return (
    <section className={classes.section} aria-label={title}>
      <h2 data-late={late || undefined}>
        {title} {count}
      </h2>
      <ul>
        {list.rows.map((row) => (
          <DueRow key={row.id} row={row} />
        ))}
      </ul>
      {left > 0 && (
        <p className={classes.quiet}>
          {list.total > COUNTED ? t("today-more-many") : t("today-more", { count: left })}
        </p>
      )}
    </section>
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
