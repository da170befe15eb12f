import { Menu } from "@mantine/core";
import { CheckIcon } from "../../design/icons";
import type { Column, DateOrder, DecimalMark, Field, Unit } from "../../ipc";
import { t } from "../../messages";
import { readingOf, withReading } from "./targets";

const ORDERS: DateOrder[] = ["year_first", "month_first", "day_first"];
const UNITS: Unit[] = ["one", "thousand", "ten_thousand", "million", "hundred_million"];
const MARKS: DecimalMark[] = ["point", "comma"];

function orderName(order: DateOrder): string {
  switch (order) {
    case "year_first":
      return t("import-date-year-first");
    case "month_first":
      return t("import-date-month-first");
    case "day_first":
      return t("import-date-day-first");
  }
}

function unitName(unit: Unit): string {
  switch (unit) {
    case "one":
      return t("import-unit-one");
    case "thousand":
      return t("import-unit-thousand");
    case "ten_thousand":
      return t("import-unit-ten-thousand");
    case "million":
      return t("import-unit-million");
    case "hundred_million":
      return t("import-unit-hundred-million");
  }
}

function markName(mark: DecimalMark): string {
  return mark === "point" ? t("import-mark-point") : t("import-mark-comma");
}

/** The part of a column's menu that says how its cells are read: the order of dates, or unit and mark of amounts. */
export function Reading({
  column,
  columns,
  fields,
  onColumns,
}: {
  column: Column;
  columns: Column[];
  fields: Field[];
  onColumns: (columns: Column[]) => void;
}) {
  const reading = readingOf(column.target, fields);
  if (reading === null) return null;
  const read = (part: Parameters<typeof withReading>[2]) =>
    onColumns(withReading(columns, column.index, part));
  return (
    <>
      {reading === "date" ? (
        <Choice
          title={t("import-date-order")}
          chosen={column.date_order}
          offers={ORDERS}
          nameOf={orderName}
          onChoose={(date_order) => read({ date_order })}
        />
      ) : (
        <>
          <Choice
            title={t("import-unit")}
            chosen={column.unit}
            offers={UNITS}
            nameOf={unitName}
            onChoose={(unit) => read({ unit })}
          />
          <Choice
            title={t("import-mark")}
            chosen={column.decimal_mark}
            offers={MARKS}
            nameOf={markName}
            onChoose={(decimal_mark) => read({ decimal_mark })}
          />
        </>
      )}
      <Menu.Divider />
    </>
  );
}

function Choice<T extends string>({
  title,
  chosen,
  offers,
  nameOf,
  onChoose,
}: {
  title: string;
  chosen: T;
  offers: T[];
  nameOf: (one: T) => string;
  onChoose: (one: T) => void;
}) {
  return (
    <Menu.Sub openDelay={60} floatingStrategy="fixed">
      <Menu.Sub.Target>
        <Menu.Sub.Item>{t("import-reading", { what: title, how: nameOf(chosen) })}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {offers.map((one) => (
          <Menu.Item
            key={one}
            rightSection={one === chosen ? <CheckIcon size={13} /> : undefined}
            onClick={() => onChoose(one)}
          >
            {nameOf(one)}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}
