import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  addDays,
  daysBetween,
  formatAmountShort,
  formatDayAndWeekday,
  formatDueDay,
  formatPastDay,
  formatPhone,
} from "./formats";
import { setLanguage } from "./t";

/** Numbers with their groups, by which the core is tested, too. */
const grouped = readFileSync(join(import.meta.dirname, "../../../tests/data/phones/grouped.tsv"), "utf8");

const NOW = "2026-11-23";

afterEach(() => setLanguage("zh-CN"));

describe("days of the past", () => {
  it.each([
    ["2026-11-23", "今天", "today"],
    ["2026-11-22", "昨天", "yesterday"],
    ["2026-11-20", "3 天前", "3 days ago"],
    ["2025-11-23", "365 天前", "365 days ago"],
    ["2025-11-22", "2025-11-22", "Nov 22, 2025"],
  ])("%s is said as %s and %s", (on, zh, en) => {
    setLanguage("zh-CN");
    expect(formatPastDay(on, NOW)).toBe(zh);
    setLanguage("en");
    expect(formatPastDay(on, NOW)).toBe(en);
  });
});

describe("days ahead", () => {
  it("names the weekday, and says how late a passed one is", () => {
    setLanguage("zh-CN");
    expect(formatDueDay("2026-11-25", NOW)).toEqual({ text: "11-25 周三", late: false });
    expect(formatDueDay("2026-11-21", NOW)).toEqual({ text: "11-21 逾期 2 天", late: true });
    expect(formatDueDay("2026-11-24", NOW).text).toBe("明天");
    setLanguage("en");
    expect(formatDueDay("2026-11-22", NOW)).toEqual({ text: "Nov 22 · 1 day late", late: true });
    expect(formatDayAndWeekday("2027-01-04", NOW)).toBe("Mon, Jan 4, 2027");
  });
});

it("counts days over the end of a leap February and of a year", () => {
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(daysBetween("2027-01-01", "2026-12-30")).toBe(-2);
});

it("keeps years before 100 as they are", () => {
  expect(daysBetween("0050-01-01", "0050-01-11")).toBe(10);
});

it("says amounts in 万 to a Chinese reader and in thousands to an English one", () => {
  setLanguage("zh-CN");
  expect(formatAmountShort(3_200_000, "CNY")).toBe("¥3.2万");
  setLanguage("en");
  expect(formatAmountShort(3_200_000, "CNY")).toBe("¥32K");
});

it("groups Chinese phones as one reads them, and leaves what it does not know", () => {
  setLanguage("zh-CN");
  expect(formatPhone("+8613800138000")).toBe("138 0013 8000");
  expect(formatPhone("+8613800138000", "DE")).toBe("+86 138 0013 8000");
  expect(formatPhone("+862455505730")).toBe("024 5550 5730");
  expect(formatPhone("+8651255509301;ext=12")).toBe("0512 5550 9301 转 12");
  expect(formatPhone("+4930123456;ext=7")).toBe("+49 30 123456 转 7");
  expect(formatPhone("+999123"), "of no country").toBe("+999123");
  for (const line of grouped.trim().split("\n")) {
    const [number = "", shown] = line.split("\t");
    expect(formatPhone(number)).toBe(shown);
  }
  expect(formatPhone("分机 12")).toBe("分机 12");
});
