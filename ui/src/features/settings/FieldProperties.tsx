import { ActionIcon, Button, Checkbox, MultiSelect, Popover, Select } from "@mantine/core";
import { useState } from "react";
import { MoreIcon, TrashIcon } from "../../design/icons";
import { call, type Field, type FieldContent } from "../../ipc";
import { t } from "../../messages";
import { FieldType } from "./FieldType";
import { InlineName } from "./InlineName";
import { fieldSteps, useBookSettings, useVisitKinds } from "./queries";
import classes from "./Settings.module.css";

/** All that a field says of itself beyond its label, in a sheet beside its line; each is kept when it is left. */
export function FieldProperties({ field, others }: { field: Field; others: Field[] }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={360} trapFocus>
      <Popover.Target>
        <ActionIcon aria-label={t("manage-more", { name: field.label })} onClick={() => setOpen(!open)}>
          <MoreIcon />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.sheet} aria-label={t("manage-more", { name: field.label })}>
        <FieldType field={field} />
        <Text
          label={t("manage-field-section")}
          value={field.section}
          onSave={(section) => fieldSteps.edit({ id: field.id, section })}
        />
        <Text
          label={t("manage-field-help")}
          value={field.help}
          onSave={(help) => fieldSteps.edit({ id: field.id, help })}
        />
        <Text
          label={t("manage-field-unit")}
          value={field.unit}
          onSave={(unit) => fieldSteps.edit({ id: field.id, unit })}
        />
        <Default field={field} />
        <Condition field={field} others={others} />
        {field.record === "visit" && <Kinds field={field} />}
        <Checkbox
          size="xs"
          label={t("manage-field-required")}
          checked={field.required}
          onChange={(event) => void fieldSteps.edit({ id: field.id, required: event.currentTarget.checked })}
        />
        {field.record === "customer" && (
          <Checkbox
            size="xs"
            label={t("manage-field-in-lists")}
            checked={field.in_lists}
            onChange={(event) =>
              void fieldSteps.edit({ id: field.id, in_lists: event.currentTarget.checked })
            }
          />
        )}
        <Button
          variant="default"
          size="compact-sm"
          justify="flex-start"
          leftSection={<TrashIcon size={14} />}
          onClick={() => void fieldSteps.trash(field.id)}
        >
          {t("manage-trash")}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function Text({
  label,
  value,
  onSave,
}: {
  label: string;
  value: string;
  onSave: (text: string) => Promise<boolean>;
}) {
  return (
    <div className={classes.property}>
      <span>{label}</span>
      <InlineName clearable value={value} label={label} onSave={(text) => void onSave(text)} />
    </div>
  );
}

/** A value as one would type it. */
function written(content: FieldContent | null, exponent: number): string {
  if (content === null) return "";
  if ("money" in content) return String(content.money / 10 ** exponent);
  if ("yes_no" in content) return content.yes_no ? "✓" : "✗";
  if ("multi_choice" in content) return content.multi_choice.join("、");
  return Object.values(content)[0] as string;
}

/** What a new record begins with; what is typed is read as the field means it. */
function Default({ field }: { field: Field }) {
  const exponent = useBookSettings().data?.currency_exponent ?? 2;
  const put = (value: FieldContent | null) => fieldSteps.edit({ id: field.id, default: value });
  if (field.type === "choice" || field.type === "yes_no") {
    const offers =
      field.type === "choice"
        ? field.options.map(({ label }) => ({ value: label, label }))
        : [
            { value: "✓", label: t("card-yes") },
            { value: "✗", label: t("card-no") },
          ];
    return (
      <div className={classes.property}>
        <span>{t("manage-field-default")}</span>
        <Select
          size="xs"
          clearable
          aria-label={t("manage-field-default")}
          comboboxProps={{ withinPortal: false }}
          data={offers}
          value={written(field.default, exponent) || null}
          onChange={(value) =>
            void put(
              value === null ? null : field.type === "choice" ? { choice: value } : { yes_no: value === "✓" },
            )
          }
        />
      </div>
    );
  }
  return (
    <Text
      label={t("manage-field-default")}
      value={written(field.default, exponent)}
      onSave={(text) =>
        fieldSteps.editWith(async () => ({
          id: field.id,
          default: await call("values_read", { field_id: field.id, text }),
        }))
      }
    />
  );
}

/** The field waits for another one: for anything in it, or for one of its options. */
function Condition({ field, others }: { field: Field; others: Field[] }) {
  const other = others.find((one) => one.id === field.shown_if?.field_id);
  const is = field.shown_if?.is ?? null;
  const offers: Array<{ value: string; label: string; is: FieldContent }> =
    other?.type === "yes_no"
      ? [true, false].map((yes_no) => ({
          value: String(yes_no),
          label: t(yes_no ? "card-yes" : "card-no"),
          is: { yes_no },
        }))
      : (other?.options ?? []).map(({ label }) => ({ value: label, label, is: { choice: label } }));
  const put = (field_id: number | null, wanted: FieldContent | null) =>
    fieldSteps.edit({ id: field.id, shown_if: field_id === null ? null : { field_id, is: wanted } });
  return (
    <div className={classes.property}>
      <span>{t("manage-field-shown-if")}</span>
      <div>
        <Select
          size="xs"
          clearable
          placeholder={t("manage-field-always")}
          aria-label={t("manage-field-shown-if")}
          comboboxProps={{ withinPortal: false }}
          data={others
            .filter((one) => one.id !== field.id)
            .map((one) => ({ value: String(one.id), label: one.label }))}
          value={field.shown_if ? String(field.shown_if.field_id) : null}
          onChange={(id) => void put(id === null ? null : Number(id), null)}
        />
        {offers.length > 0 && (
          <Select
            size="xs"
            mt={4}
            clearable
            placeholder={t("manage-field-anything")}
            aria-label={t("manage-field-anything")}
            comboboxProps={{ withinPortal: false }}
            data={offers.map(({ value, label }) => ({ value, label }))}
            value={offers.find((offer) => JSON.stringify(offer.is) === JSON.stringify(is))?.value ?? null}
            onChange={(value) =>
              void put(other?.id ?? null, offers.find((offer) => offer.value === value)?.is ?? null)
            }
          />
        )}
      </div>
    </div>
  );
}

function Kinds({ field }: { field: Field }) {
  const kinds = useVisitKinds().data ?? [];
  return (
    <div className={classes.property}>
      <span>{t("manage-field-kinds")}</span>
      <MultiSelect
        size="xs"
        placeholder={field.kinds.length === 0 ? t("manage-field-all-kinds") : undefined}
        aria-label={t("manage-field-kinds")}
        comboboxProps={{ withinPortal: false }}
        data={kinds.map((kind) => ({ value: String(kind.id), label: kind.name }))}
        value={field.kinds.map(String)}
        onChange={(ids) => void fieldSteps.edit({ id: field.id, kinds: ids.map(Number) })}
      />
    </div>
  );
}
