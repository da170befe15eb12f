import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { CreateFollowUps } from "../../ipc";
import { addDays, today } from "../../messages";
import { grid } from "../../test/list";
import { startApp } from "../../test/render";

it("plans the same follow-up for all that are chosen, in one step", async () => {
  const asked: CreateFollowUps[] = [];
  startApp({ customers: 30 }, "/customers", (book) => {
    book.answers.followups_create_many = (args) => {
      asked.push(args);
      book.change("followups.create", { count: 30, day: args.due_on }, () => {});
      return 30;
    };
  });
  await grid();
  await userEvent.keyboard("{Control>}a{/Control}");
  await userEvent.click(await screen.findByRole("button", { name: "跟进" }));
  const form = within(await screen.findByRole("dialog", { hidden: true }));
  await userEvent.type(form.getByRole("textbox", { name: "做什么", hidden: true }), "送挂历");
  await userEvent.click(form.getByRole("button", { name: /一周后/, hidden: true }));
  await userEvent.type(form.getByRole("textbox", { name: "跟进的时间", hidden: true }), "下午3点");
  await userEvent.click(form.getByRole("button", { name: "给 30 位定下", hidden: true }));
  await waitFor(() =>
    expect(asked).toEqual([
      {
        customers: { matching: { rule: { all: [] }, except: [] } },
        due_on: addDays(today(), 7),
        time: "15:00",
        what: "送挂历",
        priority: "normal",
        allow_past: false,
      },
    ]),
  );
  await waitFor(() => expect(screen.queryByRole("dialog", { hidden: true })).toBeNull());
});

it("plans nothing for a time that is none, and asks about a day that is over", async () => {
  const asked: CreateFollowUps[] = [];
  startApp({ customers: 5 }, "/customers", (book) => {
    book.answers.followups_create_many = (args) => {
      asked.push(args);
      if (!args.allow_past) throw { code: "invalid", args: { reason: "in_the_past" }, where: {} };
      return 5;
    };
  });
  await grid();
  await userEvent.keyboard("{Control>}a{/Control}");
  await userEvent.click(await screen.findByRole("button", { name: "跟进" }));
  const form = within(await screen.findByRole("dialog", { hidden: true }));
  const time = form.getByRole("textbox", { name: "跟进的时间", hidden: true });
  await userEvent.type(time, "25点");
  await userEvent.click(form.getByRole("button", { name: "给 5 位定下", hidden: true }));
  expect(asked, "25 o'clock is no time").toEqual([]);
  await userEvent.clear(time);
  await userEvent.click(form.getByRole("button", { name: "给 5 位定下", hidden: true }));
  await userEvent.click(await screen.findByRole("button", { name: "就是这天" }));
  await waitFor(() => expect(asked.map(({ allow_past }) => allow_past)).toEqual([false, true]));
});
