import type { Field, FieldContent, FieldType } from "../../ipc";

/** Types whose value can be typed to be looked for; a long text or a phone is found by the search. */
const TYPED: FieldType[] = ["text", "link", "number", "money", "date"];

/** Can a value of this field be typed? */
export function takesTyped({ type }: Field): boolean {
  return TYPED.includes(type);
}

/** Decimal text without its thousands, or null if it is no number the core could hold. */
function decimalOf(text: string): string | null {
  const plain = text.replace(/[\s,，_]/g, "").replace("．", ".");
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(plain) ? plain : null;
}

/** The day as the core writes it, `YYYY-MM-DD`, or null if there is no such day. */
export function dayOf(text: string): string | null {
  const parts = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text);
  if (!parts) return null;
  const [, year, month, day] = parts.map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  const said = date.toISOString().slice(0, 10);
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day ? said : null;
}

/**
 * What a typed text means as the content of a field, or null if it cannot be read.
 * `exponent` = digits of the currency's smallest unit.
 */
export function contentOf(field: Field, text: string, exponent: number): FieldContent | null {
  const trimmed = text.trim();
  if (!trimmed) return null;
  switch (field.type) {
    case "number": {
      const number = decimalOf(trimmed);
      return number === null ? null : { number };
    }
    case "money": {
      const number = decimalOf(trimmed.replace(/^[¥￥$€£]/, ""));
      const minor = number === null ? Number.NaN : Number(number) * 10 ** exponent;
      // A part of the smallest unit is no amount that anybody could have.
      return Math.abs(minor - Math.round(minor)) < 1e-6 ? { money: Math.round(minor) } : null;
    }
    case "date": {
      const date = dayOf(trimmed);
      return date === null ? null : { date };
    }
    case "text":
    case "link":
      return { text: trimmed };
    default:
      return null;
  }
}
