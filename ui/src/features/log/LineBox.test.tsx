import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { LoggedLine, LogLine, ParsedLine, ParseLine } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { cardAnswers } from "../../ipc/fake/cards";
import { draw } from "../../test/render";
import { LineBox } from "./LineBox";

/** What the core reads a line as; what is not told is not there. */
const parts = (line: string, some: Partial<ParsedLine>): ParsedLine => ({
  line,
  now: "2026-11-20T10:00:00+08:00",
  makes: "visit",
  customer: { state: "found", id: 1, name: "王记五金", typed: "王记", candidates: [], span: [0, 2] },
  when: null,
  kind: null,
  summary: line,
  tags: [],
  amount: null,
  next: null,
  problems: [],
  ...some,
});

const saved = (book: FakeBook) =>
  book.calls.filter((one) => one.command === "lines_log").map((one) => one.args as LogLine);

function start(some: Partial<ParsedLine>) {
  return draw(<LineBox />, { customers: 5 }, (book) => {
    Object.assign(book.answers, cardAnswers(book), {
      lines_parse: ({ line, plain = [] }: ParseLine) => ({
        ...parts(line, some),
        ...(plain.includes("next") && { next: null }),
      }),
      lines_log: ({ line }: LogLine) => ({
        id: 1,
        followup_id: null,
        next_on: null,
        closed: 0,
        customer_id: 1,
        is_new: false,
        parts: parts(line, some),
      }),
    });
  });
}

const box = () => screen.findByRole<HTMLInputElement>("textbox", { name: "一句话记一笔" });

it("shows what was read before Enter saves it", async () => {
  const user = userEvent.setup();
  const book = start({
    next: {
      on: "2026-11-25",
      time: "15:00",
      until: null,
      part: null,
      is_vague: false,
      what: "带样品再去",
      span: [0, 1],
      what_spans: [],
    },
  });
  await user.type(await box(), "王记 谈了水泵 下周三下午3点带样品再去");
  expect(await screen.findByText("王记五金")).toBeTruthy();
  expect(await screen.findByRole("button", { name: /下次 11月25日 周三 15:00/ })).toBeTruthy();
  expect(screen.getByText("带样品再去")).toBeTruthy();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(saved(book)).toEqual([{ line: "王记 谈了水泵 下周三下午3点带样品再去" }]));
  expect((await box()).value, "the box is ready for the next one").toBe("");
});

it("asks which one where two fit, by key, and saves for whom was picked", async () => {
  const user = userEvent.setup();
  const candidates = [
    { id: 2, name: "宏达五金" },
    { id: 3, name: "宏达农资" },
  ];
  const book = start({
    customer: { state: "ambiguous", id: null, name: null, typed: "宏达", candidates, span: [0, 2] },
  });
  await user.type(await box(), "宏达 要一批水管{Enter}");
  const first = await screen.findByRole("button", { name: "宏达五金" });
  await waitFor(() => expect(first).toBe(document.activeElement));
  expect(saved(book), "nothing is saved silently").toEqual([]);
  await user.tab();
  await user.keyboard("{Enter}");
  await waitFor(async () => expect(await box()).toBe(document.activeElement));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(saved(book)).toEqual([{ line: "宏达 要一批水管", chosen_id: 3 }]));
});

it("makes a customer only when told so", async () => {
  const user = userEvent.setup();
  const book = start({
    customer: { state: "unknown", id: null, name: null, typed: "李四海", candidates: [], span: [0, 3] },
  });
  await user.type(await box(), "李四海 想代理{Enter}");
  const offer = await screen.findByRole("button", { name: /新建 李四海/ });
  await waitFor(() => expect(offer).toBe(document.activeElement));
  expect(saved(book)).toEqual([]);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(saved(book)).toEqual([{ line: "李四海 想代理", makes_customer: true }]));
});

it("takes a next step back, and puts the kind right", async () => {
  const user = userEvent.setup();
  const book = start({
    next: {
      on: "2026-11-25",
      time: null,
      until: null,
      part: null,
      is_vague: false,
      what: "再去",
      span: [0, 1],
      what_spans: [],
    },
  });
  await user.type(await box(), "王记 下周三再去");
  await user.click(await screen.findByRole("button", { name: /只当文字/ }));
  expect(screen.queryByText("再去"), "it is no next step any more").toBeNull();
  await user.click(await screen.findByRole("button", { name: /^方式|上门/ }));
  await user.click(await screen.findByRole("menuitem", { name: "电话" }));
  await user.click(await box());
  await user.keyboard("{Enter}");
  await waitFor(() =>
    expect(saved(book)).toEqual([{ line: "王记 下周三再去", plain: ["next", "kind"], kind: "phone" }]),
  );
});

it("saves nothing while an input method composes, nor what must be answered first", async () => {
  const user = userEvent.setup();
  const book = start({ problems: [{ code: "next_in_the_past", text: "昨天", span: [0, 2] }] });
  await user.type(await box(), "王记 昨天再去");
  fireEvent.keyDown(await box(), { key: "Enter", isComposing: true });
  fireEvent.keyDown(await box(), { key: "Enter", keyCode: 229 });
  await user.keyboard("{Enter}");
  expect(await screen.findByText("「昨天」已经过去了。")).toBeTruthy();
  await new Promise((done) => setTimeout(done, 50));
  expect(saved(book)).toEqual([]);
});

it("keeps what is typed on while a line is saved", async () => {
  const user = userEvent.setup();
  const book = start({});
  const answer = book.answers.lines_log;
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  book.answers.lines_log = async (args: LogLine) => {
    await held;
    return answer?.(args) as LoggedLine;
  };
  await user.type(await box(), "王记 谈了水泵{Enter}Lin 下午来");
  await waitFor(() => expect(saved(book).map((one) => one.line)).toEqual(["王记 谈了水泵"]));
  go();
  await waitFor(async () => expect((await box()).value).toBe("Lin 下午来"));
});
