import { screen, within } from "@testing-library/react";
import type { ListCustomers } from "../ipc";
import type { FakeBook } from "../ipc/fake";

/** The rows of the list that are drawn. */
export const rows = () => screen.getAllByRole("row").filter((row) => row.dataset.position !== undefined);

/** The names in them. */
export const names = () => rows().map((row) => within(row).getAllByRole("gridcell")[1]?.textContent ?? "");

/** The list, once it stands. */
export const grid = () => screen.findByRole("grid");

/** What lists were asked for. */
export const lists = (book: FakeBook) =>
  book.calls.filter(({ command }) => command === "customers_list").map(({ args }) => args as ListCustomers);
