import type { Action, Actor } from "./actions";
import { allActions } from "./actions";

/** The menus from left to right. */
const MENUS = ["book", "edit", "go", "help"] as const;

/** One menu of the app. */
export type MenuName = (typeof MENUS)[number];

/** The menus with their actions, in the order of the list; what cannot be done now is among them. */
export function menusOf(actor: Actor): Array<{ name: MenuName; actions: Action[] }> {
  const all = allActions(actor);
  return MENUS.map((name) => ({ name, actions: all.filter((action) => action.menu === name) }));
}
