import { Combobox, useCombobox } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { t } from "../messages";
import { CheckIcon } from "./icons";
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
  onDrop,
  wide = false,
  label = t("tag-picker-placeholder"),
  onClose,
}: {
  /** Every tag of the book. */
  known: Array<{ name: string; color: string }>;
  /** Names that are chosen already. */
  have: string[];
  onPick: (name: string) => void;
  /** Takes one off again; then those one has are offered too, marked. */
  onDrop?: (name: string) => void;
  /** As wide as its place. */
  wide?: boolean;
  /** What is picked, if not tags. */
  label?: string;
  onClose: () => void;
}): ReactNode {
  const [text, setText] = useState("");
  const combobox = useCombobox({ defaultOpened: true });
  const typed = text.trim();
  const fold = (name: string) => name.toLocaleLowerCase();
  const offered = known
    .filter((tag) => (onDrop || !have.includes(tag.name)) && fold(tag.name).includes(fold(typed)))
    .slice(0, onDrop ? 100 : 8);
  const isNew =
    typed !== "" && ![...known.map((tag) => tag.name), ...have].some((name) => fold(name) === fold(typed));
  const pick = (name: string) => {
    if (onDrop && have.includes(name)) onDrop(name);
    else onPick(name);
    setText("");
    // Where marks come and go, the place in the list stays.
    if (!onDrop) combobox.resetSelectedOption();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={pick} position="bottom-start" width="max-content" withinPortal>
      <Combobox.Target>
        <input
          className={classes.box}
          data-wide={wide || undefined}
          value={text}
          // biome-ignore lint/a11y/noAutofocus: it opens because its button was pressed
          autoFocus
          placeholder={label}
          aria-label={label}
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
        <Combobox.Options aria-label={label} mah="18rem" style={{ overflowY: "auto" }}>
          {offered.map((tag) => (
            <Combobox.Option key={tag.name} value={tag.name} className={classes.option}>
              <Dot color={tag.color} />
              {tag.name}
              {onDrop && have.includes(tag.name) && (
                <span className={classes.have}>
                  <CheckIcon size={13} />
                  <span className="visually-hidden">{t("tag-picker-have")}</span>
                </span>
              )}
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
