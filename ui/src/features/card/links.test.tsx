import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Card } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { cardAnswers } from "../../ipc/fake/cards";
import { fieldOf } from "../../ipc/fake/state";
import { draw } from "../../test/render";
import { CustomerCard } from "./CustomerCard";
import { webUrl } from "./links";
import { readAddress } from "./OpenOutside";

/** A card with one website, or with a field that holds it. */
function withWebsite(value: string, inField = false) {
  return (book: FakeBook) => {
    Object.assign(book.answers, cardAnswers(book));
    if (inField) book.state.fields = [fieldOf({ id: 7, label: "网店", type: "link" })];
    const show = book.answers.customers_show;
    book.answers.customers_show = async (args) => {
      const card = (await show?.(args)) as Card;
      const point = {
        id: 9,
        uid: "",
        contact_id: null,
        kind: "website" as const,
        label: "",
        value,
        raw: value,
      };
      const held = { field_id: 7, label: "网店", type: "link" as const, unit: "", value: { text: value } };
      return inField ? { ...card, fields: [held] } : { ...card, contact_points: [point] };
    };
  };
}

const opened = (book: FakeBook) =>
  book.calls.filter((one) => one.command === "shell_open_link").map((one) => one.args);

describe("a website on the card", () => {
  it("opens in the browser and is copied, each with a click", async () => {
    const user = userEvent.setup();
    const book = draw(<CustomerCard id={1} />, { customers: 3 }, withWebsite("www.wangji.cn/shop"));
    const facts = await screen.findByRole("group", { name: "资料" });
    await user.click(within(facts).getByRole("button", { name: "在浏览器里打开 www.wangji.cn/shop" }));
    expect(await screen.findByText("https://www.wangji.cn/shop")).toBeTruthy();
    expect(opened(book), "not before it was looked at").toEqual([]);
    await user.click(screen.getByRole("button", { name: "打开" }));
    await waitFor(() => expect(opened(book)).toEqual([{ url: "https://www.wangji.cn/shop" }]));
    await user.click(within(facts).getByRole("button", { name: "复制 www.wangji.cn/shop" }));
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe("www.wangji.cn/shop"));
  });

  it("in a field of links, too", async () => {
    const book = draw(<CustomerCard id={1} />, { customers: 3 }, withWebsite("http://wangji.cn", true));
    await userEvent.click(await screen.findByRole("button", { name: "在浏览器里打开 http://wangji.cn" }));
    await userEvent.click(await screen.findByRole("button", { name: "打开" }));
    await waitFor(() => expect(opened(book)).toEqual([{ url: "http://wangji.cn" }]));
  });

  it("shows its true name if it looks like another one", () => {
    expect(readAddress("https://аpple.com/login")).toBe("https://xn--pple-43d.com/login");
    expect(readAddress("mailto:王芳@例子.cn")).toBe("mailto:王芳@例子.cn");
  });

  it("that is none is only text", async () => {
    draw(<CustomerCard id={1} />, { customers: 3 }, withWebsite("淘宝店：王记"));
    expect(await screen.findByRole("button", { name: "复制 淘宝店：王记" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: /在浏览器里打开/ })).toBeNull();
  });
});

it("only what a browser shows becomes an address", () => {
  expect(webUrl("HTTPS://Example.com/A")).toBe("https://Example.com/A");
  expect(webUrl(" 例子.cn?a=1 ")).toBe("https://例子.cn?a=1");
  expect(webUrl("shop.example.com:8080/x")).toBe("https://shop.example.com:8080/x");
  for (const text of [
    "",
    "wangji",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "ada@example.com",
    "a b.cn",
    "https:///x",
  ])
    expect(webUrl(text), text).toBeNull();
});
