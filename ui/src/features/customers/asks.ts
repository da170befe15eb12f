import { call, type Field, type FieldContent, type FieldRule, type Rule, type Span } from "../../ipc";
import { t } from "../../messages";
import { contentOf, dayOf } from "./fieldRules";

/** What is to be typed for a condition: its boxes, and what they mean. */
export interface Ask {
  label: string;
  boxes: Array<{ label: string; example?: string }>;
  /** The condition, or null if what was typed cannot be read; where the core must be asked, a moment later. */
  means: (typed: string[]) => Rule | null | Promise<Rule | null>;
}

/** A number of days or times, 1–3,650, as typed. */
function count(text = ""): number | null {
  const number = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
  return number >= 1 && number <= 3650 ? number : null;
}

/** Asks for a number. */
export function askCount(label: string, example: string, rule: (count: number) => Rule): Ask {
  return {
    label,
    boxes: [{ label, example }],
    means: ([typed]) => {
      const number = count(typed);
      return number === null ? null : rule(number);
    },
  };
}

/** Asks for words. */
export function askText(label: string, rule: (text: string) => Rule): Ask {
  return {
    label,
    boxes: [{ label }],
    means: ([typed = ""]) => (typed.trim() ? rule(typed.trim()) : null),
  };
}

/** A distance in kilometres as typed, in metres; none above half of the way round the earth. */
function metres(text = ""): number | null {
  const number = /^\d{1,5}([.,]\d{1,3})?$/.test(text.trim()) ? Number(text.trim().replace(",", ".")) : 0;
  return number > 0 && number <= 20_000 ? Math.max(1, Math.round(number * 1000)) : null;
}

/** Asks for a place, and how far from it: a town, coordinates, a link of a map. */
export function askNear(): Ask {
  return {
    label: t("filter-near"),
    boxes: [
      { label: t("filter-place"), example: "36.88, 118.73" },
      { label: t("filter-km"), example: "5" },
    ],
    means: async ([where = "", far]) => {
      const distance = metres(far);
      if (distance === null || !where.trim()) return null;
      try {
        const { point, name } = await call("places_find", { text: where });
        return { near: { point, metres: distance, ...(name && { name }) } };
      } catch {
        return null;
      }
    },
  };
}

/** The two ends of something; both are null if one cannot be read or there are none. */
function ends<T>(typed: string[], read: (text: string) => T | null): { from?: T; to?: T } | null {
  const [from, to] = typed.map((text) => (text.trim() ? read(text.trim()) : undefined));
  if (from === null || to === null || (from === undefined && to === undefined)) return null;
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

const both = (label: string, example: string) => [
  { label: t("filter-from", { what: label }), example },
  { label: t("filter-to", { what: label }), example },
];

/** Asks for a span of days: from, to, or both. */
export function askSpan(label: string, rule: (span: Span) => Rule): Ask {
  return {
    label,
    boxes: both(label, "2024-03-05"),
    means: (typed) => {
      const span = ends(typed, dayOf);
      if (!span) return null;
      return rule({
        ...(span.from && { from: { on: span.from } }),
        ...(span.to && { to: { on: span.to } }),
      });
    },
  };
}

/** A test of a field of customers, or of their visits, as a condition. */
export type Wrap = (test: FieldRule) => Rule;

/** A test of a field of customers. */
export const ofCustomers: Wrap = (field) => ({ field });
/** A test of a field of visits: any visit of theirs passes it. */
export const ofVisits: Wrap = (visit_field) => ({ visit_field });

/** Asks what a field holds: exactly this. */
export function askValue(field: Field, exponent: number, wrap = ofCustomers): Ask {
  const example = field.type === "date" ? "2024-03-05" : field.unit;
  return {
    label: field.label,
    boxes: [{ label: field.label, example }],
    means: ([typed = ""]) => {
      const is: FieldContent | null = contentOf(field, typed, exponent);
      return is && wrap({ id: field.id, is });
    },
  };
}

/** Asks for the words in a field. */
export function askWords(field: Field, wrap = ofCustomers): Ask {
  return askText(field.label, (contains) => wrap({ id: field.id, contains }));
}

/** Asks between what and what a field is: numbers or amounts. */
export function askBetween(field: Field, exponent: number, wrap = ofCustomers): Ask {
  return {
    label: field.label,
    boxes: both(field.label, field.unit),
    means: (typed) => {
      const read = (text: string) => contentOf(field, text, exponent);
      const found = ends(typed, read);
      if (!found) return null;
      const of = (content?: FieldContent) => (content ? Object.values(content)[0] : undefined);
      const [from, to] = [of(found.from), of(found.to)];
      const range = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
      return wrap(field.type === "money" ? { id: field.id, money: range } : { id: field.id, number: range });
    },
  };
}
