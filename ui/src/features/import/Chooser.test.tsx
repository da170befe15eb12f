import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { Import } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { draw } from "../../test/render";
import { ImportPage } from "./ImportPage";
import { forgetLook } from "./steps";

const past: Import = {
  id: 4,
  file_name: "名单.xlsx",
  sheet: "二〇二五",
  at: Date.now(),
  taken: 1987,
  refused: 2,
  skipped: 25,
  problems: 8,
  visits: 0,
};

const open = (set: (book: FakeBook) => void) => draw(<ImportPage />, {}, set, "/import");

beforeEach(() => forgetLook());

describe("earlier imports", () => {
  it("are no heading where there are none, nor while they are read", async () => {
    open((book) => {
      book.answers.imports_list = () => new Promise(() => {});
    });
    expect(await screen.findByRole("button", { name: "选择文件…" })).toBeTruthy();
    expect(screen.queryByText("以前的导入")).toBeNull();
  });

  it("that cannot be read say so, and a file can be chosen all the same", async () => {
    let fails = true;
    open((book) => {
      book.answers.imports_list = () => {
        if (fails) throw { code: "io", args: {}, where: {} };
        return [past];
      };
    });
    const alert = await screen.findByRole("alert");
    expect(screen.getByRole("button", { name: "选择文件…" })).toBeTruthy();
    fails = false;
    await userEvent.click(within(alert).getByRole("button", { name: "再试一次" }));
    expect(await screen.findByText("以前的导入")).toBeTruthy();
  });

  it("stand with file, sheet, how many and what was left out; a click opens the report", async () => {
    const book = open((fake) => {
      fake.answers.imports_list = () => [past];
      fake.answers.imports_show = () => new Promise(() => {});
    });
    const one = await screen.findByRole("button", { name: /名单\.xlsx/ });
    for (const part of ["二〇二五", "1,987", "8"]) expect(one.textContent).toContain(part);
    await userEvent.click(one);
    expect(document.querySelector('[aria-busy="true"]'), "the report is being read").toBeTruthy();
    expect(book.calls.at(-1)).toEqual({ command: "imports_show", args: { id: 4 } });
  });

  it("whose report cannot be read say why", async () => {
    open((fake) => {
      fake.answers.imports_list = () => [past];
      fake.answers.imports_show = () => Promise.reject({ code: "not_found", args: {}, where: {} });
    });
    await userEvent.click(await screen.findByRole("button", { name: /名单\.xlsx/ }));
    expect(await screen.findByRole("alert")).toBeTruthy();
  });
});
