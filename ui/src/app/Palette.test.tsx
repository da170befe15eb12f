import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { startApp } from "../test/render";

const open = async () => {
  await screen.findByRole("grid");
  await userEvent.keyboard("{Control>}k{/Control}");
  return screen.findByRole("combobox");
};

describe("the palette", () => {
  it("finds a customer while one types, marks what matched, and opens the card with Enter", async () => {
    const book = startApp();
    const box = await open();
    await userEvent.type(box, "王记");
    const option = await screen.findByRole("option", { name: /王记\s*五金/ });
    expect(option.querySelector("mark")?.textContent).toBe("王记");
    await userEvent.keyboard("{Enter}");
    const wanted = book.state.customers.find(({ name }) => name === "王记五金");
    await waitFor(() => expect(window.location.hash).toBe(`#/customers/${wanted?.id}`));
    expect(screen.queryByRole("combobox")).toBeNull();
  });

  it("shows the end of the phone that matched", async () => {
    const book = startApp();
    const phone = book.state.customers.find(({ phones }) => phones.length > 0)?.phones[0] ?? "";
    await userEvent.type(await open(), phone.slice(-4));
    await waitFor(() =>
      expect(
        screen
          .getAllByRole("option")
          .some((one) => one.querySelector("mark")?.textContent === phone.slice(-4)),
      ).toBe(true),
    );
  });

  it("runs an action by its name, with the arrows", async () => {
    startApp();
    const box = await open();
    await userEvent.type(box, "打开");
    await userEvent.keyboard("{ArrowDown}");
    const chosen = screen.getAllByRole("option").find((one) => one.getAttribute("aria-selected") === "true");
    expect(box.getAttribute("aria-activedescendant")).toBe(chosen?.id);
    expect(chosen?.textContent).toContain("打开导入");
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(window.location.hash).toBe("#/import"));
  });

  it("does nothing on the Enter and the arrows of an input method", async () => {
    startApp();
    const box = await open();
    fireEvent.change(box, { target: { value: "王记" } });
    await screen.findByRole("option", { name: /王记\s*五金/ });
    fireEvent.keyDown(box, { key: "Enter", isComposing: true });
    fireEvent.keyDown(box, { key: "Enter", keyCode: 229 });
    expect(window.location.hash).toBe("#/customers");
    expect(screen.getByRole("combobox")).toBeTruthy();
  });

  it("has the letters that are typed right after its chord", async () => {
    startApp();
    await screen.findByRole("grid");
    fireEvent.keyDown(document.body, { key: "k", ctrlKey: true });
    // Nothing is waited for but the end of the key press itself.
    await Promise.resolve();
    expect(document.activeElement?.getAttribute("role")).toBe("combobox");
  });

  it("does not hide the page that stands behind it", async () => {
    startApp();
    await open();
    const dialog = screen.getByRole("dialog");
    expect(dialog.className).toContain("content");
    expect(dialog.parentElement?.className.split(" ").some((name) => /^_?content/.test(name))).toBe(false);
  });

  it("takes an Enter that comes before the answer for what was typed", async () => {
    const book = startApp();
    const box = await open();
    await userEvent.type(box, "王记");
    await screen.findByRole("option", { name: /王记\s*五金/ });
    const other = book.state.customers.find(({ name }) => name !== "王记五金");
    let answer: (rows: never[]) => void = () => undefined;
    book.answers.customers_find = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    fireEvent.change(box, { target: { value: other?.name } });
    fireEvent.keyDown(box, { key: "Enter" });
    expect(window.location.hash, "the old answer is not for it").toBe("#/customers");
    const row = { id: other?.id, name: other?.name, kind: "person", phones: [], stage: null, matches: [] };
    await waitFor(() => expect(answer.length).toBe(1));
    answer([row as never]);
    await waitFor(() => expect(window.location.hash).toBe(`#/customers/${other?.id}`));
  });

  it("lists settings and the books of lately", async () => {
    const book = startApp({}, "/customers", (fake) => {
      fake.app.prefs.recent = [fake.app.book?.path ?? "", "/media/usb/2025.rounds"];
    });
    await userEvent.type(await open(), "深色");
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(book.app.prefs.theme).toBe("dark"));
    await userEvent.keyboard("{Control>}k{/Control}");
    await userEvent.type(await screen.findByRole("combobox"), "2025");
    expect(await screen.findByRole("option", { name: /打开 2025/ })).toBeTruthy();
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(book.app.book?.path).toBe("/media/usb/2025.rounds"));
  });

  it("says so when nothing is found", async () => {
    startApp({ language: "en" });
    await userEvent.type(await open(), "qqqq");
    expect(await screen.findByText("Nothing found for “qqqq”")).toBeTruthy();
  });

  it("has nothing that axe finds wrong", async () => {
    startApp();
    await open();
    const results = await axe.run(document.body, {
      rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
    });
    expect(results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
});

it("shows every key in a sheet under ?", async () => {
  startApp();
  await screen.findByRole("grid");
  await userEvent.keyboard("?");
  expect(await screen.findByRole("heading", { name: "全部快捷键" })).toBeTruthy();
  expect(screen.getByText("Ctrl Shift Z")).toBeTruthy();
});

it("lists the last steps, those taken back struck through", async () => {
  startApp({ customers: 30 });
  await screen.findByRole("grid");
  await userEvent.keyboard("x{Delete}");
  await screen.findByTestId("undo");
  await userEvent.keyboard("{Control>}z{/Control}");
  await screen.findByTestId("redo");
  await userEvent.click(screen.getByRole("button", { name: "最近的步骤" }));
  await waitFor(() => expect(document.querySelector('[data-state="undone"]')?.textContent).toContain("删除"));
});

it("closes only what is open over the screen with Escape, and the card with the next one", async () => {
  startApp({ customers: 30 }, "/customers/3");
  await screen.findByRole("grid");
  await userEvent.click(screen.getByRole("button", { name: "最近的步骤" }));
  await screen.findByText("还没有可以撤销的步骤。");
  await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("最近的步骤"));
  await userEvent.keyboard("{Escape}");
  expect(window.location.hash, "the card stays").toBe("#/customers/3");
  await waitFor(() => expect(screen.queryByText("还没有可以撤销的步骤。")).toBeNull());
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(window.location.hash).toBe("#/customers"));
});
