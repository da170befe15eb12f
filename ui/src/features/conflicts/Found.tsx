import { Link } from "react-router";
import type { Conflicts } from "../../ipc";
import { formatCount, formatDay, formatPastDay, t, today } from "../../messages";
import classes from "./Conflicts.module.css";

/** Who of the list is in the book: since when, whose, and when they were seen last. */
export function Found({ file, found }: { file: string; found: Conflicts }) {
  const { listed, free, doubtful, conflicts } = found;
  const sums = {
    file,
    listed: formatCount(listed),
    here: formatCount(conflicts.length),
    free: formatCount(free),
  };
  return (
    <section className={classes.found} aria-label={t("conflicts-found")}>
      <p role="status">{t("conflicts-sum", sums)}</p>
      {doubtful.length > 0 && (
        <p className={classes.quiet}>
          {t("conflicts-doubtful", {
            count: formatCount(doubtful.length),
            rows: doubtful.slice(0, 12).join(t("conflicts-between")),
          })}
        </p>
      )}
      {conflicts.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("report-row")}</th>
              <th scope="col">{t("conflicts-listed")}</th>
              <th scope="col">{t("conflicts-here")}</th>
              <th scope="col">{t("column-owner")}</th>
              <th scope="col">{t("conflicts-since")}</th>
              <th scope="col">{t("column-last-visit")}</th>
            </tr>
          </thead>
          <tbody>
            {conflicts.map((one) => (
              <tr key={`${one.row} ${one.customer_id}`}>
                <td className={classes.number}>{one.row ?? "—"}</td>
                <td>{one.listed || "—"}</td>
                <td>
                  <Link to={`/customers/${one.customer_id}`}>{one.customer}</Link>
                </td>
                <td>{one.owner ?? "—"}</td>
                <td>{formatDay(today(new Date(one.since_at)))}</td>
                <td>{one.last_visit_on ? formatPastDay(one.last_visit_on) : t("conflicts-never")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
