import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import type { ListCustomers } from "../../ipc";
import { FakeBook } from "../../ipc/fake";
import { cardAnswers } from "../../ipc/fake/cards";
import { startApp } from "../../test/render";

const rows = () => screen.getAllByRole("row").filter((row) => row.dataset.position !== undefined);
const names = () => rows().map((row) => within(row).getAllByRole("gridcell")[1]?.textContent ?? "");
const grid = () => screen.findByRole("grid");
const lists = (book: FakeBook) =>
  book.calls.filter(({ command }) => command === "customers_list").map(({ args }) => args as ListCustomers);

describe("the list in its states", () => {
  it("empty, says what the book is for and offers the next step", async () => {
    startApp({ customers: 0 });
    expect(await screen.findByText("客户簿还是空的")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "导入名单" }));
    expect(window.location.hash).toBe("#/import");
  });

  it("loading, keeps the place of the rows without a word", async () => {
    startApp({}, "/customers", (book) => {
      book.answers.customers_list = () => new Promise(() => undefined);
    });
    expect(await screen.findByTestId("list-loading")).toBeTruthy();
    expect(screen.queryByRole("grid")).toBeNull();
  });

  it("failed, says what happened and that nothing is lost, and tries again", async () => {
    const book = startApp({}, "/customers", (fake) => {
      fake.answers.customers_list = () => Promise.reject({ code: "book_damaged", args: {}, where: {} });
    });
    expect((await screen.findByRole("alert")).textContent).toContain("客户簿文件有损坏");
    expect(screen.getByText("已经保存的内容都在。")).toBeTruthy();
    delete book.answers.customers_list;
    await userEvent.click(screen.getByRole("button", { name: "再试一次" }));
    expect(await grid()).toBeTruthy();
  });

  it("few, says how there come to be more", async () => {
    startApp({ customers: 3 });
    await grid();
    expect(screen.getByText(/再加几位/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "导入名单" }));
    expect(window.location.hash).toBe("#/import");
  });

  it("none found, offers the way back to all", async () => {
    startApp();
    await grid();
    await userEvent.type(screen.getByLabelText("筛选姓名、电话"), "不存在的人");
    expect(await screen.findByText("没有符合的客户")).toBeTruthy();
    await userEvent.click(screen.getAllByRole("button", { name: "清除条件" })[0] as HTMLElement);
    expect(await grid()).toBeTruthy();
  });

  it("full, is a grid that counts its rows and columns and shows what a row is", async () => {
    startApp({ customers: 18, today: new Date().toISOString().slice(0, 10) });
    const list = await grid();
    expect(list.getAttribute("aria-rowcount")).toBe("19");
    expect(list.getAttribute("aria-colcount")).toBe("8");
    expect(names()).toContain("王记五金");
    expect(rows().every((row) => row.getAttribute("aria-rowindex"))).toBe(true);
    const results = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
    expect(results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it("a million long, asks for no more than the pages it shows", async () => {
    const book = startApp({ customers: 18 }, "/customers", (fake) => {
      fake.answers.customers_list = ({ at = 0, limit = 100 }) => ({
        total: 1_000_000,
        version: 1,
        rows: Array.from({ length: limit }, (_, nth) => ({
          ...(fake.state.customers[nth % 18] as (typeof fake.state.customers)[number]),
          id: at + nth + 1,
          name: `客户 ${at + nth + 1}`,
        })),
      });
    });
    await screen.findByText("客户 1");
    expect(rows().length).toBeLessThan(60);
    fireEvent.keyDown(rows()[0] as HTMLElement, { key: "End" });
    fireEvent.scroll(await grid());
    await screen.findByText("客户 1000000");
    const asked = new Set(lists(book).map(({ at }) => at));
    expect(
      [...asked].every((at) => at === 0 || (at ?? 0) >= 999_800),
      "only the first and the last pages",
    ).toBe(true);
  });
});

describe("sorting and narrowing", () => {
  it("sorts by a column's head and says so", async () => {
    const book = startApp();
    await grid();
    await userEvent.click(screen.getByRole("button", { name: "最近拜访" }));
    await waitFor(() => expect(lists(book).at(-1)?.sort).toEqual({ by: "last_visit", desc: true }));
    const head = screen.getAllByRole("columnheader").find((one) => one.textContent?.includes("最近拜访"));
    expect(head?.getAttribute("aria-sort")).toBe("descending");
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
    await userEvent.click(screen.getByRole("button", { name: "去掉条件：阶段 报价" }));
    expect(await screen.findByRole("heading", { level: 1, name: "全部客户" })).toBeTruthy();
  });

  it("a condition is opened to be changed, turned round, and taken off by key", async () => {
    const book = startApp({ customers: 60 });
    await grid();
    const side = screen.getByRole("navigation", { name: "看哪些客户" });
    await userEvent.click(within(side).getByRole("button", { name: /流失/ }));
    await userEvent.click(await screen.findByRole("button", { name: "阶段 流失" }));
    await userEvent.click(
      await screen.findByRole("menuitemcheckbox", { name: "反过来：不是", hidden: true }),
    );
    await waitFor(() => expect(lists(book).at(-1)?.where).toEqual({ all: [{ not: { stage: [5] } }] }));
    expect(await screen.findByRole("button", { name: "阶段 不是 流失", hidden: true })).toBeTruthy();
    await waitFor(() => expect(rows().some((row) => row.textContent?.includes("流失"))).toBe(false));
    await userEvent.click(await screen.findByRole("menuitemcheckbox", { name: "沉睡", hidden: true }));
    await waitFor(() => expect(lists(book).at(-1)?.where).toEqual({ all: [{ not: { stage: [5, 4] } }] }));
    await userEvent.keyboard("{Escape}");
    screen.getByRole("button", { name: /^阶段 不是/ }).focus();
    await userEvent.keyboard("{Delete}");
    await waitFor(() => expect(rows().some((row) => row.textContent?.includes("流失"))).toBe(true));
    expect(screen.queryByRole("button", { name: /^阶段 不是/ })).toBeNull();
    expect(document.activeElement?.textContent, "the focus has not gone with the chip").toContain("条件");
  });

  it("sorts by what has no column just now, either way round", async () => {
    const book = startApp();
    await grid();
    await userEvent.click(screen.getByRole("button", { name: /^按 姓名/ }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "归属人", hidden: true }));
    await waitFor(() => expect(lists(book).at(-1)?.sort).toEqual({ by: "owner", desc: false }));
    await userEvent.click(screen.getByRole("button", { name: /^按 归属人/ }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "从大到小", hidden: true }));
    await waitFor(() => expect(lists(book).at(-1)?.sort).toEqual({ by: "owner", desc: true }));
  });

  describe("to what a field holds", () => {
    const offer = async (field: string, what: string) => {
      await userEvent.click(screen.getByRole("button", { name: "条件" }));
      await userEvent.hover(await screen.findByRole("menuitem", { name: field, hidden: true }));
      await userEvent.click(await screen.findByRole("menuitem", { name: what, hidden: true }));
    };
    const held = (book: FakeBook) => {
      book.state.details = new Map([
        [1, { values: new Map([[3, { choice: "月结" }]]) }],
        [2, { values: new Map([[2, { number: "14" }]]) }],
      ]);
    };

    it("by an option, shown as a chip that takes it off", async () => {
      const book = startApp({}, "/customers", held);
      await grid();
      await offer("付款", "月结");
      await waitFor(() => expect(rows()).toHaveLength(1));
      expect(lists(book).at(-1)?.where).toEqual({ all: [{ field: { id: 3, is: { choice: "月结" } } }] });
      await userEvent.click(screen.getByRole("button", { name: "去掉条件：付款：月结" }));
      await waitFor(() => expect(rows()).toHaveLength(18));
    });

    it("by there being something, or nothing; one condition for each field", async () => {
      const book = startApp({}, "/customers", held);
      await grid();
      await offer("付款", "有内容");
      await waitFor(() => expect(rows()).toHaveLength(1));
      await offer("付款", "没有填");
      await waitFor(() => expect(rows()).toHaveLength(17));
      expect(lists(book).at(-1)?.where).toEqual({ all: [{ field: { id: 3, is: null } }] });
    });

    it("by a typed value, which must be of the field's type and is not taken half-composed", async () => {
      const book = startApp({}, "/customers", held);
      await grid();
      await offer("进货周期", "等于…");
      const box = await screen.findByLabelText("进货周期");
      await userEvent.type(box, "两周{Enter}");
      expect(box.getAttribute("aria-invalid")).toBe("true");
      await userEvent.clear(box);
      await userEvent.type(box, "14");
      fireEvent.keyDown(box, { key: "Enter", isComposing: true });
      expect(JSON.stringify(lists(book).at(-1)?.where)).not.toContain("field");
      await userEvent.type(box, "{Enter}");
      await waitFor(() => expect(rows()).toHaveLength(1));
      expect(screen.getByRole("button", { name: "去掉条件：进货周期：14 天" })).toBeTruthy();
    });
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

describe("by keyboard alone", () => {
  const activePosition = () => rows().find((row) => row.tabIndex === 0)?.dataset.position;

  it("has one row in the tab order, which J, K, the arrows, Home and End move", async () => {
    startApp();
    await grid();
    expect(rows().filter((row) => row.tabIndex === 0)).toHaveLength(1);
    await userEvent.keyboard("jj");
    expect(activePosition()).toBe("2");
    await userEvent.keyboard("k");
    expect(activePosition()).toBe("1");
    rows()
      .find((row) => row.dataset.position === "1")
      ?.focus();
    await userEvent.keyboard("{ArrowDown}{End}");
    expect(activePosition()).toBe("17");
    expect((document.activeElement as HTMLElement).dataset.position, "the focus roves along").toBe("17");
    await userEvent.keyboard("{Home}");
    expect(activePosition()).toBe("0");
  });

  const sorted = async (book: FakeBook) =>
    (await book.transport().call("customers_list", {})) as { rows: Array<{ id: number }> };
  const at = (place: string) => waitFor(() => expect(window.location.hash).toBe(`#/customers${place}`));
  const cards = (book: FakeBook) => void Object.assign(book.answers, cardAnswers(book));

  it("opens a page with Enter, walks on with J, and comes back to the list with Escape", async () => {
    const book = startApp({}, "/customers", cards);
    await grid();
    const { rows: all } = await sorted(book);
    await userEvent.keyboard("j{Enter}");
    await at(`/${all[1]?.id}/full`);
    const page = await screen.findByRole("article");
    expect(await within(page).findByText("第 2 位，共 18 位")).toBeTruthy();
    await waitFor(() => expect(document.activeElement, "the page begins with the focus").toBe(page));
    await userEvent.keyboard("j");
    await at(`/${all[2]?.id}/full`);
    await userEvent.keyboard("{Escape}");
    await at("");
    await waitFor(() =>
      expect((document.activeElement as HTMLElement).dataset.position, "where the walk ended").toBe("2"),
    );
  });

  it("from a page that was opened beside the list, Escape leads there first", async () => {
    const book = startApp({}, "/customers", cards);
    await grid();
    const id = (await sorted(book)).rows[0]?.id;
    await userEvent.click(rows()[0] as HTMLElement);
    await at(`/${id}`);
    await userEvent.click(await screen.findByRole("button", { name: "整页看" }));
    await at(`/${id}/full`);
    await userEvent.keyboard("{Escape}");
    await at(`/${id}`);
    await userEvent.keyboard("{Escape}");
    await at("");
  });

  it("goes on from who was opened from elsewhere, not from where the list stood", async () => {
    const size = { customers: 300 };
    const { rows: all } = await sorted(new FakeBook(size));
    startApp(size, `/customers/${all[96]?.id}/full`, cards);
    expect(await screen.findByText("第 97 位，共 300 位")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "下一位" }));
    await at(`/${all[97]?.id}/full`);
    expect(await screen.findByText("第 98 位，共 300 位")).toBeTruthy();
  });

  it("logs, tags and trashes the row that has the focus without opening it first", async () => {
    const book = startApp({}, "/customers", cards);
    await grid();
    const { rows: all } = await sorted(book);
    rows()[0]?.focus();
    await userEvent.keyboard("t");
    await userEvent.type(await screen.findByRole("textbox", { name: "打字找标签" }), "急单{Enter}{Escape}");
    await waitFor(() =>
      expect(book.state.customers.find(({ id }) => id === all[0]?.id)?.tags).toContain("急单"),
    );
    await waitFor(() => expect((document.activeElement as HTMLElement).dataset.position).toBe("0"));
    await userEvent.keyboard("{Delete}");
    await waitFor(() => expect(book.state.trash.map(({ id }) => id)).toEqual([all[0]?.id]));
    expect(window.location.hash).toBe("#/customers");
    await userEvent.keyboard("l");
    await at(`/${all[1]?.id}`);
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("记一笔：谈了什么…"));
  });

  it("chooses with X and Shift, all that match with Ctrl+A, and lets go with Escape", async () => {
    startApp({ customers: 300 });
    await grid();
    await userEvent.keyboard("x");
    expect((await screen.findByRole("toolbar")).textContent).toContain("已选 1 位");
    rows()
      .find((row) => row.tabIndex === 0)
      ?.focus();
    await userEvent.keyboard("{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
    await waitFor(() => expect(screen.getByRole("toolbar").textContent).toContain("已选 3 位"));
    await userEvent.keyboard("{Control>}a{/Control}");
    expect(screen.getByRole("toolbar").textContent).toContain("已选 300 位");
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("toolbar")).toBeNull();
  });

  it("leaves single letters to the field one types in", async () => {
    startApp();
    await grid();
    await userEvent.keyboard("/");
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("筛选姓名、电话"));
    await userEvent.keyboard("nx");
    expect(window.location.hash).toBe("#/customers");
    expect(screen.queryByRole("toolbar")).toBeNull();
  });
});

describe("in its cells", () => {
  const cellOf = (position: number, column: string) =>
    document.querySelector(`[data-position="${position}"] [data-column="${column}"]`) as HTMLElement;
  const focusRow = (position: number) =>
    rows()
      .find((row) => row.dataset.position === String(position))
      ?.focus();
  const edits = (book: FakeBook) =>
    book.calls.filter(({ command }) => command === "customers_edit").map(({ args }) => args);
  const withCards = (book: FakeBook) => void Object.assign(book.answers, cardAnswers(book));

  it("F2 edits the name of the row; Enter saves and the row has the focus again", async () => {
    const book = startApp({}, "/customers", withCards);
    await grid();
    focusRow(0);
    await userEvent.keyboard("{F2}");
    const name = await screen.findByRole("textbox", { name: "姓名" });
    const former = (name as HTMLInputElement).value;
    await userEvent.clear(name);
    await userEvent.type(name, "阿甲 xj k");
    fireEvent.keyDown(name, { key: "Enter", keyCode: 229 });
    expect(edits(book), "not by the Enter of an input method").toEqual([]);
    expect(screen.queryByRole("toolbar"), "letters are text here").toBeNull();
    await userEvent.keyboard("{Enter}");
    const id = book.state.customers.find((row) => row.name === "阿甲 xj k")?.id;
    expect(edits(book)).toEqual([{ id, name: "阿甲 xj k" }]);
    expect(former).not.toBe("");
    await waitFor(() => expect((document.activeElement as HTMLElement).dataset.position).toBe("0"));
    expect(window.location.hash, "no card was opened").toBe("#/customers");
  });

  it("Escape takes the name back, and a refused one stays with its reason", async () => {
    const book = startApp({}, "/customers", (made) => {
      withCards(made);
      made.answers.customers_edit = () =>
        Promise.reject({ code: "too_long", args: { limit: 200 }, where: {} });
    });
    await grid();
    focusRow(1);
    await userEvent.keyboard("{F2}");
    await userEvent.type(await screen.findByRole("textbox", { name: "姓名" }), "甲{Escape}");
    expect(edits(book)).toEqual([]);
    await userEvent.keyboard("{F2}");
    await userEvent.type(await screen.findByRole("textbox", { name: "姓名" }), "乙{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("200");
    expect((screen.getByRole("textbox", { name: "姓名" }) as HTMLInputElement).value).toContain("乙");
  });

  it("Tab goes on from cell to cell", async () => {
    const book = startApp({}, "/customers", withCards);
    await grid();
    const shown = names()[0];
    const id = book.state.customers.find((row) => row.name === shown)?.id;
    focusRow(0);
    await userEvent.keyboard("{F2}");
    await screen.findByRole("textbox", { name: "姓名" });
    await userEvent.tab();
    expect(await screen.findByRole("menuitem", { name: "公司", hidden: true })).toBeTruthy();
    await userEvent.tab();
    await userEvent.click(await screen.findByRole("menuitem", { name: "流失", hidden: true }));
    await waitFor(() => expect(book.state.customers.find((row) => row.id === id)?.stage).toBe("流失"));
    await userEvent.click(await screen.findByRole("button", { name: "撤销" }));
    await waitFor(() => expect(book.state.customers.find((row) => row.id === id)?.stage).not.toBe("流失"));
    expect(window.location.hash, "the menu's click is not the row's").toBe("#/customers");
  });

  it("a double click edits the cell it meets", async () => {
    startApp({}, "/customers", withCards);
    await grid();
    fireEvent.doubleClick(cellOf(0, "last-visit"));
    expect(cellOf(0, "last-visit").dataset.editing, "what is worked out is not edited").toBeUndefined();
    fireEvent.doubleClick(cellOf(0, "stage"));
    expect(await screen.findByRole("menuitem", { name: "流失", hidden: true })).toBeTruthy();
  });

  const rowOf = (book: FakeBook, position: number) =>
    book.state.customers.find((row) => row.name === names()[position]);

  it("the arrows walk the cells of a row, Enter edits, Escape goes back to the row", async () => {
    startApp({}, "/customers", withCards);
    await grid();
    focusRow(0);
    await userEvent.keyboard("{ArrowRight}{ArrowRight}{ArrowRight}");
    expect(document.activeElement).toBe(cellOf(0, "stage"));
    await userEvent.keyboard("{ArrowDown}");
    await waitFor(() => expect(document.activeElement, "down the column").toBe(cellOf(1, "stage")));
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByRole("menuitem", { name: "流失", hidden: true })).toBeTruthy();
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement).toBe(cellOf(1, "stage")));
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect((document.activeElement as HTMLElement).dataset.position).toBe("1"));
  });

  it("kind, tags, phone and next follow-up change where they stand", async () => {
    const book = startApp({ customers: 3 }, "/customers", withCards);
    await grid();
    const kind = rowOf(book, 0)?.kind === "company" ? "person" : "company";
    fireEvent.doubleClick(cellOf(0, "kind"));
    await userEvent.click(
      await screen.findByRole("menuitem", { name: kind === "company" ? "公司" : "个人", hidden: true }),
    );
    await waitFor(() => expect(rowOf(book, 0)?.kind).toBe(kind));

    const [former] = rowOf(book, 0)?.tags ?? [];
    fireEvent.doubleClick(cellOf(0, "tags"));
    const tags = await screen.findByRole("textbox", { name: "打字找标签" });
    await userEvent.type(tags, "出口{Enter}");
    await waitFor(() => expect(rowOf(book, 0)?.tags).toContain("出口"));
    await userEvent.type(tags, "出口{Enter}");
    await waitFor(() => expect(rowOf(book, 0)?.tags, "what one has is taken off").not.toContain("出口"));
    if (former) expect(rowOf(book, 0)?.tags).toContain(former);
    await userEvent.keyboard("{Escape}");

    fireEvent.doubleClick(cellOf(0, "phone"));
    const phone = await screen.findByRole("textbox", { name: "电话" });
    await userEvent.clear(phone);
    await userEvent.type(phone, "139{Enter}");
    expect((await screen.findByRole("alert")).textContent, "a phone that is none").toBeTruthy();
    await userEvent.clear(phone);
    await userEvent.type(phone, "13900001234{Enter}");
    await waitFor(() =>
      expect(
        book.calls.filter(({ command }) => /contact_points_(edit|create)/.test(command)).at(-1)?.args,
      ).toMatchObject({ value: "13900001234" }),
    );

    fireEvent.doubleClick(cellOf(0, "next-followup"));
    await userEvent.click(await screen.findByRole("button", { name: /^明天/ }));
    await waitFor(() => expect(cellOf(0, "next-followup").textContent).toBe("明天"));
  });

  it("a field is a column once it is chosen, asked for only then, and edited by its type", async () => {
    const book = startApp({ customers: 3 }, "/customers", withCards);
    await grid();
    expect(lists(book).every(({ fields }) => fields === undefined)).toBe(true);
    await userEvent.click(screen.getByRole("button", { name: "列" }));
    for (const name of ["进货周期", "付款"])
      await userEvent.click(await screen.findByRole("menuitemcheckbox", { name, hidden: true }));
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(lists(book).at(-1)?.fields).toEqual([2, 3]));
    expect(localStorage.getItem("list-columns-customers")).toContain("field-f2");

    fireEvent.doubleClick(cellOf(0, "field-f2"));
    const days = await screen.findByRole("textbox", { name: "进货周期" });
    await userEvent.type(days, "二十{Enter}");
    expect((await screen.findByRole("alert")).textContent).toBeTruthy();
    await userEvent.clear(days);
    await userEvent.type(days, "20{Enter}");
    await waitFor(() => expect(cellOf(0, "field-f2").textContent).toBe("20 天"));
    fireEvent.doubleClick(cellOf(0, "field-f3"));
    await userEvent.click(await screen.findByRole("menuitem", { name: "月结", hidden: true }));
    await waitFor(() => expect(cellOf(0, "field-f3").textContent).toBe("月结"));
  });
});

describe("the columns", () => {
  const heads = () =>
    screen
      .getAllByRole("columnheader")
      .map((head) => head.dataset.column)
      .filter(Boolean);
  const kept = () => localStorage.getItem("list-columns-customers");

  it("move by Alt and the arrows on a head, never before the name", async () => {
    startApp();
    await grid();
    expect(heads().slice(0, 3)).toEqual(["name", "kind", "stage"]);
    screen.getByRole("button", { name: "阶段" }).focus();
    await userEvent.keyboard("{Alt>}{ArrowLeft}{/Alt}");
    expect(heads().slice(0, 3)).toEqual(["name", "stage", "kind"]);
    await waitFor(() => expect(document.activeElement?.textContent).toBe("阶段"));
    await userEvent.keyboard("{Alt>}{ArrowLeft}{/Alt}");
    expect(heads().slice(0, 3)).toEqual(["name", "stage", "kind"]);
    expect(within(rows()[0] as HTMLElement).getAllByRole("gridcell")[3]?.textContent).toMatch(/个人|公司/);
    expect(kept(), "names of columns, nothing else").toMatch(/^name stage kind [a-z0-9 -]+$/);
  });

  it("move by dragging a head", async () => {
    startApp();
    await grid();
    const head = (id: string) =>
      screen.getAllByRole("columnheader").find((one) => one.dataset.column === id) as HTMLElement;
    const dataTransfer = { setData: () => undefined, effectAllowed: "" };
    fireEvent.dragStart(head("kind"), { dataTransfer });
    fireEvent.dragOver(head("tags"), { dataTransfer });
    fireEvent.drop(head("tags"), { dataTransfer });
    expect(heads().slice(0, 4)).toEqual(["name", "stage", "tags", "kind"]);
  });

  it("take the width that their edge is dragged to, and remember it", async () => {
    startApp();
    const list = await grid();
    const edge = screen.getAllByTestId("column-edge")[2] as HTMLElement;
    fireEvent.pointerDown(edge, { clientX: 100, pointerId: 1 });
    fireEvent.pointerMove(edge, { clientX: 260, pointerId: 1 });
    fireEvent.pointerUp(edge, { clientX: 260, pointerId: 1 });
    expect(kept()).toContain("stage=10 ");
    const row = within(list).getAllByRole("row")[1] as HTMLElement;
    expect(row.style.gridTemplateColumns).toContain(" 10rem ");
    fireEvent.doubleClick(edge);
    expect(kept()).toContain("stage tags");
  });

  it("are moved, sized and hidden in their menu by key too", async () => {
    startApp();
    await grid();
    await userEvent.click(screen.getByRole("button", { name: "列" }));
    const item = await screen.findByRole("menuitemcheckbox", { name: "标签", hidden: true });
    item.focus();
    fireEvent.keyDown(item, { key: "ArrowUp", altKey: true });
    expect(heads().slice(0, 4)).toEqual(["name", "kind", "tags", "stage"]);
    fireEvent.keyDown(item, { key: "ArrowRight", altKey: true });
    expect(kept()).toMatch(/tags=\d/);
    await userEvent.click(screen.getByRole("menuitemcheckbox", { name: "标签", hidden: true }));
    expect(heads()).not.toContain("tags");
    await userEvent.click(screen.getByRole("menuitem", { name: "恢复默认", hidden: true }));
    expect(heads().slice(0, 4)).toEqual(["name", "kind", "stage", "tags"]);
  });
});

describe("many at once", () => {
  it("tags all that match in one step that names itself and can be undone", async () => {
    const book = startApp({ customers: 300 });
    await grid();
    await userEvent.keyboard("{Control>}a{/Control}");
    await userEvent.click(within(screen.getByRole("toolbar")).getByRole("button", { name: "标签" }));
    await userEvent.type(await screen.findByLabelText("标签名称"), "春耕{Enter}");
    expect(await screen.findByText("给 300 位客户改标签「春耕」")).toBeTruthy();
    expect(book.calls.find(({ command }) => command === "customers_tag")?.args).toEqual({
      customers: { matching: { rule: { all: [] }, except: [] } },
      add: ["春耕"],
    });
    await userEvent.click(screen.getAllByRole("button", { name: "撤销" }).at(-1) as HTMLElement);
    await waitFor(() => expect(book.state.customers.some((row) => row.tags.includes("春耕"))).toBe(false));
  });

  it("does not tag on the Enter that ends a composition", async () => {
    const book = startApp({ customers: 30 });
    await grid();
    await userEvent.keyboard("xt");
    const box = await screen.findByLabelText("标签名称");
    fireEvent.change(box, { target: { value: "春" } });
    fireEvent.keyDown(box, { key: "Enter", keyCode: 229 });
    fireEvent.keyDown(box, { key: "Enter", isComposing: true });
    expect(book.calls.some(({ command }) => command === "customers_tag")).toBe(false);
  });

  it("moves the chosen to the trash and brings them back with Ctrl+Z", async () => {
    const book = startApp({ customers: 30 });
    await grid();
    await userEvent.keyboard("xjx{Delete}");
    await waitFor(() => expect(book.state.customers).toHaveLength(28));
    expect((await screen.findByTestId("undo")).textContent).toContain("撤销：删除 2 位客户");
    await userEvent.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(book.state.customers).toHaveLength(30));
    expect(await screen.findByText("已撤销：删除 2 位客户")).toBeTruthy();
    await userEvent.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
    await waitFor(() => expect(book.state.customers).toHaveLength(28));
  });
});

describe("a new customer", () => {
  it("is two lines and Enter, and opens its card", async () => {
    const book = startApp();
    await grid();
    await userEvent.keyboard("n");
    await userEvent.type(await screen.findByLabelText("姓名或公司"), "赵记粮油");
    await userEvent.type(screen.getByLabelText("电话"), "13800138000{Enter}");
    const made = await waitFor(() => {
      const row = book.state.customers.find(({ name }) => name === "赵记粮油");
      expect(row).toBeTruthy();
      return row;
    });
    await waitFor(() => expect(window.location.hash).toBe(`#/customers/${made?.id}`));
    expect(made?.phones).toEqual(["13800138000"]);
  });

  it("is not saved by the Enter of an input method, and says what is missing", async () => {
    const book = startApp({}, "/customers/new");
    const name = await screen.findByLabelText("姓名或公司");
    fireEvent.change(name, { target: { value: "赵" } });
    fireEvent.keyDown(name, { key: "Enter", isComposing: true, keyCode: 229 });
    expect(book.calls.some(({ command }) => command === "customers_create")).toBe(false);
    fireEvent.change(name, { target: { value: "  " } });
    fireEvent.keyDown(name, { key: "Enter" });
    expect(await screen.findByText("这里不能空着。")).toBeTruthy();
  });
});

it("refetches the list when a change tells of customers, and only then", async () => {
  const book = startApp();
  await grid();
  const before = lists(book).length;
  book.emit("changed", { topics: ["settings"] });
  await new Promise((done) => setTimeout(done, 20));
  expect(lists(book)).toHaveLength(before);
  book.emit("changed", { topics: ["customers"] });
  await waitFor(() => expect(lists(book).length).toBeGreaterThan(before));
});
