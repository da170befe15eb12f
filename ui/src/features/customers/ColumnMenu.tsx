import { Button, Menu } from "@mantine/core";
import { type KeyboardEvent, memo, useRef } from "react";
import { remPixels } from "../../design";
import { ChevronDownIcon } from "../../design/icons";
import { t } from "../../messages";
import { type Column, idealOf } from "./columns";
import classes from "./Grid.module.css";
import { FIRST, type LayoutControl, movedBy, SIZE_STEP } from "./layout";

/** Which columns are shown; with Alt the arrows move them and change their widths. */
export const ColumnMenu = memo(function ColumnMenu({ control }: { control: LayoutControl }) {
  const { layout, columns } = control;
  const listed = layout.order.flatMap((id) => columns.find((one) => one.id === id) ?? []);
  // A field that lists do not offer waits under "more", until it is shown.
  const waits = ({ id, field }: Column) => field?.in_lists === false && layout.hidden.has(id);
  const more = listed.filter(waits);
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
          {listed
            .filter((column) => !waits(column))
            .map((column) => (
              <Item key={column.id} column={column} control={control} />
            ))}
          {more.length > 0 && (
            <Menu.Sub position="left-start">
              <Menu.Sub.Target>
                <Menu.Sub.Item>{t("list-more-fields")}</Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown mah="24rem" style={{ overflowY: "auto" }}>
                {more.map((column) => (
                  <Item key={column.id} column={column} control={control} />
                ))}
              </Menu.Sub.Dropdown>
            </Menu.Sub>
          )}
        </div>
        <Menu.Divider />
        <Menu.Item onClick={control.reset}>{t("list-columns-reset")}</Menu.Item>
        <p className={classes.hint}>{t("list-columns-keys")}</p>
      </Menu.Dropdown>
    </Menu>
  );
});

/** A column with its tick. */
function Item({ column, control }: { column: Column; control: LayoutControl }) {
  const { id, head } = column;
  return (
    <Menu.CheckboxItem
      data-column={id}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight"
      checked={!control.layout.hidden.has(id)}
      onChange={() => id !== FIRST && control.toggle(id)}
    >
      {head()}
    </Menu.CheckboxItem>
  );
}
