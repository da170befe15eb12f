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
