import { useContext } from "react";
import { ChevronDownIcon } from "../../design/icons";
import type { Column } from "../../ipc";
import { t } from "../../messages";
import { useFields } from "./queries";
import classes from "./Table.module.css";
import { TargetMenu } from "./TargetMenu";
import { OfVisits, targetName, targetSaid } from "./targets";

/** The head of a column: its heading, and where it goes; a click sends it elsewhere. */
export function ColumnHead({
  column,
  columns,
  onColumns,
}: {
  column: Column;
  columns: Column[];
  onColumns: (columns: Column[]) => void;
}) {
  const fields = (useFields().data ?? []).filter((field) => field.record === "customer");
  const ofVisits = useContext(OfVisits);
  const { target } = column;
  const goesTo = targetName(target, fields, ofVisits);
  return (
    <div role="columnheader" className={classes.head} data-skipped={target.to === "skip" || undefined}>
      <TargetMenu column={column} columns={columns} onColumns={onColumns}>
        <button
          type="button"
          className={classes.target}
          aria-label={t("import-column-goes", {
            column: column.heading,
            target: targetSaid(target, fields, ofVisits),
          })}
          title={column.samples.join(t("list-comma"))}
        >
          {goesTo !== column.heading && (
            <>
              <span className={classes.heading}>{column.heading}</span>
              <span className={classes.arrow} aria-hidden>
                →
              </span>
            </>
          )}
          <b>{goesTo}</b>
          <ChevronDownIcon size={12} />
        </button>
      </TargetMenu>
    </div>
  );
}
