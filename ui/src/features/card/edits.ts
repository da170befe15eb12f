import type { ChangeInfo, Edit, EditValue } from "../../ipc";
import { birthdayText, changeText, formatAmount, formatPhone, t, tCode } from "../../messages";

/** What values are shown by. */
export interface ShownBy {
  currency: string;
  exponent: number;
  homeCountry: string;
}

/** A value as one reads it. */
function valueText(value: EditValue, by: ShownBy, unit: string): string {
  if ("text" in value) return value.text || t("edit-nothing");
  if ("phone" in value) return formatPhone(value.phone, by.homeCountry);
  if ("number" in value) return unit ? `${value.number} ${unit}` : value.number;
  if ("money" in value) return formatAmount(value.money, by.currency, by.exponent);
  if ("date" in value) return value.date;
  if ("yes_no" in value) return value.yes_no ? t("edit-yes") : t("edit-no");
  if ("birthday" in value) return birthdayText(value.birthday);
  switch (value.code) {
    case "company":
      return t("card-kind-company");
    case "person":
      return t("card-kind-person");
    case "done":
      return t("edit-state-done");
    case "dropped":
      return t("edit-state-dropped");
    default:
      return t("edit-state-open");
  }
}

/** Which contact point, field, visit … it is, in words. */
function labelText({ what, label }: Edit): string {
  if (what === "contact_point" || what === "contact_point_label") {
    switch (label) {
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
      default:
        return t("card-contact");
    }
  }
  return label;
}

/** One thing that a step changed: 名称：陈静 → 陈小静. */
export function editText(edit: Edit, by: ShownBy): string {
  const what = tCode("edit-", edit.what, { label: labelText(edit) }, "change-other");
  const from = edit.from && valueText(edit.from, by, edit.unit);
  const to = edit.to && valueText(edit.to, by, edit.unit);
  // What had no words of its own is only said to have come or gone.
  const blank = (value: EditValue | null) => value !== null && "text" in value && value.text === "";
  if (!edit.to && blank(edit.from)) return t("edit-gone", { what });
  if (!edit.from && blank(edit.to)) return what;
  if (from && to) return t("edit-change", { what, from, to });
  if (to) return t("edit-added", { what, to });
  if (from) return t("edit-removed", { what, from });
  return what;
}

/** Where the customer came from, if this step was the import that brought it. */
export function importText(step: ChangeInfo): string | null {
  if (step.source_row === null) return null;
  return t("edit-imported", { file: String(step.args.file ?? ""), row: step.source_row });
}

/** A step in one line: what it changed, or else what it was. */
export function stepText(step: ChangeInfo, by: ShownBy): string {
  const imported = importText(step);
  if (imported) return imported;
  const edits = step.edits ?? [];
  if (edits.length === 0 || edits.length > 3) return changeText(step);
  return edits.map((edit) => editText(edit, by)).join(" · ");
}
