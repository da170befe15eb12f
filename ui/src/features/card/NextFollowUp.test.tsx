import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { FakeBook } from "../../ipc/fake";
import { cardAnswers } from "../../ipc/fake/cards";
import { followUpOf } from "../../ipc/fake/followups";
import { addDays, today } from "../../messages";
import { startApp } from "../../test/render";
import { remindOf } from "./FollowUpMore";

const tomorrow = addDays(today(), 1);
const sent = (book: FakeBook, command: string) =>
  book.calls.filter((one) => one.command === command).map((one) => one.args);

/** A card whose next step is tomorrow at this time. */
async function withNext(time?: string) {
  const book = startApp({ customers: 3 }, "/customers/1", (fake) => {
    fake.state.customers = fake.state.customers.map((row) => ({ ...row, next_followup_on: null }));
    const answers = cardAnswers(fake);
    Object.assign(fake.answers, answers);
    answers.followups_create?.({ customer_id: 1, due_on: tomorrow, what: "带样品", ...(time && { time }) });
  });
  return { book, banner: await screen.findByRole("region", { name: "下次跟进" }) };
}

const edits = (book: FakeBook) => sent(book, "followups_move");

describe("the reminder of a follow-up", () => {
  it("is changed where the rest of it is", async () => {
    const { book, banner } = await withNext("15:00");
    book.answers.followups_edit = () => null;
    await userEvent.click(within(banner).getByRole("button", { name: "更多" }));
    await userEvent.click(await screen.findByRole("combobox", { name: "提醒", hidden: true }));
    await userEvent.click(await screen.findByRole("option", { name: "提前 30 分钟", hidden: true }));
    await waitFor(() => expect(sent(book, "followups_edit")).toMatchObject([{ remind: 30 }]));
  });

  it("counts from its time, or from its midnight where it has none", () => {
    const at = (text: string) => new Date(text).getTime();
    const of = (due_at: string | null, remind_at: string | null) =>
      remindOf(
        followUpOf({
          id: 1,
          due_on: "2026-11-24",
          due_at: due_at && at(due_at),
          remind_at: remind_at && at(remind_at),
        } as Parameters<typeof followUpOf>[0]),
      );
    expect(of("2026-11-24T15:00", "2026-11-24T14:45")).toBe(15);
    expect(of(null, "2026-11-24T09:00")).toBe(-540);
    expect(of(null, "2026-11-23T18:00")).toBe(360);
    expect(of("2026-11-24T15:00", null)).toBe(null);
  });
});

describe("the time of a follow-up", () => {
  it("stands beside its day, in the banner and in the timeline", async () => {
    const { banner } = await withNext("15:00");
    expect(within(banner).getByText("下次：明天 15:00")).toBeTruthy();
    const timeline = await screen.findByRole("region", { name: "时间线" });
    const entry = (await within(timeline).findByText("带样品")).closest("li");
    expect(entry?.querySelector("time")?.textContent).toMatch(/ 15:00$/);
  });

  it("is kept when the day moves", async () => {
    const { book, banner } = await withNext("15:00");
    await userEvent.click(within(banner).getByRole("button", { name: /改日子/ }));
    await userEvent.click(await screen.findByRole("button", { name: /一周后/, hidden: true }));
    await waitFor(() => expect(edits(book)).toMatchObject([{ due_on: addDays(today(), 7), time: "15:00" }]));
    expect(await within(banner).findByText(/15:00/)).toBeTruthy();
  });

  it("is set, changed and taken off where the day is", async () => {
    const { book, banner } = await withNext();
    const open = () => userEvent.click(within(banner).getByRole("button", { name: /改日子/ }));
    const box = () => screen.findByRole("textbox", { name: "时间", hidden: true });
    await open();
    await userEvent.type(await box(), "下午3点{Enter}");
    expect(await within(banner).findByText("下次：明天 15:00")).toBeTruthy();
    await open();
    await userEvent.clear(await box());
    await userEvent.keyboard("{Enter}");
    expect(await within(banner).findByText("下次：明天")).toBeTruthy();
    expect(edits(book)).toEqual([
      expect.objectContaining({ due_on: tomorrow, time: "15:00" }),
      expect.not.objectContaining({ time: expect.anything() }),
    ]);
  });

  it("stays as it is with Escape, and with what is no time", async () => {
    const { book, banner } = await withNext("15:00");
    for (const typed of ["9:30{Escape}", "回头再说{Enter}"]) {
      await userEvent.click(within(banner).getByRole("button", { name: /改日子/ }));
      const box = await screen.findByRole("textbox", { name: "时间", hidden: true });
      await userEvent.clear(box);
      await userEvent.type(box, typed);
      await waitFor(() => expect(screen.queryByRole("textbox", { name: "时间", hidden: true })).toBeNull());
    }
    expect(edits(book)).toEqual([]);
  });

  it("is given with a new one", async () => {
    const book = startApp({ customers: 3 }, "/customers/1", (fake) => {
      fake.state.customers = fake.state.customers.map((row) => ({ ...row, next_followup_on: null }));
      Object.assign(fake.answers, cardAnswers(fake));
    });
    await userEvent.click(await screen.findByRole("button", { name: /加一个跟进/ }));
    await userEvent.type(screen.getByRole("textbox", { name: "跟进的时间" }), "15{Enter}");
    await waitFor(() =>
      expect(sent(book, "followups_create")).toMatchObject([{ due_on: tomorrow, time: "15:00" }]),
    );
  });
});
