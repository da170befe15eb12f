import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { ImportOptions, Preview } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { importAnswers } from "../../ipc/fake/imports";
import { draw, startApp } from "../../test/render";
import { ImportPage } from "./ImportPage";
import { forgetLook } from "./steps";

const withImports = (book: FakeBook) => void Object.assign(book.answers, importAnswers(book, 1));
const sent = (book: FakeBook, command: string) =>
  book.calls
    .filter((one) => one.command === command)
    .map((one) => one.args as ImportOptions & { filter?: string });

/** The screen, with a file in hand if one is named. */
function open(path: string | null = "/home/lin/客户名单.csv", set: (book: FakeBook) => void = withImports) {
  return draw(<ImportPage />, {}, set, { pathname: "/import", state: path ? { path } : null });
}

beforeEach(() => forgetLook());

describe("before a file is chosen", () => {
  it("the screen says what it is for and gives the one next step", async () => {
    const user = userEvent.setup();
    const book = open(null);
    await user.click(await screen.findByRole("button", { name: "选择文件…" }));
    expect(await screen.findByRole("heading", { name: "导入 客户名单.csv" })).toBeTruthy();
    expect(sent(book, "shell_choose_file")).toMatchObject([{ kind: "table" }]);
  });

  it("a dropped file is as good as a chosen one", async () => {
    const book = startApp({}, "/import", withImports);
    await screen.findByRole("button", { name: "选择文件…" });
    book.emit("file_dropped", { path: "/tmp/old.csv" });
    expect(await screen.findByRole("heading", { name: "导入 old.csv" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "取消" }));
    book.emit("file_dropped", { path: "/tmp/old.csv" });
    expect(await screen.findByRole("heading", { name: "导入 old.csv" }), "dropped once more").toBeTruthy();
  });
});

describe("a look that was left when the program ended", () => {
  const cell = { row: 4, column: 1, text: "13800138000" };
  const left = (stamp: string) =>
    open(null, (book) => {
      withImports(book);
      const options = {
        path: "/home/lin/客户名单.csv",
        existing: "leave",
        corrections: [cell],
        match_by: ["phone"],
      };
      const body = JSON.stringify({ options, file_name: "客户名单.csv", stamp });
      book.answers.drafts_get = ({ record }) => (record === "import" ? { body, at: 0 } : null);
    });

  it("is gone on with where it was", async () => {
    const book = left("2026-1");
    expect(await screen.findByText("客户名单.csv 还没导入，改好的 1 格还在。")).toBeTruthy();
    expect(sent(book, "import_preview"), "nothing happens unasked").toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "接着做" }));
    expect(await screen.findByRole("heading", { name: "导入 客户名单.csv" })).toBeTruthy();
    expect(sent(book, "import_preview").at(-1)).toMatchObject({ corrections: [cell], match_by: ["phone"] });
  });

  it("keeps no cell put right of a file that is another one now", async () => {
    const book = left("2025-7");
    await userEvent.click(await screen.findByRole("button", { name: "接着做" }));
    await waitFor(() => expect(sent(book, "import_preview").at(-1)?.corrections).toBeUndefined());
    expect(sent(book, "import_preview").at(-1)).toMatchObject({ match_by: ["phone"] });
  });

  it("is forgotten if it is not wanted, and kept only while it is worked at", async () => {
    const book = open();
    await screen.findByRole("heading", { name: "导入 客户名单.csv" });
    await userEvent.click(screen.getByRole("button", { name: "取消" }));
    const bodies = () => sent(book, "drafts_put").map((one) => (one as unknown as { body: string }).body);
    expect(bodies(), "a look at a file as it is leaves nothing").toEqual([""]);
  });
});

describe("a table that was copied", () => {
  it("is pasted as it is, and has no encoding to choose", async () => {
    const book = open(null);
    await screen.findByText(/也可以直接粘贴/);
    fireEvent.paste(document.body, { clipboardData: { getData: () => "姓名\t手机\n陈静\t13800138000\n" } });
    expect(await screen.findByRole("heading", { name: "导入 粘贴的表格" })).toBeTruthy();
    expect(sent(book, "import_preview").at(-1)).toMatchObject({ text: "姓名\t手机\n陈静\t13800138000\n" });
    expect(screen.queryByRole("button", { name: /^编码/ })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: /^标题行/ }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "没有标题行", hidden: true }));
    await waitFor(() => expect(sent(book, "import_preview").at(-1)).toMatchObject({ header_row: 0 }));
    expect(sent(book, "import_preview").at(-1)?.text, "the table stays").toContain("陈静");
  });

  it("of nothing but spaces is none", async () => {
    const book = open(null);
    await screen.findByText(/也可以直接粘贴/);
    fireEvent.paste(document.body, { clipboardData: { getData: () => "  \n" } });
    expect(sent(book, "import_preview")).toEqual([]);
  });
});

describe("a workbook with a sheet of visits", () => {
  it("offers to take both together, shows each, and reports of each", async () => {
    const user = userEvent.setup();
    const book = open("/home/lin/台账.xlsx");
    const offer = await screen.findByRole("checkbox", { name: "「拜访记录」的 3 行作为拜访记录一起导入" });
    expect(sent(book, "import_preview").at(-1)?.visits, "nothing comes along unasked").toBeUndefined();
    await user.click(offer);
    expect(await screen.findByText("1 条拜访对不上客户，不导入。")).toBeTruthy();
    await user.click(screen.getByRole("radio", { name: "拜访记录" }));
    expect(await screen.findByText("送样品")).toBeTruthy();
    expect(sent(book, "import_preview").at(-1)).toMatchObject({ of_visits: true });
    await user.click(screen.getByRole("button", { name: /「内容」→ 拜访内容/ }));
    await user.click(await screen.findByRole("menuitem", { name: "不要", hidden: true }));
    await waitFor(() =>
      expect(sent(book, "import_preview").at(-1)?.visits?.columns?.at(-1)?.target).toEqual({ to: "skip" }),
    );
    expect(sent(book, "import_preview").at(-1)?.columns, "the customers' columns stay").toBeUndefined();
    await user.click(screen.getByRole("button", { name: /^导入/ }));
    await waitFor(() =>
      expect(sent(book, "import_start").at(-1)).toMatchObject({ visits: { sheet: "拜访记录" } }),
    );
    expect(await screen.findByText("导入了「拜访记录」的 2 条拜访")).toBeTruthy();
  });
});

describe("a list that comes again", () => {
  it("leaves those who are there as they are, unless it is said otherwise", async () => {
    const book = open("/home/lin/again.csv");
    expect(await screen.findByText("3 位已经有了，保持原样。")).toBeTruthy();
    expect(sent(book, "import_preview").at(-1)).toMatchObject({ existing: "leave" });
    expect(screen.getAllByText("已经有了").length).toBe(3);
    await userEvent.click(screen.getByRole("radio", { name: "按文件里的更新" }));
    expect(await screen.findByText("更新 3 位已有的客户。")).toBeTruthy();
    expect(screen.getAllByText("旧名字", { selector: "del" }).length, "what it takes the place of").toBe(3);
    expect(screen.getByText(/不会删掉谁的东西/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "更新 3" }));
    await waitFor(() => expect(screen.getByRole("table").getAttribute("aria-rowcount")).toBe("4"));
    await userEvent.click(screen.getByRole("button", { name: /^导入 1,984 位/ }));
    await waitFor(() => expect(sent(book, "import_start").at(-1)).toMatchObject({ existing: "update" }));
    expect(await screen.findByText("更新了 3 位客户")).toBeTruthy();
  });

  it("may be added once more, if that is meant", async () => {
    open("/home/lin/again.csv");
    await userEvent.click(await screen.findByRole("radio", { name: "也当新的加进来" }));
    expect(await screen.findByText(/新建 1,984 位客户/)).toBeTruthy();
    expect(screen.getByRole("radio", { name: "跳过，保持原样" }), "the choice stays").toBeTruthy();
  });
});

describe("the look", () => {
  it("while the file is read has its layout and no words", () => {
    open("/a.csv", (book) => {
      withImports(book);
      book.answers.import_preview = () => new Promise<Preview>(() => {});
    });
    expect(document.querySelector('[aria-busy="true"]')).toBeTruthy();
  });

  it("that failed says why, and offers another file", async () => {
    open("/missing.csv");
    expect(await screen.findByRole("alert")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "换一个文件" }));
    expect(await screen.findByRole("button", { name: "选择文件…" })).toBeTruthy();
  });

  it("shows the rows as they will be, only as many as are seen, and what will happen in plain words", async () => {
    open();
    const table = await screen.findByRole("table");
    expect(table.getAttribute("aria-rowcount")).toBe("2008");
    expect(within(table).getAllByRole("row").length, "not all 2,007 rows are drawn").toBeLessThan(120);
    expect(within(table).getByText("138 1200 0031"), "a phone in its groups").toBeTruthy();
    expect(within(table).getAllByText("转介绍").length, "tags one by one").toBeGreaterThan(0);
    expect(screen.getByText(/新建 1,984 位客户/)).toBeTruthy();
    expect(screen.getByText("新字段「意向金额」（金额）")).toBeTruthy();
    expect(screen.getByRole("button", { name: /导入 1,984 位客户/ })).toBeTruthy();
  });

  it("is filtered by what will happen", async () => {
    const user = userEvent.setup();
    const book = open();
    await user.click(await screen.findByRole("button", { name: /^有问题/ }));
    await waitFor(() =>
      expect(sent(book, "import_preview").at(-1)).toMatchObject({ filter: "problems", at: 0 }),
    );
    await user.click(screen.getByRole("button", { name: /^不能导入/ }));
    expect((await screen.findAllByText("没有名称")).length).toBe(4);
  });

  it("a column goes elsewhere by its head", async () => {
    const user = userEvent.setup();
    const book = open();
    await user.click(await screen.findByRole("button", { name: /「备注」→/ }));
    await user.click(await screen.findByRole("menuitem", { name: "不要" }));
    await waitFor(() => {
      const columns = sent(book, "import_preview").at(-1)?.columns ?? [];
      expect(columns.find((column) => column.heading === "备注")?.target).toEqual({ to: "skip" });
      expect(columns.find((column) => column.heading === "手机")?.target, "the others stay").toEqual({
        to: "phone",
      });
    });
  });

  it("a column is read in another way by its head: dates by their order, amounts by unit and mark", async () => {
    const book = open();
    const columnOf = (heading: string) =>
      sent(book, "import_preview")
        .at(-1)
        ?.columns?.find((column) => column.heading === heading);
    await userEvent.click(await screen.findByRole("button", { name: /「最近拜访日期」→/ }));
    await userEvent.hover(await screen.findByText("日期顺序：年/月/日"));
    await userEvent.click(await screen.findByRole("menuitem", { name: "日/月/年", hidden: true }));
    await waitFor(() => expect(columnOf("最近拜访日期")?.date_order).toBe("day_first"));
    await userEvent.click(await screen.findByRole("button", { name: /「意向金额」→/ }));
    expect(screen.queryByText(/日期顺序/), "an amount has no order of days").toBeNull();
    await userEvent.hover(await screen.findByText("数字的单位：原样"));
    await userEvent.click(await screen.findByRole("menuitem", { name: "万", hidden: true }));
    await waitFor(() => expect(columnOf("意向金额")?.unit).toBe("ten_thousand"));
    expect(columnOf("最近拜访日期")?.date_order, "the other stays as it was put").toBe("day_first");
    await userEvent.click(await screen.findByRole("button", { name: /「意向金额」→/ }));
    await userEvent.hover(await screen.findByText(/^小数点：/));
    await userEvent.click(await screen.findByRole("menuitem", { name: "逗号 1.234,5", hidden: true }));
    await waitFor(() => expect(columnOf("意向金额")?.decimal_mark).toBe("comma"));
  });

  it("a column of names has nothing to say about reading", async () => {
    open();
    await userEvent.click(await screen.findByRole("button", { name: /「客户名称」→/ }));
    await screen.findByRole("menuitem", { name: "不要" });
    expect(screen.queryByText(/日期顺序|数字的单位|小数点/)).toBeNull();
  });

  it("another encoding reads the file anew and forgets what was said about the old headings", async () => {
    const user = userEvent.setup();
    const book = open();
    await user.click(await screen.findByRole("button", { name: /「备注」→/ }));
    await user.click(await screen.findByRole("menuitem", { name: "不要" }));
    await user.click(await screen.findByRole("button", { name: /^编码/ }));
    await user.click(await screen.findByRole("menuitem", { name: "Big5" }));
    await waitFor(() => expect(sent(book, "import_preview").at(-1)).toMatchObject({ encoding: "Big5" }));
    expect(sent(book, "import_preview").at(-1)?.columns).toBeUndefined();
  });

  it("a bad cell is marked and put right in place", async () => {
    const user = userEvent.setup();
    const book = open();
    await user.click(await screen.findByRole("button", { name: /第 6 行「手机」/ }));
    const cell = screen.getByRole("textbox", { name: /第 6 行「手机」/ });
    fireEvent.keyDown(cell, { key: "Enter", keyCode: 229 });
    expect(
      screen.getByRole("textbox", { name: /第 6 行/ }),
      "an input method's Enter leaves it open",
    ).toBeTruthy();
    await user.clear(cell);
    await user.type(cell, "13800138000{Enter}");
    expect(await screen.findByText("138 0013 8000")).toBeTruthy();
    expect(sent(book, "import_preview").at(-1)?.corrections).toEqual([
      { row: 6, column: 3, text: "13800138000" },
    ]);
    expect(screen.getByText(/你改好了 1 个格子/)).toBeTruthy();
  });

  it("what was put right is taken back with one click", async () => {
    open();
    fireEvent.keyDown(await screen.findByRole("button", { name: /第 6 行「手机」/ }), { key: "Delete" });
    await waitFor(() => expect(screen.queryByText(/138-0013/)).toBeNull());
    await userEvent.click(await screen.findByRole("button", { name: "还原" }));
    expect(await screen.findByText(/138-0013/)).toBeTruthy();
    expect(screen.queryByText(/你改好了/)).toBeNull();
  });

  it("the arrows walk the cells, with Ctrl to the next that could not be read", async () => {
    open();
    const cell = await screen.findByRole("button", { name: /第 6 行「手机」/ });
    const row = () => document.activeElement?.closest("[role=row]")?.getAttribute("aria-rowindex");
    const first = Number(cell.closest("[role=row]")?.getAttribute("aria-rowindex"));
    cell.focus();
    await userEvent.keyboard("{ArrowDown}");
    expect(row()).toBe(String(first + 1));
    await userEvent.keyboard("{ArrowUp}{ArrowLeft}");
    expect(row()).toBe(String(first));
    expect(document.activeElement).not.toBe(cell);
    await userEvent.keyboard("{ArrowRight}");
    expect(document.activeElement).toBe(cell);
    await userEvent.keyboard("{Control>}{ArrowDown}{/Control}");
    expect(document.activeElement?.closest("[data-problem][data-at]"), "another bad cell").toBeTruthy();
    expect(document.activeElement).not.toBe(cell);
  });

  it("a column goes elsewhere from the list at the side too", async () => {
    const book = open();
    await userEvent.click(await screen.findByRole("button", { name: "备注: 备注" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "不要" }));
    await waitFor(() =>
      expect(
        sent(book, "import_preview")
          .at(-1)
          ?.columns?.find((column) => column.heading === "备注")?.target,
      ).toEqual({ to: "skip" }),
    );
  });

  it("a filter without rows keeps the heads, so that the columns can still be sent elsewhere", async () => {
    open(undefined, (book) => {
      withImports(book);
      const preview = book.answers.import_preview;
      book.answers.import_preview = async (args) => {
        const all = await preview?.(args);
        if (!all) throw new Error("no preview");
        return args.filter === "refused" ? { ...all, total: 0, rows: [] } : all;
      };
    });
    await userEvent.click(await screen.findByRole("button", { name: /^不能导入/ }));
    expect(await screen.findByText("没有这样的行。")).toBeTruthy();
    expect(screen.getByRole("button", { name: /「备注」→/ })).toBeTruthy();
  });

  it("Delete leaves a bad cell out", async () => {
    const book = open();
    const cell = await screen.findByRole("button", { name: /第 6 行「手机」/ });
    fireEvent.keyDown(cell, { key: "Delete" });
    await waitFor(() =>
      expect(sent(book, "import_preview").at(-1)?.corrections).toEqual([{ row: 6, column: 3, text: "" }]),
    );
  });
});

describe("the import", () => {
  it("tells how far it is and ends in the report of what was left out and why", async () => {
    const user = userEvent.setup();
    const book = open();
    await user.click(await screen.findByRole("button", { name: /导入 1,984 位客户/ }));
    expect(await screen.findByRole("heading", { name: "导入了 1,984 位客户" })).toBeTruthy();
    const lines = within(screen.getByRole("table")).getAllByRole("row");
    expect(lines[1]?.textContent).toContain("138-0013");
    expect(screen.getAllByText("空行").length).toBeGreaterThan(0);
    await user.click(screen.getByRole("button", { name: "保存清单…" }));
    await waitFor(() => expect(sent(book, "imports_save_report")).toHaveLength(1));
  });

  it("starts by Ctrl+Enter too, with what was put right", async () => {
    const book = open();
    fireEvent.keyDown(await screen.findByRole("button", { name: /第 6 行「手机」/ }), { key: "Delete" });
    await screen.findByText(/你改好了 1 个格子/);
    await waitFor(() => {
      fireEvent.keyDown(window, { key: "Enter", ctrlKey: true });
      expect(sent(book, "import_start")[0]).toMatchObject({ corrections: [{ row: 6, column: 3, text: "" }] });
    });
  });

  it("is cancelled without a trace, and the look is as it was left", async () => {
    const user = userEvent.setup();
    open(undefined, (book) => void Object.assign(book.answers, importAnswers(book, 60)));
    await user.click(await screen.findByRole("button", { name: /导入 1,984 位客户/ }));
    await user.click(await screen.findByRole("button", { name: "取消" }));
    expect(await screen.findByRole("heading", { name: "导入 客户名单.csv" })).toBeTruthy();
  });

  it("that failed says why and leads back to the look", async () => {
    const user = userEvent.setup();
    open(undefined, (book) => {
      withImports(book);
      book.answers.import_start = () => ({ job: 5 });
      book.answers.jobs_show = ({ id }) => ({
        id,
        name: "import",
        state: "failed",
        done: 10,
        total: 100,
        result: null,
        error: { code: "disk_full", args: {}, where: {} },
      });
    });
    await user.click(await screen.findByRole("button", { name: /导入 1,984 位客户/ }));
    expect(await screen.findByRole("alert")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "回到预览" }));
    expect(await screen.findByRole("table")).toBeTruthy();
  });
});
