import { Button, Checkbox, Select } from "@mantine/core";
import { toast } from "../../design";
import { copyText } from "../../design/copy";
import type { AssistantAccess } from "../../ipc";
import { t } from "../../messages";
import { Line } from "./Line";
import { editSettings, useBookSettings, useFields, usePrefs } from "./queries";
import classes from "./Settings.module.css";

const ACCESS: AssistantAccess[] = ["off", "read", "write"];

/** What can be shown of a customer, in the order of a card, with its words. */
const SHOWS = [
  ["name", "column-name"],
  ["kind", "column-kind"],
  ["stage", "column-stage"],
  ["owner", "column-owner"],
  ["tags", "column-tags"],
  ["followups", "assistant-shows-followups"],
  ["visits", "assistant-shows-visits"],
  ["phones", "assistant-shows-phones"],
  ["emails", "assistant-shows-emails"],
  ["messengers", "assistant-shows-messengers"],
  ["addresses", "assistant-shows-addresses"],
  ["contacts", "assistant-shows-contacts"],
  ["birthday", "assistant-shows-birthday"],
  ["note", "assistant-shows-note"],
] as const;

/** Whether a program that helps on this machine is let in, what it is shown, and how it is told of the book. */
export function Assistants() {
  const { app } = usePrefs();
  const settings = useBookSettings().data;
  const fields = (useFields().data ?? []).filter((field) => field.record === "customer");
  if (!settings) return null;
  const isIn = settings.assistant !== "off";
  const command = `rounds-cli mcp "${app?.book?.path ?? ""}"`;
  return (
    <>
      <p className={classes.about}>{t("assistant-about")}</p>
      <Line label={t("assistant-access")} about={t(`assistant-${settings.assistant}-about`)}>
        {(id) => (
          <Select
            aria-labelledby={id}
            allowDeselect={false}
            data={ACCESS.map((value) => ({ value, label: t(`assistant-${value}`) }))}
            value={settings.assistant}
            onChange={(assistant) =>
              assistant && void editSettings({ assistant: assistant as AssistantAccess })
            }
          />
        )}
      </Line>
      {isIn && (
        <>
          <Checkbox.Group
            className={classes.shows}
            label={t("assistant-shows")}
            value={settings.assistant_shows}
            onChange={(assistant_shows) => void editSettings({ assistant_shows })}
          >
            {SHOWS.map(([word, key]) => (
              <Checkbox key={word} size="xs" value={word} label={t(key)} />
            ))}
            {fields.map((field) => (
              <Checkbox key={field.id} size="xs" value={`field:${field.id}`} label={field.label} />
            ))}
          </Checkbox.Group>
          <div className={classes.line}>
            <div>
              <div className={classes.label}>{t("assistant-command")}</div>
              <p className={classes.about}>{t("assistant-command-about")}</p>
              <code className={classes.place}>{command}</code>
            </div>
            <Button
              variant="default"
              onClick={() => void copyText(command).then((done) => done && toast(t("assistant-copied")))}
            >
              {t("assistant-copy")}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
