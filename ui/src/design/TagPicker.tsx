import { Combobox, useCombobox } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { t } from "../messages";
import { isComposing } from "./keys";
import { Dot } from "./pieces";
import classes from "./TagPicker.module.css";

/**
 * A field in which tags are typed: those that exist are offered, a new name makes a new tag. Stays open for the next one;
 * Esc or leaving it closes.
 */
export function TagPicker({
  known,
  have,
  onPick,
  onClose,
}: {
  /** Every tag of the book. */
  known: Array<{ name: string; color: string }>;
  /** Names that are chosen already. */
  have: string[];
  onPick: (name: string) => void;
  onClose: () => void;
}): ReactNode {
  const [text, setText] = useState("");
  const combobox = useCombobox({ defaultOpened: true });
  const typed = text.trim();
  const fold = (name: string) => name.toLocaleLowerCase();
  const offered = known
    .filter((tag) => !have.includes(tag.name) && fold(tag.name).includes(fold(typed)))
    .slice(0, 8);
  const isNew =
    typed !== "" && ![...known.map((tag) => tag.name), ...have].some((name) => fold(name) === fold(typed));
  const pick = (name: string) => {
    onPick(name);
    setText("");
    combobox.resetSelectedOption();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={pick} position="bottom-start" width="max-content" withinPortal>
      <Combobox.Target>
        <input
          className={classes.box}
          value={text}
          // biome-ignore lint/a11y/noAutofocus: it opens because its button was pressed
          autoFocus
          placeholder={t("tag-picker-placeholder")}
          aria-label={t("tag-picker-placeholder")}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
            if (event.target.value.trim()) combobox.selectFirstOption();
          }}
          onBlur={onClose}
          onKeyDown={(event) => {
            if (isComposing(event)) {
              event.stopPropagation();
              return;
            }
            if (event.key === "Escape") {
              event.stopPropagation();
              onClose();
            } else if (event.key === "Enter" && combobox.getSelectedOptionIndex() === -1) {
              event.preventDefault();
              if (typed) pick(typed);
              else onClose();
            }
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown className={classes.menu} hidden={offered.length === 0 && !isNew}>
        <Combobox.Options aria-label={t("tag-picker-placeholder")}>
          {offered.map((tag) => (
            <Combobox.Option key={tag.name} value={tag.name} className={classes.option}>
              <Dot color={tag.color} />
              {tag.name}
            </Combobox.Option>
          ))}
          {isNew && (
            <Combobox.Option value={typed} className={classes.option}>
              {t("tag-picker-new", { name: typed })}
            </Combobox.Option>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
