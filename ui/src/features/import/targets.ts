import { createContext } from "react";
import type { Column, Field, FieldType, Target } from "../../ipc";
import { t } from "../../messages";

/** A place of a customer that a column can go to. */
export type Place = Exclude<Target["to"], "new_field" | "field">;

/** The places in the groups of the menu. */
export const PLACES: Place[][] = [
  ["name", "contact", "contact_role", "kind", "uid"],
  ["phone", "wechat", "email", "address", "website"],
  ["tags", "stage", "owner", "next_followup", "birthday", "note"],
  ["last_visit", "visit_kind", "visit_text", "visit_author"],
];

/** The places where rows are visits: whose it is, and what is told of it. */
export const VISIT_PLACES: Place[][] = [
  ["name", "phone", "email", "wechat", "uid"],
  ["last_visit", "visit_kind", "visit_text", "visit_author", "next_followup"],
];

/** Whether the rows that are looked at are visits. */
export const OfVisits = createContext(false);

/** The types of a new field, in the order of the menu. */
export const TYPES: FieldType[] = [
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

/** What a place is called. */
export function placeName(place: Place, ofVisits = false): string {
  switch (place) {
    case "skip":
      return t("import-to-skip");
    case "name":
      return t("import-to-name");
    case "contact":
      return t("import-to-contact");
    case "contact_role":
      return t("import-to-contact-role");
    case "phone":
      return t("card-phone");
    case "email":
      return t("card-email");
    case "wechat":
      return t("card-wechat");
    case "address":
      return t("card-address");
    case "website":
      return t("card-website");
    case "tags":
      return t("card-tags");
    case "stage":
      return t("import-to-stage");
    case "owner":
      return t("import-to-owner");
    case "kind":
      return t("import-to-kind");
    case "uid":
      return t("import-to-uid");
    case "last_visit":
      return ofVisits ? t("import-to-visit-day") : t("import-to-last-visit");
    case "visit_kind":
      return t("import-to-visit-kind");
    case "visit_text":
      return t("import-to-visit-text");
    case "visit_author":
      return t("import-to-visit-author");
    case "next_followup":
      return t("import-to-next-followup");
    case "birthday":
      return t("card-birthday");
    case "note":
      return t("card-note");
  }
}

/** What a type of field is called. */
export function typeName(type: FieldType): string {
  switch (type) {
    case "text":
      return t("import-type-text");
    case "long_text":
      return t("import-type-long-text");
    case "number":
      return t("import-type-number");
    case "money":
      return t("import-type-money");
    case "date":
      return t("import-type-date");
    case "yes_no":
      return t("import-type-yes-no");
    case "choice":
      return t("import-type-choice");
    case "multi_choice":
      return t("import-type-multi-choice");
    case "link":
      return t("import-type-link");
    case "phone":
      return t("card-phone");
  }
}

/** Where a column goes, in short: for its head. */
export function targetName(target: Target, fields: Field[], ofVisits = false): string {
  if (target.to === "new_field") return t("import-to-new");
  if (target.to === "field") return fields.find((field) => field.id === target.id)?.label ?? "";
  return placeName(target.to, ofVisits);
}

/** Where a column goes, in full: for the list at the side. */
export function targetSaid(target: Target, fields: Field[], ofVisits = false): string {
  if (target.to === "new_field") {
    return t("import-to-new-field", { label: target.label, type: typeName(target.field_type) });
  }
  if (target.to === "field") return t("import-to-field", { label: targetName(target, fields) });
  return placeName(target.to, ofVisits);
}

/** What there is to say about how the cells of a column are read: dates, amounts, or nothing. */
export function readingOf(target: Target, fields: Field[]): "date" | "amount" | null {
  if (target.to === "last_visit" || target.to === "next_followup" || target.to === "birthday") return "date";
  const type =
    target.to === "new_field"
      ? target.field_type
      : target.to === "field"
        ? fields.find((field) => field.id === target.id)?.type
        : undefined;
  if (type === "date") return "date";
  return type === "number" || type === "money" ? "amount" : null;
}

/** The columns with one of them read in another way. */
export function withReading(
  columns: Column[],
  index: number,
  reading: Partial<Pick<Column, "date_order" | "unit" | "decimal_mark">>,
): Column[] {
  return columns.map((column) => (column.index === index ? { ...column, ...reading } : column));
}

/** The columns with one of them going elsewhere. */
export function withTarget(columns: Column[], index: number, target: Target): Column[] {
  return columns.map((column) => (column.index === index ? { ...column, target } : column));
}
