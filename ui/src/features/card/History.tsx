import { ErrorNote } from "../../design";
import { changeText, formatMoment, t } from "../../messages";
import classes from "./History.module.css";
import { useCustomerHistory } from "./queries";

/** What changed on this customer, when, by which import and row. */
export function History({ customer, open }: { customer: number; open: boolean }) {
  const steps = useCustomerHistory(customer, open);
  if (steps.isError) return <ErrorNote error={steps.error} />;
  return (
    <section aria-label={t("card-history")}>
      <h3 className={classes.title}>{t("card-history")}</h3>
      {steps.data?.length === 0 && <p className={classes.none}>{t("card-history-empty")}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <ol className={classes.steps} tabIndex={0}>
        {steps.data?.map((step) => (
          <li key={step.id} className={classes.step} data-state={step.state}>
            <span>
              {changeText(step)}
              {step.source_row !== null && (
                <small className={classes.row}>{t("card-from-row", { row: step.source_row })}</small>
              )}
            </span>
            <time>{formatMoment(step.at)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}
