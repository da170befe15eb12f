import { SegmentedControl, Select } from "@mantine/core";
import { useState } from "react";
import { ErrorNote } from "../../design";
import type { FieldType as Type } from "../../ipc";
import { t } from "../../messages";
import { FieldOptions } from "./FieldOptions";
import { FieldProperties } from "./FieldProperties";
import { TYPES, typeText } from "./FieldType";
import { AddLine, InlineName } from "./InlineName";
import { OrderedList } from "./OrderedList";
import { PackLine } from "./PackLine";
import { fieldSteps, useFields } from "./queries";
import classes from "./Settings.module.css";

/** The manager of user-defined fields of customers and of visits: labels, order, options, and all else in a sheet. */
export function FieldManager() {
  const fields = useFields();
  const [type, setType] = useState<Type>("text");
  const [record, setRecord] = useState("customer");
  if (fields.isError) return <ErrorNote error={fields.error} onRetry={() => void fields.refetch()} />;
  const own = (fields.data ?? []).filter((field) => field.record === record);
  return (
    <>
      <p className={classes.about}>{t("manage-fields-about")}</p>
      <PackLine />
      <SegmentedControl
        size="xs"
        mb="xs"
        aria-label={t("manage-fields-of")}
        value={record}
        onChange={setRecord}
        data={[
          { value: "customer", label: t("manage-fields-of-customers") },
          { value: "visit", label: t("manage-fields-of-visits") },
        ]}
      />
      <OrderedList items={own} nameOf={(field) => field.label} onOrder={(ids) => void fieldSteps.order(ids)}>
        {(field) => (
          <>
            <InlineName
              value={field.label}
              label={t("manage-name")}
              onSave={(label) => void fieldSteps.edit({ id: field.id, label })}
            />
            <span className={classes.count} title={field.help || undefined}>
              {[field.section, typeText(field.type), field.unit].filter(Boolean).join(" · ")}
            </span>
            {(field.type === "choice" || field.type === "multi_choice") && <FieldOptions field={field} />}
            <FieldProperties field={field} others={own} />
          </>
        )}
      </OrderedList>
      {own.length === 0 && fields.data && <p className={classes.about}>{t("manage-none")}</p>}
      <div className={classes.addField}>
        <AddLine
          placeholder={t("manage-fields-new")}
          onAdd={(label) => fieldSteps.create(label, type, record)}
        />
        <Select
          aria-label={t("column-kind")}
          w="8.5rem"
          value={type}
          onChange={(wanted) => wanted && setType(wanted as Type)}
          data={TYPES.map((one) => ({ value: one, label: typeText(one) }))}
        />
      </div>
    </>
  );
}
