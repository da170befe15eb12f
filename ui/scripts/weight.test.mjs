import { expect, test } from "vitest";
import { startScripts, weightOf } from "./weight.mjs";

const FILES = {
  "assets/index.js": `import{a}from"./design.js";import"./tokens.js";const Card=()=>import("./card.js");`,
  "assets/design.js": `export{b}from"./icons.js"`,
  "assets/icons.js": `import{a}from"./design.js"`,
  "assets/tokens.js": "",
  "assets/card.js": `import{d}from"./design.js"`,
};
const PAGE = `<script type="module" src="/assets/index.js"></script>
  <link rel="modulepreload" href="/assets/design.js"><link rel="stylesheet" href="/assets/index.css">`;
const read = (path) => FILES[path];

test("a start loads the page's scripts and what they import at once, not what is opened later", () => {
  expect(startScripts(PAGE, read)).toEqual([
    "assets/design.js",
    "assets/icons.js",
    "assets/index.js",
    "assets/tokens.js",
  ]);
});

test("the weight is of the compressed scripts", () => {
  const long = "const same = 1;".repeat(1000);
  expect(weightOf(["a.js"], () => long)).toBeLessThan(long.length / 10);
  expect(weightOf(["a.js", "b.js"], () => long)).toBe(2 * weightOf(["a.js"], () => long));
});
