import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { PackInfo } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { startApp } from "../../test/render";

const pack = (id: string, name: string, about: string): PackInfo => ({
  id,
  name,
  about,
  customer: "",
  fields: ["年级", "科目"],
  visit_fields: [],
  tags: [],
  stages: [],
  visit_kinds: [],
});
const PACKS = [pack("tutoring", "教培", "家教、培训班"), pack("retail", "零售门店", "便利店、五金")];
const NOTHING = { fields: 0, options: 0, tags: 0, stages: 0, visit_kinds: 0 };

function withPacks(book: FakeBook) {
  book.answers.packs_list = () => PACKS;
  book.answers.packs_take = ({ id, path }) => {
    book.change("pack.take", { item: PACKS.find((one) => one.id === id)?.name ?? path ?? "" }, () => {});
    return NOTHING;
  };
}

const sent = (book: FakeBook, command: string) =>
  book.calls.filter((one) => one.command === command).map((one) => one.args);
const openMenu = async () => userEvent.click(await screen.findByRole("button", { name: "用一套行业设置" }));

describe("the set of a trade", () => {
  it("is taken with one click, and given back by the toast", async () => {
    const book = startApp({}, "/settings/fields", withPacks);
    await openMenu();
    const item = await screen.findByRole("menuitem", { name: /教培/, hidden: true });
    expect(item.textContent).toContain("家教、培训班");
    expect(item.title, "what is in it").toBe("年级、科目");
    await userEvent.click(item);
    await waitFor(() => expect(sent(book, "packs_take")).toEqual([{ id: "tutoring" }]));
    expect(await screen.findByText("用上「教培」这一套")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "撤销" }));
    await waitFor(() => expect(sent(book, "undo")).toHaveLength(1));
  });

  it("comes from a file, too; leaving the dialog takes none", async () => {
    let chosen: string | null = null;
    const book = startApp({}, "/settings/fields", (fake) => {
      withPacks(fake);
      fake.answers.shell_choose_file = () => chosen;
    });
    const fromFile = async () => {
      await openMenu();
      await userEvent.click(await screen.findByRole("menuitem", { name: "从文件…", hidden: true }));
    };
    await fromFile();
    expect(sent(book, "packs_take")).toEqual([]);
    chosen = "/media/usb/我的.json";
    await fromFile();
    await waitFor(() => expect(sent(book, "packs_take")).toEqual([{ path: "/media/usb/我的.json" }]));
  });

  it("that is damaged is refused with its reason", async () => {
    startApp({}, "/settings/fields", (fake) => {
      withPacks(fake);
      fake.answers.packs_take = () =>
        Promise.reject({ code: "pack_not_json", args: { row: 3, column: 7 }, where: {} });
    });
    await openMenu();
    await userEvent.click(await screen.findByRole("menuitem", { name: /教培/, hidden: true }));
    expect(await screen.findByText(/第 3 行第 7 个字起读不懂/)).toBeTruthy();
  });

  it("of one's own is saved to a file, and that is said", async () => {
    const book = startApp({}, "/settings/fields", (fake) => {
      withPacks(fake);
      fake.answers.shell_save_file = () => "/media/usb/客户簿.json";
      fake.answers.packs_save = () => null;
    });
    await userEvent.click(await screen.findByRole("button", { name: "把我的存成文件…" }));
    expect(await screen.findByText("存到了 /media/usb/客户簿.json")).toBeTruthy();
    expect(sent(book, "shell_save_file")).toMatchObject([{ kind: "pack", name: "客户簿.json" }]);
    expect(sent(book, "packs_save")).toEqual([{ path: "/media/usb/客户簿.json", name: "客户簿" }]);
  });

  it("is chosen at the first start, and in the book when it opens", async () => {
    const book = startApp({ started: false }, "/", withPacks);
    await userEvent.click(await screen.findByRole("combobox", { name: /做哪一行/ }));
    await userEvent.click(await screen.findByRole("option", { name: "零售门店", hidden: true }));
    await userEvent.click(screen.getByRole("button", { name: /从空白开始/ }));
    await screen.findByRole("navigation", { name: "主导航" });
    const made = book.calls
      .map((one) => one.command)
      .filter((name) => /^(book_create|packs_take)$/.test(name));
    expect(made, "into the book that was just made").toEqual(["book_create", "packs_take"]);
    expect(sent(book, "packs_take")).toEqual([{ id: "retail" }]);
  });
});
