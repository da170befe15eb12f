import { type CSSProperties, type KeyboardEvent, useContext } from "react";
import type { Column, ImportOptions, Preview, PreviewFilter, PreviewRow } from "../../ipc";
import { t, tCode } from "../../messages";
import { Cell } from "./Cell";
import { ColumnHead } from "./ColumnHead";
import { useRows } from "./queries";
import classes from "./Table.module.css";
import { OfVisits } from "./targets";
import { useWindow } from "./useWindow";

/** The height of a row, in rem. */
const ROW = 2.25;
/** The width of the row's number, in rem. */
const NUMBER = 4.25;

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
  const { total } = preview;
  // What is left out stands behind what comes in; the order of the file stays within both.
  const columns = [...preview.columns].sort((a, b) => Number(isLeftOut(a)) - Number(isLeftOut(b)));
  const { box, first, last, onScroll } = useWindow(total, ROW);
  const rowAt = useRows(options, filter, preview, first, last, useContext(OfVisits));
  const widths = columns.map(widthOf);
  const layout = {
    "--columns": `${NUMBER}rem ${widths.map((rem) => `minmax(${rem}rem, ${rem}fr)`).join(" ")}`,
    minWidth: `${widths.reduce((sum, rem) => sum + rem, NUMBER)}rem`,
  };
  const shown = [];
  for (let at = first; at <= last; at++) shown.push({ at, row: rowAt(at) });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the cells inside take the keys
    <div
      ref={box}
      className={classes.scroll}
      onScroll={onScroll}
      onKeyDown={walkCells}
      data-filter={filter}
      data-stale={stale || undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
      tabIndex={0}
    >
      <div
        role="table"
        aria-rowcount={total + 1}
        aria-colcount={columns.length + 1}
        aria-label={t("import-rows-label")}
        style={layout as CSSProperties}
      >
        <div className={classes.headRow} role="row" aria-rowindex={1}>
          <div role="columnheader" className={classes.number}>
            {t("import-row")}
          </div>
          {columns.map((column) => (
            <ColumnHead key={column.index} column={column} columns={preview.columns} onColumns={onColumns} />
          ))}
        </div>
        {total === 0 && <p className={classes.none}>{t("import-none-here")}</p>}
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
              {row && (
                <Cells
                  position={at}
                  row={row}
                  all={preview.columns}
                  columns={columns}
                  onCorrect={onCorrect}
                />
              )}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** From cell to cell by the arrow keys; with Ctrl to the next or former one that could not be read. */
function walkCells(event: KeyboardEvent<HTMLElement>) {
  const from = event.target as HTMLElement;
  const [row, column] = (from.closest<HTMLElement>("[data-at]")?.dataset.at ?? "").split("-").map(Number);
  if (!(from instanceof HTMLButtonElement) || row === undefined || column === undefined) return;
  const steps: Record<string, [number, number]> = {
    ArrowDown: [1, 0],
    ArrowUp: [-1, 0],
    ArrowRight: [0, 1],
    ArrowLeft: [0, -1],
  };
  const step = steps[event.key];
  if (!step || event.altKey || event.shiftKey || event.metaKey) return;
  const cells = event.currentTarget;
  const button = (at: string) => cells.querySelector<HTMLElement>(`[data-at="${at}"] button`);
  let next = button(`${row + step[0]}-${column + step[1]}`);
  if (event.ctrlKey) {
    const all = [...cells.querySelectorAll<HTMLElement>("[data-at] button")];
    const bad = all.filter((one) => one === from || one.closest("[data-problem][data-at]"));
    next = bad[bad.indexOf(from) + step[0] + step[1]] ?? null;
  }
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function Cells({
  position,
  row,
  all,
  columns,
  onCorrect,
}: {
  /** The row's place among those shown. */
  position: number;
  row: PreviewRow;
  /** The columns in the order of the cells. */
  all: Column[];
  /** The columns in the order of the screen. */
  columns: Column[];
  onCorrect: (row: number, column: number, text: string) => void;
}) {
  return (
    <>
      <div role="rowheader" className={classes.number}>
        {row.row}
      </div>
      {row.reason !== null && row.cells.length === 0 && (
        <div role="cell" className={classes.whole}>
          <Why row={row} />
        </div>
      )}
      {columns.map((column, at) => {
        const cell = row.cells[all.indexOf(column)];
        if (!cell) return null;
        return (
          <div
            key={column.index}
            role="cell"
            className={classes.cell}
            data-problem={!!cell.problem || undefined}
            data-at={`${position}-${at}`}
          >
            {at === 0 && row.reason !== null && <Why row={row} />}
            {at === 0 && row.outcome === "same" && (
              <span className={classes.why}>{t("import-row-same")}</span>
            )}
            {at === 0 && row.new_files > 0 && (
              <span className={classes.why}>{t("import-new-files", { count: row.new_files })}</span>
            )}
            <Cell
              cell={cell}
              column={column}
              // A blank line or a total has nothing to put right.
              fixed={row.outcome === "skipped" || row.outcome === "same" || column.target.to === "skip"}
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

function isLeftOut(column: Column): boolean {
  return column.target.to === "skip";
}

/** A column is as wide, in rem, as what it usually holds. */
function widthOf(column: Column): number {
  switch (column.target.to) {
    case "name":
    case "address":
      return 12;
    case "note":
    case "visit_text":
      return 13;
    case "contact":
    case "skip":
      return 7;
    case "phone":
    case "tags":
      return 10;
    default:
      return 8.5;
  }
}
