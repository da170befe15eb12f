import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
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

/**
 * A list whose order is dragged by the grip, or moved by the arrows on it. Dragged by the pointer and not as the
 * browser drags: the window itself takes what is dropped, for files.
 */
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
  const list = useRef<HTMLUListElement>(null);
  const [drag, setDrag] = useState<{ from: number; over: number } | null>(null);
  const ids = items.map((item) => item.id);

  /** The place in the list at this height. */
  function placeAt(y: number): number {
    const lines = [...(list.current?.children ?? [])];
    const at = lines.findIndex((line) => y < line.getBoundingClientRect().bottom);
    return at < 0 ? lines.length - 1 : at;
  }

  function onPointerMove(event: PointerEvent) {
    const over = placeAt(event.clientY);
    if (drag && over !== drag.over) setDrag({ ...drag, over });
  }

  function drop() {
    if (drag && drag.from !== drag.over) onOrder(moved(ids, drag.from, drag.over));
    setDrag(null);
  }

  function onKeyDown(event: KeyboardEvent, at: number) {
    if (event.key === "Escape" && drag) {
      event.stopPropagation();
      setDrag(null);
    }
    const to = event.key === "ArrowUp" ? at - 1 : event.key === "ArrowDown" ? at + 1 : null;
    if (to === null || to < 0 || to >= ids.length) return;
    event.preventDefault();
    onOrder(moved(ids, at, to));
  }

  return (
    <ul className={classes.items} ref={list}>
      {items.map((item, at) => (
        <li
          key={item.id}
          className={classes.item}
          data-over={(drag && drag.over === at && drag.from !== at) || undefined}
          data-dragged={drag?.from === at || undefined}
        >
          <button
            type="button"
            className={classes.grip}
            aria-label={`${nameOf(item)}: ${t("manage-move-up")}, ${t("manage-move-down")} ↑ ↓`}
            onPointerDown={(event) => {
              if (event.button !== 0) return;
              event.currentTarget.setPointerCapture(event.pointerId);
              setDrag({ from: at, over: at });
            }}
            onPointerMove={onPointerMove}
            onPointerUp={drop}
            onPointerCancel={() => setDrag(null)}
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
