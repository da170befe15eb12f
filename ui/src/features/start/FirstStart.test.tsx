import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { startApp } from "../../test/render";

describe("the first start", () => {
  it("asks for the language, then makes the book and goes to the import", async () => {
    const book = startApp({ started: false, language: null, customers: 0 }, "/");
    await userEvent.click(await screen.findByRole("button", { name: /English/ }));
    expect(await screen.findByText("Make your book")).toBeTruthy();
    expect(screen.getByText("/home/lin/Documents/客户簿.rounds")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /Import a list/ }));
    await waitFor(() => expect(window.location.hash).toBe("#/import"));
    expect(book.app.prefs.language).toBe("en");
    expect(book.calls.some(({ command }) => command === "book_create")).toBe(true);
    expect(await screen.findByRole("navigation", { name: "Main places" })).toBeTruthy();
  });

  it("goes to the password before the import, if it is wanted", async () => {
    startApp({ started: false, customers: 0 }, "/");
    await userEvent.click(await screen.findByRole("checkbox", { name: /先设一个密码/ }));
    await userEvent.click(screen.getByRole("button", { name: /导入名单/ }));
    expect(await screen.findByRole("button", { name: "设置密码" })).toBeTruthy();
  });

  it("shows sample data in a book of its own, with one click to leave it", async () => {
    const book = startApp({ started: false, customers: 0 }, "/");
    await userEvent.click(await screen.findByRole("button", { name: /看示例数据/ }));
    expect(await screen.findByText("这是示例客户簿")).toBeTruthy();
    expect(
      book.calls.some(({ command }) => command === "book_create"),
      "the user's own book is not touched",
    ).toBe(false);
    book.answers.book_open = () => Promise.reject({ code: "book_missing", args: {}, where: {} });
    await userEvent.click(screen.getByRole("button", { name: "离开示例" }));
    await waitFor(() => expect(book.app.book?.path).toBe(book.app.default_book));
    await waitFor(() => expect(screen.queryByText("这是示例客户簿")).toBeNull());
  });

  it("shows where the book will be kept, and takes another place before it is made", async () => {
    const book = startApp({ started: false }, "/", (fake) => {
      fake.answers.shell_save_file = () => "/media/usb/乡下.rounds";
    });
    expect(await screen.findByText("/home/lin/Documents/客户簿.rounds")).toBeTruthy();
    const elsewhere = () => userEvent.click(screen.getByRole("button", { name: "换个地方…" }));
    await elsewhere();
    expect(await screen.findByText("/media/usb/乡下.rounds")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "还是放回默认位置" }));
    expect(screen.getByText("/home/lin/Documents/客户簿.rounds")).toBeTruthy();
    await elsewhere();
    await userEvent.click(screen.getByRole("button", { name: /从空白开始/ }));
    await waitFor(() => expect(book.app.book?.path).toBe("/media/usb/乡下.rounds"));
  });

  it("advises against a folder that a service copies, and lets the backups go there instead", async () => {
    const book = startApp({ started: false }, "/", (fake) => {
      fake.answers.shell_save_file = () => "/home/lin/Dropbox/客户簿.rounds";
    });
    await userEvent.click(await screen.findByRole("button", { name: "换个地方…" }));
    expect((await screen.findByRole("note")).textContent).toContain("Dropbox");
    await userEvent.click(screen.getByRole("button", { name: "让备份存到这里" }));
    expect(await screen.findByText("备份也会存到 /home/lin/Dropbox")).toBeTruthy();
    expect(screen.queryByRole("note"), "the usual place is a good one").toBeNull();
    await userEvent.click(screen.getByRole("button", { name: /从空白开始/ }));
    await waitFor(() => expect(book.app.book?.path).toBe("/home/lin/Documents/客户簿.rounds"));
    const set = book.calls.filter(({ command }) => command === "backups_set").map(({ args }) => args);
    expect(set).toEqual([{ second: "/home/lin/Dropbox" }]);
  });

  it("names the usual place in the language that was chosen", async () => {
    const book = startApp({ started: false, language: null }, "/", (fake) => {
      fake.answers.prefs_set = () => {
        fake.app = { ...fake.app, default_book: "/home/lin/Documents/My customers.rounds" };
        return fake.app.prefs;
      };
    });
    await userEvent.click(await screen.findByRole("button", { name: /English/ }));
    expect(await screen.findByText("/home/lin/Documents/My customers.rounds")).toBeTruthy();
    expect(book.calls.at(-1)?.command).not.toBe("book_create");
  });

  it("stays where it was when the dialog is left", async () => {
    startApp({ started: false }, "/", (fake) => {
      fake.answers.shell_save_file = () => null;
    });
    await userEvent.click(await screen.findByRole("button", { name: "换个地方…" }));
    expect(screen.getByText("/home/lin/Documents/客户簿.rounds")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "还是放回默认位置" })).toBeNull();
  });

  it("says why a book cannot be made, and lets one try again", async () => {
    startApp({ started: false }, "/", (book) => {
      book.answers.book_create = () => Promise.reject({ code: "disk_full", args: {}, where: {} });
    });
    await userEvent.click(await screen.findByRole("button", { name: /从空白开始/ }));
    expect((await screen.findByRole("alert")).textContent).toContain("磁盘满了");
    expect((screen.getByRole("button", { name: /从空白开始/ }) as HTMLButtonElement).disabled).toBe(false);
  });

  it("tells why the last book could not be opened", async () => {
    startApp({ started: false }, "/", (book) => {
      book.app = { ...book.app, not_opened: "in_use" };
    });
    expect((await screen.findByRole("alert")).textContent).toContain("客户簿正在别的窗口里用着");
  });
});
