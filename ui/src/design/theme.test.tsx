import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Button, MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { cssVariables, theme } from "./theme";

const tokens = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");

/** The colours of a scheme; the dark one changes what it must and leaves the rest. */
function paletteOf(scheme: "light" | "dark"): Map<string, string> {
  const [light = "", dark = ""] = tokens.split('[data-mantine-color-scheme="dark"]');
  const colors = (part: string) => [...part.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)];
  return new Map(
    [...colors(light), ...(scheme === "dark" ? colors(dark) : [])].map(([, name, color]) => [
      name ?? "",
      color ?? "",
    ]),
  );
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours as WCAG counts it, 1 to 21. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(["light", "dark"] as const)("the %s colours", (scheme) => {
  it.each([
    ["--on-accent", "--accent"],
    ["--on-accent", "--accent-strong"],
    ["--text", "--surface"],
    ["--muted", "--bg"],
    ["--faint", "--surface"],
    ["--accent", "--accent-soft"],
    ["--late", "--surface"],
  ])("can be read: %s on %s", (text, ground) => {
    const palette = paletteOf(scheme);
    expect(contrast(palette.get(text) ?? "#000000", palette.get(ground) ?? "#000000")).toBeGreaterThanOrEqual(
      4.5,
    );
  });
});

it("a primary button takes its text from the palette, in both schemes", () => {
  render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} env="test">
      <Button>保存</Button>
      <Button variant="default">取消</Button>
    </MantineProvider>,
  );
  const color = (name: string) =>
    screen.getByRole("button", { name }).style.getPropertyValue("--button-color");
  expect(color("保存")).toBe("var(--on-accent)");
  expect(color("取消")).not.toBe("var(--on-accent)");
});
