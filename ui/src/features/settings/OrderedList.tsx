import type { ReactNode } from "react";
import { GripIcon } from "../../design/icons";
import { useDragOrder } from "../../design/useDragOrder";
import { t } from "../../messages";
import classes from "./Settings.module.css";

/** A list whose order is dragged by the grip, or moved by the arrows on it. */
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
  const { list, line, grip } = useDragOrder<HTMLUListElement>(
    items.map((item) => item.id),
    onOrder,
  );
  return (
    <ul className={classes.items} ref={list}>
      {items.map((item, at) => (
        <li key={item.id} className={classes.item} {...line(at)}>
          <button
            type="button"
            className={classes.grip}
            aria-label={`${nameOf(item)}: ${t("manage-move-up")}, ${t("manage-move-down")} ↑ ↓`}
            {...grip(at)}
          >
            <GripIcon />
          </button>
          {children(item)}
        </li>
      ))}
    </ul>
  );
}
