import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { JobInfo, Preview } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { importAnswers } from "../../ipc/fake/imports";
import { draw } from "../../test/render";
import { ImportPage } from "./ImportPage";
import { forgetLook } from "./steps";

beforeEach(() => forgetLook());

const looks = (book: FakeBook) => book.calls.filter((one) => one.command === "import_preview").length;

/** The screen with a file whose looks take long while `waiting` says so, and are ended by Cancel. */
async function open(waiting: { on: boolean }) {
  let stop: (why: unknown) => void = () => {};
  const book = draw(
    <ImportPage />,
    {},
    (fake) => {
      const answers = importAnswers(fake, 1);
      Object.assign(fake.answers, answers, {
        import_preview: (args: Parameters<NonNullable<typeof answers.import_preview>>[0]) => {
          if (!waiting.on) return answers.import_preview?.(args);
          return new Promise<Preview>((_, reject) => {
            stop = reject;
          });
        },
        jobs_cancel: () => {
          stop({ code: "cancelled", args: {}, where: {} });
          return null;
        },
      });
    },
    { pathname: "/import", state: { path: "/home/lin/again.csv" } },
  );
  await waitFor(() => expect(looks(book)).toBe(1));
  const tell = (part: Partial<JobInfo>) =>
    act(() =>
      book.emit("job", {
        id: 7,
        name: "import.look",
        state: "running",
        done: 0,
        total: 0,
        result: null,
        error: null,
        ...part,
      }),
    );
  return { book, tell };
}

describe("a look that takes long", () => {
  it("says how far it is, and is stopped without a failure", async () => {
    const waiting = { on: true };
    const { book, tell } = await open(waiting);
    expect(screen.queryByRole("progressbar"), "a quick one says nothing").toBeNull();
    tell({ id: 6, name: "undo", done: 5, total: 10 });
    expect(screen.queryByRole("progressbar"), "other work is shown elsewhere").toBeNull();
    tell({ done: 420, total: 1000 });
    expect(screen.getByText("正在看这个文件")).toBeTruthy();
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("42");
    // Another stretch of the same look waits for it.
    tell({ id: 8, done: 0, total: 1 });
    tell({ done: 640, total: 1000 });
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("64");
    await userEvent.click(screen.getByRole("button", { name: "取消" }));
    expect(
      book.calls.filter((one) => one.command === "jobs_cancel").map((one) => one.args),
      "all of them",
    ).toEqual([{ id: 7 }, { id: 8 }]);
    tell({ state: "cancelled" });
    tell({ id: 8, state: "cancelled" });
    expect(await screen.findByRole("heading", { name: "没看完就停下了" })).toBeTruthy();
    expect(screen.queryByRole("alert"), "nothing failed").toBeNull();
    expect(screen.queryByRole("progressbar")).toBeNull();
    expect(screen.queryByRole("button", { name: "回到预览" }), "there was none before").toBeNull();

    waiting.on = false;
    await userEvent.click(screen.getByRole("button", { name: "再看一遍" }));
    expect(await screen.findByRole("heading", { name: "导入 again.csv" })).toBeTruthy();
    expect(looks(book)).toBe(2);
  });

  it("after something was said keeps the look before, and leads back to it", async () => {
    const waiting = { on: false };
    const { tell } = await open(waiting);
    await screen.findByRole("table");
    waiting.on = true;
    await userEvent.click(screen.getByRole("radio", { name: "按文件里的更新" }));
    tell({ done: 100, total: 1000 });
    expect(screen.getByText("正在看这个文件")).toBeTruthy();
    expect(screen.getByRole("table"), "what was there stays meanwhile").toBeTruthy();
    await userEvent.click(screen.getAllByRole("button", { name: "取消" }).at(-1) as HTMLElement);
    await userEvent.click(await screen.findByRole("button", { name: "回到预览" }));
    expect(await screen.findByRole("table")).toBeTruthy();
    expect((screen.getByRole("radio", { name: "跳过，保持原样" }) as HTMLInputElement).checked).toBe(true);
  });

  it("that nobody waits for is stopped when another file is chosen", async () => {
    const waiting = { on: false };
    const { book, tell } = await open(waiting);
    await screen.findByRole("table");
    waiting.on = true;
    await userEvent.click(screen.getByRole("radio", { name: "按文件里的更新" }));
    tell({ done: 100, total: 1000 });
    await userEvent.click(screen.getAllByRole("button", { name: "取消" })[0] as HTMLElement);
    expect(await screen.findByRole("button", { name: "选择文件…" })).toBeTruthy();
    expect(book.calls.some((one) => one.command === "jobs_cancel")).toBe(true);
  });
});
