import { type CSSProperties, type MouseEvent, memo } from "react";
import { SkeletonLine } from "../../design";
import { CheckIcon } from "../../design/icons";
import type { CustomerRow } from "../../ipc";
import { CellEditor } from "./CellEditor";
import type { CellContext, Column } from "./columns";
import classes from "./Grid.module.css";

/** What a row needs; all of it stays the same object while nothing of the row changes, so that scrolling draws only new rows. */
export interface RowProps {
  position: number;
  row: CustomerRow | undefined;
  columns: Column[];
  widths: number[];
  /** The tracks of the grid and its least width. */
  template: CSSProperties;
  top: number;
  context: CellContext;
  chosen: boolean;
  open: boolean;
  /** It takes the focus: itself, or one of its cells. */
  active: boolean;
  /** The cell that has the focus instead of the row. */
  cell: string | null;
  editing: string | null;
  onRowClick: (event: MouseEvent, position: number, row: CustomerRow | undefined) => void;
  onEdit: (row: CustomerRow, column: string) => void;
  onEdited: () => void;
}

/** A row of the list: one customer, or its place while it is read. */
export const Row = memo(function Row(props: RowProps) {
  const { position, row, columns, widths, template, top, context, chosen, open, active, cell, editing } =
    props;
  return (
    <div
      className={classes.row}
      role="row"
      aria-rowindex={position + 2}
      aria-selected={chosen}
      data-position={position}
      data-open={open || undefined}
      data-raised={(row && editing !== null) || undefined}
      tabIndex={active && cell === null ? 0 : -1}
      style={{ ...template, top }}
      onClick={(event) => props.onRowClick(event, position, row)}
    >
      <div role="gridcell" aria-colindex={1} className={classes.check} data-check>
        <span className={classes.box} data-on={chosen || undefined}>
          <CheckIcon size={12} />
        </span>
      </div>
      {columns.map((column, nth) => {
        const { id, edit } = column;
        const edited = row !== undefined && edit !== undefined && editing === id;
        return (
          <div
            key={id}
            role="gridcell"
            aria-colindex={nth + 2}
            className={classes.cell}
            data-column={id}
            data-editing={edited || undefined}
            tabIndex={active && cell === id ? 0 : undefined}
            onDoubleClick={() => row && edit && props.onEdit(row, id)}
          >
            {!row ? (
              nth === 0 && <SkeletonLine width="60%" />
            ) : edited ? (
              <CellEditor edit={edit} field={column.field} row={row} onDone={props.onEdited} />
            ) : (
              column.cell(row, context, widths[nth] ?? column.ideal)
            )}
          </div>
        );
      })}
    </div>
  );
});
