import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { FakeBook } from "../../ipc/fake";
import { cardAnswers } from "../../ipc/fake/cards";
import { startApp } from "../../test/render";

const sent = (book: FakeBook, command: string) =>
  book.calls.filter((one) => one.command === command).map((one) => one.args);
const files = () => screen.findByRole("region", { name: "附件" });

async function started(chosen: string[] = []) {
  const book = startApp({ customers: 3 }, "/customers/1", (fake) => {
    Object.assign(fake.answers, cardAnswers(fake));
    fake.answers.shell_choose_files = () => chosen;
    fake.answers.shell_save_file = () => "/tmp/out.jpg";
  });
  await screen.findByRole("article");
  return book;
}

describe("photos and papers", () => {
  it("are chosen, kept in one step, and stand on the card and in the timeline", async () => {
    const book = await started(["/home/lin/门头.jpg", "/home/lin/合同.docx"]);
    await userEvent.click(within(await files()).getByRole("button", { name: "添加照片或文件" }));
    const region = await files();
    expect(await within(region).findByRole("button", { name: "查看「门头.jpg」" })).toBeTruthy();
    expect(within(region).getByText("DOCX")).toBeTruthy();
    expect(sent(book, "files_stage")).toEqual([{ paths: ["/home/lin/门头.jpg", "/home/lin/合同.docx"] }]);
    expect(sent(book, "files_attach")).toHaveLength(1);
    const timeline = await screen.findByRole("region", { name: "时间线" });
    expect(await within(timeline).findAllByText("附件")).not.toHaveLength(0);
  });

  it("are looked at, walked through by keys, saved and moved to the trash", async () => {
    const book = await started(["/home/lin/门头.jpg", "/home/lin/合同.docx"]);
    await userEvent.click(within(await files()).getByRole("button", { name: "添加照片或文件" }));
    await userEvent.click(await within(await files()).findByRole("button", { name: "查看「门头.jpg」" }));
    const dialog = await screen.findByRole("dialog");
    expect(await within(dialog).findByRole("img", { name: "门头.jpg" })).toBeTruthy();
    await userEvent.keyboard("{ArrowRight}");
    expect(await screen.findByText(/这种文件不能在这里看/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "另存一份" }));
    await waitFor(() => expect(sent(book, "files_save")).toMatchObject([{ path: "/tmp/out.jpg" }]));
    await userEvent.click(screen.getByRole("button", { name: "把这个附件移到回收站" }));
    await waitFor(() => expect(sent(book, "files_trash")).toHaveLength(1));
  });

  it("fall onto the card or onto the visit that is being written, whichever they are let go over", async () => {
    const book = await started();
    const card = screen.getByRole("article");
    const log = await screen.findByRole("group", { name: "记一次拜访" });
    const box = (left: number, top: number, right: number, bottom: number) =>
      ({ left, top, right, bottom, width: right - left, height: bottom - top }) as DOMRect;
    vi.spyOn(card, "getBoundingClientRect").mockReturnValue(box(500, 0, 900, 800));
    vi.spyOn(log, "getBoundingClientRect").mockReturnValue(box(500, 200, 900, 260));
    const over = (x: number, y: number) =>
      act(() => {
        book.emit("file_over", { path: "/tmp/a.jpg" });
        book.emit("file_at", { x, y });
      });
    over(600, 220);
    expect(screen.getByTestId("drop-overlay").textContent).toContain("松开即附在这次拜访上");
    over(600, 500);
    expect(screen.getByTestId("drop-overlay").textContent).toContain("附件里");
    over(100, 100);
    expect(screen.getByTestId("drop-overlay").textContent).toContain("不能放进来");
    const paths = ["/tmp/a.jpg"];
    act(() => book.emit("file_dropped", { path: "/tmp/a.jpg", paths, x: 600, y: 220 }));
    expect(await within(log).findByRole("button", { name: "不要「a.jpg」" })).toBeTruthy();
    expect(sent(book, "files_attach")).toEqual([]);
    await userEvent.click(within(log).getByRole("button", { name: /保存/ }));
    await waitFor(() =>
      expect(sent(book, "lines_log")).toMatchObject([{ files: [{ hash: "hash-a.jpg", name: "a.jpg" }] }]),
    );
    act(() => book.emit("file_dropped", { path: "/tmp/a.jpg", paths, x: 600, y: 500 }));
    await waitFor(() => expect(sent(book, "files_attach")).toHaveLength(1));
  });
});
