import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Empty, ErrorNote, takeBackStep } from "../../design";
import { type ChangeInfo, call, undoing } from "../../ipc";
import { changeText, formatCount, formatMoment, t } from "../../messages";
import classes from "./HistoryPage.module.css";

const PAGE = 100;

/** All steps, newest first: what was done, when, to how many; each can go alone. */
export function HistoryPage() {
  const steps = useInfiniteQuery({
    queryKey: ["history", "page"],
    queryFn: ({ pageParam }) =>
      call("history_list", { limit: PAGE, ...(pageParam && { before: pageParam }) }),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.length < PAGE ? undefined : last.at(-1)?.id),
  });
  if (steps.isError) return <ErrorNote error={steps.error} onRetry={() => void steps.refetch()} />;
  if (!steps.data) return null;
  const all = steps.data.pages.flat();
  return (
    <div className={classes.page}>
      <h1>{t("history-page-title")}</h1>
      {all.length === 0 ? (
        <Empty title={t("history-empty")} text={t("history-page-empty")} />
      ) : (
        <>
          <p className={classes.quiet}>{t("history-page-about")}</p>
          <ol className={classes.steps}>
            {all.map((step) => (
              <Step key={step.id} step={step} />
            ))}
          </ol>
          {steps.hasNextPage && (
            <Button variant="default" onClick={() => void steps.fetchNextPage()}>
              {t("trash-more")}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function Step({ step }: { step: ChangeInfo }) {
  const isTakenBack = step.taken_back_by !== null || step.state === "undone";
  const name = changeText(step);
  return (
    <li className={classes.step} data-undone={isTakenBack || undefined}>
      <time className={classes.quiet}>{formatMoment(step.at)}</time>
      <span className={classes.name}>{name}</span>
      <span className={classes.quiet}>
        {step.customers > 0 &&
          t("history-page-customers", { count: step.customers, told: formatCount(step.customers) })}
        {step.erased > 0 && ` ${t("history-page-erased", { count: step.erased })}`}
      </span>
      <span>
        {step.state === "done" && !isTakenBack && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`${t("history-undo-step")}: ${name}`}
            onClick={() => void takeBackStep(step, undoing)}
          >
            {t("action-undo")}
          </Button>
        )}
        {isTakenBack && <span className={classes.quiet}>{t("card-history-taken-back")}</span>}
        {step.state === "final" && <span className={classes.quiet}>{t("history-page-final")}</span>}
      </span>
    </li>
  );
}
