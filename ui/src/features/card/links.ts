import type { ContactPoint } from "../../ipc";

/** The address of a website as the browser takes it; null for what is none. */
export function webUrl(text: string): string | null {
  const plain = text.trim();
  const given = /^(https?):\/\/([^\s/]\S*)$/i.exec(plain);
  if (given) return `${given[1]?.toLowerCase()}://${given[2]}`;
  return /^[^\s/:@]+\.[^\s/:@]{2,}(:\d+)?([/?#]\S*)?$/.test(plain) ? `https://${plain}` : null;
}

/** What opens outside of the window for a contact point, if anything. */
export function urlOf(point: Pick<ContactPoint, "kind" | "value">): string | null {
  switch (point.kind) {
    case "phone":
      return point.value.startsWith("+") ? `tel:${point.value.split(";")[0]}` : null;
    case "email":
      return `mailto:${point.value}`;
    case "website":
      return webUrl(point.value);
    default:
      return null;
  }
}
