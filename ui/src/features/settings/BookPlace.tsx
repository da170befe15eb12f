import { Button, Menu } from "@mantine/core";
import { ChevronDownIcon } from "../../design/icons";
import { t } from "../../messages";
import classes from "./Settings.module.css";

/** The ways to another book and to a copy. */
export interface BookWays {
  recent: string[];
  open: (path: string) => void;
  choose: () => void;
  create: () => void;
  copy: () => void;
  exportWhole: () => void;
}

/** Where the book is, with the ways to another one and to a copy. */
export function BookPlace({ path, books }: { path: string; books: BookWays }) {
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
            {books.recent.map((one) => (
              <Menu.Item key={one} onClick={() => books.open(one)}>
                {one}
              </Menu.Item>
            ))}
            {books.recent.length > 0 && <Menu.Divider />}
            <Menu.Item onClick={books.choose}>{t("settings-book-choose")}</Menu.Item>
            <Menu.Item onClick={books.create}>{t("action-new-book")}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button variant="default" onClick={books.copy}>
          {t("settings-book-copy")}
        </Button>
        <Button variant="default" title={t("whole-export-about")} onClick={books.exportWhole}>
          {t("whole-export")}
        </Button>
      </div>
    </div>
  );
}
