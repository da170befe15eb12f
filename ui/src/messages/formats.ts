import { GROUPS } from "./generated/phones";
import { currentLanguage, t } from "./t";

const DAY = 86_400_000;

/** Today's local date as `YYYY-MM-DD`. */
export function today(now = new Date()): string {
  const pad = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** A local date `YYYY-MM-DD` as a Date at noon, so that no zone moves its day; null when it is none. */
export function dayOf(on: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(on);
  if (!match) return null;
  const day = new Date(2000, Number(match[2]) - 1, Number(match[3]), 12);
  day.setFullYear(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return day;
}

/** Days from `from` to `to`, both `YYYY-MM-DD`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  const a = dayOf(from);
  const b = dayOf(to);
  return a && b ? Math.round((b.getTime() - a.getTime()) / DAY) : 0;
}

/** The date so many days after `on`. */
export function addDays(on: string, days: number): string {
  const day = dayOf(on);
  if (!day) return on;
  day.setDate(day.getDate() + days);
  return today(day);
}

/** The day that a week begins with. */
export type WeekStart = "monday" | "sunday";

let weekStart: WeekStart = "monday";

/** Takes up with which day this book's weeks begin. */
export function setWeekStart(day: string): void {
  weekStart = day === "sunday" ? "sunday" : "monday";
}

/** The day that a week begins with, as calendars count: 0 is Sunday. */
export function firstDayOfWeek(): 0 | 1 {
  return weekStart === "sunday" ? 0 : 1;
}

const formatters = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${currentLanguage()} ${JSON.stringify(options)}`;
  let known = formatters.get(key) as Intl.DateTimeFormat | undefined;
  if (!known) {
    known = new Intl.DateTimeFormat(currentLanguage(), options);
    formatters.set(key, known);
  }
  return known;
}

function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${currentLanguage()} ${JSON.stringify(options)}`;
  let known = formatters.get(key) as Intl.NumberFormat | undefined;
  if (!known) {
    known = new Intl.NumberFormat(currentLanguage(), options);
    formatters.set(key, known);
  }
  return known;
}

/** A count with its thousands set apart: 3,214. */
export function formatCount(count: number): string {
  return numbers({}).format(count);
}

/** A day as short as it can be: 11-25 or Nov 25, with its year when that is not this year's. */
export function formatDay(on: string, now = today()): string {
  const day = dayOf(on);
  if (!day) return on;
  const sameYear = on.slice(0, 4) === now.slice(0, 4);
  if (currentLanguage() === "zh-CN") return sameYear ? on.slice(5) : on;
  return dates(
    sameYear ? { month: "short", day: "numeric" } : { month: "short", day: "numeric", year: "numeric" },
  ).format(day);
}

/** The day of the week: 周三, Wed. */
export function formatWeekday(on: string): string {
  const day = dayOf(on);
  return day ? dates({ weekday: "short" }).format(day) : "";
}

/** A day with its weekday: 11-25 周三; Wed, Nov 25. */
export function formatDayAndWeekday(on: string, now = today()): string {
  const [day, weekday] = [formatDay(on, now), formatWeekday(on)];
  return currentLanguage() === "zh-CN" ? `${day} ${weekday}` : `${weekday}, ${day}`;
}

/** A day that leaves no doubt: 11月25日 周三; Wed, Nov 25. With its year when that is not this year's. */
export function formatFullDay(on: string, now = today()): string {
  const day = dayOf(on);
  if (!day) return on;
  const sameYear = on.slice(0, 4) === now.slice(0, 4);
  const chinese = currentLanguage() === "zh-CN";
  const said = dates({
    month: chinese ? "long" : "short",
    day: "numeric",
    ...(!sameYear && { year: "numeric" }),
  }).format(day);
  return chinese ? `${said} ${formatWeekday(on)}` : `${formatWeekday(on)}, ${said}`;
}

/** What was said of days: every row of a list says a few, and putting one into words takes long. */
const saidDays = new Map<string, string>();
const MOST_DAYS = 8000;

function once(key: string, say: () => string): string {
  const whole = `${currentLanguage()} ${key}`;
  let said = saidDays.get(whole);
  if (said === undefined) {
    said = say();
    if (saidDays.size > MOST_DAYS) saidDays.clear();
    saidDays.set(whole, said);
  }
  return said;
}

/** A day in full: 2026年11月25日星期三; for titles and for screen readers. */
export function formatLongDay(on: string): string {
  return once(`long ${on}`, () => {
    const day = dayOf(on);
    return day ? dates({ dateStyle: "full" }).format(day) : on;
  });
}

/** A day of the past as one says it: 今天, 昨天, 3 天前; after a year its date. */
export function formatPastDay(on: string, now = today()): string {
  return once(`past ${on} ${now}`, () => {
    const days = daysBetween(on, now);
    if (days === 0) return t("day-today");
    if (days === 1) return t("day-yesterday");
    if (days > 1 && days <= 365) return t("day-ago", { days });
    return formatDay(on, now);
  });
}

/** A day ahead as one says it: 今天, 明天, else with its weekday; `late` when it has passed. */
export function formatDueDay(on: string, now = today()): { text: string; late: boolean } {
  const text = once(`due ${on} ${now}`, () => {
    const days = daysBetween(now, on);
    if (days < 0) return t("day-late", { day: formatDay(on, now), days: -days });
    if (days === 0) return t("day-today");
    if (days === 1) return t("day-tomorrow");
    return formatDayAndWeekday(on, now);
  });
  return { text, late: on < now && dayOf(on) !== null };
}

/** A moment (milliseconds UTC) as a local time: 16:40. */
export function formatTime(at: number): string {
  return dates({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

/** A moment (milliseconds UTC) as day and time: 昨天 16:40. */
export function formatMoment(at: number, now = today()): string {
  return `${formatPastDay(today(new Date(at)), now)} ${formatTime(at)}`;
}

/** An amount in minor units, short: ¥3.2万, $84K. `exponent` is the currency's number of decimal places. */
export function formatAmountShort(minor: number, currency: string, exponent = 2): string {
  return numbers({
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    notation: "compact",
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  }).format(minor / 10 ** exponent);
}

/** An amount in minor units, in full: ¥4,860.00. */
export function formatAmount(minor: number, currency: string, exponent = 2): string {
  return numbers({
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: minor % 10 ** exponent ? exponent : 0,
  }).format(minor / 10 ** exponent);
}

/** A phone as E.164 in the groups one reads it by: 138 0013 8000, +44 7700 900955; what is no E.164 stays as it is. */
export function formatPhone(value: string, homeCountry = "CN"): string {
  const [number = "", extension] = value.split(";ext=");
  const tail = extension ? ` ${t("phone-extension", { extension })}` : "";
  const mobile = /^\+86(1\d{2})(\d{4})(\d{4})$/.exec(number);
  if (mobile) return `${homeCountry === "CN" ? "" : "+86 "}${mobile[1]} ${mobile[2]} ${mobile[3]}${tail}`;
  // Area codes of two digits are 10 and 20–29; all others have three.
  const landline = /^\+86(10|2\d|[3-9]\d{2})(\d{3,4})(\d{4})$/.exec(number);
  if (landline)
    return `${homeCountry === "CN" ? "0" : "+86 "}${landline[1]} ${landline[2]} ${landline[3]}${tail}`;
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  if (american)
    return `${homeCountry === "US" || homeCountry === "CA" ? "" : "+1 "}${american[1]} ${american[2]} ${american[3]}${tail}`;
  return `${fromAbroad(number)}${tail}`;
}

/** A number from abroad in the groups of its country, which the core knows. */
function fromAbroad(number: string): string {
  for (const length of [1, 2, 3]) {
    const code = number.slice(1, 1 + length);
    const groups = number.startsWith("+") ? GROUPS[code] : undefined;
    const national = number.slice(1 + length);
    const fits = ([, digits, begins]: [string, string, string]) =>
      new RegExp(`^(?:${begins})`).test(national) && new RegExp(`^(?:${digits})$`).test(national);
    const found = groups?.find(fits);
    if (found) return `+${code} ${national.replace(new RegExp(found[1]), found[0])}`;
  }
  return number;
}

/** A size in bytes, as people say it: 340 kB, 2.4 MB. */
export function formatSize(bytes: number): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  return new Intl.NumberFormat(currentLanguage(), {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
