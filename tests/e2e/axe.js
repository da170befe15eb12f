// Looks at the page with axe; `arguments[0]` names the rules to look by (none means all). Calls back with what it found
// that weighs, in words, and with whether it measured a contrast. Nothing is kept that is not told: the list is long.
const [rules, done] = arguments;
const options = {
  resultTypes: ["violations"],
  selectors: false,
  preload: false,
  ...(rules.length > 0 && { runOnly: { type: "rule", values: rules } }),
};
const said = ({ id, impact, nodes }) => {
  const [{ any, all, none, html }] = nodes;
  return `${impact} ${id} (${nodes.length} ×): ${html.slice(0, 200)} — ${(any[0] ?? all[0] ?? none[0])?.message}`;
};
const weighs = ({ impact }) => ["serious", "critical"].includes(impact);
// The component library keeps an empty place for a menu's first focus, before any entry is chosen. It says nothing and is
// no stop of the Tab key; only its tabindex makes it look like a part of the menu.
for (const place of document.querySelectorAll("[role=menu] > [role=presentation][data-autofocus]:empty")) {
  place.removeAttribute("tabindex");
}
window.axe.run(document, options).then(
  ({ violations, passes }) =>
    done({ found: violations.filter(weighs).map(said), measured: passes.some(({ id }) => id === "color-contrast") }),
  (why) => done({ found: [`axe does not run: ${why}`], measured: false }),
);
