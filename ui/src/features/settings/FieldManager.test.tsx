import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { EditField, RetypePreview } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { startApp } from "../../test/render";

const open = (set?: (book: FakeBook) => void) => startApp({}, "/settings/fields", set);
const field = (book: FakeBook, label: string) => book.state.fields.find((one) => one.label === label);
const edits = (book: FakeBook) =>
  book.calls.filter((one) => one.command === "fields_edit").map((one) => one.args as EditField);
/** The sheet beside the line of a field. */
async function sheetOf(label: string) {
  await userEvent.click(await screen.findByRole("button", { name: `${label} 的更多操作` }));
  return await screen.findByRole("dialog", { hidden: true });
}

describe("the manager of fields in its states", () => {
  it("without any says so, and offers the first", async () => {
    open((book) => {
      book.state.fields = [];
    });
    expect(await screen.findByText("还没有。")).toBeTruthy();
    expect(screen.getByRole("textbox", { name: "新字段的名称" })).toBeTruthy();
  });

  it("while they are read does not say that there are none", async () => {
    open((book) => {
      book.answers.fields_list = () => new Promise(() => {});
    });
    await screen.findByRole("textbox", { name: "新字段的名称" });
    expect(screen.queryByText("还没有。")).toBeNull();
  });

  it("that cannot be read says what is safe, and tries again", async () => {
    let fails = true;
    const book = open((fake) => {
      fake.answers.fields_list = () => {
        if (fails) throw { code: "io", args: {}, where: {} };
        return fake.state.fields;
      };
    });
    const alert = await screen.findByRole("alert");
    fails = false;
    await userEvent.click(within(alert).getByRole("button", { name: "再试一次" }));
    expect(await screen.findByDisplayValue(book.state.fields[0]?.label ?? "")).toBeTruthy();
  });
});

describe("a field", () => {
  it("is made with its type, of customers or of visits", async () => {
    const book = open();
    await userEvent.click(await screen.findByRole("radio", { name: "拜访" }));
    expect(screen.getByText("还没有。")).toBeTruthy();
    await userEvent.click(screen.getByRole("combobox", { name: "类型" }));
    await userEvent.click(await screen.findByRole("option", { name: "数字", hidden: true }));
    await userEvent.type(screen.getByRole("textbox", { name: "新字段的名称" }), "用量{Enter}");
    expect(await screen.findByDisplayValue("用量")).toBeTruthy();
    expect(field(book, "用量")).toMatchObject({ type: "number", record: "visit" });
  });

  it("is renamed where it stands, and moved by key", async () => {
    const book = open();
    const name = await screen.findByDisplayValue("主营");
    await userEvent.clear(name);
    await userEvent.type(name, "主营业务{Enter}");
    await waitFor(() => expect(field(book, "主营业务")).toBeTruthy());
    screen.getByRole("button", { name: /^主营业务:/ }).focus();
    await userEvent.keyboard("{ArrowDown}");
    await waitFor(() => expect(book.state.fields[1]?.label).toBe("主营业务"));
  });

  it("says of itself what stands in its sheet", async () => {
    const book = open();
    const sheet = await sheetOf("主营");
    await userEvent.type(within(sheet).getByRole("textbox", { name: "分组", hidden: true }), "经营{Enter}");
    await userEvent.type(
      within(sheet).getByRole("textbox", { name: "提示", hidden: true }),
      "一两个词{Enter}",
    );
    await userEvent.click(within(sheet).getByRole("checkbox", { name: "没填时提醒", hidden: true }));
    await userEvent.click(within(sheet).getByRole("checkbox", { name: "列表里可以用", hidden: true }));
    await waitFor(() =>
      expect(field(book, "主营")).toMatchObject({
        section: "经营",
        help: "一两个词",
        required: true,
        in_lists: false,
      }),
    );
    expect(edits(book), "each is a step of its own").toHaveLength(4);
  });

  it("waits for another field, or for one of its options", async () => {
    const book = open();
    const sheet = await sheetOf("主营");
    await userEvent.click(within(sheet).getByRole("combobox", { name: "什么时候显示", hidden: true }));
    await userEvent.click(await within(sheet).findByRole("option", { name: "付款", hidden: true }));
    await waitFor(() => expect(field(book, "主营")?.shown_if).toEqual({ field_id: 3, is: null }));
    await userEvent.click(await within(sheet).findByRole("combobox", { name: "有内容就行", hidden: true }));
    await userEvent.click(await within(sheet).findByRole("option", { name: "月结", hidden: true }));
    await waitFor(() =>
      expect(field(book, "主营")?.shown_if).toEqual({ field_id: 3, is: { choice: "月结" } }),
    );
  });

  it("begins with what is typed, read as its type means it", async () => {
    const book = open((fake) => {
      fake.answers.values_read = () => ({ number: "30" });
    });
    const sheet = await sheetOf("进货周期");
    await userEvent.type(within(sheet).getByRole("textbox", { name: "默认填", hidden: true }), "30天{Enter}");
    await waitFor(() => expect(field(book, "进货周期")?.default).toEqual({ number: "30" }));
    expect(book.calls.find((one) => one.command === "values_read")?.args).toEqual({
      field_id: 2,
      text: "30天",
    });
  });

  it("of another type tells first what would be lost, with whose it is", async () => {
    const preview: RetypePreview = {
      total: 9,
      kept: 8,
      lost: 1,
      new_options: 0,
      examples: [{ customer_id: 4, name: "陈静", value: "每月", reason: "not_a_number" }],
    };
    const book = open((fake) => {
      fake.answers.fields_preview_retype = () => preview;
      fake.answers.fields_retype = () => null;
    });
    const sheet = await sheetOf("主营");
    await userEvent.click(within(sheet).getByRole("combobox", { name: "类型", hidden: true }));
    await userEvent.click(await within(sheet).findByRole("option", { name: "数字", hidden: true }));
    const told = await within(sheet).findByRole("status", { hidden: true });
    expect(told.textContent).toContain("8 个值能转过去");
    expect(told.textContent).toContain("1 个值转不过去");
    expect(told.textContent).toContain("陈静: 每月");
    expect(
      book.calls.some((one) => one.command === "fields_retype"),
      "only a look so far",
    ).toBe(false);
    await userEvent.click(within(sheet).getByRole("button", { name: "换成数字", hidden: true }));
    await waitFor(() =>
      expect(book.calls.filter((one) => one.command === "fields_retype").map((one) => one.args)).toEqual([
        { id: 1, type: "number" },
      ]),
    );
  });

  it("goes to the trash, and comes back by the toast", async () => {
    const book = open();
    const sheet = await sheetOf("主营");
    await userEvent.click(within(sheet).getByRole("button", { name: "移到回收站", hidden: true }));
    await waitFor(() => expect(field(book, "主营")).toBeUndefined());
    await userEvent.click(await screen.findByRole("button", { name: "撤销" }));
    await waitFor(() => expect(field(book, "主营")).toBeTruthy());
  });
});
