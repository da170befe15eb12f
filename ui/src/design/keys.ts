/** Is an input method composing? Its Enter, Escape and arrows belong to it and never to us. */
export function isComposing(event: {
  isComposing?: boolean;
  keyCode?: number;
  nativeEvent?: { isComposing?: boolean; keyCode?: number };
}): boolean {
  const native = event.nativeEvent ?? event;
  return native.isComposing === true || native.keyCode === 229;
}

/** Does this element take typed text, so that single letters must not act? */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement)
    return !["checkbox", "radio", "button", "range", "color"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** The chord of a key press, as actions name it: `Mod+Shift+Z`, `N`, `?`, `Escape`. Mod is Ctrl, or ⌘ on a Mac. */
export function chordOf(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push("Mod");
  if (event.altKey) parts.push("Alt");
  const single = event.key.length === 1;
  const letter = single && /[a-z]/i.test(event.key);
  // With a sign such as `?` the Shift is in the sign already.
  if (event.shiftKey && (!single || letter)) parts.push("Shift");
  parts.push(letter ? event.key.toUpperCase() : event.key);
  return parts.join("+");
}
