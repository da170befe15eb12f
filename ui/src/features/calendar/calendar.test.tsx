import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import type { Agenda } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { cardAnswers } from "../../ipc/fake/cards";
import { followUpOf } from "../../ipc/fake/followups";
import { startApp } from "../../test/render";
import { eventsOf, spanOf, stepOf } from "./events";

const at = (text: string) => new Date(text).getTime();

const agenda = (): Agenda => ({
  days: [
    {
      on: "2026-11-24",
      total: 5,
      rows: [
        followUpOf({
          id: 1,
          customer: "李秀英",
          due_on: "2026-11-24",
          due_at: at("2026-11-24T09:30:00"),
          ends_at: at("2026-11-24T10:10:00"),
          what: "试色",
        }),
        followUpOf({ id: 2, customer: "陈静", due_on: "2026-11-24", state: "done" }),
      ],
    },
  ],
  turns: [
    {
      followup_id: 9,
      customer_id: 3,
      customer: "王强",
      what: "盘点",
      on: "2026-12-01",
      at: null,
      ends_at: null,
    },
  ],
  birthdays: [
    {
      on: "2026-11-25",
      customer_id: 4,
      customer: "曾丽华",
      birthday: { calendar: "lunar", year: 1980, month: 10, day: 17, leap_month: false },
      turns: 46,
    },
  ],
  holidays: [{ on: "2026-10-10", name: "national_day", work: true }],
  holidays_until: 2026,
  closed: [{ on: "2026-11-29", from: "18:00", until: "24:00", all_day: false }],
});

describe("what the calendar is given", () => {
  it("has each thing where it belongs, and moves only what is open", () => {
    const told = eventsOf({ ...agenda(), closed: [] }, "week").map(({ id, title, allDay, editable }) => [
      id,
      title,
      allDay,
      editable,
    ]);
    expect(told).toEqual([
      ["birthday-4-2026-11-25", "曾丽华 的生日，46 岁", true, false],
      ["followup-1", "李秀英 试色", false, true],
      ["followup-2", "陈静", true, false],
      ["turn-9-2026-12-01", "王强 盘点", true, false],
    ]);
  });

  it("has the hours in which one is closed behind everything, but for a month", () => {
    const [closed] = eventsOf(agenda(), "week");
    expect([closed?.display, closed?.start, closed?.end]).toEqual([
      "background",
      "2026-11-29T18:00",
      "2026-11-30T00:00",
    ]);
    expect(eventsOf(agenda(), "month")[0]?.display).toBeUndefined();
  });

  it("shows whole weeks as they begin, and steps by what is shown", () => {
    expect(spanOf("week", "2026-11-25", 1)).toEqual({ from: "2026-11-23", to: "2026-11-29" });
    expect(spanOf("week", "2026-11-29", 0)).toEqual({ from: "2026-11-29", to: "2026-12-05" });
    expect(spanOf("month", "2026-11-25", 1)).toEqual({ from: "2026-10-26", to: "2026-12-06" });
    expect(spanOf("month", "2026-11-25", 0)).toEqual({ from: "2026-11-01", to: "2026-12-12" });
    expect(stepOf("month", "2026-01-31", 1)).toBe("2026-02-01");
    expect(stepOf("month", "2026-01-31", -1)).toBe("2025-12-01");
    expect(stepOf("week", "2026-11-25", -1)).toBe("2026-11-18");
  });
});

const start = async () => {
  const book = startApp({ customers: 5 }, "/calendar", (fake: FakeBook) => {
    Object.assign(fake.answers, cardAnswers(fake), { agenda_show: agenda });
  });
  await userEvent.click(await screen.findByRole("radio", { name: "日程" }));
  return book;
};

describe("the days that come as a list", () => {
  it("tells what is planned, what comes again, birthdays and days that are worked", async () => {
    await start();
    const day = await screen.findByRole("region", { name: /11月24日/ });
    expect(within(day).getByText("09:30–10:10")).toBeTruthy();
    expect(within(day).getByRole("link", { name: "李秀英" }).getAttribute("href")).toBe("#/customers/1");
    expect(within(day).getByText("跟进 · 做完了")).toBeTruthy();
    expect(within(day).getByText("还有 3 件没有列出")).toBeTruthy();
    expect(screen.getByText("会再来")).toBeTruthy();
    expect(screen.getByText("生日，46 岁")).toBeTruthy();
    expect(screen.getByText("国庆节，补班")).toBeTruthy();
  });

  it("asks for the days that are shown, and steps on", async () => {
    const book = await start();
    const asked = () => book.calls.filter((one) => one.command === "agenda_show");
    const before = asked().length;
    await userEvent.click(screen.getByRole("button", { name: "往后" }));
    await waitFor(() => expect(asked().length).toBeGreaterThan(before));
  });

  it("has nothing that axe finds serious", async () => {
    await start();
    const day = await screen.findByRole("region", { name: /11月24日/ });
    const page = day.parentElement?.parentElement as HTMLElement;
    const { violations } = await axe.run(page, { rules: { "color-contrast": { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
