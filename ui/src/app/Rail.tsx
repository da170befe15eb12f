import { memo, type ReactNode } from "react";
import { NavLink } from "react-router";
import { CalendarIcon, ImportIcon, PeopleIcon, SlidersIcon, SunIcon, TrashIcon } from "../design/icons";
import { t } from "../messages";
import { AppMenu } from "./AppMenu";
import type { Actor } from "./actions";
import classes from "./Frame.module.css";

/** A name of more letters stands smaller: a trade may call its customers by a long word. */
const LONG = 11;

function Place({ to, icon, name }: { to: string; icon: ReactNode; name: string }) {
  return (
    <NavLink to={to} className={classes.place} data-long={name.length > LONG || undefined}>
      {icon}
      {name}
    </NavLink>
  );
}

/** The app's menu, and the places of the window; only what works stands here. */
export const Rail = memo(function Rail({ actor }: { actor: Actor }) {
  return (
    <nav className={classes.rail} aria-label={t("rail-label")}>
      <AppMenu actor={actor} />
      <Place to="/today" icon={<SunIcon />} name={t("rail-today")} />
      <Place to="/customers" icon={<PeopleIcon />} name={t("rail-customers")} />
      <Place to="/calendar" icon={<CalendarIcon />} name={t("rail-calendar")} />
      <span className={classes.gap} />
      <Place to="/import" icon={<ImportIcon />} name={t("rail-import")} />
      <Place to="/trash" icon={<TrashIcon />} name={t("rail-trash")} />
      <Place to="/settings" icon={<SlidersIcon />} name={t("rail-settings")} />
    </nav>
  );
});
