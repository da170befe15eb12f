import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Field, LogLine } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { cardAnswers } from "../../ipc/fake/cards";
import { fieldOf } from "../../ipc/fake/state";
import { draw } from "../../test/render";
import { LogBox } from "./LogBox";

const visit = (part: Parameters<typeof fieldOf>[0]): Field => fieldOf({ record: "visit", ...part });
const option = (id: number, label: string) => ({ id, label, color: "" });
const amount = visit({ id: 11, label: "报价", type: "money" });
const count = visit({ id: 12, label: "数量", type: "number", unit: "台", required: true });
const mood = visit({
  id: 13,
  label: "态度",
  type: "choice",
  options: [option(1, "想要"), option(2, "再看看")],
});
const goods = visit({
  id: 14,
  label: "带了什么",
  type: "multi_choice",
  options: [option(3, "样品"), option(4, "画册")],
});

/** The open log box of a customer, in a book with these fields. */
async function open(fields: Field[]) {
  const book = draw(<LogBox customerId={1} />, { customers: 3 }, (fake) => {
    fake.state.fields = [fieldOf({ id: 1, label: "主营", type: "text" }), ...fields];
    Object.assign(fake.answers, cardAnswers(fake));
  });
  await userEvent.click(screen.getByRole("textbox", { name: /记一笔/ }));
  if (fields[0]) await screen.findByText(fields[0].label);
  return book;
}

const log = () => userEvent.click(screen.getByRole("button", { name: /^保存/ }));
const logged = (book: FakeBook) =>
  book.calls.filter((one) => one.command === "lines_log").map((one) => one.args as LogLine);

describe("the fields of a visit", () => {
  it("are asked for in the log box; those of customers are not", async () => {
    await open([amount, count]);
    expect(screen.queryByText("主营")).toBeNull();
    expect(screen.getByText("台")).toBeTruthy();
    expect(screen.getByText("数量").dataset.required, "what ought to be filled in is marked").toBe("true");
    await userEvent.type(screen.getByRole("textbox", { name: "数量" }), "20");
    expect(screen.getByText("数量").dataset.required).toBeUndefined();
  });

  it("are saved with it, read as one writes them, and alone are enough", async () => {
    const book = await open([amount, count, mood, goods]);
    await userEvent.type(screen.getByRole("textbox", { name: "报价" }), "3.2万");
    await userEvent.type(screen.getByRole("textbox", { name: "数量" }), "1,200");
    await userEvent.click(screen.getByRole("button", { name: "再看看" }));
    await userEvent.click(screen.getByRole("button", { name: "样品" }));
    await userEvent.click(screen.getByRole("button", { name: "画册" }));
    expect(screen.getByDisplayValue("3.2万"), "what is typed stays as it is").toBeTruthy();
    await log();
    await waitFor(() => expect(logged(book)).toHaveLength(1));
    expect(logged(book)[0]?.values).toEqual([
      { field_id: 11, value: { money: 3_200_000 } },
      { field_id: 12, value: { number: "1200" } },
      { field_id: 13, value: { choice: "再看看" } },
      { field_id: 14, value: { multi_choice: ["样品", "画册"] } },
    ]);
  });

  it("that cannot be read are marked, and not saved", async () => {
    const book = await open([count]);
    const box = screen.getByRole("textbox", { name: "数量" });
    await userEvent.type(box, "很多");
    expect(box.getAttribute("aria-invalid")).toBe("true");
    await userEvent.type(screen.getByRole("textbox", { name: /记一笔/ }), "谈了");
    await log();
    await waitFor(() => expect(logged(book)).toHaveLength(1));
    expect(logged(book)[0]?.values ?? []).not.toContainEqual(
      expect.objectContaining({ value: expect.anything() }),
    );
  });

  it("take a press back, and an option of several alone", async () => {
    const book = await open([mood, goods]);
    for (const name of ["想要", "想要", "样品", "画册", "样品"])
      await userEvent.click(screen.getByRole("button", { name }));
    await log();
    await waitFor(() => expect(logged(book)).toHaveLength(1));
    expect(logged(book)[0]?.values).toEqual([
      { field_id: 13, value: null },
      { field_id: 14, value: { multi_choice: ["画册"] } },
    ]);
  });

  it("change with the kind of visit, and those of another kind are not saved", async () => {
    const book = await open([count, { ...amount, kinds: [3] }]);
    expect(screen.queryByText("报价"), "asked for by phone only").toBeNull();
    const kinds = screen.getByRole("radiogroup", { name: "方式" });
    await userEvent.click(within(kinds).getByRole("radio", { name: "电话" }));
    await userEvent.type(await screen.findByRole("textbox", { name: "报价" }), "800");
    await userEvent.type(screen.getByRole("textbox", { name: "数量" }), "5");
    await userEvent.click(within(kinds).getByRole("radio", { name: "上门" }));
    expect(screen.queryByText("报价")).toBeNull();
    await log();
    await waitFor(() => expect(logged(book)).toHaveLength(1));
    expect(logged(book)[0]?.values).toEqual([{ field_id: 12, value: { number: "5" } }]);
  });

  it("begin with what they are meant to, and can be emptied", async () => {
    const book = await open([{ ...mood, default: { choice: "想要" } }]);
    const chip = screen.getByRole("button", { name: "想要" });
    expect(chip.getAttribute("aria-pressed")).toBe("true");
    await userEvent.click(chip);
    await userEvent.type(screen.getByRole("textbox", { name: /记一笔/ }), "谈了");
    await log();
    await waitFor(() => expect(logged(book)[0]?.values).toEqual([{ field_id: 13, value: null }]));
  });

  it("wait for the one that they depend on", async () => {
    await open([mood, { ...count, shown_if: { field_id: 13, is: { choice: "想要" } } }]);
    expect(screen.queryByText("数量")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "想要" }));
    expect(await screen.findByText("数量")).toBeTruthy();
  });
});
