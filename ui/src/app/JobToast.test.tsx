import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { JobInfo } from "../ipc";
import { startApp } from "../test/render";

const job = (part: Partial<JobInfo>): JobInfo => ({
  id: 1,
  name: "customers.tag",
  state: "running",
  done: 0,
  total: 0,
  result: null,
  error: null,
  ...part,
});

async function started(place = "/customers") {
  const book = startApp({}, place, (fake) => {
    fake.answers.jobs_cancel = () => null;
  });
  await screen.findByRole("navigation", { name: "主导航" });
  return { book, tell: (part: Partial<JobInfo>) => act(() => book.emit("job", job(part))) };
}

const shown = () => screen.queryByTestId("job");

describe("long work", () => {
  it("says what is being done and how far it is, and goes when it is done", async () => {
    const { tell } = await started();
    expect(shown()).toBeNull();
    tell({});
    expect(shown()?.textContent).toContain("正在打标签");
    expect(shown()?.textContent, "nobody knows yet how far").not.toContain("%");
    tell({ done: 4200, total: 10000 });
    expect(shown()?.textContent).toContain("42%");
    expect(
      within(shown() as HTMLElement)
        .getByRole("progressbar")
        .getAttribute("aria-valuenow"),
    ).toBe("42");
    tell({ state: "done", done: 10000, total: 10000 });
    expect(shown()).toBeNull();
  });

  it("is stopped by Cancel", async () => {
    const { book, tell } = await started();
    tell({ id: 31 });
    await userEvent.click(within(shown() as HTMLElement).getByRole("button", { name: "取消" }));
    await waitFor(() => expect(book.calls.at(-1)).toEqual({ command: "jobs_cancel", args: { id: 31 } }));
  });

  it("of several shows the latest, then the one that is left", async () => {
    const { tell } = await started();
    tell({ id: 1, name: "undo" });
    tell({ id: 2, name: "redo" });
    expect(shown()?.textContent).toContain("正在重做");
    tell({ id: 2, name: "redo", state: "done" });
    expect(shown()?.textContent).toContain("正在撤销");
  });

  it("of an import is shown elsewhere than on its own screen", async () => {
    const { tell } = await started("/import");
    tell({ name: "import" });
    expect(shown()).toBeNull();
    await userEvent.click(screen.getByRole("link", { name: "客户" }));
    await waitFor(() => expect(shown()?.textContent).toContain("正在导入"));
    tell({ name: "import.look" });
    expect(shown()?.textContent).toContain("正在看这个文件");
    await userEvent.click(screen.getByRole("link", { name: "导入" }));
    await waitFor(() => expect(shown()).toBeNull());
  });
});
