import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Card, CustomerRow, Reason } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { cardAnswers } from "../../ipc/fake/cards";
import { startApp } from "../../test/render";

const sent = (book: FakeBook, command: string) =>
  book.calls.filter((one) => one.command === command).map((one) => one.args);

const row = (id: number, name: string): CustomerRow => ({
  id,
  uid: `uid-${id}`,
  kind: "company",
  name,
  phones: ["+8613800138000"],
  contact: null,
  tags: [],
  stage: null,
  stage_id: null,
  owner: null,
  last_visit_on: null,
  next_followup_on: null,
  created_at: 0,
});

const reasons: Reason[] = [
  { evidence: "phone", agreement: "same", weight: 15, value: "+8613800138000" },
  { evidence: "name", agreement: "same_sound", weight: 6, value: "" },
  { evidence: "branch", agreement: "differs", weight: -8, value: "" },
];

function withPairs(pairs: object[]) {
  return (fake: FakeBook) => {
    fake.answers.duplicates_scan = () => ({ job: 3 });
    fake.answers.customers_merge_all = () => ({ job: 4 });
    fake.answers.jobs_wait = ({ id }) => ({
      id,
      name: "duplicates",
      state: "done",
      done: 1,
      total: 1,
      result: (id === 3 ? { customers: 2007, compared: 99, total: pairs.length, pairs } : {}) as never,
      error: null,
    });
    fake.answers.duplicates_part = () => null;
    fake.answers.merges_list = () => [];
  };
}

describe("who may be here twice", () => {
  it("stands in pairs with the reasons, and is parted or merged", async () => {
    const pairs = [
      { a: row(1, "红星五金店"), b: row(2, "红星五金商店"), score: 0.998, reasons },
      { a: row(3, "王强"), b: row(4, "王墙"), score: 0.7, reasons: reasons.slice(1) },
    ];
    const book = startApp({ customers: 5 }, "/duplicates", withPairs(pairs));
    expect(await screen.findByText("看了 2,007 位，有 2 对可能是同一位。")).toBeTruthy();
    expect(screen.getByText("有把握")).toBeTruthy();
    expect(screen.getAllByText(/电话相同/)[0]?.textContent).toContain("138 0013 8000");
    expect(
      screen.getAllByText(/分店或地方不同/)[0]?.hasAttribute("data-against"),
      "what speaks against it is told",
    ).toBe(true);
    await userEvent.click(screen.getByRole("button", { name: "不是同一位: 王强 · 王墙" }));
    await waitFor(() => expect(sent(book, "duplicates_part")).toEqual([{ a: 3, b: 4 }]));
    await waitFor(() => expect(screen.queryByText("王墙")).toBeNull());
    expect(screen.getByText("看了 2,007 位，有 1 对可能是同一位。")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /^合并…: 红星五金店/ }));
    await waitFor(() => expect(window.location.hash).toBe("#/duplicates/merge/1-2"));
  });

  it("is nobody: that is said, with how many were looked at", async () => {
    startApp({ customers: 5 }, "/duplicates", withPairs([]));
    expect(await screen.findByText("看了 2,007 位，没有重复的。")).toBeTruthy();
  });

  it("all that are certain are merged in one step", async () => {
    const pair = (id: number) => ({
      a: row(id, `甲${id}`),
      b: row(id + 1, `乙${id}`),
      score: 0.999,
      reasons,
    });
    const book = startApp({ customers: 9 }, "/duplicates", withPairs([pair(1), pair(3)]));
    await userEvent.click(await screen.findByRole("button", { name: "把有把握的 2 对都合并" }));
    await waitFor(() => expect(sent(book, "customers_merge_all")).toEqual([{ least: 0.99 }]));
    await waitFor(() => expect(sent(book, "duplicates_scan").length).toBe(2));
  });

  it("merges stand with the way back", async () => {
    const book = startApp({ customers: 3 }, "/duplicates", (fake) => {
      withPairs([])(fake);
      fake.answers.merges_list = () => [
        {
          id: 8,
          customer_id: 1,
          customer: "红星五金店",
          merged: "红星",
          merged_uid: "u",
          merged_at: 1_764_000_000_000,
        },
      ];
      fake.answers.merges_take_apart = () => ({ kept: 1, back: 2, left: 1 });
    });
    await userEvent.click(await screen.findByRole("button", { name: "拆开: 红星" }));
    await waitFor(() => expect(sent(book, "merges_take_apart")).toEqual([{ id: 8 }]));
    expect(await screen.findByText("有 1 处后来改过，保持不变。")).toBeTruthy();
  });
});

describe("a merge", () => {
  it("takes what is chosen where they differ, and keeps the rest", async () => {
    const book = startApp({ customers: 3 }, "/duplicates/merge/1-2", (fake) => {
      Object.assign(fake.answers, cardAnswers(fake));
      fake.answers.merges_preview = ({ ids }) => ({
        keep: 1,
        sides: ids.map((id) => ({ card: fake.answers.customers_show?.({ id }) as Card, followups: 1 })),
      });
      fake.answers.customers_merge = () => ({ id: 1, merges: [5] });
    });
    const table = await screen.findByRole("table");
    const names = within(table).getAllByRole("radio", { name: /^姓名: / });
    expect(names.map((name) => (name as HTMLInputElement).checked)).toEqual([true, false]);
    if (names[1]) await userEvent.click(names[1]);
    await userEvent.click(screen.getByRole("button", { name: /^合并成一位/ }));
    await waitFor(() => expect(sent(book, "customers_merge")).toHaveLength(1));
    expect(sent(book, "customers_merge")[0]).toMatchObject({ keep: 1, others: [2], take: { name: 2 } });
    await waitFor(() => expect(window.location.hash).toBe("#/customers/1"));
  });

  it("of one alone is none", async () => {
    startApp({ customers: 3 }, "/duplicates/merge/1");
    expect(await screen.findByText("只有一位，没法合并")).toBeTruthy();
  });
});

it("who may be there already appears while somebody new is typed, and a click goes there", async () => {
  const book = startApp({ customers: 3 }, "/customers/new", (fake) => {
    fake.answers.duplicates_check = ({ name }) =>
      name === "红星" ? [{ customer: row(2, "红星五金店"), score: 0.9, reasons }] : [];
  });
  await userEvent.type(await screen.findByLabelText("姓名或公司"), "红星");
  const twins = await screen.findByRole("region", { name: "可能已经有了" });
  expect(within(twins).queryByText(/分店/), "only what speaks for it").toBeNull();
  expect(sent(book, "duplicates_check")).not.toContainEqual({ name: "红", limit: 4 });
  await userEvent.click(within(twins).getByRole("button"));
  await waitFor(() => expect(window.location.hash).toBe("#/customers/2"));
});
