import classes from "./pieces.module.css";

const isMac = typeof navigator !== "undefined" && /Mac/.test(navigator.platform);

/** A chord as this system writes it: `Mod+Shift+Z` is `Ctrl Shift Z` or `⌘⇧Z`. */
export function chordText(chord: string): string {
  // A plus alone is a key, too.
  const parts = chord.split(/\+(?!$)/);
  if (isMac) {
    const signs: Record<string, string> = { Mod: "⌘", Shift: "⇧", Alt: "⌥", Enter: "↵" };
    return parts.map((part) => signs[part] ?? part).join("");
  }
  return parts.map((part) => (part === "Mod" ? "Ctrl" : part)).join(" ");
}

/** A key chord, shown beside what it does. `plain` takes the colour of what it stands in. */
export function Kbd({ chord, plain = false }: { chord: string; plain?: boolean }) {
  return (
    <kbd className={classes.kbd} data-plain={plain || undefined} aria-hidden>
      {chordText(chord)}
    </kbd>
  );
}
