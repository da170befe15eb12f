import { Button, Menu } from "@mantine/core";
import { type KeyboardEvent, useRef } from "react";
import { remPixels } from "../../design";
import { ChevronDownIcon } from "../../design/icons";
import { t } from "../../messages";
import { idealOf } from "./columns";
import classes from "./Grid.module.css";
import { FIRST, type LayoutControl, movedBy, SIZE_STEP } from "./layout";

/** Which columns are shown; with Alt the arrows move them and change their widths. */
export function ColumnMenu({ control }: { control: LayoutControl }) {
  const { layout, columns } = control;
  const menu = useRef<HTMLDivElement>(null);

  // Before the menu takes the arrows for its own.
  function onKey(event: KeyboardEvent) {
    const item = (event.target as HTMLElement).closest<HTMLElement>("[data-column]");
    const id = item?.dataset.column;
    if (!event.altKey || !id || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    event.stopPropagation();
    const forward = event.key === "ArrowDown" || event.key === "ArrowRight";
    if (event.key === "ArrowUp" || event.key === "ArrowDown")
      control.move(movedBy(layout.order, id, forward ? 1 : -1));
    else {
      const head = document.querySelector(`[role=columnheader][data-column="${id}"]`);
      const shown = (head?.getBoundingClientRect().width ?? 0) / remPixels();
      const column = columns.find((one) => one.id === id);
      const now = layout.sizes.get(id) ?? (shown || (column ? idealOf(column) : 0));
      control.size(id, now + (forward ? SIZE_STEP : -SIZE_STEP));
    }
    requestAnimationFrame(() => menu.current?.querySelector<HTMLElement>(`[data-column="${id}"]`)?.focus());
  }

  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<ChevronDownIcon size={12} />}>
          {t("list-columns")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="32rem" style={{ overflowY: "auto" }}>
        <div ref={menu} role="group" aria-label={t("list-columns")} onKeyDownCapture={onKey}>
          {layout.order.map((id) => {
            const column = columns.find((one) => one.id === id);
            if (!column) return null;
            return (
              <Menu.CheckboxItem
                key={id}
                data-column={id}
                aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight"
                checked={!layout.hidden.has(id)}
                onChange={() => id !== FIRST && control.toggle(id)}
              >
                {column.head()}
              </Menu.CheckboxItem>
            );
          })}
        </div>
        <Menu.Divider />
        <Menu.Item onClick={control.reset}>{t("list-columns-reset")}</Menu.Item>
        <p className={classes.hint}>{t("list-columns-keys")}</p>
      </Menu.Dropdown>
    </Menu>
  );
}
