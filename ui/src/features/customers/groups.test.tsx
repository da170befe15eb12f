import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Group, GroupCustomers, Rule } from "../../ipc";
import { grid, lists } from "../../test/list";
import { startApp } from "../../test/render";
import { resetView, setGroupBy, showRules, showSegment, theView } from "./view";

const group = (label: string | null, customers: number, rule: Rule, code = ""): Group => ({
  id: null,
  label,
  code,
  color: "",
  customers,
  rule,
});

it("counts the groups of the list, and a click narrows it to one and back", async () => {
  const asked: GroupCustomers[] = [];
  const book = startApp({ customers: 60 }, "/customers", (fake) => {
    fake.answers.customers_groups = (args) => {
      asked.push(args);
      return [group("报价", 7, { stage: [3] }), group(null, 2, { lacks: "stage" }, "none")];
    };
  });
  await grid();
  await userEvent.click(screen.getByRole("button", { name: "分组" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "阶段", hidden: true }));
  const strip = await screen.findByRole("group", { name: "各组" });
  expect(
    within(strip)
      .getAllByRole("button")
      .map((one) => one.textContent),
  ).toEqual(["报价 7", "没有 2"]);
  await userEvent.click(within(strip).getByRole("button", { name: /报价/ }));
  await waitFor(() => expect(lists(book).at(-1)?.where).toEqual({ all: [{ stage: [3] }] }));
  const chosen = within(strip).getByRole("button", { name: /报价/ });
  expect(chosen.getAttribute("aria-pressed")).toBe("true");
  expect(asked.at(-1)?.where, "the other groups are still counted").toEqual({ all: [] });
  await userEvent.click(within(strip).getByRole("button", { name: /没有/ }));
  await waitFor(() => expect(lists(book).at(-1)?.where).toEqual({ all: [{ lacks: "stage" }] }));
  await userEvent.click(within(strip).getByRole("button", { name: /没有/ }));
  await waitFor(() => expect(screen.queryByRole("button", { name: /^去掉条件/ })).toBeNull());
});

it("what the list is grouped by is kept for each view, over its conditions and a restart", () => {
  localStorage.clear();
  resetView();
  setGroupBy("stage");
  showRules({ tag: [1] });
  expect(theView().groupBy).toBe("stage");
  showSegment("uid-1", null, []);
  expect(theView().groupBy, "a segment has its own").toBeNull();
  setGroupBy({ field: 7 });
  resetView();
  expect(theView().groupBy, "as after a restart").toBe("stage");
  showSegment("uid-1", null, []);
  expect(theView().groupBy).toEqual({ field: 7 });
  setGroupBy(null);
  showRules();
  showSegment("uid-1", null, []);
  expect(theView().groupBy).toBeNull();
  localStorage.setItem("list-group-customers", "constructor");
  resetView();
  expect(theView().groupBy, "what cannot be read is nothing").toBeNull();
});
