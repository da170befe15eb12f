import { Menu } from "@mantine/core";
import { useEffect, useState } from "react";
import { Kbd } from "../design";
import { call, type SystemMenu, useEvent } from "../ipc";
import { t } from "../messages";
import { type Actor, allActions, labelOf } from "./actions";
import classes from "./Frame.module.css";
import { menusOf } from "./menus";

/** The menus as the system's menu bar takes them. Chords that act outside of text fields only stay with the page. */
function systemMenus(actor: Actor): SystemMenu[] {
  return menusOf(actor).map(({ name, actions }) => ({
    label: t(`menu-${name}`),
    items: actions.map((action) => ({
      id: action.id,
      label: labelOf(action),
      ...(action.inFields && action.shortcuts[0] ? { chord: action.shortcuts[0] } : {}),
    })),
  }));
}

/** Puts the menus into the system's menu bar where there is one; true if there is. */
function useSystemMenu(actor: Actor): boolean {
  const [taken, setTaken] = useState(false);
  const wanted = JSON.stringify(systemMenus(actor));
  useEffect(() => {
    const menus = JSON.parse(wanted) as SystemMenu[];
    // Without a menu bar the page's own menu is there.
    call("shell_set_menu", { quit: t("menu-quit"), menus }).then(setTaken, () => undefined);
  }, [wanted]);
  useEvent("menu", ({ id }) => {
    const action = allActions(actor).find((one) => one.id === id);
    if (action?.applies(actor)) action.run(actor);
  });
  return taken;
}

/** The app's menu behind its sign, of the same actions as the palette; on a Mac they stand in the menu bar. */
export function AppMenu({ actor }: { actor: Actor }) {
  const taken = useSystemMenu(actor);
  const sign = t("app-sign");
  if (taken) {
    return (
      <div className={classes.logo} aria-hidden>
        {sign}
      </div>
    );
  }
  return (
    <Menu position="right-start" offset={4} width="14rem" trapFocus>
      <Menu.Target>
        <button type="button" className={classes.logo} aria-label={t("menu-label")} data-testid="app-menu">
          {sign}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menus actor={actor} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Made when the menu opens: what can be done is asked for then. */
function Menus({ actor }: { actor: Actor }) {
  return menusOf(actor).map(({ name, actions }) => (
    <Menu.Sub key={name}>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{t(`menu-${name}`)}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown miw="15rem" maw="24rem">
        {actions.map((action) => (
          <Menu.Item
            key={action.id}
            title={action.detail}
            disabled={!action.applies(actor)}
            rightSection={action.shortcuts[0] && <Kbd chord={action.shortcuts[0]} />}
            onClick={() => action.run(actor)}
          >
            {labelOf(action)}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  ));
}
