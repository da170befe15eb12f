import { Menu } from "@mantine/core";
import { Link } from "react-router";
import { IconButton } from "../../design/IconButton";
import { BellIcon, CheckIcon, ClockIcon } from "../../design/icons";
import { LazyMenu } from "../../design/LazyMenu";
import { call, type FollowUp } from "../../ipc";
import { t } from "../../messages";
import { whenOf } from "./DueRow";
import { quietly, useReminders } from "./queries";
import classes from "./TodayPage.module.css";

/** For how many minutes one is put off. */
const MINUTES = [10, 30];

/** Reminders that came, until they are taken note of, put off, or what they are about is done. */
export function Reminders() {
  const rows = useReminders().data ?? [];
  if (rows.length === 0) return null;
  return (
    <section className={classes.section} aria-label={t("reminder-title")}>
      <h2>
        {t("reminder-title")} {rows.length}
      </h2>
      <ul>
        {rows.map((row) => (
          <Reminder key={row.id} row={row} />
        ))}
      </ul>
    </section>
  );
}

function Reminder({ row }: { row: FollowUp }) {
  const { id, customer: name } = row;
  const later = (minutes: number) => void quietly(() => call("reminders_snooze", { ids: [id], minutes }));
  return (
    <li className={classes.row}>
      <span className={classes.bell}>
        <BellIcon size={14} />
      </span>
      <span className={classes.when}>{whenOf(row)}</span>
      <Link className={classes.name} to={`/customers/${row.customer_id}`}>
        {name}
      </Link>
      <span className={classes.what}>{[row.what, row.place].filter(Boolean).join(" · ")}</span>
      <span />
      <span className={classes.tools}>
        <LazyMenu
          position="bottom-end"
          button={
            <IconButton size="sm" className={classes.tool} label={t("reminder-later", { name })}>
              <ClockIcon size={14} />
            </IconButton>
          }
        >
          {MINUTES.map((count) => (
            <Menu.Item key={count} onClick={() => later(count)}>
              {t("reminder-snooze-minutes", { count })}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => later(60)}>{t("reminder-snooze-hour")}</Menu.Item>
        </LazyMenu>
        <IconButton
          size="sm"
          className={classes.tool}
          label={t("reminder-seen-of", { name })}
          onClick={() => void quietly(() => call("reminders_see", { ids: [id] }))}
        >
          <CheckIcon size={14} />
        </IconButton>
      </span>
    </li>
  );
}
