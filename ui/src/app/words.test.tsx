import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { customerWords, firstDayOfWeek, setCustomerWords, setLanguage, t } from "../messages";
import { startApp } from "../test/render";

/** A book whose owner calls them so. */
const calls =
  (customer: string, customers = "") =>
  (book: Parameters<typeof setBook>[0]) =>
    setBook(book, customer, customers);
function setBook(book: ReturnType<typeof startApp>, customer: string, customers: string) {
  book.state = { ...book.state, settings: { ...book.state.settings, customer, customers } };
}

describe("what a customer is called", () => {
  it("stands in headings, buttons, the rail and the search, from the first drawing on", async () => {
    startApp({}, "/customers", calls("学员"));
    expect(await screen.findByRole("heading", { name: "全部学员" })).toBeTruthy();
    expect(screen.getByRole("button", { name: /新学员/ })).toBeTruthy();
    expect(screen.getByRole("link", { name: "学员" })).toBeTruthy();
    expect(screen.getByText("找学员、电话尾号、拼音，或输入命令")).toBeTruthy();
    expect(document.body.textContent?.replaceAll("客户簿", "")).not.toContain("客户");
  });

  it("in English is one word for one and another for several, capital where a line begins", async () => {
    startApp({ language: "en" }, "/customers", calls("home owner", "home owners"));
    expect(await screen.findByRole("heading", { name: "All home owners" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "Home owners" })).toBeTruthy();
    expect(screen.getByRole("button", { name: /New home owner/ })).toBeTruthy();
  });

  it("fills an empty book with its word, too", async () => {
    startApp({ customers: 0, language: "en" }, "/customers", calls("student", "students"));
    expect(await screen.findByText(/begin with one student\./)).toBeTruthy();
  });

  it("is given in the settings, and the whole window says it at once", async () => {
    const book = startApp({ language: "en" }, "/settings");
    await userEvent.type(await screen.findByRole("textbox", { name: "One" }), "member{Enter}");
    expect(await screen.findByRole("link", { name: "Members" })).toBeTruthy();
    await userEvent.type(await screen.findByRole("textbox", { name: "Several" }), "regulars{Enter}");
    expect(await screen.findByRole("link", { name: "Regulars" })).toBeTruthy();
    expect(book.state.settings).toMatchObject({ customer: "member", customers: "regulars" });
    await userEvent.type(await screen.findByRole("textbox", { name: "One" }), "x{Escape}");
    expect(book.state.settings.customer).toBe("member");
    await userEvent.click(screen.getByRole("link", { name: "Regulars" }));
    await screen.findByRole("heading", { name: "All regulars" });
    await userEvent.keyboard("{Control>}z{/Control}");
    expect(await screen.findByRole("heading", { name: "All members" }), "undo, too").toBeTruthy();
    expect(screen.getByRole("grid", { name: "Members" })).toBeTruthy();
  });

  it("waits for nothing when the settings cannot be read", async () => {
    startApp({}, "/customers", (book) => {
      book.answers.settings_get = () => Promise.reject({ code: "io", args: {}, where: {} });
    });
    await waitFor(() => expect(screen.getByRole("heading", { name: "全部客户" })).toBeTruthy());
  });
});

it("the weeks of calendars begin as the book says, from the first drawing on", async () => {
  startApp({}, "/customers", (book) => {
    book.state.settings = { ...book.state.settings, week_start: "sunday" };
  });
  await screen.findByRole("grid");
  expect(firstDayOfWeek()).toBe(0);
});

describe("without a word of one's own", () => {
  afterEach(() => {
    setCustomerWords({ customer: "", customers: "" });
    setLanguage("zh-CN");
  });

  it("each language has its own", () => {
    expect(customerWords()).toEqual({ customer: "客户", customers: "客户" });
    setLanguage("en");
    expect(t("import-start", { count: 1 })).toBe("Import 1 customer");
    expect(t("import-start", { count: 2 })).toBe("Import 2 customers");
    setCustomerWords({ customer: "member", customers: "" });
    expect(t("customers-title")).toBe("Members");
  });
});
