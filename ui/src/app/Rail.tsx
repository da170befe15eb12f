import { Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import { NavLink } from "react-router";
import { ImportIcon, PeopleIcon, SlidersIcon, TrashIcon } from "../design/icons";
import { t } from "../messages";
import classes from "./Frame.module.css";

function Place({ to, icon, name }: { to: string; icon: ReactNode; name: string }) {
  return (
    <NavLink to={to} className={classes.place}>
      {icon}
      {name}
    </NavLink>
  );
}

/** The places of the window; only what works stands here. */
export function Rail() {
  return (
    <nav className={classes.rail} aria-label={t("rail-label")}>
      <Tooltip label={t("app-name")} position="right">
        <div className={classes.logo} aria-hidden>
          走
        </div>
      </Tooltip>
      <Place to="/customers" icon={<PeopleIcon />} name={t("rail-customers")} />
      <span className={classes.gap} />
      <Place to="/import" icon={<ImportIcon />} name={t("rail-import")} />
      <Place to="/trash" icon={<TrashIcon />} name={t("rail-trash")} />
      <Place to="/settings" icon={<SlidersIcon />} name={t("rail-settings")} />
    </nav>
  );
}
