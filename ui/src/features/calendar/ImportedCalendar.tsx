import { Button, Group, Modal, Stack } from "@mantine/core";
import type { CalendarImported } from "../../ipc";
import { formatLongDay, t, tCode } from "../../messages";
import classes from "./CalendarPage.module.css";

/** More lines than that are not read by anybody. */
const LINES = 100;

/** What came of a file: how many were taken, what was left out and why, with a way to say whose that is. */
export function ImportedCalendar({
  told,
  onGive,
  onClose,
}: {
  told: CalendarImported;
  onGive: () => void;
  onClose: () => void;
}) {
  const { made, changed, same, left_out, unread } = told;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("calendar-imported")}
      size={640}
      closeButtonProps={{ "aria-label": t("action-close") }}
    >
      <Stack gap="md">
        <p>{t("calendar-taken", { made, changed, same })}</p>
        {left_out.length + unread.length > 0 && (
          <ul className={classes.told}>
            {left_out.slice(0, LINES).map(({ line, on, summary }) => (
              <li key={`${line} ${on}`}>
                {t("calendar-left-out", { line, day: formatLongDay(on), text: summary })}
              </li>
            ))}
            {unread.slice(0, LINES).map(({ line, code, about }) => (
              <li key={`${line} ${code} ${about}`}>
                {t("calendar-unread", {
                  line,
                  text: about,
                  reason: tCode("calendar-", reasonOf(code), {}, "calendar-not-a-property"),
                })}
              </li>
            ))}
          </ul>
        )}
        <Group justify="flex-end" gap="xs">
          {left_out.length > 0 && (
            <Button variant="default" onClick={onGive}>
              {t("calendar-give")}
            </Button>
          )}
          <Button onClick={onClose} data-autofocus>
            {t("action-close")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** The code of a reason as its wording is kept: some say already that they are of a calendar. */
const reasonOf = (code: string) => code.replace(/^calendar_/, "");
