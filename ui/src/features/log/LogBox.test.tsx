import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { LineCustomer, LineNext, LogLine, ParsedLine, ParseLine } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { cardAnswers } from "../../ipc/fake/cards";
import { readAsText } from "../../ipc/fake/timelines";
import { addDays, today } from "../../messages";
import { draw, startApp } from "../../test/render";
import { canSave, EMPTY, readDraft, since } from "./entry";
import { LogBox } from "./LogBox";

const withCards = (book: FakeBook) => void Object.assign(book.answers, cardAnswers(book));
const logged = (book: FakeBook) =>
  book.calls.filter((one) => one.command === "lines_log").map((one) => one.args as LogLine);
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
      line: "谈了水泵，想要20台",
      plain: ["next"],
      next_on: addDays(today(), 7),
      next_time: null,
    });
    expect(await screen.findByText("谈了水泵，想要20台", { selector: "li *" })).toBeTruthy();
    expect((await text()).value, "the box is ready for the next one").toBe("");
    expect(await screen.findByText(/记下了/), "and says so, with an undo").toBeTruthy();
  });

  it("and is undone by key from the box that it left empty, but never over what is being typed", async () => {
    const user = userEvent.setup();
    const book = startApp({ customers: 5 }, "/customers/1", withCards);
    const undone = () => book.calls.filter((one) => one.command === "undo").length;
    await user.type(await text(), "打过招呼{Enter}");
    await waitFor(() => expect(logged(book)).toHaveLength(1));
    await waitFor(async () => expect((await text()).value).toBe(""));
    await user.type(await text(), "又");
    await user.keyboard("{Control>}z{/Control}");
    expect(undone(), "what is typed is the box's to take back").toBe(0);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(logged(book)).toHaveLength(2));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("textbox", { name: /记一笔/ })));
    await waitFor(() => expect(screen.getByRole("button", { name: /撤销：/ })).toBeTruthy());
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(undone()).toBe(1));
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
      line: "送了两箱",
      plain: ["kind", "when"],
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
      book.answers.lines_log = () => {
        throw { code: "disk_full", args: {}, where: {} };
      };
    });
    await user.type(await text(), "重要的话{Enter}");
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect((await text()).value).toBe("重要的话");
  });
});

describe("a line in the box", () => {
  const line = "昨天电话 谈了水泵,想要20台 下周三下午3点带样品再去 #重点 3200元";
  const next: LineNext = {
    on: "2030-11-25",
    time: "15:00",
    until: null,
    part: null,
    is_vague: false,
    what: "带样品再去",
    span: [18, 7],
    what_spans: [[25, 5]],
  };
  /** Reads that one line as the core does; whatever is mere text is no part. */
  const reads = (some: Partial<ParsedLine> = {}) =>
    draw(<LogBox customerId={1} />, { customers: 5 }, (book) => {
      withCards(book);
      book.answers.lines_parse = ({ line, customer_id, plain = [] }: ParseLine) => {
        const parts = readAsText({ line, customer_id });
        if (!line.startsWith("昨天")) return parts;
        const is = (part: string) => !plain.includes(part);
        return {
          ...parts,
          summary: is("next") ? "谈了水泵,想要20台" : "谈了水泵,想要20台 下周三下午3点带样品再去",
          when: is("when")
            ? { on: "2030-11-19", time: null, until: null, part: null, is_vague: false, span: [0, 2] }
            : null,
          kind: is("kind") ? { id: 2, code: "phone", name: "电话", span: [2, 2] } : null,
          next: is("next") ? next : null,
          tags: is("#重点") ? [{ name: "重点", span: [31, 3] }] : [],
          amount: is("3200元") ? { minor: 320000, currency: "CNY", span: [33, 5] } : null,
          ...some,
        };
      };
    });
  const shown = () => screen.findByRole("button", { name: "下次 2030年11月25日 周一" });

  it("fills the box before Enter, with each day in full, and is saved as it was typed", async () => {
    const user = userEvent.setup();
    const book = reads();
    await user.type(await text(), line);
    await shown();
    expect(screen.getByRole("textbox", { name: "下次的时间" })).toHaveProperty("value", "15:00");
    expect(screen.getByRole("textbox", { name: /做什么/ })).toHaveProperty("value", "带样品再去");
    expect(screen.getByRole("button", { name: "什么时候：2030年11月19日 周二" })).toBeTruthy();
    expect(screen.getByRole("radio", { name: "电话" }).getAttribute("aria-checked")).toBe("true");
    expect(screen.getByText("#重点")).toBeTruthy();
    expect(screen.getByText("¥3,200")).toBeTruthy();
    expect(screen.getByText("记：谈了水泵,想要20台")).toBeTruthy();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(logged(book)).toEqual([{ customer_id: 1, line }]));
    await waitFor(async () => expect((await text()).value, "the box is ready for the next one").toBe(""));
  });

  it("has each part made text again by × or Esc, and the focus goes back to the line", async () => {
    const user = userEvent.setup();
    const book = reads();
    await user.type(await text(), line);
    const day = await shown();
    act(() => day.focus());
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByText("记：谈了水泵,想要20台")).toBeNull());
    expect(screen.getByRole("group", { name: "下次" }), "the days are offered again").toBeTruthy();
    await waitFor(async () => expect(await text()).toBe(document.activeElement));
    await user.click(screen.getByRole("button", { name: "「昨天」只当文字" }));
    await user.click(screen.getByRole("button", { name: "「#重点」只当文字" }));
    await user.click(screen.getByRole("button", { name: "「3200元」只当文字" }));
    await waitFor(() => expect(screen.queryByText("¥3,200")).toBeNull());
    await user.click(await text());
    await user.keyboard("{Enter}");
    const plain = ["next", "when", "#重点", "3200元"];
    await waitFor(() => expect(logged(book)).toEqual([{ customer_id: 1, line, plain }]));
  });

  it("is put right by the controls, and what was set before it was typed goes before it", async () => {
    const user = userEvent.setup();
    const book = reads();
    await user.click(await text());
    await user.click(await screen.findByRole("radio", { name: "到店" }));
    await user.type(await text(), line);
    await user.click(await shown());
    await user.click(await screen.findByRole("button", { name: /^明天/ }));
    expect(screen.getByRole("textbox", { name: /做什么/ }), "what to do is still of the line").toHaveProperty(
      "value",
      "带样品再去",
    );
    await user.click(await text());
    await user.keyboard("{Enter}");
    await waitFor(() =>
      expect(logged(book)).toEqual([
        {
          customer_id: 1,
          line,
          plain: ["kind"],
          kind: "in_shop",
          next_on: addDays(today(), 1),
          next_time: "15:00",
        },
      ]),
    );
  });

  it("asks whom it was with where another may be meant, and saves nothing before", async () => {
    const user = userEvent.setup();
    const customer: LineCustomer = {
      state: "ambiguous",
      id: null,
      name: null,
      typed: "王记",
      candidates: [
        { id: 1, name: "孙丽" },
        { id: 3, name: "王记五金店" },
      ],
      span: [2, 2],
    };
    const book = reads({ customer });
    await user.type(await text(), `${line}{Enter}`);
    const here = await screen.findByRole("button", { name: "孙丽" });
    await waitFor(() => expect(here).toBe(document.activeElement));
    expect(logged(book)).toEqual([]);
    await user.click(screen.getByRole("button", { name: "王记五金店" }));
    await user.click(await text());
    await user.keyboard("{Enter}");
    await waitFor(() => expect(logged(book)).toEqual([{ customer_id: 1, line, chosen_id: 3 }]));
  });

  it("offers a new customer of a name that nobody has, and waits for no answer", async () => {
    const user = userEvent.setup();
    const book = reads({
      customer: { ...readAsText({ line, customer_id: 1 }).customer, name: "孙丽", typed: "李四海" },
    });
    await user.type(await text(), line);
    await user.click(await screen.findByRole("button", { name: /新建 李四海/ }));
    await waitFor(() => expect(logged(book)).toEqual([{ customer_id: 1, line, makes_customer: true }]));
  });

  it("of plain words brings no chips", async () => {
    reads();
    await userEvent.type(await text(), "谈了水泵，想要20台");
    await screen.findByRole("group", { name: "下次" });
    expect(screen.queryByRole("button", { name: /只当文字/ })).toBeNull();
    expect(screen.queryByText(/^记：/)).toBeNull();
  });
});

describe("the box in its states", () => {
  const offers = () => screen.queryByRole("group", { name: "下次" });

  it("empty, is one line that shows its key, and opens when it has the focus", async () => {
    draw(<LogBox customerId={1} />, { customers: 5 }, withCards);
    const box = await text();
    expect(offers()).toBeNull();
    expect(document.querySelector("kbd")?.textContent).toBe("L");
    fireEvent.focus(box);
    for (const name of [/^明天/, /^一周后/, /^两周后/])
      expect(await screen.findByRole("button", { name })).toBeTruthy();
    fireEvent.keyDown(box, { key: "Escape" });
    expect(offers(), "and closes when nothing was typed").toBeNull();
  });

  it("while its draft and the kinds of visits are read, takes what is typed already", async () => {
    draw(<LogBox customerId={1} />, { customers: 5 }, (book) => {
      withCards(book);
      book.answers.drafts_get = () => new Promise(() => {});
      book.answers.visit_kinds_list = () => new Promise(() => {});
    });
    fireEvent.change(await text(), { target: { value: "先记着" } });
    expect((await text()).value).toBe("先记着");
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("whose draft could not be read, logs all the same", async () => {
    const book = draw(<LogBox customerId={1} />, { customers: 5 }, (made) => {
      withCards(made);
      made.answers.drafts_get = () => Promise.reject({ code: "io", args: { detail: "" }, where: {} });
    });
    await userEvent.type(await text(), "照样能记{Enter}");
    await waitFor(() => expect(logged(book)[0]?.line).toBe("照样能记"));
  });

  /** A box whose visit is in the book only when the returned function is called. */
  const slow = () => {
    let saved = () => {};
    const book = draw(<LogBox customerId={1} />, { customers: 3 }, (fake) => {
      withCards(fake);
      fake.answers.lines_log = () =>
        new Promise((resolve) => {
          saved = () =>
            resolve({
              id: 1,
              followup_id: null,
              next_on: null,
              closed: 0,
              customer_id: 1,
              is_new: false,
              parts: readAsText({ line: "谈了" }),
            });
        });
    });
    const box = screen.getByRole<HTMLTextAreaElement>("textbox", { name: /记一笔/ });
    return { book, box, saved: () => saved() };
  };

  it("does not call back whoever leaves it while it is saved", async () => {
    const { book, box, saved } = slow();
    await userEvent.type(box, "谈了{Enter}{Escape}");
    await waitFor(() => expect(logged(book)).toHaveLength(1));
    saved();
    await waitFor(() => expect(box.value).toBe(""));
    expect(document.activeElement).not.toBe(box);
  });

  it("keeps what is typed on while it is saved, and its draft", async () => {
    const { book, box, saved } = slow();
    await userEvent.type(box, "谈了水泵{Enter} 又问了电机");
    await waitFor(() => expect(logged(book).map((one) => one.line)).toEqual(["谈了水泵"]));
    saved();
    await waitFor(() => expect(box.value).toBe("又问了电机"));
    const draft = () => book.calls.findLast((one) => one.command === "drafts_put")?.args;
    await waitFor(() => expect(readDraft((draft() as { body: string }).body).text).toBe("又问了电机"), {
      timeout: 3000,
    });
  });

  it("keeps what is set by hand meanwhile, and nothing of what was saved", () => {
    const saved = { ...EMPTY, text: "谈了", kind: "phone", tags: ["重点"] };
    expect(since(saved, { ...saved, nextOn: "2030-01-02" })).toEqual({ ...EMPTY, nextOn: "2030-01-02" });
    expect(since(saved, { ...saved, text: "谈了 又来", kind: "visit" })).toEqual({
      ...EMPTY,
      text: "又来",
      kind: "visit",
    });
    expect(since(saved, saved)).toEqual(EMPTY);
  });

  it("keeps a time of today that is typed", async () => {
    const book = draw(<LogBox customerId={1} />, { customers: 5 }, withCards);
    await userEvent.type(await text(), "早上就去了");
    await userEvent.type(await screen.findByRole("textbox", { name: "时间" }), "8:15");
    await userEvent.click(screen.getByRole("button", { name: /保存/ }));
    await waitFor(() =>
      expect(logged(book)[0]).toEqual({
        customer_id: 1,
        line: "早上就去了",
        plain: ["when"],
        time: "08:15",
      }),
    );
  });
});

describe("from anywhere", () => {
  it("Ctrl+Shift+L asks whom it was with, then opens their box, and the screen stays", async () => {
    const user = userEvent.setup();
    const book = startApp({ customers: 18 }, "/settings", withCards);
    await screen.findByRole("heading", { level: 1 });
    await user.keyboard("{Control>}{Shift>}l{/Shift}{/Control}");
    const find = await screen.findByRole("combobox", { name: /记给哪位客户/ });
    await user.type(find, "欧阳");
    const option = await screen.findByRole("option", { name: /欧阳/ });
    fireEvent.keyDown(find, { key: "Enter", keyCode: 229 });
    expect(
      screen.queryByRole("textbox", { name: /记一笔/ }),
      "not by the Enter of an input method",
    ).toBeNull();
    expect(option.getAttribute("aria-selected")).toBe("true");
    await user.keyboard("{Enter}");
    await waitFor(async () => expect(document.activeElement).toBe(await text()));
    const found = await axe.run(screen.getByRole("dialog"), {
      rules: { "color-contrast": { enabled: false } },
    });
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await user.keyboard("顺路进去坐了坐{Enter}");
    const id = book.state.customers.find((row) => row.name === "欧阳建国")?.id;
    await waitFor(() => expect(logged(book)).toEqual([{ customer_id: id, line: "顺路进去坐了坐" }]));
    await waitFor(() => expect(screen.queryByRole("textbox", { name: /记一笔/ })).toBeNull());
    expect(window.location.hash).toBe("#/settings");
  });

  it("a card that is just opening is whom it is meant for", async () => {
    let show: () => void = () => {};
    startApp({ customers: 5 }, "/customers/1", (made) => {
      withCards(made);
      const answer = made.answers.customers_show;
      made.answers.customers_show = async (args) => {
        await new Promise<void>((done) => {
          show = done;
        });
        if (!answer) throw new Error("no card");
        return answer(args);
      };
    });
    await screen.findByRole("grid");
    await userEvent.keyboard("l");
    expect(screen.queryByRole("combobox", { name: /记给哪位客户/ })).toBeNull();
    await waitFor(() => {
      show();
      expect(document.activeElement?.getAttribute("aria-label")).toContain("记一笔");
    });
  });

  it("says when there is nobody by that name, and offers somebody else before it is saved", async () => {
    const user = userEvent.setup();
    startApp({ customers: 18 }, "/settings", withCards);
    await screen.findByRole("heading", { level: 1 });
    await user.keyboard("{Control>}{Shift>}l{/Shift}{/Control}");
    const find = await screen.findByRole("combobox", { name: /记给哪位客户/ });
    await user.type(find, "没有这个人");
    expect(await screen.findByText("没有找到这位客户。")).toBeTruthy();
    await user.clear(find);
    await user.type(find, "陈静");
    await user.click(await screen.findByRole("option", { name: /陈静/ }));
    await user.click(await screen.findByRole("button", { name: "换一位" }));
    expect(await screen.findByRole("combobox", { name: /记给哪位客户/ })).toBeTruthy();
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
