import type { Card, ContactPoint, MergeSide } from "../../ipc";
import { birthdayText, type Currency, contentText, formatCount, formatPhone, t } from "../../messages";

/** A property that holds one value: what each customer has there. */
export interface Fact {
  id: string;
  name: string;
  /** The field, if it is one. */
  field?: number;
  /** By customer; nobody without a value. */
  texts: Map<number, string>;
}

/** The properties of which one value is taken; those that nobody has are left out. */
export function factsOf(cards: Card[], currency: Currency): Fact[] {
  const fact = (id: string, name: string, textOf: (card: Card) => string | null): Fact => ({
    id,
    name,
    texts: new Map(cards.flatMap((card) => (textOf(card) ? [[card.id, textOf(card) ?? ""]] : []))),
  });
  const fields = new Map(cards.flatMap((card) => card.fields.map((value) => [value.field_id, value.label])));
  const all = [
    fact("name", t("column-name"), (card) => card.name),
    fact("kind", t("column-kind"), (card) => t(`kind-${card.kind}`)),
    fact("stage", t("column-stage"), (card) => card.stage),
    fact("owner", t("column-owner"), (card) => card.owner),
    fact("birthday", t("heading-birthday"), (card) => card.birthday && birthdayText(card.birthday)),
    ...[...fields].map(([field, label]) => ({
      ...fact(`field-${field}`, label, (card) => {
        const value = card.fields.find((one) => one.field_id === field);
        return value ? contentText(value.value, value, currency) : null;
      }),
      field,
    })),
  ];
  return all.filter(({ texts }) => texts.size > 0);
}

/** What all of them bring along, nothing of it lost. */
export function keptOf(sides: MergeSide[]): { name: string; texts: Map<number, string> }[] {
  const line = (name: string, textOf: (side: MergeSide) => string) => ({
    name,
    texts: new Map(sides.map((side) => [side.card.id, textOf(side)])),
  });
  const points = (side: MergeSide, kind: ContactPoint["kind"]) =>
    side.card.contact_points
      .filter((point) => point.kind === kind)
      .map(({ value }) => (kind === "phone" ? formatPhone(value) : value))
      .join("\n");
  const count = (number: number) => (number > 0 ? formatCount(number) : "");
  const all = [
    line(t("column-phone"), (side) => points(side, "phone")),
    line(t("heading-email"), (side) => points(side, "email")),
    line(t("heading-wechat"), (side) => points(side, "wechat")),
    line(t("heading-address"), (side) => points(side, "address")),
    line(t("column-contact"), ({ card }) => card.contacts.map(({ name }) => name).join("\n")),
    line(t("column-tags"), ({ card }) => card.tags.map(({ name }) => name).join(t("list-comma"))),
    line(t("heading-note"), ({ card }) => card.note),
    line(t("heading-visits"), ({ card }) => count(card.visit_count)),
    line(t("merge-followups"), ({ followups }) => count(followups)),
  ];
  return all.filter(({ texts }) => [...texts.values()].some((text) => text !== ""));
}
