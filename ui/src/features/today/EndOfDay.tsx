import { Link } from "react-router";
import { toast, toastError } from "../../design";
import { copyText } from "../../design/copy";
import { DayMenu, nextDays } from "../../design/DayMenu";
import { call, type ReviewedCustomer, type ReviewedStep } from "../../ipc";
import { formatDayAndWeekday, t, today } from "../../messages";
import { onDay, useReview } from "./queries";
import classes from "./TodayPage.module.css";

/** Puts the visits of some days on the clipboard, as text for a report. */
async function copy(from: string | null, said: string) {
  try {
    const text = await call("review_text", from ? { from, to: today() } : {});
    // The page's own clipboard wants a click that is just over; the text took a moment.
    const isCopied = await call("shell_copy", { text, stays: true }).then(
      () => true,
      () => copyText(text),
    );
    if (isCopied) toast(said);
  } catch (error) {
    toastError(error);
  }
}

/** The day looked back at: who was seen and has nothing planned, what was done, what was put off; and as text. */
export function EndOfDay() {
  const review = useReview().data;
  const open = review?.customers.filter((customer) => customer.next_on === null) ?? [];
  const isQuiet = !review || (review.visits === 0 && review.done.length === 0 && review.moved.length === 0);
  return (
    <section className={classes.section} aria-label={t("review-day")}>
      <h2>
        {t("review-day")}{" "}
        {!isQuiet && (
          <button
            type="button"
            className={classes.copy}
            onClick={() => void copy(today(), t("review-copied-day"))}
          >
            {t("review-copy-day")}
          </button>
        )}{" "}
        <button type="button" className={classes.copy} onClick={() => void copy(null, t("review-copied"))}>
          {t("review-copy")}
        </button>
      </h2>
      {!isQuiet && (
        <>
          <p className={classes.quiet}>
            {t("review-day-about", {
              visits: review.visits,
              done: review.done.length,
              moved: review.moved.length,
            })}
          </p>
          <ul>
            {open.map((customer) => (
              <WithoutNext key={customer.customer_id} customer={customer} />
            ))}
            {review.moved.map((step) => (
              <Moved key={step.id} step={step} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Somebody who was seen today and has nothing planned. */
function WithoutNext({ customer }: { customer: ReviewedCustomer }) {
  const { customer_id, customer: name } = customer;
  return (
    <li className={classes.row}>
      <span />
      <span className={classes.when}>{t("review-open")}</span>
      <Link className={classes.name} to={`/customers/${customer_id}`}>
        {name}
      </Link>
      <span className={classes.what}>{customer.visits.at(-1)?.summary}</span>
      <DayMenu
        value={null}
        offers={nextDays()}
        onPick={(due_on) =>
          void onDay((allow_past) => call("followups_create", { customer_id, due_on, allow_past }))
        }
      >
        <button type="button" className={classes.copy} aria-label={t("today-plan", { name })}>
          {t("review-plan")}
        </button>
      </DayMenu>
    </li>
  );
}

function Moved({ step }: { step: ReviewedStep }) {
  return (
    <li className={classes.row}>
      <span />
      <span className={classes.when}>{t("review-moved")}</span>
      <Link className={classes.name} to={`/customers/${step.customer_id}`}>
        {step.customer}
      </Link>
      <span className={classes.what}>
        {[formatDayAndWeekday(step.due_on), step.what].filter(Boolean).join(" · ")}
      </span>
    </li>
  );
}
