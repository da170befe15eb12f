import { currentLanguage, t, tCode } from "../messages";

/** Why one is closed, as the core tells it. */
export type Closing = { holiday: string } | { day: string } | { hours: string[] };

/** A word about a time at which one is closed. */
export function closedText(closing: Closing): string {
  if ("holiday" in closing) {
    return t("opening-holiday", { name: tCode("holiday-", closing.holiday, {}, "holiday-new-year") });
  }
  if ("day" in closing) {
    return closing.day ? t("opening-day", { name: closing.day }) : t("opening-day-unnamed");
  }
  const hours = new Intl.ListFormat(currentLanguage(), { type: "conjunction" }).format(closing.hours);
  return closing.hours.length > 0 ? t("opening-hours", { hours }) : t("opening-never");
}
