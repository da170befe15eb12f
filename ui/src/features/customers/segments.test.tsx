import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Rule, Segment } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { grid, lists, rows } from "../../test/list";
import { startApp } from "../../test/render";

const segment = (id: number, name: string, rule: Rule | null, more: Partial<Segment> = {}): Segment => ({
  id,
  uid: `s${id}`,
  name,
  color: "teal",
  rule,
  columns: [],
  sort: [],
  customers: 0,
  problem: null,
  ...more,
});

const LOST: Rule = { all: [{ stage: [5] }] };
const start = (segments: Segment[], place = "/customers") =>
  startApp({ customers: 60 }, place, (book: FakeBook) => {
    book.state.segments = segments;
  });
const side = () => screen.getByRole("navigation", { name: "看哪些客户" });
const entry = (name: string) =>
  within(side()).findByRole("button", { name: new RegExp(`^${name}\\s*[\\d!]`) });
const lost = (book: FakeBook) => book.matching(LOST).length;

describe("segments at the side", () => {
  it("show their count, and by a click whom they find, in their order and columns", async () => {
    const sort = [{ by: "last_visit" as const, desc: true }];
    const book = start([segment(1, "已流失", LOST, { sort, columns: ["name", "owner", "-kind"] })]);
    await grid();
    expect((await entry("已流失")).textContent).toContain(String(lost(book)));
    await userEvent.click(await entry("已流失"));
    expect(await screen.findByRole("heading", { level: 1, name: "已流失" })).toBeTruthy();
    await waitFor(() => expect(rows()).toHaveLength(lost(book)));
    expect(lists(book).at(-1)).toMatchObject({ where: LOST, sort });
    expect(screen.getAllByRole("columnheader").map((head) => head.dataset.column)).toContain("owner");
    expect(screen.queryByRole("columnheader", { name: /类型/ })).toBeNull();
    expect(screen.queryByRole("button", { name: /更新/ }), "it is as it is kept").toBeNull();
    await userEvent.click(await entry("全部客户"));
    await waitFor(() =>
      expect(screen.getByRole("columnheader", { name: /姓名/ }).getAttribute("aria-sort")).toBe("ascending"),
    );
  });

  it("keep a changed filter, in their place or as another", async () => {
    const book = start([segment(1, "已流失", LOST)]);
    await grid();
    await userEvent.click(await entry("已流失"));
    await userEvent.type(screen.getByLabelText("筛选姓名、电话"), "王");
    await userEvent.click(await screen.findByRole("button", { name: "更新「已流失」" }));
    await waitFor(() =>
      expect(book.state.segments[0]?.rule).toEqual({ all: [{ text: "王" }, { stage: [5] }] }),
    );
    await waitFor(() => expect(screen.queryByRole("button", { name: /更新/ })).toBeNull());
    expect(await screen.findByText("改客群「已流失」")).toBeTruthy();
  });

  it("are made of what the list is narrowed to, by S too, and are then what is shown", async () => {
    const book = start([]);
    await grid();
    expect(screen.queryByRole("button", { name: "存为客群" }), "everybody is no segment").toBeNull();
    await userEvent.click(await entry("流失"));
    await screen.findByRole("button", { name: "存为客群" });
    await userEvent.keyboard("s");
    const name = await screen.findByLabelText("客群的名称");
    await waitFor(() =>
      expect((name as HTMLInputElement).value, "it proposes what is asked for").toBe("阶段是 流失"),
    );
    await userEvent.clear(name);
    await userEvent.type(name, "老客户{Enter}");
    expect(await screen.findByRole("heading", { level: 1, name: "老客户" })).toBeTruthy();
    expect(book.state.segments[0]).toMatchObject({ name: "老客户", rule: LOST });
    expect((await entry("老客户")).getAttribute("aria-pressed")).toBe("true");
  });

  it("are renamed, coloured, put into an order and let go, each with its undo", async () => {
    const book = start([segment(1, "甲", LOST), segment(2, "乙", LOST)]);
    await grid();
    const menu = async (item: string) => {
      await userEvent.click(await within(side()).findByRole("button", { name: "乙 的更多操作" }));
      await userEvent.click(await screen.findByRole("menuitem", { name: item, hidden: true }));
    };
    await menu("红");
    await waitFor(() => expect(book.state.segments[1]?.color).toBe("red"));
    await menu("上移");
    await waitFor(() => expect(book.state.segments.map(({ id }) => id)).toEqual([2, 1]));
    await menu("改名");
    const box = await screen.findByRole("textbox", { name: "名称" });
    await userEvent.clear(box);
    await userEvent.type(box, "丙{Enter}");
    await waitFor(() => expect(book.state.segments[0]?.name).toBe("丙"));
    await userEvent.click(await within(side()).findByRole("button", { name: "丙 的更多操作" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "移到回收站", hidden: true }));
    await waitFor(() => expect(book.state.segments).toHaveLength(1));
    expect(await screen.findByText("删除客群「丙」")).toBeTruthy();
    await userEvent.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(book.state.segments).toHaveLength(2));
  });

  it("say what is wrong when a field they need is gone, and what to do", async () => {
    const rule: Rule = { all: [{ field: { id: 99, holds: true } }] };
    const book = start([segment(1, "种玉米的", rule, { problem: "no_such_field" })]);
    await grid();
    await userEvent.click(await entry("种玉米的"));
    expect(await screen.findByText(/这个字段已经没有了/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "打开回收站" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "条件" }), "nothing can be asked on top of it").toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "删除客群" }));
    await waitFor(() => expect(book.state.segments).toHaveLength(0));
    expect(await screen.findByRole("heading", { level: 1, name: "全部客户" })).toBeTruthy();
  });
});

it("the palette shows a segment, and the address is as before", async () => {
  const book = start([segment(1, "已流失", LOST)]);
  await grid();
  await userEvent.keyboard("{Control>}k{/Control}");
  await userEvent.type(await screen.findByRole("combobox"), "流失");
  await userEvent.click(await screen.findByRole("option", { name: /看客群「已流失」/ }));
  expect(await screen.findByRole("heading", { level: 1, name: "已流失" })).toBeTruthy();
  await waitFor(() => expect(lists(book).at(-1)?.where).toEqual(LOST));
  expect(window.location.hash).toBe("#/customers");
});
