import type { FieldContent } from "../../ipc";

/** What a field holds, as one would type it. */
export function contentTyped(content: FieldContent, exponent: number): string {
  if ("money" in content) return String(content.money / 10 ** exponent);
  if ("date" in content) return content.date;
  if ("number" in content) return content.number;
  return "text" in content ? content.text : "";
}
