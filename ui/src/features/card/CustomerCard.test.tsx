import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import type { Card } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { cardAnswers } from "../../ipc/fake/cards";
import { birthdayText } from "../../messages";
import { draw, startApp } from "../../test/render";
import { CustomerCard } from "./CustomerCard";
import { toMinor } from "./FieldFact";

const withCards = (book: FakeBook) => void Object.assign(book.answers, cardAnswers(book));
const sent = (book: FakeBook, command: string) =>
  book.calls.filter((one) => one.command === command).map((one) => one.args);
/** What axe finds wrong; the contrast is measured where there are colours. */
const faults = async () => {
  const found = await axe.run(document.body, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
};
const card = () => screen.findByRole("article");

describe("the card", () => {
  it("while it loads has its layout and no words", async () => {
    draw(<CustomerCard id={1} />, { customers: 3 }, (book) => {
      withCards(book);
      book.answers.customers_show = () => new Promise<Card>(() => {});
    });
    expect(document.querySelector('[aria-busy="true"]')).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("that failed says so, and tries again when asked", async () => {
    let fails = true;
    draw(<CustomerCard id={1} />, { customers: 3 }, (book) => {
      withCards(book);
      const show = book.answers.customers_show;
      book.answers.customers_show = (args) => {
        if (fails || !show) throw { code: "io", args: { detail: "" }, where: {} };
        return show(args);
      };
    });
    const alert = await screen.findByRole("alert");
    fails = false;
    await userEvent.click(within(alert).getByRole("button"));
    expect(await card()).toBeTruthy();
  });

  it("of someone new offers the next steps instead of empty places", async () => {
    draw(<CustomerCard id={1} />, { customers: 3 }, (book) => {
      withCards(book);
      const show = book.answers.customers_show;
      book.answers.customers_show = async (args) => ({
        ...((await show?.(args)) as Card),
        contact_points: [],
        contacts: [],
        tags: [],
        fields: [],
        birthday: null,
        next_followup: null,
      });
      book.answers.timeline_list = () => ({ total: 0, entries: [] });
    });
    await card();
    expect(screen.getByRole("button", { name: /加一个跟进/ })).toBeTruthy();
    expect(screen.getByRole("button", { name: "加一项" })).toBeTruthy();
    expect(await screen.findByText(/还没有来往/)).toBeTruthy();
    expect(screen.queryByRole("group", { name: "只看" }), "nothing to filter").toBeNull();
  });

  it("shows who it is, what is next and what was said, in full", async () => {
    const book = draw(<CustomerCard id={1} />, { customers: 3 }, withCards);
    const article = await card();
    const row = book.state.customers.find((one) => one.id === 1);
    expect(within(article).getByRole("heading", { name: new RegExp(row?.name ?? "") })).toBeTruthy();
    expect(within(article).getByText("青石镇东街 41 号")).toBeTruthy();
    expect(within(article).getByText("水泵、管件")).toBeTruthy();
    if (row?.last_visit_on) expect(await within(article).findByText(/让下次带 1 寸快插的样品/)).toBeTruthy();
    expect(article.textContent).toContain(row?.stage ?? "");
  });
});

describe("the customer as a page", () => {
  const walk = { position: 2, total: 9, full: true, setFull: () => {}, close: () => {} };

  it("has all facts in sections, the empty ones too, and what to know", async () => {
    const book = draw(<CustomerCard id={1} walk={walk} log={<p>log</p>} />, { customers: 3 }, withCards);
    const page = await card();
    for (const name of ["联系方式", "情况", "其他资料", "要知道的"])
      expect(await within(page).findByRole("heading", { name })).toBeTruthy();
    expect(within(page).getByText("第 3 位，共 9 位")).toBeTruthy();
    expect(within(page).getByText("建档")).toBeTruthy();
    expect(within(page).getByText("log")).toBeTruthy();
    expect(await faults()).toEqual([]);
    await userEvent.click(within(page).getByRole("button", { name: "邮箱: —" }));
    await userEvent.type(await screen.findByRole("textbox", { name: "邮箱" }), "ada@example.com{Enter}");
    await waitFor(() =>
      expect(sent(book, "contact_points_create")).toMatchObject([
        { kind: "email", value: "ada@example.com" },
      ]),
    );
    await waitFor(() =>
      expect(document.activeElement, "the focus goes on from there").not.toBe(document.body),
    );
  });

  it("that failed offers the way back to the list", async () => {
    const close = vi.fn();
    draw(<CustomerCard id={1} walk={{ ...walk, close }} />, { customers: 3 }, (book) => {
      withCards(book);
      book.answers.customers_show = () => Promise.reject({ code: "io", args: { detail: "" }, where: {} });
    });
    await screen.findByRole("alert");
    await userEvent.click(screen.getByRole("button", { name: "回到列表" }));
    expect(close).toHaveBeenCalled();
  });

  it("in the trash can only be read and brought back", async () => {
    draw(<CustomerCard id={1} walk={walk} log={<p>log</p>} />, { customers: 3 }, (book) => {
      withCards(book);
      const show = book.answers.customers_show;
      book.answers.customers_show = async (args) => ({ ...((await show?.(args)) as Card), trashed_at: 1 });
    });
    const page = await card();
    expect(within(page).getByRole("button", { name: "放回来" })).toBeTruthy();
    expect(within(page).queryByText("log")).toBeNull();
    expect(within(page).queryByRole("button", { name: "邮箱: —" })).toBeNull();
  });
});

describe("a fact is edited where it is read", () => {
  it("Enter saves, Esc takes back, Enter of an input method does neither", async () => {
    const user = userEvent.setup();
    const book = startApp({ customers: 5 }, "/customers/1", withCards);
    await user.click(within(await card()).getByRole("button", { name: /^姓名/ }));
    const name = screen.getByRole("textbox", { name: "姓名" });
    await user.clear(name);
    await user.type(name, "wangjixin");
    fireEvent.keyDown(name, { key: "Enter", isComposing: true });
    fireEvent.keyDown(name, { key: "Enter", keyCode: 229 });
    expect(sent(book, "customers_edit")).toEqual([]);
    await user.keyboard("{Escape}");
    expect(sent(book, "customers_edit"), "Esc keeps the old name").toEqual([]);

    await user.click(within(await card()).getByRole("button", { name: /^姓名/ }));
    await user.clear(screen.getByRole("textbox", { name: "姓名" }));
    await user.keyboard("王记新店{Enter}");
    expect(sent(book, "customers_edit")).toEqual([{ id: 1, name: "王记新店" }]);
    expect(await screen.findByRole("article", { name: "王记新店" })).toBeTruthy();
    expect(document.activeElement?.textContent, "the focus is back where it was").toContain("姓名");
  });

  it("what the book refuses stays, with the reason beneath", async () => {
    const user = userEvent.setup();
    draw(<CustomerCard id={1} />, { customers: 3 }, (book) => {
      withCards(book);
      book.state.customers = book.state.customers.map((row) => ({ ...row, phones: ["+8613800138000"] }));
    });
    await user.click(await screen.findByRole("button", { name: /^电话/ }));
    const phone = screen.getByRole("textbox", { name: "电话" });
    await user.clear(phone);
    await user.type(phone, "138{Enter}");
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect((phone as HTMLInputElement).value).toBe("138");
    expect(phone.getAttribute("aria-invalid")).toBe("true");
  });

  it("a phone is copied with one click, and read in groups", async () => {
    const user = userEvent.setup();
    const copied = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    draw(<CustomerCard id={1} />, { customers: 3 }, (book) => {
      withCards(book);
      book.state.customers = book.state.customers.map((row) => ({ ...row, phones: ["+8613800138000"] }));
    });
    expect(await screen.findByRole("button", { name: "电话: 138 0013 8000" }), "said as shown").toBeTruthy();
    await user.click(screen.getByRole("button", { name: "复制 138 0013 8000" }));
    expect(copied).toHaveBeenCalledWith("+8613800138000");
  });

  it("T opens the tags; what exists is offered, what does not is made", async () => {
    const user = userEvent.setup();
    const book = startApp({ customers: 5 }, "/customers/1", withCards);
    await card();
    await user.keyboard("t");
    await user.keyboard("VIP{Enter}");
    await user.keyboard("回头客{Enter}{Escape}");
    await waitFor(() =>
      expect(sent(book, "customers_tag")).toEqual([
        { customers: { ids: [1] }, add: ["VIP"] },
        { customers: { ids: [1] }, add: ["回头客"] },
      ]),
    );
    expect(await within(await card()).findByText("回头客")).toBeTruthy();
  });

  it("a birthday by the moon, without its year", async () => {
    const user = userEvent.setup();
    const book = draw(<CustomerCard id={1} />, { customers: 5 }, withCards);
    await user.click(await screen.findByRole("button", { name: "加一项" }));
    await user.click(await screen.findByRole("menuitem", { name: "生日" }));
    await user.click(await screen.findByRole("radio", { name: "农历" }));
    await user.type(screen.getByRole("textbox", { name: "月" }), "8");
    await user.type(screen.getByRole("textbox", { name: "日" }), "15{Enter}");
    expect(sent(book, "customers_edit")).toEqual([
      { id: 1, birthday: { calendar: "lunar", year: null, month: 8, day: 15, leap_month: false } },
    ]);
  });
});

describe("the next follow-up", () => {
  it("is added by F: what, and a day", async () => {
    const user = userEvent.setup();
    const book = startApp({ customers: 5 }, "/customers/1", withCards);
    await card();
    await user.keyboard("f");
    await user.keyboard("带样品");
    await user.click(await screen.findByRole("button", { name: /^两周后/ }));
    await waitFor(() => expect(sent(book, "followups_create")).toHaveLength(1));
    expect(sent(book, "followups_create")[0]).toMatchObject({ customer_id: 1, what: "带样品" });
  });

  it("is done with one click, and the toast offers to take it back", async () => {
    const user = userEvent.setup();
    const book = startApp({ customers: 5 }, "/customers/1", (made) => {
      withCards(made);
      made.state.customers = made.state.customers.map((row) => ({ ...row, next_followup_on: "2020-01-01" }));
    });
    const banner = await screen.findByRole("region", { name: "下次跟进" });
    expect(banner.getAttribute("data-late"), "what is overdue looks so").toBe("true");
    await user.click(within(banner).getByRole("button", { name: "做完了" }));
    expect(sent(book, "followups_finish")).toHaveLength(1);
    await waitFor(() => expect(screen.queryByRole("region", { name: "下次跟进" })).toBeNull());
  });
});

describe("the timeline", () => {
  const visited = (book: FakeBook) => {
    book.state.customers = book.state.customers.map((row) => ({ ...row, last_visit_on: "2026-01-05" }));
    withCards(book);
  };

  it("is filtered by kind", async () => {
    const user = userEvent.setup();
    const book = draw(<CustomerCard id={1} />, { customers: 3 }, visited);
    await screen.findByText(/第一次下单/);
    await user.click(screen.getByRole("button", { name: "阶段", pressed: false }));
    await waitFor(() => expect(screen.queryByText(/第一次下单/)).toBeNull());
    expect(sent(book, "timeline_list").at(-1)).toMatchObject({ kinds: ["stage"] });
  });

  it("a visit is mended and trashed in place", async () => {
    const user = userEvent.setup();
    const book = startApp({ customers: 3 }, "/customers/1", visited);
    await user.click(await screen.findByRole("button", { name: /第一次下单/ }));
    const text = screen.getByRole("textbox", { name: "拜访内容" });
    await user.clear(text);
    await user.type(text, "改过{Enter}");
    expect(sent(book, "visits_edit")).toMatchObject([{ summary: "改过" }]);
    expect(await screen.findByText("改过")).toBeTruthy();
    const entry = screen.getByText("改过").closest("li") as HTMLElement;
    await user.click(within(entry).getByRole("button", { name: /移到回收站/ }));
    await waitFor(() => expect(screen.queryByText("改过")).toBeNull());
  });
});

describe("with whom a visit was", () => {
  const company = (book: FakeBook) => {
    book.state.customers = book.state.customers.map((row) => ({
      ...row,
      kind: "company",
      contact: "王芳",
      last_visit_on: "2026-01-05",
    }));
    withCards(book);
  };

  it("is put to a contact of the customer, and taken off again", async () => {
    const user = userEvent.setup();
    const book = startApp({ customers: 3 }, "/customers/1", company);
    const visit = () => screen.getByText(/问月底能不能赊账/).closest("li") as HTMLElement;
    await screen.findByText(/问月底能不能赊账/);
    await user.click(within(visit()).getByRole("button", { name: /^和谁/ }));
    await user.click(await screen.findByRole("menuitem", { name: "王芳 · 店主", hidden: true }));
    await waitFor(() => expect(within(visit()).getByRole("button", { name: /^和谁.*王芳/ })).toBeTruthy());
    const [put] = sent(book, "visits_edit") as Array<{ contact_id: number }>;
    expect(put?.contact_id).toBeGreaterThan(0);
    await user.click(within(visit()).getByRole("button", { name: /^和谁/ }));
    await user.click(await screen.findByRole("menuitem", { name: "不写和谁", hidden: true }));
    await waitFor(() => expect(within(visit()).queryByRole("button", { name: /王芳/ })).toBeNull());
    expect(sent(book, "visits_edit").at(-1)).toMatchObject({ contact_id: null });
  });

  it("is no question where there are no contacts", async () => {
    draw(<CustomerCard id={1} />, { customers: 3 }, (book) => {
      book.state.customers = book.state.customers.map((row) => ({
        ...row,
        kind: "person",
        last_visit_on: "2026-01-05",
      }));
      withCards(book);
    });
    await screen.findByText(/问月底能不能赊账/);
    expect(screen.queryByRole("button", { name: /^和谁/ })).toBeNull();
  });
});

describe("a trashed customer", () => {
  it("is seen as it was, cannot be edited, and comes back with one click", async () => {
    const user = userEvent.setup();
    const book = draw(<CustomerCard id={1} />, { customers: 3 }, (made) => {
      withCards(made);
      made.state.trash = made.state.customers.filter((row) => row.id === 1);
      made.state.customers = made.state.customers.filter((row) => row.id !== 1);
    });
    await card();
    expect(screen.queryByRole("button", { name: /加一个跟进/ })).toBeNull();
    expect(screen.getByRole("button", { name: /^地址/ }), "facts are locked").toHaveProperty(
      "disabled",
      false,
    );
    expect(screen.getByRole("group", { name: "资料" })).toHaveProperty("disabled", true);
    await user.click(screen.getByRole("button", { name: "放回来" }));
    expect(sent(book, "customers_restore")).toEqual([{ customers: { ids: [1] } }]);
  });
});

describe("values", () => {
  it.each([
    [{ calendar: "lunar", year: null, month: 4, day: 3, leap_month: true }, "农历闰四月初三"],
    [{ calendar: "lunar", year: 1980, month: 12, day: 23, leap_month: false }, "农历 1980 年腊月廿三"],
    [{ calendar: "lunar", year: null, month: 1, day: 30, leap_month: false }, "农历正月三十"],
    [{ calendar: "solar", year: null, month: 8, day: 8, leap_month: false }, "8月8日"],
    [{ calendar: "solar", year: 1980, month: 8, day: 15, leap_month: false }, "1980年8月15日"],
  ] as const)("a birthday reads as it is said: %#", (birthday, said) => {
    draw(<i />);
    expect(birthdayText(birthday)).toBe(said);
  });

  it("an amount is typed as people write it", () => {
    expect(toMinor("1,200.5", 2)).toBe(120_050);
    expect(toMinor("￥3万", 2)).toBe(3_000_000);
    expect(toMinor("1.2w", 2)).toBe(1_200_000);
    expect(() => toMinor("面议", 2)).toThrow();
  });
});
