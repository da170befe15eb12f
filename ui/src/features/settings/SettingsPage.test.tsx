import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { moved } from "../../design/useDragOrder";
import { startApp } from "../../test/render";

const items = () =>
  screen
    .getAllByRole("listitem")
    .map((item) => (within(item).getByRole("textbox") as HTMLInputElement).value);

describe("the settings", () => {
  it("change the language of all that is shown, at once", async () => {
    startApp({}, "/settings");
    await screen.findByRole("heading", { level: 2, name: "通用" });
    await userEvent.click(screen.getByRole("radio", { name: "English" }));
    expect(await screen.findByRole("heading", { level: 2, name: "General" })).toBeTruthy();
    expect(document.documentElement.lang).toBe("en");
  });

  it("put theme, density and text size into force", async () => {
    const book = startApp({}, "/settings");
    await userEvent.click(await screen.findByRole("radio", { name: "紧凑" }));
    await waitFor(() => expect(document.documentElement.dataset.density).toBe("compact"));
    await userEvent.click(screen.getByRole("radio", { name: "深色" }));
    await waitFor(() => expect(document.documentElement.dataset.mantineColorScheme).toBe("dark"));
    expect(book.app.prefs).toMatchObject({ density: "compact", theme: "dark" });
  });

  it("advise against the place of a book in a folder that a service copies", async () => {
    const book = startApp({}, "/settings", (fake) => {
      const open = fake.app.book;
      if (open) fake.app = { ...fake.app, book: { ...open, path: "/home/lin/Dropbox/客户簿.rounds" } };
    });
    expect((await screen.findByRole("note")).textContent).toContain("Dropbox");
    await userEvent.click(screen.getByRole("button", { name: "让备份存到这里" }));
    const set = () => book.calls.filter(({ command }) => command === "backups_set").map(({ args }) => args);
    await waitFor(() => expect(set()).toEqual([{ second: "/home/lin/Dropbox" }]));
  });

  it("show diagnostics before they are saved, and save what was shown", async () => {
    const book = startApp({}, "/settings/diagnostics", (fake) => {
      fake.answers.shell_save_file = () => "/media/usb/d.json";
    });
    const shown = (await screen.findByTestId("diagnostics")).textContent;
    expect(JSON.parse(shown ?? "")).toMatchObject({ program: "0.1.0" });
    await userEvent.click(screen.getByRole("button", { name: "存成文件" }));
    const saved = () => book.calls.filter(({ command }) => command === "diagnostics_save");
    await waitFor(() =>
      expect(saved().map(({ args }) => args)).toEqual([{ path: "/media/usb/d.json", text: shown }]),
    );
  });

  it("say how reminders come, and what the desktop lacks", async () => {
    const book = startApp({}, "/settings/reminders", (fake) => {
      fake.answers.shell_desktop = () => ({
        notifications: false,
        tray: false,
        starts_with_system: false,
        shortcut: "wayland",
      });
      fake.answers.shell_start_with_system = ({ on }) => on;
    });
    expect((await screen.findByRole("note")).textContent).toContain("提醒列在「今天」里");
    expect(screen.getByText(/Wayland/)).toBeTruthy();
    expect((screen.getByRole("switch", { name: "关闭窗口后留在托盘" }) as HTMLInputElement).disabled).toBe(
      true,
    );
    await userEvent.click(screen.getByRole("switch", { name: "通知里写客户名字" }));
    await waitFor(() => expect(book.app.prefs.names_in_reminders).toBe(true));
    await userEvent.click(screen.getByRole("switch", { name: "开机时启动" }));
    await userEvent.click(screen.getByRole("combobox", { name: "定了时间的事" }));
    await userEvent.click(await screen.findByRole("option", { name: "不提醒", hidden: true }));
    await waitFor(() => expect(book.state.settings.remind_before).toBe(null));
    const asked = book.calls.filter(({ command }) => command === "shell_start_with_system");
    expect(asked.map(({ args }) => args)).toEqual([{ on: true }]);
  });

  it("say after how long what was copied leaves the clipboard", async () => {
    const book = startApp({}, "/settings");
    await userEvent.click(await screen.findByRole("combobox", { name: "清除复制的内容" }));
    await userEvent.click(await screen.findByRole("option", { name: "15 秒后", hidden: true }));
    await waitFor(() => expect(book.app.prefs.clear_clipboard_after).toBe(15));
  });

  it("have nothing that axe finds wrong", async () => {
    startApp({}, "/settings/tags");
    await screen.findByDisplayValue("批发");
    const results = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
    expect(results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
});

describe("the manager of tags", () => {
  it("renames where the name stands, with Enter, and never by the Enter of an input method", async () => {
    const book = startApp({}, "/settings/tags");
    const name = await screen.findByDisplayValue("批发");
    await userEvent.clear(name);
    await userEvent.type(name, "大批发");
    fireEvent.keyDown(name, { key: "Enter", isComposing: true });
    expect(book.calls.some(({ command }) => command === "tags_edit")).toBe(false);
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(book.state.tags.map((tag) => tag.name)).toContain("大批发"));
    expect(await screen.findByText("修改标签「批发」")).toBeTruthy();
  });

  it("takes a rename back with Escape", async () => {
    const book = startApp({}, "/settings/tags");
    const name = await screen.findByDisplayValue("批发");
    await userEvent.type(name, "商{Escape}");
    expect((name as HTMLInputElement).value).toBe("批发");
    expect(book.calls.some(({ command }) => command === "tags_edit")).toBe(false);
  });

  it("says that a name is taken and keeps what was", async () => {
    const book = startApp({}, "/settings/tags");
    await userEvent.type(await screen.findByLabelText("新标签的名称"), "批发{Enter}");
    expect(await screen.findByText("已经有「批发」了。")).toBeTruthy();
    expect(book.state.tags).toHaveLength(7);
  });

  it("moves an entry by the arrows on its grip, and undoes it", async () => {
    startApp({}, "/settings/tags");
    await screen.findByDisplayValue("VIP");
    screen.getByRole("button", { name: /^VIP:/ }).focus();
    await userEvent.keyboard("{ArrowDown}");
    await waitFor(() => expect(items().slice(0, 2)).toEqual(["批发", "VIP"]));
    await userEvent.click(await screen.findByRole("button", { name: "撤销" }));
    await waitFor(() => expect(items().slice(0, 2)).toEqual(["VIP", "批发"]));
  });

  it("merges one tag into another, with the customers of both", async () => {
    const book = startApp({ customers: 200 }, "/settings/tags");
    await userEvent.click(await screen.findByRole("button", { name: "批发 的更多操作" }));
    await userEvent.hover(await screen.findByText("合并到…"));
    await userEvent.click(await screen.findByRole("menuitem", { name: /^零售/, hidden: true }));
    await waitFor(() => expect(book.state.tags.some((tag) => tag.name === "批发")).toBe(false));
    expect(await screen.findByText("把标签「批发」并入「零售」")).toBeTruthy();
  });
});

describe("groups of tags", () => {
  const groups = () => screen.getByRole("region", { name: "标签组" });

  it("are made, and tags are put into them and taken out", async () => {
    const book = startApp({}, "/settings/tags");
    await userEvent.type(await screen.findByLabelText("新标签组的名称"), "渠道{Enter}");
    expect(await within(groups()).findByDisplayValue("渠道")).toBeTruthy();
    const put = async (to: string) => {
      await userEvent.click(screen.getByRole("button", { name: "批发 的更多操作" }));
      await userEvent.hover(await screen.findByText("归到标签组"));
      await userEvent.click(await screen.findByRole("menuitem", { name: to, hidden: true }));
    };
    const groupOf = () => book.state.tags.find((tag) => tag.name === "批发")?.group_id;
    await put("渠道");
    await waitFor(() => expect(groupOf()).toBe(book.state.groups[0]?.id));
    await put("不归组");
    await waitFor(() => expect(groupOf()).toBeNull());
  });

  it("say so when customers have two of what is to be one for each", async () => {
    const book = startApp({ customers: 200 }, "/settings/tags", (fake) => {
      fake.state.groups = [{ id: 9, name: "渠道", exclusive: false }];
      fake.state.tags = fake.state.tags.map((tag) => ({ ...tag, group_id: 9 }));
    });
    const box = await screen.findByRole("checkbox", { name: "「渠道」每位客户只能有一个" });
    await userEvent.click(box);
    expect(await screen.findByText(/位客户同时贴着这一组的两个标签/)).toBeTruthy();
    expect((box as HTMLInputElement).checked, "it is as it was").toBe(false);
    book.state.customers = book.state.customers.map((row) => ({ ...row, tags: row.tags.slice(0, 1) }));
    await userEvent.click(box);
    await waitFor(() => expect(book.state.groups[0]?.exclusive).toBe(true));
  });
});

describe("kinds of visits", () => {
  it("are renamed, added, moved by key and trashed", async () => {
    const book = startApp({}, "/settings/visit-kinds");
    const name = await screen.findByDisplayValue("到店");
    await userEvent.clear(name);
    await userEvent.type(name, "来店里{Enter}");
    await userEvent.type(screen.getByLabelText("新方式的名称"), "视频{Enter}");
    expect(await screen.findByDisplayValue("视频")).toBeTruthy();
    screen.getByRole("button", { name: /^视频:/ }).focus();
    await userEvent.keyboard("{ArrowUp}");
    await userEvent.click(await screen.findByRole("button", { name: "邮件 的更多操作" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "移到回收站", hidden: true }));
    await waitFor(() =>
      expect(book.state.visit_kinds.map((kind) => kind.name)).toEqual([
        "上门",
        "来店里",
        "电话",
        "消息",
        "送货",
        "视频",
        "其他",
      ]),
    );
  });

  it("keep their last one", async () => {
    startApp({}, "/settings/visit-kinds", (fake) => {
      fake.state.visit_kinds = fake.state.visit_kinds.slice(0, 1);
    });
    await userEvent.click(await screen.findByRole("button", { name: "上门 的更多操作" }));
    const trash = await screen.findByRole("menuitem", { name: "移到回收站", hidden: true });
    expect((trash as HTMLButtonElement).disabled).toBe(true);
  });
});

it("a field of choices gets one more option, and none twice", async () => {
  const book = startApp({}, "/settings/fields");
  await userEvent.click(await screen.findByRole("button", { name: /「付款」的选项/ }));
  const more = await screen.findByLabelText("新选项");
  await userEvent.type(more, "现金{Enter}");
  await userEvent.clear(more);
  await userEvent.type(more, "承兑{Enter}");
  await waitFor(() =>
    expect(
      book.state.fields.find(({ label }) => label === "付款")?.options.map(({ label }) => label),
    ).toEqual(["月结", "现金", "承兑"]),
  );
  expect(book.calls.filter(({ command }) => command === "fields_edit")).toHaveLength(1);
});

it("puts an id to another place of an order", () => {
  expect(moved([1, 2, 3, 4], 0, 2)).toEqual([2, 3, 1, 4]);
  expect(moved([1, 2, 3, 4], 3, 0)).toEqual([4, 1, 2, 3]);
});

describe("the book's place", () => {
  it("opens another book and copies this one", async () => {
    const book = startApp({}, "/settings", (fake) => {
      fake.answers.shell_save_file = () => "/media/usb/客户簿.rounds";
      fake.answers.shell_choose_file = () => "/home/lin/2025.rounds";
    });
    await userEvent.click(await screen.findByRole("button", { name: "复制客户簿" }));
    expect(await screen.findByText("已复制到 /media/usb/客户簿.rounds")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "打开另一本" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "选择文件…", hidden: true }));
    await waitFor(() => expect(book.app.book?.path).toBe("/home/lin/2025.rounds"));
    await waitFor(() => expect(window.location.hash, "its customers are shown").toBe("#/customers"));
    expect(book.calls.find(({ command }) => command === "book_copy")?.args).toEqual({
      path: "/media/usb/客户簿.rounds",
    });
  });

  it("says why a copy could not be made", async () => {
    startApp({}, "/settings", (fake) => {
      fake.answers.shell_save_file = () => "/media/usb/客户簿.rounds";
      fake.answers.book_copy = () => Promise.reject({ code: "disk_full", args: {}, where: {} });
    });
    await userEvent.click(await screen.findByRole("button", { name: "复制客户簿" }));
    expect(await screen.findByText(/磁盘满了/)).toBeTruthy();
  });
});
