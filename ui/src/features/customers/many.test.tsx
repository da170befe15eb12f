import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { grid, lists } from "../../test/list";
import { startApp } from "../../test/render";

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
