import { Menu } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { isComposing } from "../../design";
import { CheckIcon } from "../../design/icons";
import type { Field } from "../../ipc";
import { t } from "../../messages";
import classes from "./CustomersPage.module.css";
import { FilterChip, NotItem, Sub } from "./FilterChip";
import { contentOf, type FieldFilter, takesTyped } from "./fieldRules";
import { contentText } from "./fieldText";
import { useCurrency, useFields } from "./queries";
import { setFilters, theView, useView } from "./view";

/** Puts a condition on a field, in the place of the one it had. */
export function putFieldFilter(filter: FieldFilter): void {
  const { fields } = theView().filters;
  setFilters({ fields: [...fields.filter(({ id }) => id !== filter.id), filter] });
}

/** The conditions on fields as chips: open one to change it, or take it off. */
export function FieldChips({ onType, onRemoved }: { onType: (field: Field) => void; onRemoved: () => void }) {
  const { filters } = useView();
  const fields = useFields().data ?? [];
  const currency = useCurrency();
  return filters.fields.map((filter) => {
    const { id, is, not } = filter;
    const field = fields.find((one) => one.id === id);
    const plain = is === "something" || is === "nothing";
    const what = !field
      ? "—"
      : plain
        ? t(`filter-field-${is}`)
        : t(not ? "filter-not" : "filter-is", { what: contentText(is, field, currency) });
    return (
      <FilterChip
        key={id}
        text={t("filter-field-is", { field: field?.label ?? "—", what })}
        onRemove={() => {
          setFilters({ fields: filters.fields.filter((one) => one.id !== id) });
          onRemoved();
        }}
      >
        {!plain && (
          <>
            <NotItem not={not ?? false} onChange={(next) => putFieldFilter({ id, is, not: next })} />
            <Menu.Divider />
          </>
        )}
        {field && <FieldChoices field={field} is={is} onType={onType} />}
      </FilterChip>
    );
  });
}

/** What a field can be asked for. */
function FieldChoices({
  field,
  is,
  onType,
}: {
  field: Field;
  is?: FieldFilter["is"];
  onType: (field: Field) => void;
}) {
  const offers: Array<{ key: string; label: string; is: FieldFilter["is"] }> = [
    ...field.options.map(({ id, label }) => ({
      key: `option-${id}`,
      label,
      // A field of several choices is asked for one of them.
      is: { choice: label },
    })),
    ...(field.type === "yes_no"
      ? [true, false].map((yes_no) => ({
          key: `yes-${yes_no}`,
          label: t(yes_no ? "card-yes" : "card-no"),
          is: { yes_no },
        }))
      : []),
  ];
  const same = (one: FieldFilter["is"]) => JSON.stringify(one) === JSON.stringify(is);
  const mark = (one: FieldFilter["is"]) => (same(one) ? <CheckIcon size={13} /> : undefined);
  return (
    <>
      {offers.map((offer) => (
        <Menu.Item
          key={offer.key}
          rightSection={mark(offer.is)}
          onClick={() => putFieldFilter({ id: field.id, is: offer.is })}
        >
          {offer.label}
        </Menu.Item>
      ))}
      {takesTyped(field) && <Menu.Item onClick={() => onType(field)}>{t("filter-field-equals")}</Menu.Item>}
      {(["something", "nothing"] as const).map((one) => (
        <Menu.Item
          key={one}
          rightSection={mark(one)}
          onClick={() => putFieldFilter({ id: field.id, is: one })}
        >
          {t(`filter-field-${one}`)}
        </Menu.Item>
      ))}
    </>
  );
}

/** The fields in the menu of conditions; those that lists do not offer under "more". `onType` is asked to take a typed value. */
export function FieldItems({ onType }: { onType: (field: Field) => void }) {
  const fields = useFields().data ?? [];
  if (fields.length === 0) return null;
  const more = fields.filter((field) => !field.in_lists);
  const items = (some: Field[]) =>
    some.map((field) => (
      <Sub key={field.id} title={field.label}>
        <FieldChoices field={field} onType={onType} />
      </Sub>
    ));
  return (
    <>
      <Menu.Divider />
      {items(fields.filter((field) => field.in_lists))}
      {more.length > 0 && <Sub title={t("list-more-fields")}>{items(more)}</Sub>}
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
