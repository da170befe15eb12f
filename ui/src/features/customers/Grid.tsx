import { useQueryClient } from "@tanstack/react-query";
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { isComposing, SkeletonLine, takesText, useIntent } from "../../design";
import { CheckIcon } from "../../design/icons";
import type { CustomerRow, Rule } from "../../ipc";
import { t, today } from "../../messages";
import { CellEditor, type Editable, isEditable } from "./CellEditor";
import type { CellContext, Column } from "./columns";
import classes from "./Grid.module.css";
import { Heads } from "./Head";
import { type LayoutControl, tracksOf } from "./layout";
import { idAt, idsBetween, type PagedList, useHomeCountry, useStages } from "./queries";
import type { RowWindow } from "./useRowWindow";
import { isChosen, NONE_CHOSEN, setActive, setChosen, theView, useView, withRows } from "./view";

/** What the list is made of, and what opening a row does. */
export interface GridProps {
  list: PagedList;
  rule: Rule;
  window: RowWindow;
  box: HTMLElement | null;
  boxRef: (element: HTMLDivElement | null) => void;
  columns: Column[];
  control: LayoutControl;
  openId: number | null;
  onOpen: (id: number, replace: boolean) => void;
}

/** Where a key leads from a position; null for a key that does not move. */
function stepOf(key: string, from: number, page: number, total: number): number | null {
  switch (key) {
    case "ArrowDown":
      return from + 1;
    case "ArrowUp":
      return from - 1;
    case "PageDown":
      return from + page;
    case "PageUp":
      return from - page;
    case "Home":
      return 0;
    case "End":
      return total - 1;
    default:
      return null;
  }
}

/** The list as an ARIA grid: one row has the focus and roves, whatever part of it is drawn. */
export function Grid({ list, rule, window: rows, box, boxRef, columns, control, openId, onOpen }: GridProps) {
  const client = useQueryClient();
  const view = useView();
  const stages = useStages();
  const homeCountry = useHomeCountry();
  const anchor = useRef(view.active);
  const hasFocus = useRef(false);
  const [editing, setEditing] = useState<{ id: number; column: Editable } | null>(null);
  const afterEdit = useRef<Editable | null>(null);
  const { total } = list;
  const active = Math.min(view.active, Math.max(0, total - 1));

  const context: CellContext = useMemo(
    () => ({
      stageColor: (id) => stages.data?.find((stage) => stage.id === id)?.color,
      homeCountry,
      now: today(),
    }),
    [stages.data, homeCountry],
  );

  // The focus follows the active row, but is never taken from a field.
  useEffect(() => {
    if (!hasFocus.current) return;
    box?.querySelector<HTMLElement>(`[data-position="${active}"]`)?.focus({ preventScroll: true });
  }, [active, box]);

  function moveTo(position: number, extend = false) {
    const next = Math.max(0, Math.min(total - 1, position));
    if (total === 0) return;
    if (extend) void choose(anchor.current, next);
    else anchor.current = next;
    setActive(next);
    rows.reveal(next);
    // With a card open, walking the list walks the cards.
    if (openId !== null && !extend) void openAt(next, true);
  }

  async function openAt(position: number, replace: boolean) {
    const id = list.rowAt(position)?.id ?? (await idAt(client, rule, view.sort, position));
    if (id !== undefined) onOpen(id, replace);
  }

  async function choose(a: number, b: number) {
    const ids = await idsBetween(client, rule, theView().sort, a, b);
    setChosen({ mode: "ids", ids: new Set(ids) });
  }

  function toggle(position: number) {
    const row = list.rowAt(position);
    if (row) setChosen(withRows(view.chosen, [row.id], !isChosen(view.chosen, row.id)));
    anchor.current = position;
  }

  function edit(row: CustomerRow | undefined, column: Editable) {
    if (row && columns.some(({ id }) => id === column)) setEditing({ id: row.id, column });
  }

  /** Ends the editing: on to the next cell if Tab asked for it, else the row has the focus again. */
  function onEdited() {
    const next = afterEdit.current;
    afterEdit.current = null;
    setEditing(next && editing ? { id: editing.id, column: next } : null);
    if (next) return;
    requestAnimationFrame(() =>
      box?.querySelector<HTMLElement>('[data-position][tabindex="0"]')?.focus({ preventScroll: true }),
    );
  }

  useIntent("row-next", () => moveTo(active + 1), total > 0);
  useIntent("row-previous", () => moveTo(active - 1), total > 0);
  useIntent("row-open", () => void openAt(active, false), total > 0);
  useIntent("row-edit", () => edit(list.rowAt(active), "name"), total > 0);
  useIntent("row-select", () => toggle(active), total > 0);
  useIntent("select-all", () => setChosen({ mode: "matching", except: new Set() }), total > 0);

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target as HTMLElement).closest("[role=row][data-position]")) return;
    if (takesText(event.target)) {
      if (event.key !== "Tab" || event.shiftKey || !columns.some(({ id }) => id === "stage")) return;
      event.preventDefault();
      afterEdit.current = "stage";
      (event.target as HTMLElement).blur();
      return;
    }
    if (event.key === "Enter") void openAt(active, false);
    else if (event.key === " ") toggle(active);
    else {
      const next = stepOf(event.key, active, rows.perPage, total);
      if (next === null) return;
      moveTo(next, event.shiftKey);
    }
    event.preventDefault();
  }

  function onRowClick(event: MouseEvent, position: number, row: CustomerRow | undefined) {
    // What is edited has the mouse, also where its menu lies outside of the row.
    if (!event.currentTarget.contains(event.target as Node)) return;
    if ((event.target as HTMLElement).closest("[data-editing]")) return;
    const onBox = (event.target as HTMLElement).closest("[data-check]") !== null;
    setActive(position);
    if (event.shiftKey) void choose(anchor.current, position);
    else if (onBox || event.ctrlKey || event.metaKey) toggle(position);
    else {
      anchor.current = position;
      if (row) onOpen(row.id, false);
    }
  }

  const positions: number[] = [];
  for (let at = rows.first; at <= rows.last; at++) positions.push(at);
  if (total > 0 && (active < rows.first || active > rows.last)) positions.push(active);
  const { tracks, least } = tracksOf(columns, control.layout);
  const template: CSSProperties = { gridTemplateColumns: tracks, minWidth: `${least}rem` };
  const allChosen = view.chosen.mode === "matching" && view.chosen.except.size === 0;

  return (
    <div
      ref={boxRef}
      className={classes.grid}
      role="grid"
      aria-label={t("customers-title")}
      aria-rowcount={total + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      onKeyDown={onKeyDown}
      onFocus={() => {
        hasFocus.current = true;
      }}
      onBlur={(event) => {
        hasFocus.current = event.currentTarget.contains(event.relatedTarget);
      }}
    >
      <div className={classes.head} role="row" aria-rowindex={1} style={template}>
        <div
          role="columnheader"
          aria-colindex={1}
          className={classes.check}
          aria-label={t("action-select-all")}
        >
          <button
            type="button"
            tabIndex={-1}
            className={classes.box}
            data-on={allChosen || undefined}
            aria-label={t("action-select-all")}
            aria-pressed={allChosen}
            onClick={() => setChosen(allChosen ? NONE_CHOSEN : { mode: "matching", except: new Set() })}
          >
            <CheckIcon size={12} />
          </button>
        </div>
        <Heads columns={columns} control={control} />
      </div>
      <div role="presentation" style={{ height: rows.height, position: "relative" }}>
        {positions.map((position) => {
          const row = list.rowAt(position);
          const chosen = row !== undefined && isChosen(view.chosen, row.id);
          return (
            <div
              key={position}
              className={classes.row}
              role="row"
              aria-rowindex={position + 2}
              aria-selected={chosen}
              data-position={position}
              data-open={(row && row.id === openId) || undefined}
              tabIndex={position === active ? 0 : -1}
              style={{ ...template, top: rows.top(position) }}
              onClick={(event) => onRowClick(event, position, row)}
            >
              <div role="gridcell" aria-colindex={1} className={classes.check} data-check>
                <span className={classes.box} data-on={chosen || undefined}>
                  <CheckIcon size={12} />
                </span>
              </div>
              {columns.map((column, nth) => {
                const edited = row && editing?.id === row.id && editing.column === column.id;
                return (
                  <div
                    key={column.id}
                    role="gridcell"
                    aria-colindex={nth + 2}
                    className={classes.cell}
                    data-editing={edited || undefined}
                    onDoubleClick={() => isEditable(column.id) && edit(row, column.id)}
                  >
                    {!row ? (
                      nth === 0 && <SkeletonLine width="60%" />
                    ) : edited ? (
                      <CellEditor column={editing.column} row={row} onDone={onEdited} />
                    ) : (
                      column.cell(row, context)
                    )}
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
