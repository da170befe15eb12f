import { currentLanguage, t } from "./t";

/** A day of birth as the core tells it. */
interface Birthday {
  calendar: "solar" | "lunar";
  year: number | null;
  month: number;
  day: number;
  leap_month: boolean;
}

const MONTHS = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"];
const DIGITS = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/** A lunar day as it is said: 初八, 十五, 廿三, 三十. */
function lunarDay(day: number): string {
  if (day <= 10) return `初${DIGITS[day]}`;
  if (day < 20) return `十${DIGITS[day - 10]}`;
  if (day === 20) return "二十";
  if (day < 30) return `廿${DIGITS[day - 20]}`;
  return "三十";
}

/** A year without thousands set apart; none where it is not known. */
const yearText = (year: number | null) => (year === null ? "none" : String(year));

/** A birthday as one says it: 1980-08-15, 8 月 15 日, 农历闰四月初三, 15 August. */
export function birthdayText({ calendar, year, month, day, leap_month: leap }: Birthday): string {
  if (calendar === "lunar") {
    const said = `${leap ? "闰" : ""}${MONTHS[month - 1] ?? month}月${lunarDay(day)}`;
    if (currentLanguage() === "zh-CN") return t("birthday-lunar", { year: yearText(year), day: said });
    const plain = `${month}/${day}`;
    return t("birthday-lunar", {
      year: yearText(year),
      day: leap ? t("birthday-in-leap-month", { day: plain }) : plain,
    });
  }
  const date = new Date(Date.UTC(2000, month - 1, day));
  if (year !== null) date.setUTCFullYear(year);
  return new Intl.DateTimeFormat(currentLanguage(), {
    timeZone: "UTC",
    month: "long",
    day: "numeric",
    ...(year !== null && { year: "numeric" }),
  }).format(date);
}
