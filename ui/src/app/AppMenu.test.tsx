import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { startApp } from "../test/render";
import { nextSize } from "./lookActions";

describe("the app's menu", () => {
  it("opens by key behind the sign, and runs the actions of the palette", async () => {
    startApp();
    (await screen.findByRole("button", { name: "菜单" })).focus();
    await userEvent.keyboard("{Enter}");
    expect((await screen.findAllByRole("menuitem", { hidden: true })).map((one) => one.textContent)).toEqual([
      "客户簿",
      "编辑",
      "前往",
      "帮助",
    ]);
    await userEvent.hover(screen.getByText("前往"));
    await userEvent.click(await screen.findByRole("menuitem", { name: /打开导入/, hidden: true }));
    await waitFor(() => expect(window.location.hash).toBe("#/import"));
  });

  it("stands in the system's menu bar where there is one", async () => {
    const book = startApp({}, "/customers", (fake) => {
      fake.answers.shell_set_menu = () => true;
    });
    await screen.findByRole("grid");
    await waitFor(() => expect(screen.queryByRole("button", { name: "菜单" })).toBeNull());
    act(() => book.emit("menu", { id: "go-trash" }));
    await waitFor(() => expect(window.location.hash).toBe("#/trash"));
  });
});

describe("closing", () => {
  it("saves what is being typed before the window goes", async () => {
    const book = startApp({}, "/settings/tags");
    const name = await screen.findByDisplayValue("批发");
    await userEvent.type(name, "商");
    act(() => book.emit("closing", null));
    await waitFor(() => expect(book.calls.at(-1)?.command).toBe("shell_close"));
    expect(book.state.tags.map((tag) => tag.name)).toContain("批发商");
  });
});

it("a book that the program is started with is opened at the first start, too", async () => {
  const book = startApp({ started: false }, "/", (fake) => {
    fake.answers.shell_opened_file = () => "/media/usb/2025.rounds";
  });
  expect(await screen.findByRole("grid")).toBeTruthy();
  expect(book.app.book?.path).toBe("/media/usb/2025.rounds");
});

it("text sizes go by their steps and end at both ends", () => {
  expect(nextSize(100, 1)).toBe(110);
  expect(nextSize(100, -1)).toBe(90);
  expect(nextSize(90, -1)).toBe(90);
  expect(nextSize(200, 1)).toBe(200);
});
