import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { CalendarImported, ImportCalendar } from "../../ipc";
import type { FakeBook } from "../../ipc/fake";
import { cardAnswers } from "../../ipc/fake/cards";
import { startApp } from "../../test/render";

const nothing = { days: [], turns: [], birthdays: [], holidays: [], holidays_until: 2026, closed: [] };

/** A calendar whose imports are noted, and answered one after the other. */
function start(answers: CalendarImported[]): { book: FakeBook; asked: ImportCalendar[] } {
  const asked: ImportCalendar[] = [];
  const book = startApp({ customers: 8 }, "/calendar", (fake) => {
    Object.assign(fake.answers, cardAnswers(fake), {
      agenda_show: () => nothing,
      shell_choose_file: () => "/media/usb/week.ics",
      shell_save_file: () => "/media/usb/out.ics",
      calendar_import: (args: ImportCalendar) => {
        asked.push(args);
        return answers[asked.length - 1];
      },
      calendar_export: () => ({ appointments: 7 }),
    });
  });
  return { book, asked };
}

const open = async (item: string) => {
  await userEvent.click(await screen.findByRole("button", { name: "日历文件" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: item, hidden: true }));
};

it("takes appointments out of a file, tells what was left out, and gives that to one customer", async () => {
  const left = { made: 2, changed: 0, same: 0, unread: [] };
  const { book, asked } = start([
    { ...left, left_out: [{ line: 9, on: "2026-11-24", summary: "牙医" }] },
    { made: 1, changed: 0, same: 2, left_out: [], unread: [{ line: 3, code: "calendar_rule", about: "X" }] },
  ]);
  await open("取来 .ics 文件…");
  const told = within(await screen.findByRole("dialog", { name: "取来的安排" }));
  expect(told.getByText("取来 2 个，更新 0 个，0 个没变")).toBeTruthy();
  expect(told.getByText(/第 9 行没有取：.*牙医/)).toBeTruthy();
  await userEvent.click(told.getByRole("button", { name: "都算给一位客户…" }));
  const name = book.state.customers[0]?.name ?? "";
  await userEvent.type(await screen.findByRole("combobox"), name);
  await userEvent.click(await screen.findByRole("option", { name: new RegExp(name) }));
  await waitFor(() =>
    expect(asked).toEqual([
      { path: "/media/usb/week.ics" },
      { path: "/media/usb/week.ics", customer_id: book.state.customers[0]?.id },
    ]),
  );
  expect(await screen.findByText("取来 1 个，更新 0 个，2 个没变")).toBeTruthy();
  expect(screen.getByText("第 3 行 X：这种重复规则用不了，只取了第一次")).toBeTruthy();
});

it("writes appointments only, or everything that is planned", async () => {
  const { book } = start([]);
  await open("只存出预约…");
  expect(await screen.findByText("写了 7 个安排")).toBeTruthy();
  await open("存出跟进和预约…");
  const written = () =>
    book.calls.filter(({ command }) => command === "calendar_export").map(({ args }) => args);
  await waitFor(() =>
    expect(written()).toEqual([
      { path: "/media/usb/out.ics", only_appointments: true },
      { path: "/media/usb/out.ics", only_appointments: false },
    ]),
  );
});

it("takes a calendar that is dropped on the window, once", async () => {
  const { book, asked } = start([{ made: 1, changed: 0, same: 0, left_out: [], unread: [] }]);
  await screen.findByRole("button", { name: "日历文件" });
  book.emit("file_dropped", { path: "/tmp/team.ics" });
  expect(await screen.findByText("取来 1 个，更新 0 个，0 个没变")).toBeTruthy();
  expect(asked).toEqual([{ path: "/tmp/team.ics" }]);
});

it("says why a file that is no calendar is not taken", async () => {
  const { book } = start([]);
  book.answers.calendar_import = () => {
    throw { code: "file_damaged", args: { detail: "not_a_calendar" }, where: { file: "week.ics" } };
  };
  await open("取来 .ics 文件…");
  const said = await screen.findByText(/文件不完整/);
  expect(said).toBeTruthy();
  expect(screen.queryByRole("dialog", { name: "取来的安排" })).toBeNull();
});
