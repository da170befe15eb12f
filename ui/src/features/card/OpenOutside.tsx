import { Button, Popover } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { toastError } from "../../design";
import { IconButton } from "../../design/IconButton";
import { call } from "../../ipc";
import { t } from "../../messages";
import classes from "./Facts.module.css";

/** An address as the browser reads it: what looks like another one shows its true name. */
export function readAddress(url: string): string {
  try {
    return /^https?:/.test(url) ? new URL(url).href : url;
  } catch {
    return url;
  }
}

/** Opens a phone number, an e-mail address or a website with the system's program, after a look at where it leads. */
export function OpenOutside({ url, label, children }: { url: string; label: string; children: ReactNode }) {
  const [looking, setLooking] = useState(false);
  return (
    <Popover opened={looking} onChange={setLooking} position="bottom-end" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <IconButton size="sm" label={label} onClick={() => setLooking(true)}>
          {children}
        </IconButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.look}>
        <p>{t("outside-about")}</p>
        <code>{readAddress(url)}</code>
        <Button
          size="compact-sm"
          data-autofocus
          onClick={() => {
            setLooking(false);
            void call("shell_open_link", { url }).catch(toastError);
          }}
        >
          {t("outside-open")}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
