import { ActionIcon, Menu, Popover } from "@mantine/core";
import { useState } from "react";
import { Dot, PALETTE } from "../../design";
import { MoreIcon } from "../../design/icons";
import type { Field, FieldOption } from "../../ipc";
import { t, tCode } from "../../messages";
import { AddLine, InlineName } from "./InlineName";
import { OrderedList } from "./OrderedList";
import { fieldSteps, optionSteps } from "./queries";
import classes from "./Settings.module.css";

/** The options of a field of choices: dragged, renamed, coloured, merged, trashed; and a line for one more. */
export function FieldOptions({ field }: { field: Field }) {
  const [open, setOpen] = useState(false);
  const names = field.options.map((option) => option.label);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <button type="button" className={classes.options} onClick={() => setOpen(!open)}>
          <span className="visually-hidden">{t("manage-options-of", { name: field.label })}: </span>
          {names.join(t("list-comma")) || t("manage-options-add")}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("manage-options-of", { name: field.label })}>
        <div className={classes.optionList}>
          <OrderedList
            items={field.options}
            nameOf={(option) => option.label}
            onOrder={(ids) => void optionSteps.order(ids)}
          >
            {(option) => (
              <>
                <Dot color={option.color} />
                <InlineName
                  value={option.label}
                  label={t("manage-name")}
                  onSave={(label) => void optionSteps.edit({ id: option.id, label })}
                />
                <OptionMenu option={option} others={field.options.filter((one) => one.id !== option.id)} />
              </>
            )}
          </OrderedList>
        </div>
        <AddLine
          first
          placeholder={t("manage-options-new")}
          // One that is there already is not made twice.
          onAdd={async (name) =>
            names.includes(name) || fieldSteps.edit({ id: field.id, add_options: [name] })
          }
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function OptionMenu({ option, others }: { option: FieldOption; others: FieldOption[] }) {
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <ActionIcon aria-label={t("manage-more", { name: option.label })}>
          <MoreIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: "auto" }}>
        <div className={classes.swatches} role="group" aria-label={t("manage-color", { name: option.label })}>
          {Object.keys(PALETTE).map((color) => (
            <button
              key={color}
              type="button"
              className={classes.color}
              aria-label={tCode("color-", color, {}, "color-gray")}
              aria-pressed={option.color === color}
              onClick={() => void optionSteps.edit({ id: option.id, color })}
            >
              <Dot color={color} />
            </button>
          ))}
        </div>
        {others.length > 0 && <Menu.Label>{t("manage-merge")}</Menu.Label>}
        {others.map((other) => (
          <Menu.Item
            key={other.id}
            leftSection={<Dot color={other.color} />}
            onClick={() => void optionSteps.merge(option.id, other.id)}
          >
            {other.label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void optionSteps.trash(option.id)}>{t("manage-trash")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
