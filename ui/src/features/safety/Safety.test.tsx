import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FakeBook } from "../../ipc/fake";
import { draw, startApp } from "../../test/render";
import { useIdleLock } from "./useIdleLock";

const type = (label: string | RegExp, text: string) => userEvent.type(screen.getByLabelText(label), text);
const press = (name: string | RegExp) => userEvent.click(screen.getByRole("button", { name }));

async function withPassword(): Promise<FakeBook> {
  const book = startApp({ customers: 3 }, "/safety");
  await screen.findByLabelText("新密码");
  await type("新密码", "菜市场门口见");
  await type("再输一次新密码", "菜市场门口见");
  await press("设置密码");
  await screen.findByTestId("recovery-code");
  return book;
}

describe("the password", () => {
  it("is set when both are the same, and its recovery code is shown one time", async () => {
    startApp({}, "/safety");
    await screen.findByLabelText("新密码");
    await type("新密码", "菜市场门口见");
    await type("再输一次新密码", "菜市场口见");
    await press("设置密码");
    expect((await screen.findByRole("alert")).textContent).toContain("两次不一样");
    await userEvent.clear(screen.getByLabelText("再输一次新密码"));
    await type("再输一次新密码", "菜市场门口见");
    await press("设置密码");
    const code = await screen.findByTestId("recovery-code");
    expect(code.textContent).toContain("7GX2K-M4QPD-91ZVT-RB8CN-HY3WE");
    await press("我已收好");
    expect(screen.queryByTestId("recovery-code")).toBeNull();
    expect(await screen.findByRole("button", { name: "更改密码" })).toBeTruthy();
  });

  it("is changed only by who knows the present one", async () => {
    await withPassword();
    await press("我已收好");
    await screen.findByRole("button", { name: "更改密码" });
    await type("现在的密码", "瞎猜");
    await type("新密码", "河边老榕树");
    await type("再输一次新密码", "河边老榕树");
    await press("更改密码");
    expect((await screen.findByRole("alert")).textContent).toContain("密码不对");
  });
});

describe("the lock", () => {
  it("takes the place of everything, and opens by the password alone", async () => {
    await withPassword();
    await userEvent.click(screen.getByRole("link", { name: "客户" }));
    await screen.findByText("王记五金");
    await press("锁定");
    expect(await screen.findByRole("heading", { name: "客户簿 已锁定" })).toBeTruthy();
    expect(document.body.textContent).not.toContain("王记五金");
    await type("密码", "瞎猜");
    await press("解锁");
    expect(await screen.findByText("密码不对。")).toBeTruthy();
    expect((screen.getByLabelText("密码") as HTMLInputElement).value, "the guess is not kept").toBe("");
    await type("密码", "菜市场门口见{Enter}");
    expect(await screen.findByText("王记五金")).toBeTruthy();
  });

  it("opens by the recovery code, too", async () => {
    await withPassword();
    await userEvent.click(screen.getByRole("link", { name: "客户" }));
    await screen.findByText("王记五金");
    await userEvent.keyboard("{Control>}{Alt>}l{/Alt}{/Control}");
    await screen.findByTestId("locked");
    await press("忘了密码？");
    await type("恢复码", "7GX2K-M4QPD-91ZVT-RB8CN-HY3WE{Enter}");
    expect(await screen.findByText("王记五金")).toBeTruthy();
  });

  it("opens by the system's keyring only where that was wanted, and says what it means", async () => {
    const book = await withPassword();
    await press("我已收好");
    const toggle = await screen.findByRole("switch", { name: "让这台电脑记住钥匙" });
    expect(screen.getByText(/谁坐在已经登录的电脑前，不用密码就能打开客户簿/)).toBeTruthy();
    await userEvent.click(toggle);
    await type("密码", "瞎猜{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("密码不对");
    await type("密码", "菜市场门口见");
    await press("记住");
    await waitFor(() => expect(screen.queryByLabelText("密码")).toBeNull());
    expect((toggle as HTMLInputElement).checked).toBe(true);

    await press("锁定");
    await userEvent.click(await screen.findByRole("button", { name: "用系统密钥环打开" }));
    await waitFor(() => expect(screen.queryByTestId("locked")).toBeNull());
    expect(book.calls.findLast(({ command }) => command === "book_unlock")?.args).toEqual({
      by_keyring: true,
    });

    await userEvent.click(await screen.findByTestId("backup-state"));
    await userEvent.click(await screen.findByRole("switch", { name: "让这台电脑记住钥匙" }));
    await waitFor(() =>
      expect(book.calls.some(({ command }) => command === "book_forget_remembered")).toBe(true),
    );
    await press("锁定");
    await screen.findByTestId("locked");
    expect(screen.queryByRole("button", { name: "用系统密钥环打开" })).toBeNull();
  });

  it("does not offer a keyring twice that has no key that fits", async () => {
    startApp({}, "/customers", (fake) => {
      fake.app = {
        ...fake.app,
        book: null,
        locked: { name: "客户簿", path: "/k.rounds", is_remembered: true },
      };
      const answers = ["keyring_failed", "keyring_stale"];
      fake.answers.book_unlock = () => Promise.reject({ code: answers.shift(), args: {}, where: {} });
    });
    const press = async () =>
      userEvent.click(await screen.findByRole("button", { name: "用系统密钥环打开" }));
    await press();
    expect(await screen.findByText("系统密钥环没有回应。密码照样能用。")).toBeTruthy();
    await press();
    expect(await screen.findByText(/打不开这本客户簿，请用密码打开/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "用系统密钥环打开" })).toBeNull();
    expect(screen.getByLabelText("密码"), "the password is asked for all the while").toBeTruthy();
  });

  it("is not offered without a password", async () => {
    const book = startApp();
    await screen.findByText("王记五金");
    expect(screen.queryByRole("button", { name: "锁定" })).toBeNull();
    await userEvent.keyboard("{Control>}{Alt>}l{/Alt}{/Control}");
    expect(book.calls.some(({ command }) => command === "book_lock")).toBe(false);
  });

  describe("by itself", () => {
    beforeEach(() => vi.useFakeTimers());
    const lock = vi.fn();
    afterEach(() => {
      vi.useRealTimers();
      lock.mockClear();
    });
    const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000);
    function Idle({ isProtected = true }: { isProtected?: boolean }) {
      useIdleLock(5, isProtected, lock);
      return null;
    }

    it("comes after the minutes in which nothing was done, and not before", async () => {
      draw(<Idle />);
      await minutes(4);
      window.dispatchEvent(new Event("pointermove"));
      await minutes(4);
      expect(lock, "a movement begins the minutes anew").not.toHaveBeenCalled();
      await minutes(2);
      expect(lock).toHaveBeenCalledOnce();
    });

    it("comes after a sleep, whatever moves first", async () => {
      draw(<Idle />);
      vi.setSystemTime(Date.now() + 3_600_000);
      window.dispatchEvent(new Event("pointermove"));
      await vi.advanceTimersByTimeAsync(6_000);
      expect(lock).toHaveBeenCalledOnce();
    });

    it("never comes to a book without a password", async () => {
      draw(<Idle isProtected={false} />);
      await minutes(60);
      expect(lock).not.toHaveBeenCalled();
    });
  });
});

describe("the backups", () => {
  it("say what they hold and what is newer, before one goes back", async () => {
    const book = startApp({}, "/safety", (fake) => {
      fake.answers.backups_restore = () => ({}) as never;
    });
    await userEvent.click(await screen.findByRole("button", { name: "查看" }));
    expect(await screen.findByText("里面有 17 位客户、40 条拜访记录。")).toBeTruthy();
    expect(screen.getByText("之后又做了 1 步，恢复会退回这些。")).toBeTruthy();
    await press("恢复");
    expect(await screen.findByText("已恢复。之前的客户簿在备份里。")).toBeTruthy();
    expect(book.calls.find(({ command }) => command === "backups_restore")?.args).toEqual({
      path: "/home/lin/Documents/客户簿.rounds.backups/客户簿-20261126-103200.rounds",
    });
  });

  it("give a single customer back, as a step that can be undone", async () => {
    const book = startApp({}, "/safety");
    await userEvent.click(await screen.findByRole("button", { name: "查看" }));
    await userEvent.click(await screen.findByRole("button", { name: "取回 老陈饭店" }));
    expect(await screen.findByRole("button", { name: "撤销" })).toBeTruthy();
    expect(book.calls.find(({ command }) => command === "backups_fetch")?.args).toMatchObject({ ids: [7] });
  });

  it("that are not good are never restored", async () => {
    startApp({}, "/safety", (fake) => {
      fake.answers.backups_look = () => Promise.reject({ code: "backup_damaged", args: {}, where: {} });
    });
    await userEvent.click(await screen.findByRole("button", { name: "查看" }));
    expect(await screen.findByText("这份备份不好，不能恢复。")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "恢复" })).toBeNull();
  });
});

describe("erasing", () => {
  const plan = {
    id: 1,
    name: "王记五金",
    counts: { visit: 3, contact_point: 2 },
    mentions: [],
    backups: 4,
  };

  it("asks for the name, and says that somebody is gone only when nothing was found", async () => {
    const book = startApp({}, "/safety/erase/1", (fake) => {
      fake.answers.erasures_plan = () => plan as never;
      fake.answers.customers_erase = () =>
        ({
          is_gone: true,
          receipt: { id: "r-1", at: 0, kind: "erased" },
          left: [],
          missed: [],
          mentions: [],
        }) as never;
    });
    expect(await screen.findByText("电话和地址")).toBeTruthy();
    const erase = await screen.findAllByRole("button", { name: "彻底删除" });
    const button = erase.at(-1) as HTMLButtonElement;
    expect(button.disabled).toBe(true);
    await userEvent.type(screen.getByLabelText("输入名字确认：王记五金"), "王记");
    expect(button.disabled, "a part is not the name").toBe(true);
    await userEvent.type(screen.getByLabelText("输入名字确认：王记五金"), "五金");
    await userEvent.click(button);
    expect(await screen.findByRole("heading", { name: "已经没有了，没有找到痕迹。" })).toBeTruthy();
    expect(book.calls.find(({ command }) => command === "customers_erase")?.args).toEqual({
      id: 1,
      name: "王记五金",
      drop_backups: false,
    });
  });

  it("says where a trace was found", async () => {
    startApp({}, "/safety/erase/1", (fake) => {
      fake.answers.erasures_plan = () => plan as never;
      fake.answers.customers_erase = () =>
        ({
          is_gone: false,
          receipt: { id: "r-1", at: 0, kind: "erased" },
          left: [{ file: "old.csv", page: null, text: "王记" }],
          missed: [],
          mentions: [],
        }) as never;
    });
    await userEvent.type(await screen.findByLabelText("输入名字确认：王记五金"), "王记五金");
    await userEvent.click(screen.getAllByRole("button", { name: "彻底删除" }).at(-1) as HTMLElement);
    expect(await screen.findByRole("heading", { name: "记录已删除，但还找到痕迹" })).toBeTruthy();
    expect(screen.getByText(/old\.csv/)).toBeTruthy();
  });
});

describe("who was not heard of for years", () => {
  it("is proposed only when that was wanted, opened first, and erased one after the other", async () => {
    const people = [
      ["王记五金", null],
      ["老陈饭店", "2021-05-06"],
      ["Ada Lovelace", "2022-01-02"],
    ] as const;
    const book = startApp({ customers: 3 }, "/safety", (fake) => {
      fake.answers.retention_list = () =>
        ({
          total: 3,
          version: 1,
          rows: people.map(([name, last_visit_on], at) => ({ id: at + 1, name, last_visit_on })),
        }) as never;
      fake.answers.erasures_plan = ({ id }) =>
        ({ id, name: people[id - 1]?.[0], counts: {}, mentions: [], backups: 0 }) as never;
      fake.answers.customers_erase = () =>
        ({ is_gone: true, receipt: { id: "r-1" }, left: [], missed: [], mentions: [] }) as never;
    });
    const years = await screen.findByLabelText("多久没联系就提议", { selector: "input" });
    expect((years as HTMLInputElement).value).toBe("不提议");
    expect(book.calls.some(({ command }) => command === "retention_list")).toBe(false);
    await userEvent.click(years);
    await userEvent.click(await screen.findByRole("option", { name: "3 年", hidden: true }));
    const link = await screen.findByRole("link", { name: "王记五金" });
    expect(link.getAttribute("href")).toContain("/customers/1");
    expect(screen.getByText("没有拜访过")).toBeTruthy();

    await userEvent.click(screen.getByRole("checkbox", { name: "选择 老陈饭店" }));
    await userEvent.click(screen.getByRole("checkbox", { name: "选择 Ada Lovelace" }));
    await userEvent.click(screen.getByRole("button", { name: "删除或匿名化 2 位" }));
    await screen.findByRole("heading", { name: "彻底删除 老陈饭店" });
    await userEvent.click(screen.getByText("匿名化"));
    await userEvent.type(screen.getByLabelText("输入名字确认：老陈饭店"), "老陈饭店");
    await press("匿名化");
    await userEvent.click(await screen.findByRole("button", { name: "下一位（还有 1 位）" }));
    await userEvent.type(await screen.findByLabelText("输入名字确认：Ada Lovelace"), "Ada Lovelace");
    await press("匿名化");
    await screen.findByTestId("receipt");
    expect(screen.queryByRole("button", { name: /下一位/ }), "nobody is left").toBeNull();
    const erased = book.calls.filter(({ command }) => command === "customers_erase").map(({ args }) => args);
    expect(erased).toMatchObject([
      { id: 2, neutral: "匿名客户 2" },
      { id: 3, neutral: "匿名客户 3" },
    ]);
    await press("关闭");
    expect(await screen.findByTestId("retention")).toBeTruthy();
  });
});

describe("a book that does not open", () => {
  const path = "/home/lin/Documents/客户簿.rounds";

  it("is put back from its newest backup in one click, and says why it did not open", async () => {
    const book = startApp({ started: false }, "/", (fake) => {
      fake.app = { ...fake.app, not_opened: "book_damaged", not_opened_path: path };
      fake.answers.backups_restore = () => {
        fake.app = { ...fake.app, not_opened: null, book: { name: "客户簿", path, uid: "b1" } };
        return {} as never;
      };
    });
    await userEvent.click(await screen.findByRole("button", { name: "恢复" }));
    expect(await screen.findByText("王记五金")).toBeTruthy();
    expect(book.calls.some(({ command }) => command === "backups_restore")).toBe(true);
  });

  it("that was found damaged while it was open is put back, too", async () => {
    startApp({ customers: 3 }, "/customers", (fake) => {
      fake.answers.customers_list = () => Promise.reject({ code: "book_damaged", args: {}, where: {} });
      fake.answers.backups_restore = () => {
        delete fake.answers.customers_list;
        return {} as never;
      };
    });
    expect(await screen.findByTestId("recovery")).toBeTruthy();
    await userEvent.click(await screen.findByRole("button", { name: "恢复" }));
    expect(await screen.findByText("王记五金")).toBeTruthy();
  });

  it("is left for another book", async () => {
    startApp({ started: false }, "/", (fake) => {
      fake.app = { ...fake.app, not_opened: "book_damaged", not_opened_path: path };
    });
    await userEvent.click(await screen.findByRole("button", { name: "打开另一本" }));
    await waitFor(() => expect(screen.queryByTestId("recovery")).toBeNull());
    expect(await screen.findByRole("button", { name: /看示例数据/ })).toBeTruthy();
  });
});
