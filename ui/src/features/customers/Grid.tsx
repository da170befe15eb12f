import { useQueryClient } from "@tanstack/react-query";
import { type CSSProperties, type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef } from "react";
import { isComposing, SkeletonLine, useIntent } from "../../design";
import { CheckIcon } from "../../design/icons";
import type { CustomerRow, Rule } from "../../ipc";
import { t, today } from "../../messages";
import { type CellContext, COLUMNS, type Column } from "./columns";
import classes from "./Grid.module.css";
import { idAt, idsBetween, type PagedList, useHomeCountry, useStages } from "./queries";
import type { RowWindow } from "./useRowWindow";
import { isChosen, NONE_CHOSEN, setActive, setChosen, sortBy, theView, useView, withRows } from "./view";

/** What the list is made of, and what opening a row does. */
export interface GridProps {
  list: PagedList;
  rule: Rule;
  window: RowWindow;
  box: HTMLElement | null;
  boxRef: (element: HTMLDivElement | null) => void;
  columns: Column[];
  openId: number | null;
  onOpen: (id: number, replace: boolean) => void;
}

/** The columns that are shown in a list so many rem wide; those one can do without give way first. */
export function shownColumns(hidden: ReadonlySet<string>, width: number): Column[] {
  return COLUMNS.filter((column) => !hidden.has(column.id) && width >= (column.from ?? 0));
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
export function Grid({ list, rule, window: rows, box, boxRef, columns, openId, onOpen }: GridProps) {
  const client = useQueryClient();
  const view = useView();
  const stages = useStages();
  const homeCountry = useHomeCountry();
  const anchor = useRef(view.active);
  const hasFocus = useRef(false);
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

  useIntent("row-next", () => moveTo(active + 1), total > 0);
  useIntent("row-previous", () => moveTo(active - 1), total > 0);
  useIntent("row-open", () => void openAt(active, false), total > 0);
  useIntent("row-select", () => toggle(active), total > 0);
  useIntent("select-all", () => setChosen({ mode: "matching", except: new Set() }), total > 0);

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target as HTMLElement).closest("[role=row][data-position]")) return;
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
  const template: CSSProperties = {
    gridTemplateColumns: `2.5rem ${columns.map((column) => column.width).join(" ")}`,
  };
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
        {columns.map((column, nth) => (
          <Head key={column.id} column={column} index={nth + 2} />
        ))}
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
              {columns.map((column, nth) => (
                <div key={column.id} role="gridcell" aria-colindex={nth + 2} className={classes.cell}>
                  {row ? column.cell(row, context) : nth === 0 && <SkeletonLine width="60%" />}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Head({ column, index }: { column: Column; index: number }) {
  const { sort } = useView();
  const sorted = column.sort !== undefined && sort.by === column.sort;
  const direction = sorted ? (sort.desc ? "descending" : "ascending") : undefined;
  const { sort: key } = column;
  return (
    <div role="columnheader" aria-colindex={index} aria-sort={direction}>
      {key ? (
        <button type="button" onClick={() => sortBy(key)}>
          {t(column.headKey)}
          {sorted && <span aria-hidden> {sort.desc ? "↓" : "↑"}</span>}
        </button>
      ) : (
        t(column.headKey)
      )}
    </div>
  );
}
