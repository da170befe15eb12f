import { useQuery } from "@tanstack/react-query";
import { ErrorNote } from "../design";
import { call, type ListHistory } from "../ipc";
import { changeText, formatMoment, t } from "../messages";

import classes from "./HistoryList.module.css";

/** The last steps, newest first; those that were taken back stand struck through. */
export function HistoryList() {
  const steps = useQuery({
    queryKey: ["history", "list"],
    queryFn: () => call("history_list", { limit: 30 } as ListHistory),
  });
  if (steps.isError) return <ErrorNote error={steps.error} />;
  return (
    <section aria-label={t("history-title")} tabIndex={-1} data-autofocus className={classes.list}>
      <h2 className={classes.title}>{t("history-title")}</h2>
      {steps.data?.length === 0 && <p className={classes.none}>{t("history-empty")}</p>}
      <ol className={classes.steps}>
        {steps.data?.map((step) => (
          <li key={step.id} className={classes.step} data-state={step.state}>
            <span>{changeText(step)}</span>
            <time>{formatMoment(step.at)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}
