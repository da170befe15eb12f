import { screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { setWeekStart } from "../messages";
import { draw } from "../test/render";
import { DayMenu, nextDays } from "./DayMenu";

afterEach(() => setWeekStart("monday"));

it.each([
  ["monday", "一"],
  ["sunday", "日"],
])("weeks of the calendar begin on %s where the book says so", async (day, first) => {
  setWeekStart(day);
  draw(
    <DayMenu startsOpen value="2026-11-25" offers={nextDays()} onPick={() => {}}>
      <button type="button">下次</button>
    </DayMenu>,
  );
  await screen.findByText("2026 年 11 月");
  expect(document.querySelector("thead th")?.textContent).toBe(first);
});
