import { Menu } from "@mantine/core";
import type { KeyboardEvent, ReactNode } from "react";
import { chipClass } from "../../design";
import { t } from "../../messages";
import classes from "./CustomersPage.module.css";

/**
 * A condition as a chip: opened it is changed, its cross or Delete takes it off. `children` are the items of its menu;
 * without any it is only read.
 */
export function FilterChip({
  text,
  shown,
  onRemove,
  children,
}: {
  /** What it says. */
  text: string;
  /** How that is shown, if not as it is. */
  shown?: ReactNode;
  onRemove: () => void;
  children: ReactNode;
}) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Delete" && event.key !== "Backspace") return;
    event.preventDefault();
    event.stopPropagation();
    onRemove();
  }
  return (
    <span className={chipClass} data-tone="on">
      {children ? (
        <Menu position="bottom-start" closeOnItemClick>
          <Menu.Target>
            <button type="button" className={classes.condition} title={text} onKeyDown={onKeyDown}>
              {shown ?? text}
            </button>
          </Menu.Target>
          <Menu.Dropdown mah="24rem" style={{ overflowY: "auto" }}>
            {children}
          </Menu.Dropdown>
        </Menu>
      ) : (
        <span className={classes.sentence} title={text}>
          {text}
        </span>
      )}
      <button
        type="button"
        className={classes.off}
        onClick={onRemove}
        aria-label={t("filter-remove", { what: text })}
      >
        ×
      </button>
    </span>
  );
}

/** Is, or is not: the first item of a condition's menu. */
export function NotItem({ not, onChange }: { not: boolean; onChange: (not: boolean) => void }) {
  return (
    <Menu.CheckboxItem closeMenuOnClick={false} checked={not} onChange={() => onChange(!not)}>
      {t("filter-turn-round")}
    </Menu.CheckboxItem>
  );
}

/** A submenu. It is placed in the window: inside its menu, which scrolls, it would be cut off. */
export function Sub({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Menu.Sub openDelay={60} floatingStrategy="fixed">
      <Menu.Sub.Target>
        <Menu.Sub.Item>{title}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown mah={440} style={{ overflowY: "auto" }}>
        {children}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}
