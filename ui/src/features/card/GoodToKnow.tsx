import type { Card } from "../../ipc";
import { formatCount, formatDay, formatLongDay, formatPastDay, t, today } from "../../messages";
import classes from "./CustomerCard.module.css";

/** What is good to know before one speaks: how often, how long ago, since when. */
export function GoodToKnow({ card }: { card: Card }) {
  const made = today(new Date(card.created_at));
  const changed = today(new Date(card.updated_at));
  return (
    <>
      <h3 className={classes.heading}>{t("card-know")}</h3>
      <dl className={classes.sums}>
        <div>
          <dt>{t("card-know-visits")}</dt>
          <dd>{formatCount(card.visit_count)}</dd>
        </div>
        <div>
          <dt>{t("card-know-last-visit")}</dt>
          <dd title={card.last_visit_on ? formatLongDay(card.last_visit_on) : undefined}>
            {card.last_visit_on ? formatPastDay(card.last_visit_on) : "—"}
          </dd>
        </div>
        <div>
          <dt>{t("card-know-created")}</dt>
          <dd title={formatLongDay(made)}>{formatDay(made)}</dd>
        </div>
        <div>
          <dt>{t("card-know-updated")}</dt>
          <dd title={formatLongDay(changed)}>{formatPastDay(changed)}</dd>
        </div>
      </dl>
    </>
  );
}
