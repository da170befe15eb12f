import { describe, expect, it } from "vitest";
import { chordOf, isComposing, takesText } from "../design";
import { actions } from "./actions";

describe("keys", () => {
  const press = (key: string, more: KeyboardEventInit = {}) =>
    chordOf(new KeyboardEvent("keydown", { key, ...more }));

  it("are named as the actions name them", () => {
    expect(press("n")).toBe("N");
    expect(press("z", { ctrlKey: true })).toBe("Mod+Z");
    expect(press("Z", { metaKey: true, shiftKey: true })).toBe("Mod+Shift+Z");
    expect(press("?", { shiftKey: true }), "the Shift is in the sign already").toBe("?");
    expect(press("Enter", { shiftKey: true })).toBe("Shift+Enter");
  });

  it("belong to the input method while it composes", () => {
    expect(isComposing(new KeyboardEvent("keydown", { key: "Enter", isComposing: true }))).toBe(true);
    expect(isComposing({ nativeEvent: { keyCode: 229 } })).toBe(true);
    expect(isComposing(new KeyboardEvent("keydown", { key: "Enter" }))).toBe(false);
  });

  it("are text in a text field, but not on a checkbox", () => {
    const box = document.createElement("input");
    expect(takesText(box)).toBe(true);
    box.type = "checkbox";
    expect(takesText(box)).toBe(false);
    expect(takesText(document.createElement("textarea"))).toBe(true);
  });
});

describe("actions", () => {
  it("have a name and a chord of their own each", () => {
    const ids = actions.map(({ id }) => id);
    const chords = actions.flatMap(({ shortcuts }) => shortcuts);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(chords).size, chords.join(" ")).toBe(chords.length);
  });

  it("act inside fields by chords with Ctrl only", () => {
    for (const action of actions.filter(({ inFields }) => inFields)) {
      expect(
        action.shortcuts.every((chord) => chord.startsWith("Mod+")),
        action.id,
      ).toBe(true);
    }
  });
});
