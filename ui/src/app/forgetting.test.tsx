import { act, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { startApp } from "../test/render";
import { page } from "./useForgetting";

const anew = page.anew;
afterEach(() => {
  page.anew = anew;
});

it("begins anew, at a place that tells nothing, when the book is locked by somebody else", async () => {
  page.anew = vi.fn();
  const book = startApp({}, "/settings");
  await screen.findByRole("heading", { name: "设置" });
  expect(page.anew).not.toHaveBeenCalled();
  // The system sleeps: the shell locks, the page only hears of it.
  const { book: open } = book.app;
  book.app = {
    ...book.app,
    book: null,
    locked: { name: open?.name ?? "", path: open?.path ?? "", is_remembered: false },
  };
  act(() => book.emit("changed", { topics: ["app", "customers"] }));
  expect(await screen.findByTestId("locked")).toBeTruthy();
  expect(page.anew).toHaveBeenCalledOnce();
  expect(window.location.hash).toBe("#/customers");
});

it("does not begin anew again and again while it is locked", async () => {
  page.anew = vi.fn();
  startApp({}, "/customers", (book) => {
    const { book: open } = book.app;
    book.app = {
      ...book.app,
      book: null,
      locked: { name: open?.name ?? "", path: open?.path ?? "", is_remembered: false },
    };
  });
  expect(await screen.findByTestId("locked")).toBeTruthy();
  expect(page.anew).not.toHaveBeenCalled();
});
