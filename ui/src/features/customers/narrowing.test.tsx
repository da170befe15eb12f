import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Rule } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { grid, lists, rows } from "../../test/list";
import { startApp } from "../../test/render";
import { setFilters } from "./view";

describe("sorting and narrowing", () => {
  const head = (name: string) =>
    screen.getAllByRole("columnheader").find((one) => one.textContent?.includes(name));

  it("sorts by a column's head and says so: up, down, and as before", async () => {
    const book = startApp();
    await grid();
    const click = () => userEvent.click(screen.getByRole("button", { name: "最近拜访" }));
    for (const desc of [false, true]) {
      await click();
      await waitFor(() => expect(lists(book).at(-1)?.sort).toEqual([{ by: "last_visit", desc }]));
      expect(head("最近拜访")?.getAttribute("aria-sort")).toBe(desc ? "descending" : "ascending");
    }
    await click();
    await waitFor(() => expect(head("最近拜访")?.getAttribute("aria-sort")).toBeNull());
    expect(head("姓名")?.getAttribute("aria-sort")).toBe("ascending");
  });

  it("sorts by several heads with Shift, and tells readers of the first", async () => {
    const book = startApp({ customers: 60 });
    await grid();
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "标签" }));
    await user.keyboard("{Shift>}");
    await user.click(screen.getByRole("button", { name: "最近拜访" }));
    await user.click(screen.getByRole("button", { name: "最近拜访" }));
    await user.keyboard("{/Shift}");
    const both = [
      { by: "tags", desc: false },
      { by: "last_visit", desc: true },
    ];
    await waitFor(() => expect(lists(book).at(-1)?.sort).toEqual(both));
    expect(head("标签")?.getAttribute("aria-sort")).toBe("ascending");
    expect(head("最近拜访")?.getAttribute("aria-sort")).toBeNull();
    expect(head("最近拜访")?.textContent).toContain("↓2");
  });

  it("narrows to a stage at the side, shows it as a title and a chip, and takes it off", async () => {
    startApp({ customers: 60 });
    await grid();
    const side = screen.getByRole("navigation", { name: "看哪些客户" });
    await userEvent.click(within(side).getByRole("button", { name: /报价/ }));
    expect(await screen.findByRole("heading", { level: 1, name: "报价" })).toBeTruthy();
    await waitFor(() =>
      expect(
        rows().every((row) => row.textContent?.includes("报价")),
        "only that stage is left",
      ).toBe(true),
    );
    await userEvent.click(screen.getByRole("button", { name: "去掉条件：阶段是 报价" }));
    expect(await screen.findByRole("heading", { level: 1, name: "全部客户" })).toBeTruthy();
  });

  it("a condition is opened to be changed, turned round, and taken off by key", async () => {
    const book = startApp({ customers: 60 });
    await grid();
    const side = screen.getByRole("navigation", { name: "看哪些客户" });
    await userEvent.click(within(side).getByRole("button", { name: /流失/ }));
    await userEvent.click(await screen.findByRole("button", { name: "阶段是 流失" }));
    await userEvent.click(
      await screen.findByRole("menuitemcheckbox", { name: "反过来：不是", hidden: true }),
    );
    await waitFor(() => expect(lists(book).at(-1)?.where).toEqual({ all: [{ not: { stage: [5] } }] }));
    expect(await screen.findByRole("button", { name: "不是：阶段是 流失", hidden: true })).toBeTruthy();
    await waitFor(() => expect(rows().some((row) => row.textContent?.includes("流失"))).toBe(false));
    await userEvent.click(await screen.findByRole("menuitemcheckbox", { name: "沉睡", hidden: true }));
    await waitFor(() => expect(lists(book).at(-1)?.where).toEqual({ all: [{ not: { stage: [5, 4] } }] }));
    await userEvent.keyboard("{Escape}");
    screen.getByRole("button", { name: /^不是：阶段是/ }).focus();
    await userEvent.keyboard("{Delete}");
    await waitFor(() => expect(rows().some((row) => row.textContent?.includes("流失"))).toBe(true));
    expect(screen.queryByRole("button", { name: /^不是：阶段是/ })).toBeNull();
    expect(document.activeElement?.textContent, "the focus has not gone with the chip").toContain("条件");
  });

  it("sorts by what has no column just now, either way round, then by more, and lets a key go", async () => {
    const book = startApp();
    await grid();
    const asked = (...sort: Array<[string, boolean]>) =>
      waitFor(() => expect(lists(book).at(-1)?.sort).toEqual(sort.map(([by, desc]) => ({ by, desc }))));
    const menu = (name: RegExp) => userEvent.click(screen.getByRole("button", { name }));
    const item = async (name: string | RegExp) =>
      userEvent.click(await screen.findByRole("menuitem", { name, hidden: true }));
    await menu(/^按 姓名 ↑/);
    await item("拜访次数");
    await asked(["visits", false]);
    await menu(/^按 拜访次数 ↑/);
    await item("拜访次数，从小到大");
    await asked(["visits", true]);
    await userEvent.hover(await screen.findByRole("menuitem", { name: "再按", hidden: true }));
    const then = await waitFor(() => {
      const inner = screen.getAllByRole("menu", { hidden: true })[1];
      if (!inner) throw new Error("the inner menu is not open");
      return inner;
    });
    await userEvent.click(within(then).getByRole("menuitem", { name: "归属人", hidden: true }));
    await asked(["visits", true], ["owner", false]);
    await menu(/^按 拜访次数 ↓、归属人 ↑/);
    await item("不按 拜访次数 排");
    await asked(["owner", false]);
  });

  describe("to what a field holds", () => {
    const open = async (field: string) => {
      await userEvent.click(screen.getByRole("button", { name: "条件" }));
      await userEvent.hover(await screen.findByRole("menuitem", { name: field, hidden: true }));
    };
    const item = async (name: string, role = "menuitem") =>
      userEvent.click(await screen.findByRole(role, { name, hidden: true }));
    const held = (book: FakeBook) => {
      book.state.details = new Map([
        [1, { values: new Map([[3, { choice: "月结" }]]) }],
        [2, { values: new Map([[2, { number: "14" }]]) }],
      ]);
    };

    it("by an option, shown as a chip that takes it off", async () => {
      const book = startApp({}, "/customers", held);
      await grid();
      await open("付款");
      await item("月结", "menuitemcheckbox");
      await waitFor(() => expect(rows()).toHaveLength(1));
      expect(lists(book).at(-1)?.where).toEqual({ all: [{ field: { id: 3, options: [1] } }] });
      await userEvent.click(screen.getByRole("button", { name: "去掉条件：付款是 月结" }));
      await waitFor(() => expect(rows()).toHaveLength(18));
    });

    it("that lists do not offer, under more", async () => {
      const book = startApp({}, "/customers", (fake) => {
        held(fake);
        fake.state.fields = fake.state.fields.map((field) => ({ ...field, in_lists: field.id !== 3 }));
      });
      await grid();
      await userEvent.click(screen.getByRole("button", { name: "条件" }));
      expect(screen.queryByRole("menuitem", { name: "付款", hidden: true })).toBeNull();
      await userEvent.hover(await screen.findByRole("menuitem", { name: "其他字段", hidden: true }));
      await userEvent.hover(await screen.findByRole("menuitem", { name: "付款", hidden: true }));
      await item("月结", "menuitemcheckbox");
      await waitFor(() => expect(rows()).toHaveLength(1));
      expect(lists(book).at(-1)?.where).toEqual({ all: [{ field: { id: 3, options: [1] } }] });
    });

    it("by there being something, or nothing; one condition for each field", async () => {
      const book = startApp({}, "/customers", held);
      await grid();
      await open("付款");
      await item("有内容");
      await waitFor(() => expect(rows()).toHaveLength(1));
      await open("付款");
      await item("没有填");
      await waitFor(() => expect(rows()).toHaveLength(17));
      expect(lists(book).at(-1)?.where).toEqual({ all: [{ field: { id: 3, holds: false } }] });
    });

    it("by a typed value, which must be of the field's type and is not taken half-composed", async () => {
      const book = startApp({}, "/customers", held);
      await grid();
      await open("进货周期");
      await item("等于…");
      const box = await screen.findByLabelText("进货周期");
      await userEvent.type(box, "两周{Enter}");
      expect(box.getAttribute("aria-invalid")).toBe("true");
      await userEvent.clear(box);
      await userEvent.type(box, "14");
      fireEvent.keyDown(box, { key: "Enter", isComposing: true });
      expect(JSON.stringify(lists(book).at(-1)?.where)).not.toContain("field");
      await userEvent.type(box, "{Enter}");
      await waitFor(() => expect(rows()).toHaveLength(1));
      expect(screen.getByRole("button", { name: "去掉条件：进货周期是 14" })).toBeTruthy();
    });
  });

  it("offers every condition in short groups, and changes it in its place", async () => {
    const book = startApp({ customers: 60 });
    await grid();
    const asked = (...all: Rule[]) => waitFor(() => expect(lists(book).at(-1)?.where).toEqual({ all }));
    const pick = async (section: string, name: string, role = "menuitem") => {
      await userEvent.click(screen.getByRole("button", { name: "条件" }));
      await userEvent.hover(await screen.findByRole("menuitem", { name: section, hidden: true }));
      await userEvent.click(await screen.findByRole(role, { name, hidden: true }));
    };
    await pick("电话、地址…", "没有电话");
    await asked({ lacks: "phone" });
    await pick("下次跟进", "本周");
    await asked({ lacks: "phone" }, { followup: { period: "this_week" } });
    await pick("下次跟进", "跟进已过期");
    await asked({ lacks: "phone" }, { overdue: 1 });
    await pick("生日", "14 天内");
    const birthday = { birthday: { from: { today: 0 }, to: { today: 14 } } };
    await asked({ lacks: "phone" }, { overdue: 1 }, birthday);
    await pick("拜访记录", "电话", "menuitemcheckbox");
    await asked({ lacks: "phone" }, { overdue: 1 }, birthday, { visits: { kinds: [3] } });
    const chip = await screen.findByRole("button", { name: /^\{"visits"/, hidden: true });
    await waitFor(() => expect(chip.textContent).toContain("kinds"));
    await userEvent.click(chip);
    await userEvent.click(await screen.findByRole("menuitem", { name: "最近 30 天", hidden: true }));
    const span = { from: { today: -29 }, to: { today: 0 } };
    await asked({ lacks: "phone" }, { overdue: 1 }, birthday, { visits: { kinds: [3], in: span } });
  });

  it("only reads out a rule that no menu makes, and takes it off", async () => {
    startApp({ customers: 60 });
    await grid();
    const nested: Rule = {
      any: [{ kind: "person" }, { all: [{ has: "phone" }, { name: { begins: "王" } }] }],
    };
    act(() => setFilters({ rules: [nested] }));
    const remove = await screen.findByRole("button", { name: /^去掉条件：.*"begins":"王"/ });
    expect(screen.queryByRole("button", { name: /^\{"any"/ }), "it is no button").toBeNull();
    await userEvent.click(remove);
    expect(screen.queryByRole("button", { name: /^去掉条件：/ })).toBeNull();
  });

  it("does not search for half-composed letters", async () => {
    const book = startApp();
    await grid();
    const box = screen.getByLabelText("筛选姓名、电话");
    fireEvent.compositionStart(box);
    fireEvent.change(box, { target: { value: "wang" } });
    expect(lists(book).some(({ where }) => JSON.stringify(where).includes("wang"))).toBe(false);
    fireEvent.change(box, { target: { value: "王" } });
    fireEvent.compositionEnd(box);
    await waitFor(() => expect(lists(book).at(-1)?.where).toEqual({ all: [{ text: "王" }] }));
    expect(lists(book).some(({ where }) => JSON.stringify(where).includes("wang"))).toBe(false);
  });
});
