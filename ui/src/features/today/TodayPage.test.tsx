import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { expect, it } from "vitest";
import type { FollowUp, Today } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { cardAnswers } from "../../ipc/fake/cards";
import { addDays, today } from "../../messages";
import { startApp } from "../../test/render";

const due = (id: number, customer: string, on: string, what: string): FollowUp => ({
  id,
  customer_id: id,
  customer,
  visit_id: null,
  due_on: on,
  due_at: null,
  what,
  state: "open",
  closed_at: null,
});

const none = { total: 0, rows: [] };
const empty = (): Today => ({
  on: today(),
  overdue: none,
  today: none,
  week: none,
  birthdays: [],
  visits: 0,
});

const full = (): Today => ({
  ...empty(),
  overdue: { total: 1, rows: [due(1, "单志强", addDays(today(), -4), "回复付款方式")] },
  today: { total: 1, rows: [due(2, "陈静", today(), "第一次拜访")] },
  week: { total: 1001, rows: [due(3, "宏达建材", addDays(today(), 3), "送报价")] },
  birthdays: [{ customer_id: 4, customer: "曾丽华", on: addDays(today(), 1), is_lunar: true }],
  visits: 2,
});

const start = (answer: () => unknown) =>
  startApp({ customers: 5 }, "/today", (book: FakeBook) => {
    Object.assign(book.answers, cardAnswers(book), { today_show: answer, followups_finish: () => null });
  });

it("stands in calm order, each line with its customer", async () => {
  start(full);
  const overdue = await screen.findByRole("region", { name: "逾期" });
  expect(within(overdue).getByText("逾期 4 天")).toBeTruthy();
  expect(within(overdue).getByRole("link", { name: "单志强" }).getAttribute("href")).toBe("#/customers/1");
  expect(within(await screen.findByRole("region", { name: "今天" })).getByText("第一次拜访")).toBeTruthy();
  const week = screen.getByRole("region", { name: "接下来七天" });
  expect(within(week).getByText(/1000\+/), "very many are not counted out").toBeTruthy();
  expect(within(screen.getByRole("region", { name: "生日" })).getByText("农历生日")).toBeTruthy();
  expect(screen.getByText(/今天要做 1 件，逾期 1 件；今天已拜访 2 次/)).toBeTruthy();
});

it("marks a line as done without leaving", async () => {
  const book = start(full);
  await userEvent.click(await screen.findByRole("button", { name: "做完了：陈静" }));
  await waitFor(() => expect(book.calls.some(({ command }) => command === "followups_finish")).toBe(true));
  expect(book.calls.find(({ command }) => command === "followups_finish")?.args).toEqual({ id: 2 });
});

it("says what to do on an empty day, and has the box to log", async () => {
  start(empty);
  expect(await screen.findByText("今天没有安排")).toBeTruthy();
  expect(await screen.findByRole("textbox", { name: "一句话记一笔" })).toBeTruthy();
});

it("copies the week as text for a report", async () => {
  const user = userEvent.setup();
  const book = startApp({ customers: 5 }, "/today", (fake: FakeBook) => {
    Object.assign(fake.answers, cardAnswers(fake), { today_show: full, review_text: () => "周报\n王记五金" });
  });
  await user.click(await screen.findByRole("button", { name: "复制本周小结" }));
  await waitFor(async () => expect(await navigator.clipboard.readText()).toBe("周报\n王记五金"));
  expect(book.calls.some(({ command }) => command === "review_text")).toBe(true);
  expect(await screen.findByText("这周的小结已复制，可以贴进周报")).toBeTruthy();
});

it("is reached by G 1, and L goes to its box", async () => {
  const user = userEvent.setup();
  startApp({ customers: 5 }, "/customers", (book: FakeBook) => {
    Object.assign(book.answers, cardAnswers(book), { today_show: full });
  });
  await screen.findByRole("grid");
  await user.keyboard("g1");
  const box = await screen.findByRole("textbox", { name: "一句话记一笔" });
  await user.keyboard("l");
  await waitFor(() => expect(box).toBe(document.activeElement));
});

it("says what went wrong when it cannot be read", async () => {
  start(() => Promise.reject({ code: "io", args: {}, where: {} }));
  expect((await screen.findByRole("alert")).textContent).toContain("文件读写不成功");
});

it("has nothing that axe finds serious", async () => {
  start(full);
  const region = await screen.findByRole("region", { name: "逾期" });
  const page = region.parentElement as HTMLElement;
  const { violations } = await axe.run(page, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
});
