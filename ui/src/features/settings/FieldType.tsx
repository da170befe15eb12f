import { Button, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call, type Field, type FieldType as Type } from "../../ipc";
import { errorText, t, tCode } from "../../messages";
import { fieldSteps } from "./queries";
import classes from "./Settings.module.css";

/** The types, in the order in which they are offered. */
export const TYPES: Type[] = [
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

export const typeText = (type: string) => tCode("field-type-", type, {}, "field-type-text");

/** The type of a field. Another one is looked at before it is taken: what would not fit is told, with whose it is. */
export function FieldType({ field }: { field: Field }) {
  const [wanted, setWanted] = useState<Type | null>(null);
  const preview = useQuery({
    queryKey: ["customers", "retype", field.id, wanted],
    queryFn: () => call("fields_preview_retype", { id: field.id, type: wanted ?? field.type }),
    enabled: wanted !== null,
    retry: false,
  });
  const take = async () => {
    if (wanted && (await fieldSteps.retype(field.id, wanted))) setWanted(null);
  };
  return (
    <>
      <div className={classes.property}>
        <span>{t("column-kind")}</span>
        <Select
          size="xs"
          aria-label={t("column-kind")}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={TYPES.map((one) => ({ value: one, label: typeText(one) }))}
          value={wanted ?? field.type}
          onChange={(type) => setWanted(type === field.type ? null : (type as Type))}
        />
      </div>
      {wanted && (preview.data || preview.isError) && (
        <div className={classes.preview} role="status">
          {preview.isError ? (
            <p>{errorText(preview.error)}</p>
          ) : (
            <>
              <p>{t("manage-type-kept", { count: preview.data?.kept ?? 0 })}</p>
              {(preview.data?.lost ?? 0) > 0 && (
                <p>{t("manage-type-lost", { count: preview.data?.lost ?? 0 })}</p>
              )}
              <ul className={classes.optionList}>
                {preview.data?.examples.map((lost) => (
                  <li key={`${lost.customer_id}-${lost.value}`}>
                    {lost.name}: {lost.value}{" "}
                    <span className={classes.count}>
                      {tCode("reason-", lost.reason, {}, "error-invalid")}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
          <div className={classes.buttons}>
            <Button size="compact-xs" variant="default" onClick={() => setWanted(null)}>
              {t("action-cancel")}
            </Button>
            {preview.data && (
              <Button size="compact-xs" onClick={() => void take()}>
                {t("manage-type-take", { type: typeText(wanted) })}
              </Button>
            )}
          </div>
        </div>
      )}
    </>
  );
}
