import { Popover } from "@mantine/core";
import { useState } from "react";
import type { Field } from "../../ipc";
import { t } from "../../messages";
import { AddLine } from "./InlineName";
import { fieldSteps } from "./queries";
import classes from "./Settings.module.css";

/** The options of a field of choices, and a line for one more. */
export function FieldOptions({ field }: { field: Field }) {
  const [open, setOpen] = useState(false);
  const names = field.options.map((option) => option.label);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={260} trapFocus>
      <Popover.Target>
        <button type="button" className={classes.options} onClick={() => setOpen(!open)}>
          <span className="visually-hidden">{t("manage-options-of", { name: field.label })}: </span>
          {names.join("、") || t("manage-options-add")}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("manage-options-of", { name: field.label })}>
        <ul className={classes.optionList}>
          {field.options.map((option) => (
            <li key={option.id}>{option.label}</li>
          ))}
        </ul>
        <AddLine
          first
          placeholder={t("manage-options-new")}
          // One that is there already is not made twice.
          onAdd={async (name) => names.includes(name) || fieldSteps.addOption(field.id, name)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
