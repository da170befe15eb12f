import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { SetCustomers } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { grid } from "../../test/list";
import { startApp } from "../../test/render";

/** A book that tells what giving something would do, and notes what was given. */
function start(given: SetCustomers[]): FakeBook {
  return startApp({ customers: 30 }, "/customers", (book) => {
    book.answers.customers_preview_set = ({ set }) =>
      "kind" in set
        ? { customers: 30, changes: 0, replaced: 0 }
        : { customers: 30, changes: 12, replaced: 3 };
    book.answers.customers_set = (args) => {
      given.push(args);
      book.change("customers.set", { count: 12 }, () => {});
      return 12;
    };
  });
}

const pick = async (label: string, option: string) => {
  await userEvent.click(screen.getByRole("combobox", { name: label, hidden: true }));
  await userEvent.click(await screen.findByRole("option", { name: option, hidden: true }));
};

it("gives all that match the same of a field, after it has said how many that changes", async () => {
  const given: SetCustomers[] = [];
  start(given);
  await grid();
  await userEvent.keyboard("{Control>}a{/Control}");
  await userEvent.click(await screen.findByRole("button", { name: "改一项" }));
  await pick("改什么", "付款");
  const change = screen.getByRole("button", { name: "改", hidden: true }) as HTMLButtonElement;
  expect(change.disabled, "nothing is given yet").toBe(true);
  await pick("改成", "月结");
  expect(await screen.findByText("会改 12 位，其中 3 位原来的内容会被换掉")).toBeTruthy();
  await userEvent.click(change);
  await waitFor(() =>
    expect(given).toEqual([
      {
        customers: { matching: { rule: { all: [] }, except: [] } },
        set: { field: { id: 3, value: { choice: "月结" } } },
      },
    ]),
  );
  expect(await screen.findByText("改 12 位客户")).toBeTruthy();
});

it("does nothing where all have it already, or for what cannot be read", async () => {
  const given: SetCustomers[] = [];
  const book = start(given);
  await grid();
  await userEvent.keyboard("{Control>}a{/Control}");
  await userEvent.click(await screen.findByRole("button", { name: "改一项" }));
  await pick("改什么", "类型");
  await pick("改成", "公司");
  expect(await screen.findByText("他们都已经是这样了。")).toBeTruthy();
  const change = screen.getByRole("button", { name: "改", hidden: true }) as HTMLButtonElement;
  expect(change.disabled).toBe(true);
  await pick("改什么", "进货周期");
  const box = await screen.findByRole("textbox", { name: "改成", hidden: true });
  await userEvent.type(box, "两周");
  expect(box.getAttribute("aria-invalid")).toBe("true");
  await userEvent.clear(box);
  await userEvent.type(box, "14");
  await waitFor(() => expect(change.disabled).toBe(false));
  const asked = book.calls.filter(({ command }) => command === "customers_preview_set").at(-1)?.args;
  expect(asked).toMatchObject({ set: { field: { id: 2, value: { number: "14" } } } });
  expect(given).toEqual([]);
});
