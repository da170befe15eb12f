import { Button, Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { toast, toastError } from "../../design";
import { ChevronDownIcon } from "../../design/icons";
import { call } from "../../ipc";
import { t } from "../../messages";
import classes from "./Settings.module.css";

/** Where the book is, with the ways to another one and to a copy. */
export function BookPlace({ path, recent }: { path: string; recent: string[] }) {
  const client = useQueryClient();
  const others = recent.filter((one) => one !== path);

  async function open(wanted: string | null) {
    if (!wanted) return;
    try {
      await call("book_open", { path: wanted });
      // Another book: nothing that was read before is of it.
      await client.resetQueries();
    } catch (error) {
      toastError(error);
    }
  }

  async function choose() {
    const filter = t("settings-book");
    await open(await call("shell_choose_file", { kind: "book", title: t("settings-book-open"), filter }));
  }

  async function copy() {
    try {
      const name = path.split(/[\\/]/).at(-1) ?? "";
      const to = await call("shell_save_file", { kind: "book", title: t("settings-book-copy"), name });
      if (!to) return;
      await call("book_copy", { path: to });
      toast(t("settings-book-copied", { path: to }));
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <div className={classes.line}>
      <div>
        <div className={classes.label}>{t("settings-book-place")}</div>
        <code className={classes.place}>{path}</code>
      </div>
      <div className={classes.buttons}>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" rightSection={<ChevronDownIcon size={12} />}>
              {t("settings-book-open")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((one) => (
              <Menu.Item key={one} onClick={() => void open(one)}>
                {one}
              </Menu.Item>
            ))}
            {others.length > 0 && <Menu.Divider />}
            <Menu.Item onClick={() => void choose()}>{t("settings-book-choose")}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button variant="default" onClick={() => void copy()}>
          {t("settings-book-copy")}
        </Button>
      </div>
    </div>
  );
}
