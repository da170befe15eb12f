import type { Column, ImportOptions, Preview, PreviewFilter, PreviewRow } from "../../ipc";
import { t, tCode } from "../../messages";
import { Cell } from "./Cell";
import { ColumnHead } from "./ColumnHead";
import { useRows } from "./queries";
import classes from "./Table.module.css";
import { useWindow } from "./useWindow";

/** The height of a row, in rem. */
const ROW = 2.25;

/** The rows as they will be, as long as the file. */
export function Table({
  preview,
  options,
  filter,
  stale,
  onColumns,
  onCorrect,
}: {
  preview: Preview;
  options: ImportOptions;
  filter: PreviewFilter;
  /** A new look is being worked out; what is shown is the former one. */
  stale: boolean;
  onColumns: (columns: Column[]) => void;
  onCorrect: (row: number, column: number, text: string) => void;
}) {
  const { total, columns } = preview;
  const { box, first, last, onScroll } = useWindow(total, ROW);
  const rowAt = useRows(options, filter, preview, first, last);
  const template = `3.5rem ${columns.map((column) => `minmax(${widthOf(column)}, 1fr)`).join(" ")}`;
  if (total === 0) return <p className={classes.none}>{t("import-none-here")}</p>;
  const shown = [];
  for (let at = first; at <= last; at++) shown.push({ at, row: rowAt(at) });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <div
      ref={box}
      className={classes.scroll}
      onScroll={onScroll}
      data-stale={stale || undefined}
      tabIndex={0}
    >
      <div
        className={classes.table}
        role="table"
        aria-rowcount={total + 1}
        aria-colcount={columns.length + 1}
        aria-label={t("import-rows-label")}
        style={{ "--columns": template } as React.CSSProperties}
      >
        <div className={classes.headRow} role="row" aria-rowindex={1}>
          <div role="columnheader" className={classes.number}>
            {t("import-row")}
          </div>
          {columns.map((column) => (
            <ColumnHead key={column.index} column={column} columns={columns} onColumns={onColumns} />
          ))}
        </div>
        <div role="rowgroup" style={{ height: `${total * ROW}rem`, position: "relative" }}>
          {shown.map(({ at, row }) => (
            <div
              key={at}
              role="row"
              aria-rowindex={at + 2}
              className={classes.row}
              style={{ top: `${at * ROW}rem` }}
              data-outcome={row?.outcome}
              data-problem={row?.cells.some((cell) => cell.problem) || undefined}
            >
              {row && <Cells row={row} columns={columns} onCorrect={onCorrect} />}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function Cells({
  row,
  columns,
  onCorrect,
}: {
  row: PreviewRow;
  columns: Column[];
  onCorrect: (row: number, column: number, text: string) => void;
}) {
  return (
    <>
      <div role="rowheader" className={classes.number}>
        {row.row}
      </div>
      {row.outcome !== "customer" && row.cells.length === 0 && (
        <div role="cell" className={classes.whole}>
          <Why row={row} />
        </div>
      )}
      {row.cells.map((cell, at) => {
        const column = columns[at];
        if (!column) return null;
        return (
          <div
            key={column.index}
            role="cell"
            className={classes.cell}
            data-problem={!!cell.problem || undefined}
          >
            {at === 0 && row.outcome !== "customer" && <Why row={row} />}
            <Cell
              cell={cell}
              column={column}
              // A blank line or a total has nothing to put right.
              fixed={row.outcome === "skipped" || column.target.to === "skip"}
              row={row.row}
              onCorrect={(text) => onCorrect(row.row, column.index, text)}
            />
          </div>
        );
      })}
    </>
  );
}

/** Why a whole row is not taken. */
function Why({ row }: { row: PreviewRow }) {
  return (
    <span className={classes.why} data-refused={row.outcome === "refused" || undefined}>
      {tCode("row-reason-", row.reason ?? "", {}, "import-row-left")}
    </span>
  );
}

/** A column is as wide as what it usually holds. */
function widthOf(column: Column): string {
  switch (column.target.to) {
    case "name":
    case "address":
      return "13rem";
    case "note":
      return "16rem";
    case "skip":
      return "7rem";
    case "phone":
    case "tags":
      return "11rem";
    default:
      return "9rem";
  }
}
