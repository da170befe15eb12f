import { Menu } from "@mantine/core";
import { Dot } from "../../design";
import { InlineText } from "../../design/InlineText";
import { type CustomerRow, call } from "../../ipc";
import { t } from "../../messages";
import classes from "./Grid.module.css";
import { useStages } from "./queries";
import { steps } from "./steps";

/** The columns that are edited where they stand. */
export const EDITABLE = ["name", "stage"] as const;
/** One of them. */
export type Editable = (typeof EDITABLE)[number];

/** Can this column be edited in its cell? */
export function isEditable(id: string | undefined): id is Editable {
  return EDITABLE.some((one) => one === id);
}

/** A cell while it is edited. `onDone` tells when that ends, saved or not. */
export function CellEditor({
  column,
  row,
  onDone,
}: {
  column: Editable;
  row: CustomerRow;
  onDone: () => void;
}) {
  if (column === "stage") return <StageEditor row={row} onDone={onDone} />;
  return (
    <InlineText
      editing
      value={row.name}
      label={t("column-name")}
      onSave={(name) => call("customers_edit", { id: row.id, name })}
      onDone={onDone}
    />
  );
}

function StageEditor({ row, onDone }: { row: CustomerRow; onDone: () => void }) {
  const stages = useStages().data ?? [];
  const shown = stages.find(({ id }) => id === row.stage_id) ?? stages[0];
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
          {row.stage ?? t("card-no-stage")}
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: "auto" }}>
        {stages.map(({ id, name, color }) => (
          <Menu.Item
            key={id}
            leftSection={<Dot color={color} />}
            data-autofocus={id === shown?.id || undefined}
            onClick={() => {
              if (id !== row.stage_id) void steps.stage({ ids: [row.id] }, id);
            }}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
