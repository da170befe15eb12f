import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { cardAnswers } from "../../ipc/fake/cards";
import { lists } from "../../test/list";
import { startApp } from "../../test/render";

it("the card tells which segments a customer is in, why, and shows one by a click", async () => {
  const kept = { color: "teal", columns: [], sort: [], customers: 0, problem: null };
  const book = startApp({ customers: 60 }, "/customers/1", (fake) => {
    Object.assign(fake.answers, cardAnswers(fake));
    const [first] = fake.state.customers;
    const theirs = { stage: [first?.stage_id ?? 0] };
    fake.state.segments = [
      { ...kept, id: 1, uid: "s1", name: "常去的", rule: { all: [theirs] } },
      { ...kept, id: 2, uid: "s2", name: "别的", rule: { all: [{ not: theirs }] } },
    ];
  });
  const card = await screen.findByRole("article");
  const chip = await within(card).findByRole("button", { name: "常去的" });
  expect(within(card).queryByRole("button", { name: "别的" })).toBeNull();
  expect(screen.queryByRole("tooltip")).toBeNull();
  chip.focus();
  expect((await screen.findByRole("tooltip", { hidden: true })).textContent).toMatch(/^阶段是 /);
  await userEvent.click(chip);
  expect(await screen.findByRole("heading", { level: 1, name: "常去的" })).toBeTruthy();
  await waitFor(() => expect(lists(book).at(-1)?.where).toEqual(book.state.segments[0]?.rule));
});
