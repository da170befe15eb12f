import { type DragEvent, type KeyboardEvent, type ReactNode, useState } from "react";
import { GripIcon } from "../../design/icons";
import { t } from "../../messages";
import classes from "./Settings.module.css";

/** The ids with the one at `from` put at `to`. */
export function moved(ids: number[], from: number, to: number): number[] {
  const next = [...ids];
  const [id] = next.splice(from, 1);
  if (id !== undefined) next.splice(to, 0, id);
  return next;
}

/** A list whose order is dragged by the grip, or moved by Alt and the arrows on it. */
export function OrderedList<T extends { id: number }>({
  items,
  nameOf,
  onOrder,
  children,
}: {
  items: T[];
  nameOf: (item: T) => string;
  onOrder: (ids: number[]) => void;
  children: (item: T) => ReactNode;
}) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const ids = items.map((item) => item.id);

  function drop(event: DragEvent, at: number) {
    event.preventDefault();
    if (dragged !== null && dragged !== at) onOrder(moved(ids, dragged, at));
    setDragged(null);
    setOver(null);
  }

  function onKeyDown(event: KeyboardEvent, at: number) {
    const to = event.key === "ArrowUp" ? at - 1 : event.key === "ArrowDown" ? at + 1 : null;
    if (to === null || to < 0 || to >= ids.length) return;
    event.preventDefault();
    onOrder(moved(ids, at, to));
  }

  return (
    <ul className={classes.items}>
      {items.map((item, at) => (
        <li
          key={item.id}
          className={classes.item}
          data-over={over === at || undefined}
          data-dragged={dragged === at || undefined}
          onDragOver={(event) => {
            if (dragged === null) return;
            event.preventDefault();
            setOver(at);
          }}
          onDrop={(event) => drop(event, at)}
        >
          <button
            type="button"
            className={classes.grip}
            draggable
            aria-label={`${nameOf(item)}: ${t("manage-move-up")}, ${t("manage-move-down")} ↑ ↓`}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = "move";
              event.dataTransfer.setData("text/plain", "");
              setDragged(at);
            }}
            onDragEnd={() => {
              setDragged(null);
              setOver(null);
            }}
            onKeyDown={(event) => onKeyDown(event, at)}
          >
            <GripIcon />
          </button>
          {children(item)}
        </li>
      ))}
    </ul>
  );
}
