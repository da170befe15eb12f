import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { Toasts } from "../../design";
import type { ChangeInfo, Edit } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { draw } from "../../test/render";
import { History } from "./History";

const edit = (part: Partial<Edit>): Edit => ({
  what: "name",
  label: "",
  unit: "",
  from: { text: "陈静" },
  to: { text: "陈小静" },
  ...part,
});

const step = (part: Partial<ChangeInfo> = {}): ChangeInfo => ({
  id: 7,
  verb: "customer.edit",
  args: { name: "陈静" },
  at: Date.now(),
  state: "done",
  customers: 1,
  import_id: null,
  source_row: null,
  taken_back_by: null,
  erased: 0,
  edits: [edit({})],
  ...part,
});

/** The history of a customer with these steps. */
function show(steps: ChangeInfo[] | (() => never), set: (book: FakeBook) => void = () => {}) {
  return draw(
    <>
      <Toasts />
      <History customer={1} open />
    </>,
    {},
    (book) => {
      book.answers.history_list = () => (typeof steps === "function" ? steps() : steps);
      set(book);
    },
  );
}

const takenBack = (book: FakeBook) =>
  book.calls.filter((one) => one.command === "history_undo_step").map((one) => one.args);

describe("what changed on a customer", () => {
  it("says of what had no words only that it went", async () => {
    show([step({ edits: [edit({ what: "followup", label: "11-25", from: { text: "" }, to: null })] })]);
    expect(await screen.findByText("11-25 的跟进：已移除")).toBeTruthy();
  });

  it("says so when it is nothing", async () => {
    show([]);
    expect(await screen.findByText("还没有改动。")).toBeTruthy();
  });

  it("says nothing of that while it is read", () => {
    show([], (book) => {
      book.answers.history_list = () => new Promise(() => {});
    });
    expect(screen.queryByText("还没有改动。")).toBeNull();
  });

  it("that cannot be read says what is safe", async () => {
    show(() => {
      throw { code: "io", args: {}, where: {} };
    });
    expect(within(await screen.findByRole("alert")).getByText("已经保存的内容都在。")).toBeTruthy();
  });

  it("stands from what to what, and where it came from", async () => {
    const money = edit({ what: "field", label: "年采购额", from: null, to: { money: 1250000 } });
    const imported = step({ id: 3, source_row: 812, args: { file: "名单.xlsx" }, edits: [] });
    show([step(), step({ id: 5, edits: [money] }), imported]);
    expect(await screen.findByText(/陈静.*→.*陈小静/)).toBeTruthy();
    expect(screen.getByText(/年采购额.*12,500/)).toBeTruthy();
    expect(screen.getByText(/名单\.xlsx.*812/)).toBeTruthy();
  });

  it("shows two of many at first, the rest when asked", async () => {
    const many = ["一", "二", "三"].map((to) => edit({ to: { text: to } }));
    show([step({ edits: many })]);
    expect(await screen.findByText(/→ 二/)).toBeTruthy();
    expect(screen.queryByText(/→ 三/)).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: /^改了什么/ }));
    expect(screen.getByText(/→ 三/)).toBeTruthy();
  });

  it("goes back step by step: just the one that is pressed", async () => {
    const book = show([step()], (fake) => {
      fake.answers.history_undo_step = () => step({ state: "undone" });
    });
    await userEvent.click(await screen.findByRole("button", { name: /^只撤销这一步/ }));
    await waitFor(() => expect(takenBack(book)).toEqual([{ id: 7 }]));
    expect(await screen.findByText("已撤销：修改 陈静")).toBeTruthy();
  });

  it("tells what stands in the way of that", async () => {
    show([step()], (fake) => {
      fake.answers.history_undo_step = () =>
        Promise.reject({
          code: "later_changes",
          args: { count: 1, steps: [step({ args: { name: "陈小静" } })] },
          where: {},
        });
    });
    await userEvent.click(await screen.findByRole("button", { name: /^只撤销这一步/ }));
    expect(await screen.findByText(/后来有 1 步.*修改 陈小静/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "撤销其余，保留之后的修改" })).toBeTruthy();
  });

  it("takes the rest back where that is wanted, and names what stays", async () => {
    const book = show([step()], (fake) => {
      fake.answers.history_undo_step = () =>
        Promise.reject({ code: "later_changes", args: { count: 1 }, where: {} });
      fake.answers.history_undo_rest = () => ({
        step: step(),
        put_back: 2,
        kept: 1,
        cells: [{ what: "name", record: "customer", column: "name", customer_id: 1, customer: "陈静" }],
      });
    });
    await userEvent.click(await screen.findByRole("button", { name: /^只撤销这一步/ }));
    await userEvent.click(await screen.findByRole("button", { name: "撤销其余，保留之后的修改" }));
    expect(await screen.findByText(/恢复 2 处，之后改过的 1 处保留.*（姓名）/)).toBeTruthy();
    expect(book.calls.filter((one) => one.command === "history_undo_rest").map((one) => one.args)).toEqual([
      { id: 7 },
    ]);
  });

  it("says who was left out, because they were erased since", async () => {
    show([step()], (fake) => {
      fake.answers.history_undo_step = () => step({ state: "undone", erased: 1 });
    });
    await userEvent.click(await screen.findByRole("button", { name: /^只撤销这一步/ }));
    expect(await screen.findByText(/已撤销：修改 陈静 其中已彻底删除的内容略过/)).toBeTruthy();
  });

  it("is not offered for what is taken back already, or can no longer be", async () => {
    show([step({ taken_back_by: 9 }), step({ id: 8, state: "final" })]);
    expect(await screen.findByText("已撤回")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^只撤销这一步/ })).toBeNull();
  });
});
