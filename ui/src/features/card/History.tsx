import { useState } from "react";
import { ErrorNote, takeBackStep } from "../../design";
import { IconButton } from "../../design/IconButton";
import { ChevronDownIcon, UndoIcon } from "../../design/icons";
import { type ChangeInfo, undoing } from "../../ipc";
import { changeText, formatMoment, t } from "../../messages";
import { editText, importText, type ShownBy } from "./edits";
import classes from "./History.module.css";
import { useCustomerHistory, useShownBy } from "./queries";

/** What changed on this customer: from what to what, when, by which import and row; each step can go alone. */
export function History({ customer, open }: { customer: number; open: boolean }) {
  const steps = useCustomerHistory(customer, open);
  const by = useShownBy();
  if (steps.isError) return <ErrorNote error={steps.error} />;
  return (
    <section aria-label={t("card-history")}>
      <h3 className={classes.title}>{t("card-history")}</h3>
      {steps.data?.length === 0 && <p className={classes.none}>{t("card-history-empty")}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <ol className={classes.steps} tabIndex={0}>
        {steps.data?.map((step) => (
          <Step key={step.id} step={step} by={by} />
        ))}
      </ol>
    </section>
  );
}

/** So many changes are shown before the rest is asked for. */
const SHOWN = 2;

function Step({ step, by }: { step: ChangeInfo; by: ShownBy }) {
  const [all, setAll] = useState(false);
  const takenBack = step.taken_back_by !== null;
  const imported = importText(step);
  const lines = imported ? [imported] : (step.edits ?? []).map((edit) => editText(edit, by));
  const shown = all ? lines : lines.slice(0, SHOWN);
  const name = changeText(step);
  return (
    <li className={classes.step} data-state={takenBack ? "undone" : step.state}>
      <div className={classes.head}>
        <span className={classes.name}>{name}</span>
        <time>{takenBack ? t("card-history-taken-back") : formatMoment(step.at)}</time>
        {step.state === "done" && !takenBack && (
          <IconButton
            size="xs"
            className={classes.tool}
            label={`${t("card-history-undo")}: ${name}`}
            onClick={() => void takeBackStep(step, undoing)}
          >
            <UndoIcon size={13} />
          </IconButton>
        )}
      </div>
      {shown.length > 0 && (
        <ul className={classes.edits} data-all={all || undefined}>
          {shown.map((line) => (
            <li key={line} title={line}>
              {line}
            </li>
          ))}
        </ul>
      )}
      {(lines.length > SHOWN || lines.some((line) => line.length > 40)) && (
        <button
          type="button"
          className={classes.more}
          aria-expanded={all}
          aria-label={`${t("card-history-more")}: ${name}`}
          onClick={() => setAll(!all)}
        >
          <ChevronDownIcon size={12} />
        </button>
      )}
    </li>
  );
}
