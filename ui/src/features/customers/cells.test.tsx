import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { FakeBook } from "../../ipc/fake";
import { cardAnswers } from "../../ipc/fake/cards";
import { grid, lists, names, rows } from "../../test/list";
import { startApp } from "../../test/render";

describe("in its cells", () => {
  const cellOf = (position: number, column: string) =>
    document.querySelector(`[data-position="${position}"] [data-column="${column}"]`) as HTMLElement;
  const focusRow = (position: number) =>
    rows()
      .find((row) => row.dataset.position === String(position))
      ?.focus();
  const edits = (book: FakeBook) =>
    book.calls.filter(({ command }) => command === "customers_edit").map(({ args }) => args);
  const withCards = (book: FakeBook) => void Object.assign(book.answers, cardAnswers(book));

  it("F2 edits the name of the row; Enter saves and the row has the focus again", async () => {
    const book = startApp({}, "/customers", withCards);
    await grid();
    focusRow(0);
    await userEvent.keyboard("{F2}");
    const name = await screen.findByRole("textbox", { name: "姓名" });
    const former = (name as HTMLInputElement).value;
    await userEvent.clear(name);
    await userEvent.type(name, "阿甲 xj k");
    fireEvent.keyDown(name, { key: "Enter", keyCode: 229 });
    expect(edits(book), "not by the Enter of an input method").toEqual([]);
    expect(screen.queryByRole("toolbar"), "letters are text here").toBeNull();
    await userEvent.keyboard("{Enter}");
    const id = book.state.customers.find((row) => row.name === "阿甲 xj k")?.id;
    expect(edits(book)).toEqual([{ id, name: "阿甲 xj k" }]);
    expect(former).not.toBe("");
    await waitFor(() => expect((document.activeElement as HTMLElement).dataset.position).toBe("0"));
    expect(window.location.hash, "no card was opened").toBe("#/customers");
  });

  it("Escape takes the name back, and a refused one stays with its reason", async () => {
    const book = startApp({}, "/customers", (made) => {
      withCards(made);
      made.answers.customers_edit = () =>
        Promise.reject({ code: "too_long", args: { limit: 200 }, where: {} });
    });
    await grid();
    focusRow(1);
    await userEvent.keyboard("{F2}");
    await userEvent.type(await screen.findByRole("textbox", { name: "姓名" }), "甲{Escape}");
    expect(edits(book)).toEqual([]);
    await userEvent.keyboard("{F2}");
    await userEvent.type(await screen.findByRole("textbox", { name: "姓名" }), "乙{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("200");
    expect((screen.getByRole("textbox", { name: "姓名" }) as HTMLInputElement).value).toContain("乙");
  });

  it("Tab goes on from cell to cell", async () => {
    const book = startApp({}, "/customers", withCards);
    await grid();
    const shown = names()[0];
    const id = book.state.customers.find((row) => row.name === shown)?.id;
    focusRow(0);
    await userEvent.keyboard("{F2}");
    await screen.findByRole("textbox", { name: "姓名" });
    await userEvent.tab();
    expect(await screen.findByRole("menuitem", { name: "公司", hidden: true })).toBeTruthy();
    await userEvent.tab();
    await userEvent.click(await screen.findByRole("menuitem", { name: "流失", hidden: true }));
    await waitFor(() => expect(book.state.customers.find((row) => row.id === id)?.stage).toBe("流失"));
    await userEvent.click(await screen.findByRole("button", { name: "撤销" }));
    await waitFor(() => expect(book.state.customers.find((row) => row.id === id)?.stage).not.toBe("流失"));
    expect(window.location.hash, "the menu's click is not the row's").toBe("#/customers");
  });

  it("a double click edits the cell it meets", async () => {
    startApp({}, "/customers", withCards);
    await grid();
    fireEvent.doubleClick(cellOf(0, "last-visit"));
    expect(cellOf(0, "last-visit").dataset.editing, "what is worked out is not edited").toBeUndefined();
    fireEvent.doubleClick(cellOf(0, "stage"));
    expect(await screen.findByRole("menuitem", { name: "流失", hidden: true })).toBeTruthy();
  });

  const rowOf = (book: FakeBook, position: number) =>
    book.state.customers.find((row) => row.name === names()[position]);

  it("the arrows walk the cells of a row, Enter edits, Escape goes back to the row", async () => {
    startApp({}, "/customers", withCards);
    await grid();
    focusRow(0);
    await userEvent.keyboard("{ArrowRight}{ArrowRight}{ArrowRight}");
    expect(document.activeElement).toBe(cellOf(0, "stage"));
    await userEvent.keyboard("{ArrowDown}");
    await waitFor(() => expect(document.activeElement, "down the column").toBe(cellOf(1, "stage")));
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByRole("menuitem", { name: "流失", hidden: true })).toBeTruthy();
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement).toBe(cellOf(1, "stage")));
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect((document.activeElement as HTMLElement).dataset.position).toBe("1"));
  });

  it("kind, tags, phone and next follow-up change where they stand", async () => {
    const book = startApp({ customers: 3 }, "/customers", withCards);
    await grid();
    const kind = rowOf(book, 0)?.kind === "company" ? "person" : "company";
    fireEvent.doubleClick(cellOf(0, "kind"));
    await userEvent.click(
      await screen.findByRole("menuitem", { name: kind === "company" ? "公司" : "个人", hidden: true }),
    );
    await waitFor(() => expect(rowOf(book, 0)?.kind).toBe(kind));

    const [former] = rowOf(book, 0)?.tags ?? [];
    fireEvent.doubleClick(cellOf(0, "tags"));
    const tags = await screen.findByRole("textbox", { name: "打字找标签" });
    await userEvent.type(tags, "出口{Enter}");
    await waitFor(() => expect(rowOf(book, 0)?.tags).toContain("出口"));
    await userEvent.type(tags, "出口{Enter}");
    await waitFor(() => expect(rowOf(book, 0)?.tags, "what one has is taken off").not.toContain("出口"));
    if (former) expect(rowOf(book, 0)?.tags).toContain(former);
    await userEvent.keyboard("{Escape}");

    fireEvent.doubleClick(cellOf(0, "phone"));
    const phone = await screen.findByRole("textbox", { name: "电话" });
    await userEvent.clear(phone);
    await userEvent.type(phone, "139{Enter}");
    expect((await screen.findByRole("alert")).textContent, "a phone that is none").toBeTruthy();
    await userEvent.clear(phone);
    await userEvent.type(phone, "13900001234{Enter}");
    await waitFor(() =>
      expect(
        book.calls.filter(({ command }) => /contact_points_(edit|create)/.test(command)).at(-1)?.args,
      ).toMatchObject({ value: "13900001234" }),
    );

    fireEvent.doubleClick(cellOf(0, "next-followup"));
    await userEvent.click(await screen.findByRole("button", { name: /^明天/ }));
    await waitFor(() => expect(cellOf(0, "next-followup").textContent).toBe("明天"));
  });

  it("a field is a column once it is chosen, asked for only then, and edited by its type", async () => {
    const book = startApp({ customers: 3 }, "/customers", withCards);
    await grid();
    expect(lists(book).every(({ fields }) => fields === undefined)).toBe(true);
    await userEvent.click(screen.getByRole("button", { name: "列" }));
    for (const name of ["进货周期", "付款"])
      await userEvent.click(await screen.findByRole("menuitemcheckbox", { name, hidden: true }));
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(lists(book).at(-1)?.fields).toEqual([2, 3]));
    expect(localStorage.getItem("list-columns-customers")).toContain("field-f2");

    fireEvent.doubleClick(cellOf(0, "field-f2"));
    const days = await screen.findByRole("textbox", { name: "进货周期" });
    await userEvent.type(days, "二十{Enter}");
    expect((await screen.findByRole("alert")).textContent).toBeTruthy();
    await userEvent.clear(days);
    await userEvent.type(days, "20{Enter}");
    await waitFor(() => expect(cellOf(0, "field-f2").textContent).toBe("20 天"));
    fireEvent.doubleClick(cellOf(0, "field-f3"));
    await userEvent.click(await screen.findByRole("menuitem", { name: "月结", hidden: true }));
    await waitFor(() => expect(cellOf(0, "field-f3").textContent).toBe("月结"));
  });
});
