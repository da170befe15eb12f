import { Select } from "@mantine/core";
import { useState } from "react";
import { ErrorNote } from "../../design";
import { t, tCode } from "../../messages";
import { FieldOptions } from "./FieldOptions";
import { AddLine, InlineName } from "./InlineName";
import { OrderedList } from "./OrderedList";
import { fieldSteps, useFields } from "./queries";
import classes from "./Settings.module.css";
import { TrashMenu } from "./TrashMenu";

const TYPES = [
  "text",
  "long_text",
  "number",
  "money",
  "date",
  "yes_no",
  "choice",
  "multi_choice",
  "link",
  "phone",
];

const typeText = (type: string) => tCode("field-type-", type, {}, "field-type-text");

/** The manager of user-defined fields: labels, order and options. The type stays as it was made, for the values' sake. */
export function FieldManager() {
  const fields = useFields();
  const [type, setType] = useState("text");
  if (fields.isError) return <ErrorNote error={fields.error} onRetry={() => void fields.refetch()} />;
  const own = (fields.data ?? []).filter((field) => field.record === "customer");
  return (
    <>
      <p className={classes.about}>{t("manage-fields-about")}</p>
      <OrderedList items={own} nameOf={(field) => field.label} onOrder={(ids) => void fieldSteps.order(ids)}>
        {(field) => (
          <>
            <InlineName
              value={field.label}
              label={t("manage-name")}
              onSave={(label) => void fieldSteps.rename(field.id, label)}
            />
            <span className={classes.count}>
              {[typeText(field.type), field.unit].filter(Boolean).join(" · ")}
            </span>
            {(field.type === "choice" || field.type === "multi_choice") && <FieldOptions field={field} />}
            <TrashMenu name={field.label} onTrash={() => void fieldSteps.trash(field.id)} />
          </>
        )}
      </OrderedList>
      {own.length === 0 && fields.data && <p className={classes.about}>{t("manage-none")}</p>}
      <div className={classes.addField}>
        <AddLine placeholder={t("manage-fields-new")} onAdd={(label) => fieldSteps.create(label, type)} />
        <Select
          aria-label={t("column-kind")}
          w="8.5rem"
          value={type}
          onChange={(wanted) => wanted && setType(wanted)}
          data={TYPES.map((one) => ({ value: one, label: typeText(one) }))}
        />
      </div>
    </>
  );
}
