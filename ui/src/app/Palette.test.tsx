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
