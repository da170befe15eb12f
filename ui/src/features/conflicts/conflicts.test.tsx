import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import type { Conflicts } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { draw } from "../../test/render";
import { ConflictsPage } from "./ConflictsPage";

const sent = (book: FakeBook, command: string) =>
  book.calls.filter((one) => one.command === command).map((one) => one.args);

const FOUND: Conflicts = {
  listed: 10,
  free: 7,
  doubtful: [4, 9],
  conflicts: [
    {
      row: 3,
      listed: "王记五金",
      customer_id: 5,
      customer: "王记五金店",
      owner: "我",
      since_at: Date.UTC(2025, 2, 1),
      last_visit_on: null,
      next_followup_on: null,
    },
  ],
};

describe("whose customer it is", () => {
  it("is told from a list, row by row, and nothing is imported", async () => {
    const book = draw(<ConflictsPage />, {}, (fake) => {
      fake.answers.shell_choose_file = () => "/tmp/报备.xlsx";
      fake.answers.conflicts_check = () => FOUND;
    });
    await userEvent.click(screen.getByRole("button", { name: "选择对方的名单" }));
    expect((await screen.findByRole("status")).textContent).toBe(
      "「报备.xlsx」共 10 位：1 位已经是你的，7 位不在客户簿里。",
    );
    const row = screen.getByRole("row", { name: /王记五金店/ });
    expect(within(row).getByRole("link").getAttribute("href")).toBe("/customers/5");
    expect(within(row).getByText("没去过")).toBeTruthy();
    expect(screen.getByText(/请自己看看这些行：4、9/)).toBeTruthy();
    expect(sent(book, "import_start")).toEqual([]);
    const faults = await axe.run(document.body, {
      rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
    });
    expect(faults.violations).toEqual([]);
  });

  it("is told by marks under a secret, with what the secret gives away", async () => {
    const book = draw(<ConflictsPage />, {}, (fake) => {
      fake.answers.marks_secret = () => "1f2e-0000";
      fake.answers.shell_choose_file = () => "/tmp/theirs.marks";
      fake.answers.marks_compare = () => ({ job: 3 });
      fake.answers.jobs_wait = () => ({
        id: 3,
        name: "conflicts",
        state: "done",
        done: 1,
        total: 1,
        result: { ...FOUND, doubtful: [] } as never,
        error: null,
      });
    });
    expect(screen.getByRole("note").textContent).toContain("任意电话号码");
    expect(screen.getByRole("button", { name: "写出我的标记" }).hasAttribute("disabled")).toBe(true);
    await userEvent.click(screen.getByRole("button", { name: "生成新的" }));
    await waitFor(() => expect(screen.getByLabelText("密钥").getAttribute("value")).toBe("1f2e-0000"));
    await userEvent.click(screen.getByRole("button", { name: "和对方的标记比对" }));
    expect(await screen.findByText("王记五金店")).toBeTruthy();
    expect(sent(book, "marks_compare")).toEqual([{ path: "/tmp/theirs.marks", secret: "1f2e-0000" }]);
  });

  it("cannot be told from what is no list, and says so", async () => {
    draw(<ConflictsPage />, {}, (fake) => {
      fake.answers.shell_choose_file = () => "/tmp/a.png";
      fake.answers.conflicts_check = () => {
        throw { code: "file_not_a_table", args: { file: "/tmp/a.png" }, where: {} };
      };
    });
    await userEvent.click(screen.getByRole("button", { name: "选择对方的名单" }));
    expect(await screen.findByRole("alert")).toBeTruthy();
  });

  it("that is stopped is no failure, and leaves what was found before", async () => {
    let code = "";
    draw(<ConflictsPage />, {}, (fake) => {
      fake.answers.shell_choose_file = () => "/tmp/theirs.csv";
      fake.answers.conflicts_check = () => {
        if (code) throw { code, args: {}, where: {} };
        return FOUND;
      };
    });
    const choose = screen.getByRole("button", { name: "选择对方的名单" });
    await userEvent.click(choose);
    const [one] = await screen.findAllByText("王记五金店");
    code = "cancelled";
    await userEvent.click(choose);
    await waitFor(() => expect(choose.hasAttribute("data-loading")).toBe(false));
    expect(screen.queryByRole("alert")).toBeNull();
    expect(one?.isConnected).toBe(true);
  });
});
