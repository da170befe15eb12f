import { Menu } from "@mantine/core";
import type { ReactNode } from "react";
import { Dot } from "../../design";
import classes from "./Grid.module.css";

/** One thing that a cell can hold. */
interface Option {
  key: string | number;
  name: string;
  color?: string;
  on: boolean;
  pick: () => void;
}

/** A menu of what the cell can hold, open from the start. */
export function PickEditor({
  shown,
  options,
  onDone,
}: {
  shown: ReactNode;
  options: Option[];
  onDone: () => void;
}) {
  const focused = options.find(({ on }) => on) ?? options[0];
  return (
    <Menu
      opened
      onClose={onDone}
      position="bottom-start"
      withInitialFocusPlaceholder={false}
      returnFocus={false}
    >
      <Menu.Target>
        <button type="button" className={classes.edited}>
          {shown}
        </button>
      </Menu.Target>
      <Menu.Dropdown mah="20rem" style={{ overflowY: "auto" }}>
        {options.map(({ key, name, color, on, pick }) => (
          <Menu.Item
            key={key}
            leftSection={color === undefined ? undefined : <Dot color={color} />}
            data-autofocus={key === focused?.key || undefined}
            onClick={() => {
              if (!on) pick();
            }}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
