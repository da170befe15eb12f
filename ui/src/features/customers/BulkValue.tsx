import { MultiSelect, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Field, FieldContent } from "../../ipc";
import { t } from "../../messages";
import { contentOf } from "./fieldRules";
import { useCurrency } from "./queries";

const EMPTY = " ";

/** A value for a field, by its type. It gives null for emptying the field, and nothing for what cannot be read. */
export function BulkValue({
  field,
  onGive,
}: {
  field: Field;
  onGive: (value: FieldContent | null | undefined) => void;
}) {
  const { exponent } = useCurrency();
  const [wrong, setWrong] = useState(false);
  const common = { size: "xs", label: t("bulk-set-to") } as const;
  const empty = { value: EMPTY, label: t("bulk-set-empty") };
  const options = field.options.map(({ label }) => ({ value: label, label }));
  if (field.type === "choice" || field.type === "yes_no") {
    const data =
      field.type === "choice"
        ? options
        : [
            { value: "yes", label: t("card-yes") },
            { value: "no", label: t("card-no") },
          ];
    return (
      <Select
        {...common}
        comboboxProps={{ withinPortal: false }}
        data={[...data, empty]}
        onChange={(value) => {
          if (value === null) onGive(undefined);
          else if (value === EMPTY) onGive(null);
          else onGive(field.type === "choice" ? { choice: value } : { yes_no: value === "yes" });
        }}
      />
    );
  }
  if (field.type === "multi_choice") {
    return (
      <MultiSelect
        {...common}
        comboboxProps={{ withinPortal: false }}
        data={options}
        placeholder={t("bulk-set-empties")}
        onChange={(values) => onGive(values.length > 0 ? { multi_choice: values } : null)}
      />
    );
  }
  return (
    <TextInput
      {...common}
      placeholder={t("bulk-set-empties")}
      aria-invalid={wrong || undefined}
      error={wrong}
      onChange={(event) => {
        const text = event.currentTarget.value;
        // Long texts and phones are taken as they are typed; the door reads them.
        const plain = field.type === "long_text" || field.type === "phone";
        const read = plain ? { text } : contentOf(field, text, exponent);
        setWrong(text.trim() !== "" && read === null);
        onGive(text.trim() === "" ? null : (read ?? undefined));
      }}
    />
  );
}
