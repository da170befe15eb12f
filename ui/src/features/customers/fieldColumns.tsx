import type { CustomerRow, Field, FieldContent } from "../../ipc";
import { type Currency, contentText } from "../../messages";
import type { Column } from "./columns";
import classes from "./Grid.module.css";

/** What a row holds in a field, if it was asked for. */
export function contentIn(row: CustomerRow, field: number): FieldContent | null {
  return row.fields?.find((value) => value.field_id === field)?.value ?? null;
}

/** A column for each of the user's fields; not shown until it is chosen. */
export function fieldColumns(fields: Field[], currency: Currency): Column[] {
  return fields.map((field) => {
    const counted = field.type === "number" || field.type === "money";
    return {
      id: `field-${field.uid}`,
      head: () => field.label,
      least: 5,
      ideal: counted || field.type === "date" || field.type === "yes_no" ? 6.5 : 8,
      grow: counted ? 0 : 0.5,
      extra: true,
      sort: { field: field.id },
      edit: "field",
      field,
      cell: (row) => {
        const content = contentIn(row, field.id);
        const text = content && contentText(content, field, currency);
        return text ? (
          <span className={classes.quiet} title={text}>
            {text}
          </span>
        ) : (
          <span className={classes.none}>—</span>
        );
      },
    } satisfies Column;
  });
}
