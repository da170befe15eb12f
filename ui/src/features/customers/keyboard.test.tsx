import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { FakeBook } from "../../ipc/fake";
import { cardAnswers } from "../../ipc/fake/cards";
import { grid, rows } from "../../test/list";
import { startApp } from "../../test/render";
import { chooseOnceRead, NONE_CHOSEN, setFilters, theView } from "./view";

describe("by keyboard alone", () => {
  const activePosition = () => rows().find((row) => row.tabIndex === 0)?.dataset.position;

  it("has one row in the tab order, which J, K, the arrows, Home and End move", async () => {
    startApp();
    await grid();
    expect(rows().filter((row) => row.tabIndex === 0)).toHaveLength(1);
    await userEvent.keyboard("jj");
    expect(activePosition()).toBe("2");
    await userEvent.keyboard("k");
    expect(activePosition()).toBe("1");
    rows()
      .find((row) => row.dataset.position === "1")
      ?.focus();
    await userEvent.keyboard("{ArrowDown}{End}");
    expect(activePosition()).toBe("17");
    expect((document.activeElement as HTMLElement).dataset.position, "the focus roves along").toBe("17");
    await userEvent.keyboard("{Home}");
    expect(activePosition()).toBe("0");
  });

  const sorted = async (book: FakeBook) =>
    (await book.transport().call("customers_list", {})) as { rows: Array<{ id: number }> };
  const at = (place: string) => waitFor(() => expect(window.location.hash).toBe(`#/customers${place}`));
  const cards = (book: FakeBook) => void Object.assign(book.answers, cardAnswers(book));

  it("opens a page with Enter, walks on with J, and comes back to the list with Escape", async () => {
    const book = startApp({}, "/customers", cards);
    await grid();
    const { rows: all } = await sorted(book);
    await userEvent.keyboard("j{Enter}");
    await at(`/${all[1]?.id}/full`);
    const page = await screen.findByRole("article");
    expect(await within(page).findByText("第 2 位，共 18 位")).toBeTruthy();
    await waitFor(() => expect(document.activeElement, "the page begins with the focus").toBe(page));
    await userEvent.keyboard("j");
    await at(`/${all[2]?.id}/full`);
    await userEvent.keyboard("{Escape}");
    await at("");
    await waitFor(() =>
      expect((document.activeElement as HTMLElement).dataset.position, "where the walk ended").toBe("2"),
    );
  });

  it("reads who comes next while one looks at a card, and only once", async () => {
    const book = startApp({}, "/customers", cards);
    await grid();
    const { rows: all } = await sorted(book);
    const shown = () =>
      book.calls
        .filter(({ command }) => command === "customers_show")
        .map(({ args }) => (args as { id: number }).id);
    await userEvent.click(rows()[0] as HTMLElement);
    await waitFor(() => expect(shown()).toEqual([all[0]?.id, all[1]?.id]));
    await userEvent.keyboard("j");
    await at(`/${all[1]?.id}`);
    await waitFor(() => expect(shown()).toEqual([all[0]?.id, all[1]?.id, all[2]?.id]));
  });

  it("from a page that was opened beside the list, Escape leads there first", async () => {
    const book = startApp({}, "/customers", cards);
    await grid();
    const id = (await sorted(book)).rows[0]?.id;
    await userEvent.click(rows()[0] as HTMLElement);
    await at(`/${id}`);
    await userEvent.click(await screen.findByRole("button", { name: "整页看" }));
    await at(`/${id}/full`);
    await userEvent.keyboard("{Escape}");
    await at(`/${id}`);
    await userEvent.keyboard("{Escape}");
    await at("");
  });

  it("goes on from who was opened from elsewhere, not from where the list stood", async () => {
    const size = { customers: 300 };
    const { rows: all } = await sorted(new FakeBook(size));
    startApp(size, `/customers/${all[96]?.id}/full`, cards);
    expect(await screen.findByText("第 97 位，共 300 位")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "下一位" }));
    await at(`/${all[97]?.id}/full`);
    expect(await screen.findByText("第 98 位，共 300 位")).toBeTruthy();
  });

  it("logs, tags and trashes the row that has the focus without opening it first", async () => {
    const book = startApp({}, "/customers", cards);
    await grid();
    const { rows: all } = await sorted(book);
    rows()[0]?.focus();
    await userEvent.keyboard("t");
    await userEvent.type(await screen.findByRole("textbox", { name: "打字找标签" }), "急单{Enter}{Escape}");
    await waitFor(() =>
      expect(book.state.customers.find(({ id }) => id === all[0]?.id)?.tags).toContain("急单"),
    );
    await waitFor(() => expect((document.activeElement as HTMLElement).dataset.position).toBe("0"));
    await userEvent.keyboard("{Delete}");
    await waitFor(() => expect(book.state.trash.map(({ id }) => id)).toEqual([all[0]?.id]));
    expect(window.location.hash).toBe("#/customers");
    await userEvent.keyboard("l");
    await at(`/${all[1]?.id}`);
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("记一笔：谈了什么…"));
  });

  it("chooses with X and Shift, all that match with Ctrl+A, and lets go with Escape", async () => {
    startApp({ customers: 300 });
    await grid();
    await userEvent.keyboard("x");
    expect((await screen.findByRole("toolbar")).textContent).toContain("已选 1 位");
    rows()
      .find((row) => row.tabIndex === 0)
      ?.focus();
    await userEvent.keyboard("{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
    await waitFor(() => expect(screen.getByRole("toolbar").textContent).toContain("已选 3 位"));
    await userEvent.keyboard("{Control>}a{/Control}");
    expect(screen.getByRole("toolbar").textContent).toContain("已选 300 位");
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("toolbar")).toBeNull();
  });

  it("loses no key held down when the row with the focus is drawn anew as it comes into sight", async () => {
    startApp({ customers: 300 });
    const list = await grid();
    rows()[0]?.focus();
    const hold = (times: number) => {
      for (let down = 0; down < times; down++)
        fireEvent.keyDown(document.activeElement as Element, { key: "ArrowDown", shiftKey: true });
      return (document.activeElement as HTMLElement).dataset.position;
    };
    // The keys come faster than the list scrolls, as on a busy machine.
    expect(hold(36)).toBe("36");
    expect(
      rows().some((row) => row.dataset.position === "35"),
      "it stands apart",
    ).toBe(false);
    // Less than a page, so that rows in sight stay what they are.
    fireEvent.scroll(list, { target: { scrollTop: 25 * 36 } });
    await waitFor(() => expect(rows().some((row) => row.dataset.position === "35")).toBe(true));
    expect(hold(9)).toBe("45");
    await waitFor(() => expect(screen.getByRole("toolbar").textContent).toContain("已选 46 位"));
  });

  it("keeps to the last choice when an earlier one is read later", async () => {
    const answers: Array<() => void> = [];
    const slowly = (ids: number[]) => new Promise<number[]>((done) => answers.push(() => done(ids)));
    const earlier = chooseOnceRead(slowly([1, 2]));
    const later = chooseOnceRead(slowly([1, 2, 3]));
    answers[1]?.();
    await later;
    answers[0]?.();
    await earlier;
    expect(theView().chosen).toEqual({ mode: "ids", ids: new Set([1, 2, 3]) });
    const overtaken = chooseOnceRead(slowly([4]));
    setFilters({ text: "王" });
    answers[2]?.();
    await overtaken;
    expect(theView().chosen, "another filter lets go of all").toEqual(NONE_CHOSEN);
  });

  it("leaves single letters to the field one types in", async () => {
    startApp();
    await grid();
    await userEvent.keyboard("/");
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("筛选姓名、电话"));
    await userEvent.keyboard("nx");
    expect(window.location.hash).toBe("#/customers");
    expect(screen.queryByRole("toolbar")).toBeNull();
  });
});
