import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { LogVisit } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { cardAnswers } from "../../ipc/fake/cards";
import { addDays, today } from "../../messages";
import { draw, startApp } from "../../test/render";
import { canSave, EMPTY, readDraft, readTime } from "./entry";
import { LogBox } from "./LogBox";

const withCards = (book: FakeBook) => void Object.assign(book.answers, cardAnswers(book));
const logged = (book: FakeBook) =>
  book.calls.filter((one) => one.command === "visits_log").map((one) => one.args as LogVisit);
const text = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: /记一笔/ });

describe("a visit is logged", () => {
  it("in four interactions: L, the text, the next day, Enter", async () => {
    const user = userEvent.setup();
    const book = startApp({ customers: 5 }, "/customers/1", withCards);
    await text();
    await user.keyboard("l");
    await user.keyboard("谈了水泵，想要20台");
    await user.click(screen.getByRole("button", { name: /一周后/ }));
    await waitFor(() => expect(screen.getByRole("textbox", { name: /做什么/ })).toBe(document.activeElement));
    await user.keyboard("{Enter}");
    await waitFor(() => expect(logged(book)).toHaveLength(1));
    expect(logged(book)[0]).toEqual({
      customer_id: 1,
      summary: "谈了水泵，想要20台",
      next_on: addDays(today(), 7),
      next_what: "",
    });
    expect(await screen.findByText("谈了水泵，想要20台", { selector: "li *" })).toBeTruthy();
    expect((await text()).value, "the box is ready for the next one").toBe("");
    expect(await screen.findByText(/记下了/), "and says so, with an undo").toBeTruthy();
  });

  it("with kind, day, time, contact and tags as they were picked", async () => {
    const user = userEvent.setup();
    const book = draw(<LogBox customerId={1} />, { customers: 5 }, withCards);
    await user.type(await text(), "送了两箱");
    await user.click(await screen.findByRole("radio", { name: "电话" }));
    await user.click(await screen.findByRole("button", { name: /什么时候/ }));
    await user.click(await screen.findByRole("button", { name: /^昨天/ }));
    await user.type(await screen.findByRole("textbox", { name: "时间" }), "下午3点半");
    const contact = (await book.transport().call("customers_show", { id: 1 })) as {
      contacts: Array<{ id: number; name: string }>;
    };
    const mate = contact.contacts[0];
    await user.click(await screen.findByRole("button", { name: mate?.name ?? "" }));
    await user.click(screen.getByRole("button", { name: "＋ 标签" }));
    await user.keyboard("老客户{Enter}{Escape}");
    await user.click(screen.getByRole("button", { name: /保存/ }));
    await waitFor(() => expect(logged(book)).toHaveLength(1));
    expect(logged(book)[0]).toEqual({
      customer_id: 1,
      summary: "送了两箱",
      kind: "phone",
      on: addDays(today(), -1),
      time: "15:30",
      contact_id: mate?.id,
      tags: ["老客户"],
    });
  });

  it("never by the Enter of an input method", async () => {
    const book = draw(<LogBox customerId={1} />, { customers: 5 }, withCards);
    const box = await text();
    fireEvent.change(box, { target: { value: "tan" } });
    fireEvent.compositionStart(box);
    fireEvent.keyDown(box, { key: "Enter", isComposing: true });
    fireEvent.keyDown(box, { key: "Enter", keyCode: 229 });
    await Promise.resolve();
    expect(logged(book), "both ways in which browsers tell of composing").toEqual([]);
    fireEvent.compositionEnd(box);
    fireEvent.keyDown(box, { key: "Enter" });
    await waitFor(() => expect(logged(book), "the Enter after it saves").toHaveLength(1));
  });

  it("not by Shift+Enter, which breaks the line", async () => {
    const user = userEvent.setup();
    const book = draw(<LogBox customerId={1} />, { customers: 5 }, withCards);
    await user.type(await text(), "一{Shift>}{Enter}{/Shift}二");
    expect((await text()).value).toBe("一\n二");
    expect(logged(book)).toEqual([]);
  });

  it("not when there is nothing to save, but a next step alone is enough", () => {
    expect(canSave({ ...EMPTY, text: "  " })).toBe(false);
    expect(canSave({ ...EMPTY, nextOn: "2026-12-01" })).toBe(true);
  });

  it("and what was refused stays in the box, with the reason", async () => {
    const user = userEvent.setup();
    draw(<LogBox customerId={1} />, { customers: 5 }, (book) => {
      withCards(book);
      book.answers.visits_log = () => {
        throw { code: "disk_full", args: {}, where: {} };
      };
    });
    await user.type(await text(), "重要的话{Enter}");
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect((await text()).value).toBe("重要的话");
  });
});

describe("a draft", () => {
  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    return () => vi.useRealTimers();
  });

  const drafts = (book: FakeBook) =>
    book.calls
      .filter((one) => one.command === "drafts_put")
      .map((one) => one.args as { record: string; body: string });

  it("is written within two seconds, by customer, and forgotten when the visit is saved", async () => {
    const book = draw(<LogBox customerId={7} />, { customers: 9 }, withCards);
    fireEvent.change(await text(), { target: { value: "半句话" } });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(drafts(book)).toHaveLength(1);
    expect(drafts(book)[0]?.record).toBe("visit-of-customer-7");
    expect(readDraft(drafts(book)[0]?.body ?? "").text).toBe("半句话");
    fireEvent.keyDown(await text(), { key: "Enter" });
    await waitFor(() => expect(drafts(book).at(-1)).toEqual({ record: "visit-of-customer-7", body: "" }));
  });

  it("stands in the box again when one comes back", async () => {
    draw(<LogBox customerId={7} />, { customers: 9 }, (book) => {
      withCards(book);
      book.answers.drafts_get = () => ({
        body: JSON.stringify({ ...EMPTY, text: "半句话", nextOn: "2030-01-02" }),
        at: 0,
      });
    });
    await waitFor(async () => expect((await text()).value).toBe("半句话"));
    expect(screen.getByRole("textbox", { name: /做什么/ }), "with its next step").toBeTruthy();
  });

  it("that is damaged or from a later version costs nothing", () => {
    expect(readDraft("{oops")).toEqual(EMPTY);
    expect(readDraft('{"text":"好","mood":"😀","contact":"3"}')).toEqual({ ...EMPTY, text: "好" });
  });
});

describe("a time", () => {
  it.each([
    ["15", "15:00"],
    ["1530", "15:30"],
    ["9:05", "09:05"],
    ["15：30", "15:30"],
    ["下午3点", "15:00"],
    ["3点半", "03:30"],
    ["3pm", "15:00"],
    ["12am", "00:00"],
  ])("%s is %s", (typed, time) => expect(readTime(typed)).toBe(time));

  it.each(["25", "12:75", "later", ""])("%s is none", (typed) => expect(readTime(typed)).toBeNull());
});
