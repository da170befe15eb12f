import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { grid, rows } from "../../test/list";
import { startApp } from "../../test/render";

describe("the columns", () => {
  const heads = () =>
    screen
      .getAllByRole("columnheader")
      .map((head) => head.dataset.column)
      .filter(Boolean);
  const kept = () => localStorage.getItem("list-columns-customers");

  it("move by Alt and the arrows on a head, never before the name", async () => {
    startApp();
    await grid();
    expect(heads().slice(0, 3)).toEqual(["name", "kind", "stage"]);
    screen.getByRole("button", { name: "阶段" }).focus();
    await userEvent.keyboard("{Alt>}{ArrowLeft}{/Alt}");
    expect(heads().slice(0, 3)).toEqual(["name", "stage", "kind"]);
    await waitFor(() => expect(document.activeElement?.textContent).toBe("阶段"));
    await userEvent.keyboard("{Alt>}{ArrowLeft}{/Alt}");
    expect(heads().slice(0, 3)).toEqual(["name", "stage", "kind"]);
    expect(within(rows()[0] as HTMLElement).getAllByRole("gridcell")[3]?.textContent).toMatch(/个人|公司/);
    expect(kept(), "names of columns, nothing else").toMatch(/^name stage kind [a-z0-9 -]+$/);
  });

  it("move by dragging a head", async () => {
    startApp();
    await grid();
    const head = (id: string) =>
      screen.getAllByRole("columnheader").find((one) => one.dataset.column === id) as HTMLElement;
    const dataTransfer = { setData: () => undefined, effectAllowed: "" };
    fireEvent.dragStart(head("kind"), { dataTransfer });
    fireEvent.dragOver(head("tags"), { dataTransfer });
    fireEvent.drop(head("tags"), { dataTransfer });
    expect(heads().slice(0, 4)).toEqual(["name", "stage", "tags", "kind"]);
  });

  it("take the width that their edge is dragged to, and remember it", async () => {
    startApp();
    const list = await grid();
    const edge = screen.getAllByTestId("column-edge")[2] as HTMLElement;
    fireEvent.pointerDown(edge, { clientX: 100, pointerId: 1 });
    fireEvent.pointerMove(edge, { clientX: 260, pointerId: 1 });
    fireEvent.pointerUp(edge, { clientX: 260, pointerId: 1 });
    expect(kept()).toContain("stage=10 ");
    const row = within(list).getAllByRole("row")[1] as HTMLElement;
    expect(row.style.gridTemplateColumns).toContain(" 10rem ");
    fireEvent.doubleClick(edge);
    expect(kept()).toContain("stage tags");
  });

  it("are moved, sized and hidden in their menu by key too", async () => {
    startApp();
    await grid();
    await userEvent.click(screen.getByRole("button", { name: "列" }));
    const item = await screen.findByRole("menuitemcheckbox", { name: "标签", hidden: true });
    item.focus();
    fireEvent.keyDown(item, { key: "ArrowUp", altKey: true });
    expect(heads().slice(0, 4)).toEqual(["name", "kind", "tags", "stage"]);
    fireEvent.keyDown(item, { key: "ArrowRight", altKey: true });
    expect(kept()).toMatch(/tags=\d/);
    await userEvent.click(screen.getByRole("menuitemcheckbox", { name: "标签", hidden: true }));
    expect(heads()).not.toContain("tags");
    await userEvent.click(screen.getByRole("menuitem", { name: "恢复默认", hidden: true }));
    expect(heads().slice(0, 4)).toEqual(["name", "kind", "stage", "tags"]);
  });

  it("of fields that lists do not offer wait under more, until they are shown", async () => {
    startApp({}, "/customers", (book) => {
      book.state.fields = book.state.fields.map((field) => ({ ...field, in_lists: field.label === "主营" }));
    });
    await grid();
    await userEvent.click(screen.getByRole("button", { name: "列" }));
    const item = (name: string) => screen.queryByRole("menuitemcheckbox", { name, hidden: true });
    await waitFor(() => expect(item("主营")).toBeTruthy());
    expect(item("付款")).toBeNull();
    await userEvent.hover(screen.getByRole("menuitem", { name: "其他字段", hidden: true }));
    await userEvent.click(await screen.findByRole("menuitemcheckbox", { name: "付款", hidden: true }));
    expect(await screen.findByRole("columnheader", { name: /付款/ })).toBeTruthy();
  });
});
