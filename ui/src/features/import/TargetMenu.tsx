import { Menu } from "@mantine/core";
import { type ReactNode, useContext } from "react";
import { CheckIcon } from "../../design/icons";
import type { Column, Target } from "../../ipc";
import { t } from "../../messages";
import { useFields } from "./queries";
import { Reading } from "./Reading";
import { OfVisits, PLACES, placeName, TYPES, typeName, VISIT_PLACES, withTarget } from "./targets";

/** The menu of where a column goes, and how its cells are read. `children` is the button that opens it. */
export function TargetMenu({
  column,
  columns,
  onColumns,
  children,
}: {
  column: Column;
  columns: Column[];
  onColumns: (columns: Column[]) => void;
  children: ReactNode;
}) {
  const fields = (useFields().data ?? []).filter((field) => field.record === "customer");
  const ofVisits = useContext(OfVisits);
  const { target } = column;
  const send = (to: Target) => onColumns(withTarget(columns, column.index, to));
  const label = target.to === "new_field" ? target.label : column.heading;
  const type = target.to === "new_field" ? target.field_type : (column.guessed_type ?? "text");
  const mark = (on: boolean) => (on ? <CheckIcon size={13} /> : undefined);
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown mah="24rem" style={{ overflowY: "auto" }}>
        <Reading column={column} columns={columns} fields={fields} onColumns={onColumns} />
        <Menu.Item rightSection={mark(target.to === "skip")} onClick={() => send({ to: "skip" })}>
          {placeName("skip")}
        </Menu.Item>
        {(ofVisits ? VISIT_PLACES : PLACES).map((group) => [
          <Menu.Divider key={`before-${group[0]}`} />,
          ...group.map((place) => (
            <Menu.Item
              key={place}
              rightSection={mark(target.to === place)}
              onClick={() => send({ to: place })}
            >
              {placeName(place, ofVisits)}
            </Menu.Item>
          )),
        ])}
        {fields.length > 0 && <Menu.Label>{t("import-fields-known")}</Menu.Label>}
        {fields.map((field) => (
          <Menu.Item
            key={field.id}
            rightSection={mark(target.to === "field" && target.id === field.id)}
            onClick={() => send({ to: "field", id: field.id })}
          >
            {field.label}
          </Menu.Item>
        ))}
        {!ofVisits && <Menu.Label>{t("import-field-new", { label })}</Menu.Label>}
        {(ofVisits ? [] : TYPES).map((one) => (
          <Menu.Item
            key={one}
            rightSection={mark(target.to === "new_field" && target.field_type === one)}
            onClick={() => send({ to: "new_field", label, field_type: one })}
          >
            {one === type && target.to !== "new_field"
              ? t("import-type-fits", { type: typeName(one) })
              : typeName(one)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
