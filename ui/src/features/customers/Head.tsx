import { type DragEvent, type KeyboardEvent, memo, type PointerEvent, useState } from "react";
import { remPixels } from "../../design";
import { t } from "../../messages";
import type { Column } from "./columns";
import classes from "./Grid.module.css";
import { FIRST, type LayoutControl, movedBy, movedTo } from "./layout";
import { heldKeys } from "./order";
import { sortBy, useView } from "./view";

/** What a dragged head is known by; a file or a text that is dragged over the list is nothing to us. */
const DRAGGED = "application/x-rounds-column";

/** The heads of the columns: a click sorts, dragging moves, dragging the edge gives the width. */
export const Heads = memo(function Heads({
  columns,
  control,
}: {
  columns: Column[];
  control: LayoutControl;
}) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const shown = (id: string) => columns.some((column) => column.id === id);
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  return columns.map((column, nth) => (
    <Head
      key={column.id}
      column={column}
      index={nth + 2}
      over={over === column.id && dragged !== column.id}
      control={control}
      onStep={(by) => control.move(movedBy(control.layout.order, column.id, by, shown))}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData(DRAGGED, column.id);
        setDragged(column.id);
      }}
      onDragOver={(event) => {
        if (dragged === null || column.id === FIRST) return;
        event.preventDefault();
        setOver(column.id);
      }}
      onDrop={(event) => {
        if (dragged === null) return;
        event.preventDefault();
        control.move(movedTo(control.layout.order, dragged, column.id));
        end();
      }}
      onDragEnd={end}
    />
  ));
});

function Head({
  column,
  index,
  over,
  control,
  onStep,
  onDragStart,
  onDragOver,
  onDrop,
  onDragEnd,
}: {
  column: Column;
  index: number;
  over: boolean;
  control: LayoutControl;
  onStep: (by: 1 | -1) => void;
  onDragStart: (event: DragEvent) => void;
  onDragOver: (event: DragEvent) => void;
  onDrop: (event: DragEvent) => void;
  onDragEnd: () => void;
}) {
  const order = useView((view) => view.order);
  const keys = heldKeys(order);
  const nth = keys.findIndex(({ id }) => id === column.id);
  const key = keys[nth];
  const name = column.head();

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (!event.altKey || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
    event.preventDefault();
    event.stopPropagation();
    onStep(event.key === "ArrowRight" ? 1 : -1);
    // A head that was put elsewhere in the page lost the focus on its way.
    const button = event.currentTarget;
    requestAnimationFrame(() => button.focus());
  }

  return (
    <div
      role="columnheader"
      aria-colindex={index}
      // The order is that of its first key; a reader is told of one column only.
      aria-sort={key && nth === 0 ? (key.desc ? "descending" : "ascending") : undefined}
      data-sorted={key ? true : undefined}
      data-column={column.id}
      data-over={over || undefined}
      draggable={column.id !== FIRST}
      onDragStart={onDragStart}
      onDragOver={onDragOver}
      onDrop={onDrop}
      onDragEnd={onDragEnd}
    >
      {column.sort ? (
        <button
          type="button"
          title={t("list-sort-keys")}
          onClick={(event) => sortBy(column.id, event.shiftKey)}
          onKeyDown={onKeyDown}
          aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
        >
          {name}
          {key && (
            <span aria-hidden>
              {" "}
              {key.desc ? "↓" : "↑"}
              {keys.length > 1 && <sub className={classes.nth}>{nth + 1}</sub>}
            </span>
          )}
        </button>
      ) : (
        name
      )}
      <Edge name={name} onSize={(size) => control.size(column.id, size)} />
    </div>
  );
}

/** The right edge of a head: dragging it gives the width, a double click takes it back. Keys do it in the menu of columns. */
function Edge({ name, onSize }: { name: string; onSize: (size: number | null) => void }) {
  const [from, setFrom] = useState<{ x: number; width: number } | null>(null);
  return (
    <span
      role="separator"
      aria-orientation="vertical"
      className={classes.edge}
      title={t("list-column-size", { column: name })}
      data-testid="column-edge"
      data-dragging={from ? true : undefined}
      // The head itself is dragged to move it; its edge is not.
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onDoubleClick={() => onSize(null)}
      onPointerDown={(event: PointerEvent) => {
        const head = event.currentTarget.parentElement;
        event.currentTarget.setPointerCapture?.(event.pointerId);
        setFrom({ x: event.clientX, width: head?.getBoundingClientRect().width ?? 0 });
      }}
      onPointerMove={(event: PointerEvent) => {
        if (from) onSize((from.width + event.clientX - from.x) / remPixels());
      }}
      onPointerUp={() => setFrom(null)}
      onPointerCancel={() => setFrom(null)}
    />
  );
}
