import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { FakeBook } from "../../ipc/fake";
import { grid } from "../../test/list";
import { startApp } from "../../test/render";

const sent = (book: FakeBook, command: string) =>
  book.calls.filter((one) => one.command === command).map((one) => one.args);

function withExports(path: string | null, result: object = { rows: 60, bytes: 1, replaced: 0 }) {
  return (fake: FakeBook) => {
    fake.answers.shell_save_file = () => path;
    fake.answers.export_customers = () => ({ job: 7 });
    fake.answers.jobs_wait = () => ({
      id: 7,
      name: "export",
      state: "done",
      done: 60,
      total: 60,
      result: result as never,
      error: null,
    });
  };
}

it("writes the whole list with its columns, and says before that the file is open to all", async () => {
  const book = startApp({ customers: 60 }, "/customers", withExports("/home/lin/客户.xlsx"));
  await grid();
  await userEvent.click(screen.getByRole("button", { name: "导出名单" }));
  expect(await screen.findByText(/不加密/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "选择位置" }));
  expect(await screen.findByText(/已导出 60 位客户：\/home\/lin\/客户.xlsx/)).toBeTruthy();
  const [asked] = sent(book, "export_customers");
  expect(asked).toMatchObject({
    customers: { matching: { rule: { all: [] }, except: [] } },
    format: "xlsx",
    path: "/home/lin/客户.xlsx",
  });
  expect((asked as { columns: unknown[] }).columns.slice(0, 2)).toEqual(["name", "kind"]);
  expect(sent(book, "shell_save_file")[0]).toMatchObject({ kind: "sheet" });
});

it("writes those who are chosen, as an address book without columns", async () => {
  const book = startApp(
    { customers: 60 },
    "/customers",
    withExports("/home/lin/a.vcf", { rows: 1, bytes: 1, replaced: 2 }),
  );
  const list = await grid();
  list.focus();
  const [box] = document.querySelectorAll<HTMLElement>("[data-check]");
  if (box) await userEvent.click(box);
  await userEvent.click(await screen.findByRole("button", { name: "导出" }));
  await userEvent.click(await screen.findByRole("radio", { name: /通讯录/ }));
  expect(screen.queryByRole("radio", { name: "全部" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "选择位置" }));
  await waitFor(() => expect(sent(book, "export_customers")).toHaveLength(1));
  const [asked] = sent(book, "export_customers") as {
    columns?: unknown;
    format: string;
    customers: unknown;
  }[];
  expect(asked?.columns).toBeUndefined();
  expect(asked).toMatchObject({ format: "vcard3", customers: { ids: [expect.any(Number)] } });
  expect(await screen.findByText(/2 个字 GBK 里没有/)).toBeTruthy();
});

it("turning back in the system's dialog writes nothing and keeps the question open", async () => {
  const book = startApp({ customers: 3 }, "/customers", withExports(null));
  await grid();
  await userEvent.keyboard("{Control>}e{/Control}");
  await userEvent.click(await screen.findByRole("button", { name: "选择位置" }));
  await waitFor(() => expect(sent(book, "shell_save_file")).toHaveLength(1));
  expect(sent(book, "export_customers")).toEqual([]);
  expect(screen.getByText(/不加密/)).toBeTruthy();
});

it("an export that was stopped or failed is told", async () => {
  const book = startApp({ customers: 3 }, "/customers", (fake) => {
    withExports("/a.csv")(fake);
    fake.answers.jobs_wait = () => ({
      id: 7,
      name: "export",
      state: "failed",
      done: 1,
      total: 3,
      result: null,
      error: { code: "disk_full", args: {}, where: {} },
    });
  });
  await grid();
  await userEvent.click(screen.getByRole("button", { name: "导出名单" }));
  await userEvent.click(await screen.findByRole("button", { name: "选择位置" }));
  expect(await screen.findByText(/磁盘/)).toBeTruthy();
  expect(sent(book, "export_customers")).toHaveLength(1);
});
