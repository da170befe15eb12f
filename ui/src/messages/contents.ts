import { formatAmount, formatCount, formatDay } from "./formats";
import { t } from "./t";

/** What a field holds, as the core tells it. */
type Content =
  | { text: string }
  | { number: string }
  | { money: number }
  | { date: string }
  | { yes_no: boolean }
  | { choice: string }
  | { multi_choice: string[] };

/** The user's currency: its code and the digits of its smallest unit. */
export interface Currency {
  code: string;
  exponent: number;
}

/** What a field holds, as one reads it. */
export function contentText(content: Content, field: { unit: string }, currency: Currency): string {
  if ("money" in content) return formatAmount(content.money, currency.code, currency.exponent);
  if ("date" in content) return formatDay(content.date);
  if ("yes_no" in content) return t(content.yes_no ? "card-yes" : "card-no");
  if ("number" in content) {
    const plain = Number(content.number);
    // Beyond what a number can hold exactly the digits are shown as they are kept.
    const shown = Number.isSafeInteger(plain) ? formatCount(plain) : content.number;
    return [shown, field.unit].filter(Boolean).join(" ");
  }
  if ("choice" in content) return content.choice;
  return "text" in content ? content.text : content.multi_choice.join(t("list-comma"));
}
