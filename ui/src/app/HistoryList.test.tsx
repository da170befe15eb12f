import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { Toasts } from "../design";
import type { FakeBook } from "../ipc/fake";
import { draw } from "../test/render";
import { HistoryList } from "./HistoryList";

const show = (set: (book: FakeBook) => void = () => {}) =>
  draw(
    <>
      <Toasts />
      <HistoryList />
    </>,
    {},
    set,
  );

describe("the latest steps", () => {
  it("say so when there are none", async () => {
    show();
    expect(await screen.findByText("还没有可以撤销的步骤。")).toBeTruthy();
  });

  it("that cannot be read say what is safe", async () => {
    show((book) => {
      book.answers.history_list = () => Promise.reject({ code: "io", args: {}, where: {} });
    });
    expect((await screen.findByRole("alert")).textContent).toContain("已经保存的内容都在。");
  });

  it("can each go alone, with what came later left as it is", async () => {
    const book = show((fake) => {
      fake.change("tag.create", { tag: "批发" }, () => {});
      fake.change("stage.create", { item: "回访" }, () => {});
      fake.answers.history_undo_step = () => fake.lastStep as never;
    });
    const [later, earlier] = await screen.findAllByRole("listitem");
    expect([later?.textContent, earlier?.textContent].map((text) => text?.slice(0, 4))).toEqual([
      "新阶段「",
      "新标签「",
    ]);
    await userEvent.click(screen.getByRole("button", { name: "只撤销这一步: 新标签「批发」" }));
    await waitFor(() => expect(book.calls.at(-1)?.command).toBe("history_undo_step"));
    expect(await screen.findByText("已撤销：新标签「批发」")).toBeTruthy();
  });
});
