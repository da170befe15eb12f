import { useState } from "react";
import { Chip, chipClass, Dot } from "../../design";
import { DayMenu, pastDays } from "../../design/DayMenu";
import type { Field, FieldContent } from "../../ipc";
import { formatDay, t } from "../../messages";
import classes from "./LogBox.module.css";
import { useExponent } from "./queries";
import { readTyped, typedOf } from "./values";

/** What the chosen kind of visit asks for, each in a line of its own, by Tab from one to the next. */
export function VisitFields({
  fields,
  heldIn,
  onChange,
}: {
  fields: Field[];
  heldIn: (field: Field) => FieldContent | null;
  onChange: (field: number, value: FieldContent | null) => void;
}) {
  if (fields.length === 0) return null;
  return (
    <div className={classes.fields}>
      {fields.map((field) => (
        <div key={field.id} className={classes.field} title={field.help || undefined}>
          <span className={classes.fieldName} data-required={(field.required && !heldIn(field)) || undefined}>
            {field.label}
          </span>
          <Input field={field} value={heldIn(field)} onChange={(value) => onChange(field.id, value)} />
          {field.unit && <span className={classes.unit}>{field.unit}</span>}
        </div>
      ))}
    </div>
  );
}

type Part = { field: Field; value: FieldContent | null; onChange: (value: FieldContent | null) => void };

function Input({ field, value, onChange }: Part) {
  switch (field.type) {
    case "yes_no":
    case "choice":
    case "multi_choice":
      return <Choices field={field} value={value} onChange={onChange} />;
    case "date": {
      const on = value && "date" in value ? value.date : null;
      if (on)
        return (
          <Chip tone="on" onRemove={() => onChange(null)} removeLabel={t("card-remove", { value: on })}>
            {formatDay(on)}
          </Chip>
        );
      return (
        <DayMenu value={null} offers={pastDays()} onPick={(date) => onChange({ date })}>
          <button type="button" className={chipClass} data-tone="dash" aria-label={field.label}>
            {t("pick-other-day")}
          </button>
        </DayMenu>
      );
    }
    default:
      return <Typed field={field} value={value} onChange={onChange} />;
  }
}

function Typed({ field, value, onChange }: Part) {
  const exponent = useExponent();
  const shown = typedOf(value, exponent);
  const [text, setText] = useState(shown);
  const read = readTyped(field, text, exponent);
  // A text that means what is held stays as it was typed: 3万 is not turned into 30000 under the fingers.
  const same = JSON.stringify(read ?? null) === JSON.stringify(value);
  return (
    <input
      className={classes.fieldBox}
      value={same || read === undefined ? text : shown}
      aria-label={field.label}
      aria-required={field.required || undefined}
      aria-invalid={read === undefined || undefined}
      inputMode={field.type === "number" || field.type === "money" ? "decimal" : undefined}
      onChange={(event) => {
        setText(event.target.value);
        const next = readTyped(field, event.target.value, exponent);
        onChange(next === undefined ? null : next);
      }}
    />
  );
}

function Choices({ field, value, onChange }: Part) {
  const offers: Array<{ label: string; color: string; is: FieldContent }> =
    field.type === "yes_no"
      ? [true, false].map((yes_no) => ({
          label: t(yes_no ? "card-yes" : "card-no"),
          color: "",
          is: { yes_no },
        }))
      : field.options.map(({ label, color }) => ({ label, color, is: { choice: label } }));
  const many = value && "multi_choice" in value ? value.multi_choice : [];
  const isOn = (offer: (typeof offers)[number]) =>
    field.type === "multi_choice"
      ? many.includes(offer.label)
      : JSON.stringify(value) === JSON.stringify(offer.is);
  const press = (offer: (typeof offers)[number]) => {
    if (field.type !== "multi_choice") return onChange(isOn(offer) ? null : offer.is);
    const next = isOn(offer) ? many.filter((one) => one !== offer.label) : [...many, offer.label];
    onChange(next.length > 0 ? { multi_choice: next } : null);
  };
  return (
    <div className={classes.fieldChips} role="group" aria-label={field.label}>
      {offers.map((offer) => (
        <button
          key={offer.label}
          type="button"
          className={chipClass}
          data-tone={isOn(offer) ? "on" : undefined}
          aria-pressed={isOn(offer)}
          onClick={() => press(offer)}
        >
          {offer.color && <Dot color={offer.color} />}
          {offer.label}
        </button>
      ))}
    </div>
  );
}
