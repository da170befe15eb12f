import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { expect, it } from "vitest";
import { startApp } from "../../test/render";

it("lets nobody in at first, and asks what is shown only once somebody is", async () => {
  const book = startApp({}, "/settings/assistants");
  const access = await screen.findByRole("combobox", { name: "让助手进来" });
  expect((access as HTMLInputElement).value).toBe("不让");
  expect(screen.queryByRole("checkbox", { name: "电话" })).toBeNull();
  await userEvent.click(access);
  await userEvent.click(await screen.findByRole("option", { name: "可以读", hidden: true }));
  await waitFor(() => expect(book.state.settings.assistant).toBe("read"));

  const phones = await screen.findByRole("checkbox", { name: "电话" });
  expect((phones as HTMLInputElement).checked).toBe(false);
  expect((screen.getByRole("checkbox", { name: "阶段" }) as HTMLInputElement).checked).toBe(true);
  await userEvent.click(phones);
  await waitFor(() => expect(book.state.settings.assistant_shows).toContain("phones"));
  await userEvent.click(await screen.findByRole("checkbox", { name: "主营" }));
  await waitFor(() => expect(book.state.settings.assistant_shows).toContain("field:1"));
  expect(screen.getByText(/^rounds-cli mcp ".*\.rounds"$/)).toBeTruthy();
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
});
