import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { expect, it } from "vitest";
import type { FakeBook } from "../../ipc/fake";
import { startApp } from "../../test/render";

const nothing = { days: [], turns: [], birthdays: [], holidays: [], holidays_until: 2026, closed: [] };

async function start(): Promise<FakeBook> {
  const book = startApp({}, "/settings/opening", (fake) => {
    fake.answers.agenda_show = () => nothing;
  });
  await screen.findByRole("heading", { level: 2, name: "营业时间" });
  return book;
}

it("opens a day, changes its hours, and does the same on all workdays", async () => {
  const book = await start();
  const hours = () => book.state.settings.open_hours;
  expect(await screen.findByRole("button", { name: "星期一: 加一段" })).toBeTruthy();
  expect(screen.queryByText("不开门"), "nothing is said of any day").toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "星期一: 加一段" }));
  await waitFor(() => expect(hours()).toEqual([{ weekday: 1, from: "09:00", until: "18:00" }]));
  expect((await screen.findAllByText("不开门")).length).toBe(6);
  const until = await screen.findByRole("textbox", { name: "星期一：几点关门" });
  await userEvent.clear(until);
  await userEvent.type(until, "下午5点半{Enter}");
  await waitFor(() => expect(hours()).toEqual([{ weekday: 1, from: "09:00", until: "17:30" }]));
  await userEvent.click(screen.getByRole("button", { name: "工作日都和周一一样" }));
  await waitFor(() => expect(hours().map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5]));
  await userEvent.click(screen.getByRole("button", { name: "去掉 星期一 09:00–17:30" }));
  await waitFor(() => expect(hours().map(({ weekday }) => weekday)).toEqual([2, 3, 4, 5]));
});

it("says up to which year holidays are known, and keeps them if wanted", async () => {
  const book = await start();
  expect(await screen.findByText(/放假安排到 2026 年为止/)).toBeTruthy();
  await userEvent.click(screen.getByRole("switch", { name: "法定节假日关门" }));
  await waitFor(() => expect(book.state.settings.keeps_holidays).toBe(true));
});

it("takes a closed day off again", async () => {
  const book = startApp({}, "/settings/opening", (fake) => {
    fake.answers.agenda_show = () => nothing;
    fake.state.settings.closed_days = [{ from: "2026-12-24", to: "2026-12-26", name: "盘点" }];
  });
  const part = within(await screen.findByRole("region", { name: "关门的日子" }));
  expect(part.getByText("盘点")).toBeTruthy();
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
  await userEvent.click(part.getByRole("button", { name: /去掉/ }));
  await waitFor(() => expect(book.state.settings.closed_days).toEqual([]));
});
