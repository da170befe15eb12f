import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { ChangeInfo } from "../ipc";
import type { FakeBook } from "../ipc/fake";
import { startApp } from "../test/render";

/** Renames a tag in the window, lets a later step come, and presses the undo of the first. */
async function undoTheEarlier(set: (book: FakeBook) => void = () => {}) {
  const book = startApp({}, "/settings/tags", set);
  const name = await screen.findByDisplayValue("批发");
  await userEvent.clear(name);
  await userEvent.type(name, "大批发{Enter}");
  const undo = await screen.findByRole("button", { name: "撤销" });
  const step = book.lastStep;
  book.change("stage.create", { item: "回访" }, () => {});
  await userEvent.click(undo);
  return { book, step };
}

const sent = (book: FakeBook, command: string) =>
  book.calls.filter((one) => one.command === command).map((one) => one.args);

describe("the undo of a toast", () => {
  it("takes back the step at once where it is the latest", async () => {
    const book = startApp({}, "/settings/tags");
    const name = await screen.findByDisplayValue("批发");
    await userEvent.type(name, "商{Enter}");
    await userEvent.click(await screen.findByRole("button", { name: "撤销" }));
    await waitFor(() => expect(book.state.tags.map((tag) => tag.name)).toContain("批发"));
    expect(sent(book, "history_undo_step")).toEqual([]);
  });

  it("goes when the step is taken back by the key, as does the offer to redo once it is redone", async () => {
    startApp({}, "/settings/tags");
    const name = await screen.findByDisplayValue("批发");
    await userEvent.type(name, "商{Enter}");
    const said = within(screen.getByRole("status"));
    expect(await said.findByRole("button", { name: "撤销" })).toBeTruthy();
    name.blur();
    await userEvent.keyboard("{Control>}z{/Control}");
    expect(await said.findByRole("button", { name: "重做" })).toBeTruthy();
    expect(said.queryByRole("button", { name: "撤销" })).toBeNull();
    await userEvent.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
    expect(await said.findByText("已重做：修改标签「批发」")).toBeTruthy();
    expect(said.queryByRole("button", { name: "重做" })).toBeNull();
  });

  it("is not offered for what changed nothing: the step before would go", async () => {
    const book = startApp({}, "/settings/tags", (fake) => {
      fake.change("stage.create", { item: "回访" }, () => {});
      fake.answers.tags_edit = () => null;
    });
    const name = await screen.findByDisplayValue("批发");
    await userEvent.type(name, "商{Enter}");
    await waitFor(() => expect(sent(book, "tags_edit")).toHaveLength(1));
    await waitFor(() => expect(book.calls.at(-1)?.command).toBe("history_state"));
    expect(screen.queryByRole("button", { name: "撤销" })).toBeNull();
  });

  it("with later steps on top offers to take back just this one", async () => {
    const { book, step } = await undoTheEarlier((fake) => {
      fake.answers.history_undo_step = ({ id }) => ({ ...(fake.lastStep as ChangeInfo), id });
    });
    expect(await screen.findByText("修改标签「批发」：之后又有了新的步骤。")).toBeTruthy();
    expect(sent(book, "undo"), "what came later stays").toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "只撤销这一步" }));
    expect(await screen.findByText("已撤销：修改标签「批发」")).toBeTruthy();
    expect(sent(book, "history_undo_step")).toEqual([{ id: step?.id }]);
  });

  it("says which later steps stand in the way, by name", async () => {
    await undoTheEarlier((fake) => {
      fake.answers.history_undo_step = () =>
        Promise.reject({
          code: "later_changes",
          args: { count: 1, steps: [{ id: 9, verb: "tag.edit", args: { item: "大批发" }, customers: 0 }] },
          where: {},
        });
    });
    await userEvent.click(await screen.findByRole("button", { name: "只撤销这一步" }));
    expect(await screen.findByText(/修改标签「大批发」/)).toBeTruthy();
  });
});
