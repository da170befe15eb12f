import type { EditPrefs, Prefs } from "../ipc";
import type { MessageKey } from "../messages/generated/keys";
import type { Action } from "./actions";

/** The text sizes that keys step through, in percent; those of the settings. */
const SIZES = [90, 100, 110, 125, 150, 175, 200];

/** The next text size in this direction; the same at either end. */
export function nextSize(from: number, step: 1 | -1): number {
  const further = SIZES.filter((size) => (step > 0 ? size > from : size < from));
  return (step > 0 ? further[0] : further.at(-1)) ?? from;
}

/** An action that puts a preference; not offered while it is in force. */
function prefers(id: string, labelKey: MessageKey, to: EditPrefs, holds: (prefs: Prefs) => boolean): Action {
  return {
    id,
    labelKey,
    shortcuts: [],
    group: "anywhere",
    applies: (a) => !!a.prefs && !holds(a.prefs),
    run: (a) => a.setPrefs(to),
  };
}

function size(id: string, labelKey: MessageKey, shortcuts: string[], to: (from: number) => number): Action {
  return {
    id,
    labelKey,
    shortcuts,
    group: "anywhere",
    applies: (a) => !!a.prefs,
    run: (a) => a.prefs && a.setPrefs({ text_size: to(a.prefs.text_size) }),
    inFields: true,
  };
}

/** The settings of the app that are one step: language, appearance, density, text size. */
export const lookActions: Action[] = [
  prefers("language-zh", "action-language-zh", { language: "zh-CN" }, (p) => p.language === "zh-CN"),
  prefers("language-en", "action-language-en", { language: "en" }, (p) => p.language === "en"),
  prefers("theme-system", "action-theme-system", { theme: "system" }, (p) => p.theme === "system"),
  prefers("theme-light", "action-theme-light", { theme: "light" }, (p) => p.theme === "light"),
  prefers("theme-dark", "action-theme-dark", { theme: "dark" }, (p) => p.theme === "dark"),
  prefers("density-normal", "action-density-normal", { density: "normal" }, (p) => p.density === "normal"),
  prefers(
    "density-compact",
    "action-density-compact",
    { density: "compact" },
    (p) => p.density === "compact",
  ),
  size("text-larger", "action-text-larger", ["Mod+=", "Mod++"], (from) => nextSize(from, 1)),
  size("text-smaller", "action-text-smaller", ["Mod+-"], (from) => nextSize(from, -1)),
  size("text-normal", "action-text-normal", ["Mod+0"], () => 100),
];
