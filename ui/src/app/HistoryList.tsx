import { ActionIcon } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { ErrorNote, takeBackStep } from "../design";
import { UndoIcon } from "../design/icons";
import { type ChangeInfo, call, undoing } from "../ipc";
import { changeText, formatMoment, t } from "../messages";

import classes from "./HistoryList.module.css";

/** Takes just one step back; what came after it stays. */
function TakeBack({ step }: { step: ChangeInfo }) {
  if (step.state !== "done" || step.taken_back_by !== null) return null;
  return (
    <ActionIcon
      size="xs"
      className={classes.tool}
      aria-label={`${t("history-undo-step")}: ${changeText(step)}`}
      title={t("history-undo-step")}
      onClick={() => void takeBackStep(step, undoing)}
    >
      <UndoIcon size={13} />
    </ActionIcon>
  );
}

/** The last steps, newest first; those that were taken back stand struck through. */
export function HistoryList() {
  const steps = useQuery({
    queryKey: ["history", "list"],
    queryFn: () => call("history_list", { limit: 30 }),
  });
  if (steps.isError) return <ErrorNote error={steps.error} />;
  return (
    <section aria-label={t("history-title")} tabIndex={-1} data-autofocus className={classes.list}>
      <h2 className={classes.title}>{t("history-title")}</h2>
      {steps.data?.length === 0 && <p className={classes.none}>{t("history-empty")}</p>}
      <ol className={classes.steps}>
        {steps.data?.map((step) => (
          <li
            key={step.id}
            className={classes.step}
            data-state={step.taken_back_by === null ? step.state : "undone"}
          >
            <span>{changeText(step)}</span>
            <time>{formatMoment(step.at)}</time>
            <TakeBack step={step} />
          </li>
        ))}
      </ol>
      {(steps.data?.length ?? 0) > 0 && (
        <Link to="/history" className={classes.all}>
          {t("history-all")}
        </Link>
      )}
    </section>
  );
}
