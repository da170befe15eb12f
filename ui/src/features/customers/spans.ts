import type { Period, Span } from "../../ipc";
import { t } from "../../messages";

const from = (days: number): Span => ({ from: { today: days }, to: { today: 0 } });
const within = (days: number): Span => ({ from: { today: 0 }, to: { today: days } });
const period = (one: Period): Span => ({ period: one });

/** Spans that something is looked for in that has been. They move with the day. */
export const PAST: Span[] = [
  within(0),
  period("this_week"),
  period("last_week"),
  period("this_month"),
  period("last_month"),
  from(-29),
  from(-89),
];

/** Spans that something is looked for in that is to come. */
export const AHEAD: Span[] = [
  within(0),
  period("this_week"),
  period("next_week"),
  period("this_month"),
  period("next_month"),
  within(7),
  within(30),
];

/** Spans that a birthday is looked for in. */
export const BIRTHDAYS: Span[] = [
  within(0),
  within(7),
  within(14),
  within(30),
  period("this_month"),
  period("next_month"),
];

/** The days that begin with today and are so many ahead. */
export const withinDays = within;

/** A span that is offered, in words. */
export function spanText(span: Span): string {
  if (span.period) return t("rule-days-period", { period: span.period });
  const [first, last] = [span.from, span.to].map((day) => (day && "today" in day ? day.today : 0));
  if (first === 0 && last === 0) return t("rule-day-today");
  return first === 0
    ? t("rule-days-next", { count: last ?? 0 })
    : t("rule-days-last", { count: 1 - (first ?? 0) });
}
