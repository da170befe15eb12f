import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { expect, it } from "vitest";
import type { DayPlan, FollowUp, PlannedStop, Today } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { cardAnswers } from "../../ipc/fake/cards";
import { followUpOf, planOf } from "../../ipc/fake/followups";
import { addDays, today } from "../../messages";
import { startApp } from "../../test/render";

const due = (id: number, customer: string, on: string, what: string): FollowUp =>
  followUpOf({ id, customer, due_on: on, what });

const none = { total: 0, rows: [] };
const empty = (): Today => ({
  on: today(),
  overdue: none,
  today: none,
  week: none,
  slipping: none,
  birthdays: [],
  visits: 0,
  seen_yesterday: 0,
  yesterday_without_next: 0,
});

const full = (): Today => ({
  ...empty(),
  overdue: { total: 1, rows: [due(1, "单志强", addDays(today(), -4), "回复付款方式")] },
  today: { total: 1, rows: [due(2, "陈静", today(), "第一次拜访")] },
  week: { total: 41_001, rows: [due(3, "宏达建材", addDays(today(), 3), "送报价")] },
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
  expect(within(week).getByText(/41,001/), "very many are counted").toBeTruthy();
  expect(within(week).getByText(/还有 41,000 件没有列出/)).toBeTruthy();
  expect(within(screen.getByRole("region", { name: "生日" })).getByText("农历生日")).toBeTruthy();
  expect(screen.getByText(/今天要做 1 件，逾期 1 件；今天已拜访 2 次/)).toBeTruthy();
});

it("leads from a list that is cut off to the customers whose it is", async () => {
  const book = start(full);
  const week = await screen.findByRole("region", { name: "接下来七天" });
  await userEvent.click(within(week).getByRole("link", { name: "到客户列表看全部" }));
  const rule = { all: [{ followup: { from: { today: 1 }, to: { today: 7 } } }] };
  await waitFor(() =>
    expect(book.calls.findLast(({ command }) => command === "customers_list")?.args).toMatchObject({
      where: rule,
    }),
  );
  expect(await screen.findByRole("grid")).toBeTruthy();
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

it("has the reminders that came, to be put off or taken note of", async () => {
  const user = userEvent.setup();
  let rows = [due(2, "陈静", today(), "带样品"), due(3, "宏达建材", today(), "送报价")];
  const book = startApp({ customers: 5 }, "/today", (fake: FakeBook) => {
    Object.assign(fake.answers, cardAnswers(fake), {
      today_show: full,
      reminders_list: () => rows,
      reminders_snooze: () => null,
      reminders_see: () => null,
    });
  });
  const list = within(await screen.findByRole("region", { name: "提醒" }));
  expect(list.getByText("带样品")).toBeTruthy();
  await user.click(list.getByRole("button", { name: "过会儿再提醒：陈静" }));
  await user.click(await screen.findByRole("menuitem", { name: "一小时后", hidden: true }));
  await user.click(list.getByRole("button", { name: "知道了：宏达建材", hidden: true }));
  await waitFor(() =>
    expect(book.calls.filter(({ command }) => /^reminders_s/.test(command)).map(({ args }) => args)).toEqual([
      { ids: [2], minutes: 60 },
      { ids: [3] },
    ]),
  );
  rows = [];
  act(() => book.emit("changed", { topics: ["followups"] }));
  await waitFor(() => expect(screen.queryByRole("region", { name: "提醒" })).toBeNull());
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

const stop = (id: number, customer: string, part: Partial<PlannedStop> = {}): PlannedStop => ({
  customer_id: id,
  customer,
  followups: [],
  place: null,
  arrive: 560,
  begin: 570,
  minutes: 30,
  metres: 6200,
  reasons: [{ code: "on_the_way", metres: 6200 }],
  ...part,
});

const withPlan = (plan: Partial<DayPlan>, day = full) =>
  startApp({ customers: 5 }, "/today", (book: FakeBook) => {
    Object.assign(book.answers, cardAnswers(book), {
      today_show: day,
      plan_show: () => planOf(plan),
      plan_order: () => null,
      plan_start: () => null,
      plan_skip: () => null,
      plan_add: () => null,
    });
  });

const sent = (book: FakeBook, command: string) =>
  book.calls.filter((one) => one.command === command).map((one) => one.args);

it("shows the way of the day with the reason for each stop", async () => {
  withPlan({
    metres: 46000,
    over: 1000,
    stops: [
      stop(1, "李秀英", { reasons: [{ code: "fixed_at", minute: 570 }] }),
      stop(2, "单志强", { reasons: [{ code: "overdue", days: 4 }] }),
      stop(3, "陈静", { begin: null, arrive: null, metres: 0, reasons: [{ code: "no_place" }] }),
    ],
  });
  const way = await screen.findByRole("complementary", { name: "今天的路线" });
  expect(await within(way).findByText("约好 09:30")).toBeTruthy();
  expect(within(way).getByText("逾期 4 天")).toBeTruthy();
  expect(within(way).getByText("不知道在哪里，没排进路线")).toBeTruthy();
  expect(within(way).getAllByText("↓ 6.2 km")).toHaveLength(2);
  expect(within(way).getByText(/直线距离 × 1.3/)).toBeTruthy();
  expect(within(way).getByText("路上约 46 km。 约 16:40 结束")).toBeTruthy();
});

it("keeps the room of the way while it is reckoned, if anybody is due", async () => {
  let reckoned = (_: DayPlan) => {};
  const later = new Promise<DayPlan>((done) => {
    reckoned = done;
  });
  startApp({ customers: 5 }, "/today", (book: FakeBook) => {
    Object.assign(book.answers, { today_show: full, plan_show: () => later });
  });
  const way = await screen.findByRole("complementary", { name: "今天的路线" });
  expect(way.getAttribute("aria-busy")).toBe("true");
  reckoned(planOf({ stops: [stop(1, "李秀英")] }));
  expect(await within(await screen.findByRole("complementary")).findByText("李秀英")).toBeTruthy();
  expect(screen.getByRole("complementary").getAttribute("aria-busy")).toBeNull();
});

it("keeps no room for a way where nobody is due", async () => {
  startApp({ customers: 5 }, "/today", (book: FakeBook) => {
    Object.assign(book.answers, { today_show: empty, plan_show: () => new Promise(() => {}) });
  });
  expect(await screen.findByText("今天没有安排")).toBeTruthy();
  expect(screen.queryByRole("complementary")).toBeNull();
});

it("says who is for another day, and why", async () => {
  withPlan({
    stops: [],
    not_today: [
      stop(1, "哈密农场", { begin: null, arrive: null, reasons: [{ code: "too_far", metres: 2_400_000 }] }),
      stop(2, "单志强", { begin: null, arrive: null, reasons: [{ code: "no_time" }] }),
    ],
  });
  const out = await screen.findByRole("region", { name: "今天去不了" });
  expect(within(out).getByRole("link", { name: "哈密农场" })).toBeTruthy();
  expect(within(out).getByText("太远，一天来不及：路上约 2400 km")).toBeTruthy();
  expect(within(out).getByText("今天来不及")).toBeTruthy();
});

it("puts the stops into the user's order, and takes one out", async () => {
  const book = withPlan({ stops: [stop(1, "李秀英"), stop(2, "单志强")] });
  const grip = await screen.findByRole("button", { name: /移动 李秀英/ });
  grip.focus();
  await userEvent.keyboard("{ArrowDown}");
  await waitFor(() => expect(sent(book, "plan_order")).toEqual([{ customers: [2, 1] }]));
  await userEvent.click(screen.getByRole("button", { name: "今天不去 单志强" }));
  await waitFor(() => expect(sent(book, "plan_skip")).toEqual([{ customer_id: 2 }]));
});

it("sets out to the first stop, and goes to the next by one key", async () => {
  const book = withPlan({ stops: [stop(1, "李秀英"), stop(2, "单志强")] });
  await userEvent.click(await screen.findByRole("button", { name: /出发/ }));
  await waitFor(() => expect(window.location.hash).toBe("#/customers/1"));
  expect(sent(book, "plan_start")).toEqual([{}]);
  window.location.hash = "#/customers";
  await screen.findByRole("grid");
  await userEvent.keyboard("p");
  await waitFor(() => expect(window.location.hash).toBe("#/customers/1"));
});

it("hands the name over to the box, and puts all that is overdue off", async () => {
  const many = () => ({
    ...full(),
    overdue: {
      total: 2,
      rows: [due(1, "单志强", addDays(today(), -4), "回复"), due(5, "马晓东", addDays(today(), -2), "")],
    },
  });
  const book = withPlan({}, many);
  Object.assign(book.answers, { followups_move_many: () => 2 });
  await userEvent.click(await screen.findByRole("button", { name: "记一笔：单志强" }));
  const box = screen.getByRole("textbox", { name: "一句话记一笔" }) as HTMLInputElement;
  await waitFor(() => expect([box.value, document.activeElement]).toEqual(["单志强 ", box]));
  await userEvent.click(screen.getByRole("button", { name: "全部改期" }));
  await userEvent.click(await screen.findByRole("button", { name: /明天/, hidden: true }));
  await waitFor(() => expect(sent(book, "followups_move_many")).toHaveLength(1));
  expect(sent(book, "followups_move_many")[0]).toMatchObject({
    due_on: addDays(today(), 1),
    until: addDays(today(), -1),
  });
});

it("tells who is slipping away and why, and takes them into the way", async () => {
  const slipping = {
    total: 1,
    rows: [
      {
        customer_id: 4,
        customer: "欧阳建国",
        last_visit_on: addDays(today(), -97),
        away: 97,
        usual: 24,
        last_said: "买复合肥",
      },
    ],
  };
  const book = withPlan({}, () => ({ ...full(), slipping }));
  const section = await screen.findByRole("region", { name: "快要流失" });
  expect(within(section).getByText("平常每 24 天一次，已经 97 天；上次：买复合肥")).toBeTruthy();
  await userEvent.click(within(section).getByRole("button", { name: "把欧阳建国加进今天的路线" }));
  await waitFor(() => expect(sent(book, "plan_add")).toEqual([{ customer_id: 4 }]));
});

it("asks about a day that is over, and moves to it when it is meant", async () => {
  const book = withPlan({});
  Object.assign(book.answers, {
    followups_move: ({ allow_past }: { allow_past?: boolean }) =>
      allow_past
        ? 1
        : Promise.reject({ code: "invalid", args: { field: "due_on", reason: "in_the_past" }, where: {} }),
  });
  await userEvent.click(await screen.findByRole("button", { name: "改期：陈静" }));
  await userEvent.click(await screen.findByRole("button", { name: /一周后/, hidden: true }));
  expect(await screen.findByText("这一天已经过去了，没有改。")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "就是这天" }));
  await waitFor(() => expect(sent(book, "followups_move")).toHaveLength(2));
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
