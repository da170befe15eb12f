import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { Toasts } from "../../design";
import type { ChangeInfo } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { draw } from "../../test/render";
import { HistoryPage } from "./HistoryPage";

const show = (set: (book: FakeBook) => void = () => {}) =>
  draw(
    <>
      <Toasts />
      <HistoryPage />
    </>,
    {},
    set,
  );

const step = (id: number, more: Partial<ChangeInfo> = {}): ChangeInfo => ({
  id,
  verb: "tag.create",
  args: { tag: `标签${id}` },
  at: 1795402530000,
  state: "done",
  customers: 0,
  import_id: null,
  source_row: null,
  taken_back_by: null,
  erased: 0,
  edits: null,
  ...more,
});

describe("the history", () => {
  it("says so when there is none", async () => {
    show((book) => {
      book.answers.history_list = () => [];
    });
    expect(await screen.findByText("还没有可以撤销的步骤。")).toBeTruthy();
  });

  it("that cannot be read says what is safe", async () => {
    show((book) => {
      book.answers.history_list = () => Promise.reject({ code: "io", args: {}, where: {} });
    });
    expect((await screen.findByRole("alert")).textContent).toContain("已经保存的内容都在。");
  });

  it("names each step, how many it touched, and what can no longer go", async () => {
    const book = show((fake) => {
      fake.answers.history_list = () => [
        step(9, { customers: 3, erased: 1 }),
        step(8, { state: "final" }),
        step(7, { taken_back_by: 9 }),
      ];
      fake.answers.history_undo_step = () => step(9);
    });
    const rows = await screen.findAllByRole("listitem");
    expect(rows[0]?.textContent).toMatch(/标签9.*3 位客户.*已彻底删除 1 项/);
    expect(rows[1]?.textContent).toContain("不能再撤销");
    expect(rows[2]?.textContent).toContain("已撤回");
    expect(screen.getAllByRole("button", { name: /^只撤销这一步/ })).toHaveLength(1);
    await userEvent.click(screen.getByRole("button", { name: /^只撤销这一步/ }));
    await waitFor(() =>
      expect(book.calls.at(-1)).toMatchObject({ command: "history_undo_step", args: { id: 9 } }),
    );
  });

  it("of more than a page goes on where it ended", async () => {
    const book = show((fake) => {
      fake.answers.history_list = ({ before }) =>
        before ? [step(1)] : Array.from({ length: 100 }, (_, at) => step(200 - at));
    });
    await userEvent.click(await screen.findByRole("button", { name: "再看一些" }));
    expect(await screen.findByText(/标签1」/)).toBeTruthy();
    const asked = book.calls.filter((one) => one.command === "history_list").map((one) => one.args);
    expect(asked.at(-1)).toMatchObject({ before: 101 });
  });
});
