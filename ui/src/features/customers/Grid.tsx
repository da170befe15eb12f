import { useQueryClient } from "@tanstack/react-query";
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { type Intent, isComposing, sendSoon, takesText, useIntent } from "../../design";
import { CheckIcon } from "../../design/icons";
import type { CustomerRow, Rule, Sort } from "../../ipc";
import { t, today } from "../../messages";
import type { CellContext, Column } from "./columns";
import classes from "./Grid.module.css";
import { Heads } from "./Head";
import { type LayoutControl, tracksOf } from "./layout";
import { idAt, idsBetween, type PagedList, useHomeCountry, useStages } from "./queries";
import { Row } from "./Row";
import { steps } from "./steps";
import type { RowWindow } from "./useRowWindow";
import { useStable } from "./useStable";
import {
  aimAt,
  chooseOnceRead,
  countChosen,
  isChosen,
  NONE_CHOSEN,
  setActive,
  setChosen,
  theView,
  useView,
  withRows,
} from "./view";

/** How a customer is opened: beside the list, or as a page of its own. */
export type Opening = "beside" | "full";

/** What the list is made of, and what opening a row does. */
export interface GridProps {
  list: PagedList;
  rule: Rule;
  sort: Sort[];
  window: RowWindow;
  box: HTMLElement | null;
  boxRef: (element: HTMLDivElement | null) => void;
  columns: Column[];
  widths: number[];
  control: LayoutControl;
  openId: number | null;
  /** Opens the customer at a position; `null` opens it as the present one is. */
  onOpen: (id: number, how: Opening | null, position: number) => void;
  /** Closes what is open. */
  onClose: () => void;
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

/** The list as an ARIA grid: one row, or one cell of it, has the focus and roves, whatever part of it is drawn. */
export const Grid = memo(function Grid(props: GridProps) {
  const { list, rule, sort, window: rows, box, boxRef, columns, widths, control } = props;
  const { openId, onOpen, onClose } = props;
  const client = useQueryClient();
  const chosen = useView((view) => view.chosen);
  const viewed = useView((view) => view.active);
  const stages = useStages();
  const homeCountry = useHomeCountry();
  const anchor = useRef(viewed);
  const hasFocus = useRef(false);
  const [focused, setFocused] = useState(false);
  const [cell, setCell] = useState<string | null>(null);
  const [editing, setEditing] = useState<{ id: number; column: string } | null>(null);
  /** Whom a click has just opened, where nobody was open before. */
  const opened = useRef<number | null>(null);
  const afterEdit = useRef<string | null>(null);
  /** Who is about to be opened, or just was. */
  const walkedTo = useRef<number | null>(null);
  const { total } = list;
  const active = Math.min(viewed, Math.max(0, total - 1));
  const now = today();

  const context: CellContext = useMemo(
    () => ({
      stageColor: (id) => stages.data?.find((stage) => stage.id === id)?.color,
      homeCountry,
      now,
    }),
    [stages.data, homeCountry, now],
  );

  function focusActive() {
    const row = box?.querySelector<HTMLElement>(`[data-position="${active}"]`);
    const target = cell === null ? row : (row?.querySelector<HTMLElement>(`[data-column="${cell}"]`) ?? row);
    target?.focus({ preventScroll: true });
    target?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  }

  // After a jump the row that had the focus is another's, and one that comes into sight or leaves it is made anew:
  // the focus goes to where the active one is drawn now, before the next key comes.
  const isAway = active < rows.first || active > rows.last;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only where the active one is drawn by another element
  useLayoutEffect(() => {
    if (!hasFocus.current || editing !== null || takesText(document.activeElement)) return;
    box?.querySelector<HTMLElement>(`[data-position="${active}"]`)?.focus({ preventScroll: true });
  }, [rows.base, isAway]);

  // The focus follows the active row and its cell, but is never taken from a field.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only where the active one changed
  useEffect(() => {
    if (hasFocus.current && editing === null) focusActive();
  }, [active, cell, box]);

  function moveTo(position: number, extend = false) {
    if (total === 0) return;
    const next = Math.max(0, Math.min(total - 1, position));
    if (extend) void choose(anchor.current, next);
    else anchor.current = next;
    const walks = openId !== null && !extend;
    // With a customer open, walking the list walks the customers: row and card are shown at once.
    if (walks) {
      aimAt(next, list.rowAt(next)?.id ?? null);
      void openAt(next, null);
    } else setActive(next);
    rows.reveal(next);
  }

  async function openAt(position: number, how: Opening | null) {
    const id = list.rowAt(position)?.id ?? (await idAt(client, rule, sort, position));
    if (id === undefined) return;
    walkedTo.current = id;
    onOpen(id, how, position);
  }

  const choose = (a: number, b: number) => chooseOnceRead(idsBetween(client, rule, sort, a, b));

  function toggle(position: number) {
    const row = list.rowAt(position);
    if (row) setChosen(withRows(chosen, [row.id], !isChosen(chosen, row.id)));
    anchor.current = position;
  }

  // A column that gives way takes its editor along.
  if (editing !== null && !columns.some(({ id }) => id === editing.column)) setEditing(null);

  const edit = useStable((row: CustomerRow | undefined, column: string) => {
    afterEdit.current = null;
    if (row && columns.some(({ id, edit: how }) => id === column && how)) setEditing({ id: row.id, column });
  });

  /** A double click edits; the card that its first click opened goes again, for it may take the column's place. */
  const editByMouse = useStable((row: CustomerRow, column: string) => {
    if (opened.current === row.id) onClose();
    opened.current = null;
    edit(row, column);
  });

  /** Ends the editing: on to the next cell if Tab asked for it, else what was active has the focus again. */
  const onEdited = useStable(() => {
    const next = afterEdit.current;
    afterEdit.current = null;
    setEditing(next && editing ? { id: editing.id, column: next } : null);
    if (!next) requestAnimationFrame(() => focusActive());
  });

  /** Tab in an editor: what was typed is saved, and the next cell that can be edited is. */
  function onTab(event: KeyboardEvent) {
    if (!editing || event.key !== "Tab" || isComposing(event)) return;
    event.preventDefault();
    event.stopPropagation();
    const editable = columns.filter(({ edit: how }) => how).map(({ id }) => id);
    const to = editable[editable.indexOf(editing.column) + (event.shiftKey ? -1 : 1)];
    afterEdit.current = to ?? null;
    if (cell !== null && to) setCell(to);
    if (takesText(event.target)) (event.target as HTMLElement).blur();
    else onEdited();
  }

  // Who is open may be no more in the list: then the next one stands in their place.
  const isHere = () => openId === null || [openId, walkedTo.current].includes(theView().place.id);
  // What was aimed at is not drawn yet when the next key comes quickly.
  const aimed = () => Math.min(theView().active, Math.max(0, total - 1));
  useIntent("row-next", () => moveTo(isHere() ? aimed() + 1 : active), total > 0);
  useIntent("row-previous", () => moveTo(aimed() - 1), total > 0);
  useIntent("row-open", () => void openAt(active, "full"), total > 0);
  useIntent("row-edit", () => edit(list.rowAt(active), cell ?? "name"), total > 0);
  useIntent("row-select", () => toggle(active), total > 0);
  // What is meant for one customer is for the row that has the focus, as long as none is open
  // and none are chosen: then it is for all of those.
  const onRow = focused && openId === null && total > 0 && countChosen(chosen, total) === 0;
  const openFor = (intent: Intent) => {
    void openAt(active, "beside");
    sendSoon(intent);
  };
  useIntent("log-visit", () => openFor("log-visit"), onRow);
  useIntent("add-followup", () => openFor("add-followup"), onRow);
  useIntent("edit-tags", () => edit(list.rowAt(active), "tags"), onRow);
  useIntent(
    "trash-here",
    () => {
      const row = list.rowAt(active);
      if (row) void steps.trash({ ids: [row.id] });
    },
    onRow,
  );
  useIntent("select-all", () => setChosen({ mode: "matching", except: new Set() }), total > 0);

  /** Left and right walk the cells of the row; true if the key was one of theirs. */
  function moveCell(key: string): boolean {
    const at = columns.findIndex(({ id }) => id === cell);
    if (key === "ArrowRight") setCell(columns[Math.min(columns.length - 1, at + 1)]?.id ?? null);
    else if (key === "ArrowLeft") setCell(columns[at - 1]?.id ?? null);
    else if (key === "Escape" && cell !== null) setCell(null);
    else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target as HTMLElement).closest("[role=row][data-position]")) return;
    if (takesText(event.target) || editing) return;
    const row = list.rowAt(active);
    if (event.key === "Enter" && cell !== null && columns.some(({ id, edit: how }) => id === cell && how))
      edit(row, cell);
    else if (event.key === "Enter") void openAt(active, "full");
    else if (event.key === " ") toggle(active);
    else if (moveCell(event.key)) event.stopPropagation();
    else {
      const next = stepOf(event.key, aimed(), rows.perPage, total);
      if (next === null) return;
      moveTo(next, event.shiftKey);
    }
    event.preventDefault();
  }

  const onRowClick = useStable((event: MouseEvent, position: number, row: CustomerRow | undefined) => {
    // What is edited has the mouse, also where its menu lies outside of the row.
    if (!event.currentTarget.contains(event.target as Node)) return;
    if ((event.target as HTMLElement).closest("[data-editing]")) return;
    const onBox = (event.target as HTMLElement).closest("[data-check]") !== null;
    setCell(null);
    const opens = row && !event.shiftKey && !onBox && !event.ctrlKey && !event.metaKey;
    if (opens) {
      anchor.current = position;
      if (event.detail < 2) opened.current = openId === null ? row.id : null;
      walkedTo.current = row.id;
      onOpen(row.id, "beside", position);
      return;
    }
    setActive(position);
    if (event.shiftKey) void choose(anchor.current, position);
    else if (row) toggle(position);
    else anchor.current = position;
  });

  const positions: number[] = [];
  for (let at = rows.first; at <= rows.last; at++) positions.push(at);
  if (total > 0 && isAway) positions.push(active);
  const template: CSSProperties = useMemo(() => {
    const { tracks, whole } = tracksOf(widths);
    return { gridTemplateColumns: tracks, minWidth: `${whole}rem` };
  }, [widths]);
  const allChosen = chosen.mode === "matching" && chosen.except.size === 0;

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
      onKeyDownCapture={onTab}
      onFocus={() => {
        hasFocus.current = true;
        setFocused(true);
      }}
      onBlur={(event) => {
        hasFocus.current = event.currentTarget.contains(event.relatedTarget);
        setFocused(hasFocus.current);
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
          return (
            <Row
              // After a jump rows are not made anew: the same ones show others. The active one out of sight is its own.
              key={position < rows.first || position > rows.last ? "away" : position - rows.base}
              position={position}
              row={row}
              columns={columns}
              widths={widths}
              template={template}
              top={rows.top(position)}
              context={context}
              chosen={row !== undefined && isChosen(chosen, row.id)}
              open={row !== undefined && row.id === openId}
              active={position === active}
              cell={position === active ? cell : null}
              editing={row && editing?.id === row.id ? editing.column : null}
              onRowClick={onRowClick}
              onEdit={editByMouse}
              onEdited={onEdited}
            />
          );
        })}
      </div>
    </div>
  );
});
