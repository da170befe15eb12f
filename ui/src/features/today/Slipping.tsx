import { Link } from "react-router";
import { Chip, handText } from "../../design";
import { DayMenu, nextDays } from "../../design/DayMenu";
import { IconButton } from "../../design/IconButton";
import { ClockIcon, LogIcon, RouteIcon } from "../../design/icons";
import { call, type SlippingCustomer, type SlippingList } from "../../ipc";
import { t } from "../../messages";
import { act, onDay } from "./queries";
import { countText, Rest } from "./TodayPage";
import classes from "./TodayPage.module.css";

/** Who has stayed away for much longer than they used to, and why that is thought. */
export function Slipping({ list }: { list: SlippingList }) {
  if (list.total === 0) return null;
  return (
    <section className={classes.section} aria-label={t("today-slipping")}>
      <h2>
        {t("today-slipping")} {countText(list.total)}{" "}
        <span className={classes.aside}>{t("today-slipping-about")}</span>
      </h2>
      <ul>
        {list.rows.map((row) => (
          <Row key={row.customer_id} row={row} />
        ))}
      </ul>
      {list.total > list.rows.length && <Rest all={{ slipping: 0 }} />}
    </section>
  );
}

function Row({ row }: { row: SlippingCustomer }) {
  const { customer: name, customer_id: id } = row;
  const why =
    row.usual === null
      ? t("today-slipping-away", { days: row.away })
      : t("today-slipping-usual", { usual: row.usual, days: row.away });
  return (
    <li className={classes.row}>
      <span />
      <span className={classes.when} />
      <Link className={classes.name} to={`/customers/${id}`}>
        {name}
      </Link>
      <span className={classes.what} title={row.last_said || undefined}>
        {row.last_said ? t("today-slipping-said", { why, said: row.last_said }) : why}
      </span>
      <span className={classes.marks}>
        <Chip tone="warn">{t("today-slipping-days", { days: row.away })}</Chip>
      </span>
      <span className={classes.tools}>
        <IconButton
          size="sm"
          className={classes.tool}
          label={t("today-log", { name })}
          onClick={() => handText(`${name} `)}
        >
          <LogIcon size={14} />
        </IconButton>
        <DayMenu
          value={null}
          offers={nextDays()}
          onPick={(due_on) =>
            void onDay((allow_past) => call("followups_create", { customer_id: id, due_on, allow_past }))
          }
        >
          <IconButton size="sm" className={classes.tool} label={t("today-plan", { name })}>
            <ClockIcon size={14} />
          </IconButton>
        </DayMenu>
        <IconButton
          size="sm"
          className={classes.tool}
          label={t("plan-add", { name })}
          onClick={() => void act(() => call("plan_add", { customer_id: id }))}
        >
          <RouteIcon size={14} />
        </IconButton>
      </span>
    </li>
  );
}
