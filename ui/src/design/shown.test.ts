import { expect, it } from "vitest";
import { shownFields } from "./shown";

const fields = [
  { id: 1, shown_if: null },
  { id: 2, shown_if: { field_id: 1, is: { choice: "旧房" } } },
  { id: 3, shown_if: { field_id: 2, is: null } },
  { id: 4, shown_if: { field_id: 99, is: null } },
];
const shown = (values: Record<number, unknown>) =>
  shownFields(fields, (id) => values[id]).map(({ id }) => id);

it("shows a field where another one holds what it waits for", () => {
  expect(shown({})).toEqual([1, 4]);
  expect(shown({ 1: { choice: "新房" } })).toEqual([1, 4]);
  expect(shown({ 1: { choice: "旧房" } })).toEqual([1, 2, 4]);
  expect(shown({ 1: { choice: "旧房" }, 2: { number: "1990" } })).toEqual([1, 2, 3, 4]);
  expect(shown({ 2: { number: "1990" } }), "what waits for a hidden one is hidden").toEqual([1, 4]);
});

it("asks for one of several choices", () => {
  expect(shown({ 1: { multi_choice: ["新房", "旧房"] } })).toEqual([1, 2, 4]);
  expect(shown({ 1: { multi_choice: ["新房"] } })).toEqual([1, 4]);
});
