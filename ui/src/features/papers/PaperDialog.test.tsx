import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { FakeBook } from "../../ipc/fake";
import { draw } from "../../test/render";
import { PaperDialog } from "./PaperDialog";

const DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
const sent = (book: FakeBook, command: string) =>
  book.calls.filter((one) => one.command === command).map((one) => one.args);

function looked(book: FakeBook, pages = 3, left_out = 0) {
  book.answers.papers_look = ({ page = 0 }) => ({
    picture: page < pages ? DOT : null,
    made: { pages, customers: 7, left_out },
  });
  book.answers.shell_save_file = () => "/tmp/名单.pdf";
  book.answers.papers_save = () => ({ job: 1 });
  book.answers.jobs_wait = () => ({
    id: 1,
    name: "export",
    state: "done",
    done: 1,
    total: 1,
    result: { pages, customers: 7, left_out },
    error: null,
  });
}

const list = {
  customers: { matching: { rule: { all: [] }, except: [] } },
  sort: [],
  title: "全部客户",
  columns: ["name", "phone"] as ("name" | "phone")[],
};

describe("a paper", () => {
  it("is looked at page by page, and saved where the user says", async () => {
    const book = draw(<PaperDialog ask={list} onClose={() => {}} />, {}, (fake) => looked(fake));
    expect(await screen.findByRole("img", { name: "第 1 页，共 3 页" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "下一页" }));
    expect(await screen.findByRole("img", { name: "第 2 页，共 3 页" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "存为 PDF" }));
    await waitFor(() => expect(sent(book, "papers_save")).toMatchObject([{ path: "/tmp/名单.pdf" }]));
    expect(sent(book, "shell_save_file")).toMatchObject([{ kind: "paper" }]);
  });

  it("of labels says who has none, and begins where the sheet is free", async () => {
    const book = draw(<PaperDialog ask={list} onClose={() => {}} />, {}, (fake) => looked(fake, 1, 2));
    await userEvent.click(await screen.findByText("地址标签"));
    expect(await screen.findByText("有 2 位没有地址，没有打上。")).toBeTruthy();
    const skip = screen.getByLabelText("已用掉几枚");
    await userEvent.clear(skip);
    await userEvent.type(skip, "5");
    await waitFor(() =>
      expect(sent(book, "papers_look")).toContainEqual(
        expect.objectContaining({
          paper: expect.objectContaining({ kind: { labels: { sheet: "a4_by24", skip: 5 } } }),
        }),
      ),
    );
  });

  it("goes to the printer with all of its pages", async () => {
    const print = vi.fn();
    vi.stubGlobal("print", print);
    draw(<PaperDialog ask={list} onClose={() => {}} />, {}, (fake) => looked(fake));
    await screen.findByRole("img", { name: "第 1 页，共 3 页" });
    await userEvent.click(screen.getByRole("button", { name: "打印" }));
    const pages = await screen.findByTestId("printed-pages");
    const all = [...pages.querySelectorAll("img")];
    expect(all).toHaveLength(3);
    for (const one of all) one.dispatchEvent(new Event("load"));
    expect(print).toHaveBeenCalledTimes(1);
    window.dispatchEvent(new Event("afterprint"));
    await waitFor(() => expect(screen.queryByTestId("printed-pages")).toBeNull());
    vi.unstubAllGlobals();
  });

  it("that cannot be made says why", async () => {
    draw(<PaperDialog ask={list} onClose={() => {}} />, {}, (fake) => {
      looked(fake);
      fake.answers.papers_look = () => {
        throw { code: "font_missing", args: { letters: "𐎠" }, where: {} };
      };
    });
    expect((await screen.findByRole("alert")).textContent).toContain("𐎠");
    expect(screen.getByRole("button", { name: "存为 PDF" }).hasAttribute("disabled")).toBe(true);
  });
});
