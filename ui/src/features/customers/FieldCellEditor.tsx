import { DayMenu, pastDays } from "../../design/DayMenu";
import { InlineText } from "../../design/InlineText";
import { TagPicker } from "../../design/TagPicker";
import { type CustomerRow, call, type Field, type FieldContent } from "../../ipc";
import { contentText, formatDay, t } from "../../messages";
import { contentIn } from "./fieldColumns";
import { contentOf } from "./fieldRules";
import { contentTyped } from "./fieldText";
import classes from "./Grid.module.css";
import { PickEditor } from "./PickEditor";
import { useCurrency } from "./queries";
import { steps } from "./steps";

/** What the text of a field is refused with, in the words of the door. */
const unreadable = (field: Field) => ({
  code: "invalid",
  args: { field: "value", reason: field.type === "date" ? "no_such_day" : "not_a_number" },
  where: {},
});

/** The value of a field in its cell, edited by its type. */
export function FieldCellEditor({
  row,
  field,
  onDone,
}: {
  row: CustomerRow;
  field: Field;
  onDone: () => void;
}) {
  const currency = useCurrency();
  const content = contentIn(row, field.id);
  const put = (value: FieldContent | null) => void steps.value(row.id, field.id, value);
  const shown = content ? contentText(content, field, currency) : "—";
  switch (field.type) {
    case "choice":
    case "yes_no": {
      const offers: Array<{ name: string; is: FieldContent | null }> =
        field.type === "choice"
          ? field.options.map(({ label }) => ({ name: label, is: { choice: label } }))
          : [true, false].map((yes_no) => ({ name: t(yes_no ? "card-yes" : "card-no"), is: { yes_no } }));
      if (content) offers.push({ name: t("card-clear"), is: null });
      return (
        <PickEditor
          shown={shown}
          options={offers.map(({ name, is }) => ({
            key: is === null ? "" : name,
            name,
            on: JSON.stringify(is) === JSON.stringify(content),
            pick: () => put(is),
          }))}
          onDone={onDone}
        />
      );
    }
    case "multi_choice": {
      const have = content && "multi_choice" in content ? content.multi_choice : [];
      const keep = (labels: string[]) => put(labels.length > 0 ? { multi_choice: labels } : null);
      return (
        <TagPicker
          wide
          label={field.label}
          known={field.options.map(({ label, color }) => ({ name: label, color }))}
          have={have}
          onPick={(label) => keep([...have, label])}
          onDrop={(label) => keep(have.filter((one) => one !== label))}
          onClose={onDone}
        />
      );
    }
    case "date": {
      const on = content && "date" in content ? content.date : null;
      return (
        <DayMenu
          startsOpen
          value={on}
          offers={pastDays()}
          onClosed={onDone}
          onPick={(date) => {
            if (date !== on) put({ date });
          }}
        >
          <button type="button" className={classes.edited}>
            {on ? formatDay(on) : "—"}
          </button>
        </DayMenu>
      );
    }
    default:
      return (
        <InlineText
          editing
          clearable
          value={content ? contentTyped(content, currency.exponent) : ""}
          label={field.label}
          onSave={async (text) => {
            const plain = field.type === "long_text" || field.type === "phone";
            const value = text && (plain ? { text } : contentOf(field, text, currency.exponent));
            if (text && !value) throw unreadable(field);
            await call("values_set", { customer_id: row.id, field_id: field.id, value: value || null });
          }}
          onDone={onDone}
        />
      );
  }
}
