import type { Field, FieldContent } from "../../ipc";

/** The fields that a kind of visit asks for; those that name no kind are asked for by all. */
export function askedBy(fields: Field[], kind: number | undefined): Field[] {
  return fields.filter(
    (field) =>
      field.record === "visit" &&
      (field.kinds.length === 0 || (kind !== undefined && field.kinds.includes(kind))),
  );
}

/** A value as it is typed. */
export function typedOf(content: FieldContent | null, exponent: number): string {
  if (content === null) return "";
  if ("money" in content) return String(content.money / 10 ** exponent);
  if ("text" in content) return content.text;
  if ("number" in content) return content.number;
  return "date" in content ? content.date : "";
}

/** What a typed text means in a field: null for nothing, undefined if it cannot be read. */
export function readTyped(field: Field, text: string, exponent: number): FieldContent | null | undefined {
  const plain = text.trim();
  if (!plain) return null;
  if (field.type !== "number" && field.type !== "money") return { text: plain };
  const bare = plain.replace(/[,，\s¥￥$€]/g, "");
  const match = /^(-?\d+(?:\.\d+)?)(万|w|千|k|亿)?$/i.exec(bare);
  if (!match) return undefined;
  const scale = { 万: 1e4, w: 1e4, 千: 1e3, k: 1e3, 亿: 1e8 }[match[2]?.toLowerCase() ?? ""];
  if (field.type === "money") return { money: Math.round(Number(match[1]) * (scale ?? 1) * 10 ** exponent) };
  // Without a unit digit by digit, so that none is lost.
  return { number: scale ? String(Math.round(Number(match[1]) * scale * 1e6) / 1e6) : (match[1] ?? "") };
}
