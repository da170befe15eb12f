import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { grid, lists, names, rows } from "../../test/list";
import { startApp } from "../../test/render";

describe("the list in its states", () => {
  it("empty, says what the book is for and offers the next step", async () => {
    startApp({ customers: 0 });
    expect(await screen.findByText("客户簿还是空的")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "导入名单" }));
    expect(window.location.hash).toBe("#/import");
  });

  it("loading, keeps the place of the rows without a word", async () => {
    startApp({}, "/customers", (book) => {
      book.answers.customers_list = () => new Promise(() => undefined);
    });
    expect(await screen.findByTestId("list-loading")).toBeTruthy();
    expect(screen.queryByRole("grid")).toBeNull();
  });

  it("failed, says what happened and that nothing is lost, and tries again", async () => {
    const book = startApp({}, "/customers", (fake) => {
      fake.answers.customers_list = () => Promise.reject({ code: "io", args: {}, where: {} });
    });
    expect((await screen.findByRole("alert")).textContent).toContain("文件读写不成功");
    expect(screen.getByText("已经保存的内容都在。")).toBeTruthy();
    delete book.answers.customers_list;
    await userEvent.click(screen.getByRole("button", { name: "再试一次" }));
    expect(await grid()).toBeTruthy();
  });

  it("few, says how there come to be more", async () => {
    startApp({ customers: 3 });
    await grid();
    expect(screen.getByText(/再加几位/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "导入名单" }));
    expect(window.location.hash).toBe("#/import");
  });

  it("none found, offers the way back to all", async () => {
    startApp();
    await grid();
    await userEvent.type(screen.getByLabelText("筛选姓名、电话"), "不存在的人");
    expect(await screen.findByText("没有符合的客户")).toBeTruthy();
    await userEvent.click(screen.getAllByRole("button", { name: "清除条件" })[0] as HTMLElement);
    expect(await grid()).toBeTruthy();
  });

  it("full, is a grid that counts its rows and columns and shows what a row is", async () => {
    startApp({ customers: 18, today: new Date().toISOString().slice(0, 10) });
    const list = await grid();
    expect(list.getAttribute("aria-rowcount")).toBe("19");
    expect(list.getAttribute("aria-colcount")).toBe("8");
    expect(names()).toContain("王记五金");
    expect(rows().every((row) => row.getAttribute("aria-rowindex"))).toBe(true);
    const results = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
    expect(results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it("a million long, asks for no more than the pages it shows", async () => {
    const book = startApp({ customers: 18 }, "/customers", (fake) => {
      fake.answers.customers_list = ({ at = 0, limit = 100 }) => ({
        total: 1_000_000,
        version: 1,
        rows: Array.from({ length: limit }, (_, nth) => ({
          ...(fake.state.customers[nth % 18] as (typeof fake.state.customers)[number]),
          id: at + nth + 1,
          name: `客户 ${at + nth + 1}`,
        })),
      });
    });
    await screen.findByText("客户 1");
    expect(rows().length).toBeLessThan(60);
    fireEvent.keyDown(rows()[0] as HTMLElement, { key: "End" });
    fireEvent.scroll(await grid());
    await screen.findByText("客户 1000000");
    const asked = new Set(lists(book).map(({ at }) => at));
    expect(
      [...asked].every((at) => (at ?? 0) <= 100 || (at ?? 0) >= 999_700),
      "only the first and the last pages, and those beside them for the wheel",
    ).toBe(true);
  });
});
