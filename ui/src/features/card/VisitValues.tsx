import { Menu } from "@mantine/core";
import { useState } from "react";
import { PlusIcon } from "../../design/icons";
import { LazyMenu } from "../../design/LazyMenu";
import { call, type Field, type FieldContent, type TimelineEntry } from "../../ipc";
import { t } from "../../messages";
import classes from "./Facts.module.css";
import { FieldFact } from "./FieldFact";
import type { Known } from "./VisitEntry";

/** What the fields of a visit hold, each edited where it is read; the others that its kind asks for wait in a menu. */
export function VisitValues({
  visit,
  customer,
  known,
  locked,
}: {
  visit: TimelineEntry;
  customer: number;
  known: Known;
  locked: boolean;
}) {
  const [adding, setAdding] = useState<Field | null>(null);
  const fields = known.fields.filter((field) => field.record === "visit");
  const kind = known.kinds.find((one) => one.name === visit.label);
  const asked = fields.filter(
    (field) => field.kinds.length === 0 || (kind !== undefined && field.kinds.includes(kind.id)),
  );
  const free = asked.filter((field) => !visit.values.some((value) => value.field_id === field.id));
  const save = (field_id: number) => (value: FieldContent | null) =>
    call("visits_edit", { id: visit.id, values: [{ field_id, value }] });
  if (visit.values.length === 0 && (locked || free.length === 0)) return null;
  return (
    <fieldset className={classes.ofVisit} disabled={locked} aria-label={t("timeline-values")}>
      {visit.values.map((value) => (
        <FieldFact
          key={value.field_id}
          customer={customer}
          field={fields.find((field) => field.id === value.field_id)}
          label={value.label}
          unit={value.unit}
          type={value.type}
          value={value.value}
          save={save(value.field_id)}
        />
      ))}
      {adding && free.includes(adding) && (
        <FieldFact
          customer={customer}
          field={adding}
          label={adding.label}
          unit={adding.unit}
          type={adding.type}
          value={null}
          save={save(adding.id)}
          onDone={() => setAdding(null)}
        />
      )}
      {!locked && free.length > 0 && (
        <div className={classes.add} data-quiet>
          <LazyMenu
            returnFocus={false}
            mah="22rem"
            button={
              <button type="button" className={classes.addButton}>
                <PlusIcon size={12} /> {t("card-add-fact")}
              </button>
            }
          >
            {free.map((field) => (
              <Menu.Item key={field.id} onClick={() => setAdding(field)}>
                {field.label}
              </Menu.Item>
            ))}
          </LazyMenu>
        </div>
      )}
    </fieldset>
  );
}
