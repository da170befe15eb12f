import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { startApp } from "../../test/render";

it("says what it is for while it is empty", async () => {
  startApp({}, "/trash");
  expect(await screen.findByText("回收站是空的")).toBeTruthy();
});

it("puts a customer back with all that was theirs", async () => {
  const book = startApp({}, "/trash", (fake) => {
    fake.state = {
      ...fake.state,
      customers: fake.state.customers.slice(1),
      trash: fake.state.customers.slice(0, 1),
    };
  });
  await userEvent.click(await screen.findByRole("button", { name: "放回去" }));
  await waitFor(() => expect(book.state.customers.map(({ name }) => name)).toContain("王记五金"));
  expect(await screen.findByText("放回 王记五金")).toBeTruthy();
  expect(await screen.findByText("回收站是空的")).toBeTruthy();
});

it("puts many back in one step, and takes that step back", async () => {
  const book = startApp({}, "/trash", (fake) => {
    fake.state = {
      ...fake.state,
      customers: fake.state.customers.slice(3),
      trash: fake.state.customers.slice(0, 3),
    };
  });
  const [first, second] = book.state.trash.map(({ name }) => name);
  await screen.findByRole("checkbox", { name: "全选" });
  expect(screen.queryByRole("button", { name: /放回选中的/ }), "nothing is chosen yet").toBeNull();
  await userEvent.click(screen.getByRole("checkbox", { name: `选择 ${first}` }));
  await userEvent.click(screen.getByRole("checkbox", { name: `选择 ${second}` }));
  await userEvent.click(screen.getByRole("button", { name: "放回选中的 2 项" }));
  await waitFor(() => expect(book.state.trash).toHaveLength(1));
  expect(
    book.calls.filter(({ command }) => command === "trash_restore"),
    "one step",
  ).toHaveLength(1);
  await userEvent.click(await screen.findByRole("button", { name: "撤销" }));
  await waitFor(() => expect(book.state.trash).toHaveLength(3));
});

it("has its heading when it is empty, too", async () => {
  startApp({}, "/trash");
  expect(await screen.findByRole("heading", { level: 1, name: "回收站" })).toBeTruthy();
});

it("says what went wrong when it cannot be read", async () => {
  startApp({}, "/trash", (fake) => {
    fake.answers.trash_list = () => Promise.reject({ code: "io", args: {}, where: {} });
  });
  expect((await screen.findByRole("alert")).textContent).toContain("文件读写不成功");
});
