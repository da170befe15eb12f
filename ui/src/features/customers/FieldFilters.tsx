import { Menu } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { Chip, isComposing } from "../../design";
import type { Field, FieldContent } from "../../ipc";
import { formatAmount, formatDay, t } from "../../messages";
import classes from "./CustomersPage.module.css";
import { contentOf, type FieldFilter, takesTyped } from "./fieldRules";
import { useCurrency, useFields } from "./queries";
import { setFilters, theView, useView } from "./view";

/** Puts a condition on a field, in the place of the one it had. */
export function putFieldFilter(filter: FieldFilter): void {
  const { fields } = theView().filters;
  setFilters({ fields: [...fields.filter(({ id }) => id !== filter.id), filter] });
}

function contentText(
  content: FieldContent,
  field: Field,
  currency: { code: string; exponent: number },
): string {
  if ("money" in content) return formatAmount(content.money, currency.code, currency.exponent);
  if ("date" in content) return formatDay(content.date);
  if ("yes_no" in content) return t(content.yes_no ? "card-yes" : "card-no");
  if ("number" in content) return [content.number, field.unit].filter(Boolean).join(" ");
  if ("choice" in content) return content.choice;
  return "text" in content ? content.text : content.multi_choice.join("、");
}

/** The conditions on fields as chips to take off. */
export function FieldChips() {
  const { filters } = useView();
  const fields = useFields().data ?? [];
  const currency = useCurrency();
  return filters.fields.map(({ id, is }) => {
    const field = fields.find((one) => one.id === id);
    const what = !field
      ? "—"
      : is === "something"
        ? t("filter-field-something")
        : is === "nothing"
          ? t("filter-field-nothing")
          : contentText(is, field, currency);
    const text = t("filter-field-is", { field: field?.label ?? "—", what });
    return (
      <Chip
        key={id}
        tone="on"
        onRemove={() => setFilters({ fields: filters.fields.filter((one) => one.id !== id) })}
        removeLabel={t("filter-remove", { what: text })}
      >
        {text}
      </Chip>
    );
  });
}

/** The fields in the menu of conditions. `onType` is asked to take a typed value. */
export function FieldItems({ onType }: { onType: (field: Field) => void }) {
  const fields = useFields().data ?? [];
  if (fields.length === 0) return null;
  const put = (id: number, is: FieldFilter["is"]) => () => putFieldFilter({ id, is });
  return (
    <>
      <Menu.Divider />
      {fields.map((field) => (
        <Menu.Sub key={field.id} openDelay={60} floatingStrategy="fixed">
          <Menu.Sub.Target>
            <Menu.Sub.Item>{field.label}</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown mah={360} style={{ overflowY: "auto" }}>
            {field.options.map(({ id, label }) => (
              <Menu.Item key={id} onClick={put(field.id, { choice: label })}>
                {label}
              </Menu.Item>
            ))}
            {field.type === "yes_no" &&
              [true, false].map((yes_no) => (
                <Menu.Item key={String(yes_no)} onClick={put(field.id, { yes_no })}>
                  {t(yes_no ? "card-yes" : "card-no")}
                </Menu.Item>
              ))}
            {takesTyped(field) && (
              <Menu.Item onClick={() => onType(field)}>{t("filter-field-equals")}</Menu.Item>
            )}
            <Menu.Item onClick={put(field.id, "something")}>{t("filter-field-something")}</Menu.Item>
            <Menu.Item onClick={put(field.id, "nothing")}>{t("filter-field-nothing")}</Menu.Item>
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      ))}
    </>
  );
}

/** A chip to type the value of a field into: Enter takes it, Esc and leaving it empty drop it. */
export function TypedValue({ field, onDone }: { field: Field; onDone: () => void }) {
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  const { exponent } = useCurrency();
  const input = useRef<HTMLInputElement>(null);
  // The menu that asked for it still has the focus and gives it back to its button.
  useEffect(() => {
    const timer = setTimeout(() => input.current?.focus(), 50);
    return () => clearTimeout(timer);
  }, []);

  function take() {
    const is = contentOf(field, text, exponent);
    if (is === null) return setWrong(true);
    putFieldFilter({ id: field.id, is });
    onDone();
  }

  return (
    <label className={classes.typed}>
      {field.label}
      <input
        ref={input}
        value={text}
        aria-invalid={wrong || undefined}
        placeholder={field.type === "date" ? "2024-03-05" : field.unit}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setWrong(false);
        }}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key === "Enter") take();
          if (event.key === "Escape") {
            event.stopPropagation();
            onDone();
          }
        }}
        onBlur={() => (text.trim() ? take() : onDone())}
      />
    </label>
  );
}
