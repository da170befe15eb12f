import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { importAnswers } from "../ipc/fake/imports";
import { startApp } from "../test/render";
import { givenKind } from "./givenFiles";

const overlay = () => screen.queryByTestId("drop-overlay");

async function started(started = true) {
  const book = startApp({ started }, "/customers", (fake) => {
    Object.assign(fake.answers, importAnswers(fake, 1));
  });
  if (started) await screen.findByRole("grid");
  else await screen.findByText("从空白开始");
  const over = (path: string | null) => act(() => book.emit("file_over", { path }));
  return { book, over };
}

describe("a file held over the window", () => {
  it("is told what letting it go will do, until it is taken away", async () => {
    const { over } = await started();
    expect(overlay()).toBeNull();
    over("/home/lin/客户名单.xlsx");
    expect(overlay()?.textContent).toContain("预览「客户名单.xlsx」");
    over("C:\\book\\乡下.ROUNDS");
    expect(overlay()?.textContent).toContain("打开客户簿「乡下.ROUNDS」");
    over("/home/lin/照片.jpg");
    expect(overlay()?.textContent).toContain("「照片.jpg」不能放进来");
    over(null);
    expect(overlay()).toBeNull();
  });

  it("goes where was said, once it is let go", async () => {
    const { book, over } = await started();
    over("/home/lin/名单.csv");
    act(() => book.emit("file_dropped", { path: "/home/lin/名单.csv" }));
    await waitFor(() => expect(window.location.hash).toBe("#/import"));
    expect(overlay()).toBeNull();
  });

  it("is not taken where it is neither table nor book", async () => {
    const { book, over } = await started();
    over("/home/lin/照片.jpg");
    act(() => book.emit("file_dropped", { path: "/home/lin/照片.jpg" }));
    expect(await screen.findByText("「照片.jpg」不能放进来")).toBeTruthy();
    expect(overlay()).toBeNull();
    expect(window.location.hash).toBe("#/customers");
  });

  it("waits for the book at the first start", async () => {
    const { over } = await started(false);
    over("/home/lin/名单.csv");
    expect(overlay()?.textContent).toContain("建好客户簿后");
  });
});

it("files are told apart by their endings, in capitals too; a folder is none of them", () => {
  expect(["a.csv", "b.XLS", "/x.y/c.ods"].map(givenKind)).toEqual(["table", "table", "table"]);
  expect(givenKind("d.Rounds")).toBe("book");
  expect(["/home/lin.csv/folder", "e.pdf", "rounds"].map(givenKind)).toEqual(["other", "other", "other"]);
});
