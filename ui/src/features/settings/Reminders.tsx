import { Select, Switch } from "@mantine/core";
import { t } from "../../messages";
import { Line } from "./Line";
import { editSettings, useBookSettings, useDesktop, usePrefs } from "./queries";
import classes from "./Settings.module.css";

/** So many minutes before what has a time; `never` for no reminder. */
const BEFORE = [0, 5, 10, 15, 30, 60, 120, 1440];
/** The chords that are offered. */
const SHORTCUTS = ["Mod+Alt+V", "Mod+Alt+J", "Mod+Shift+Space"];

/** How reminders come, and what the program does beside its window. */
export function Reminders() {
  const { app, change } = usePrefs();
  const book = useBookSettings().data;
  const { desktop, startWithSystem } = useDesktop();
  if (!app) return null;
  const { prefs } = app;
  return (
    <>
      <Line label={t("settings-remind")} about={t("settings-remind-about")}>
        {(id) => (
          <Switch
            aria-labelledby={id}
            checked={prefs.reminders}
            onChange={(event) => void change({ reminders: event.currentTarget.checked })}
          />
        )}
      </Line>
      {desktop?.notifications === false && (
        <p className={classes.about} role="note">
          {t("settings-remind-none")}
        </p>
      )}
      <Line label={t("settings-remind-names")} about={t("settings-remind-names-about")}>
        {(id) => (
          <Switch
            aria-labelledby={id}
            disabled={!prefs.reminders}
            checked={prefs.names_in_reminders}
            onChange={(event) => void change({ names_in_reminders: event.currentTarget.checked })}
          />
        )}
      </Line>
      <Line label={t("settings-remind-before")} about={t("settings-remind-before-about")}>
        {(id) => (
          <Select
            aria-labelledby={id}
            allowDeselect={false}
            data={[
              ...BEFORE.map((minutes) => ({ value: String(minutes), label: beforeText(minutes) })),
              { value: "never", label: t("reminder-none") },
            ]}
            value={book ? String(book.remind_before ?? "never") : null}
            onChange={(before) =>
              before && void editSettings({ remind_before: before === "never" ? null : Number(before) })
            }
          />
        )}
      </Line>
      <h3 className={classes.part}>{t("settings-outside")}</h3>
      <Line
        label={t("settings-tray")}
        about={desktop?.tray === false && prefs.tray ? t("settings-tray-none") : t("settings-tray-about")}
      >
        {(id) => (
          <Switch
            aria-labelledby={id}
            checked={prefs.tray}
            onChange={(event) => void change({ tray: event.currentTarget.checked })}
          />
        )}
      </Line>
      <Line label={t("settings-stay")} about={t("settings-stay-about")}>
        {(id) => (
          <Switch
            aria-labelledby={id}
            disabled={!prefs.tray || desktop?.tray === false}
            checked={prefs.stays_in_tray}
            onChange={(event) => void change({ stays_in_tray: event.currentTarget.checked })}
          />
        )}
      </Line>
      <Line label={t("settings-autostart")} about={t("settings-autostart-about")}>
        {(id) => (
          <Switch
            aria-labelledby={id}
            checked={desktop?.starts_with_system ?? false}
            onChange={(event) => void startWithSystem(event.currentTarget.checked)}
          />
        )}
      </Line>
      <Line label={t("settings-shortcut")} about={shortcutText(desktop?.shortcut)}>
        {(id) => (
          <Select
            aria-labelledby={id}
            disabled={desktop?.shortcut === "wayland"}
            allowDeselect={false}
            data={[
              { value: "", label: t("settings-shortcut-none") },
              ...SHORTCUTS.map((value) => ({ value, label: value.replace("Mod", modName()) })),
            ]}
            value={prefs.shortcut}
            onChange={(shortcut) => void change({ shortcut: shortcut ?? "" })}
          />
        )}
      </Line>
    </>
  );
}

function beforeText(minutes: number): string {
  return minutes === 0 ? t("reminder-at-time") : t("reminder-before", { minutes });
}

const modName = () => (/Mac/.test(navigator.platform) ? "⌘" : "Ctrl");

function shortcutText(is: "free" | "taken" | "wayland" | undefined): string {
  if (is === "wayland") return t("settings-shortcut-wayland");
  return is === "taken" ? t("settings-shortcut-taken") : t("settings-shortcut-about");
}
