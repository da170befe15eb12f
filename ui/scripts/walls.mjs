// The walls of the UI: who may import whom, and what no code may touch. `node scripts/walls.mjs`
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";

const SOURCES = join(dirname(fileURLToPath(import.meta.url)), "..", "src");

/** What each room may import besides itself and packages. `features` stands for a feature, each a room of its own. */
const MAY = {
  main: ["app", "design", "ipc"],
  app: ["features", "design", "ipc", "messages"],
  features: ["design", "ipc", "messages"],
  design: ["messages"],
  messages: [],
  ipc: [],
  test: ["app", "features", "design", "ipc", "messages"],
};

/** Files that may keep something in the web view's storage, and what: it is not encrypted, so never customer data. */
const MAY_KEEP = {
  "design/Panes.tsx": "the widths of panes",
  "features/customers/layout.ts": "which columns are shown, their order and widths",
  "features/customers/view.ts":
    "what the list is sorted and grouped by: ids of columns, never what stands in them",
};

/** Nothing leaves the window but through the door. */
const NETWORK = /(?<![.\w])(fetch|XMLHttpRequest|WebSocket|EventSource)\s*\(|sendBeacon/;
const STORAGE = /(?<!\w)(sessionStorage|indexedDB|caches\.open|document\.cookie)(?!\w)/;

/** The room of a file, by its path below src: `features/card` for all files of that feature. */
function roomOf(path) {
  const [first, second] = path.split("/");
  if (first === "features") return `features/${second}`;
  return first in MAY && second !== undefined ? first : "main";
}

function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

function importsOf(code) {
  const found = [];
  const patterns = [
    /\bfrom\s*["']([^"']+)["']/g,
    /\bimport\s*\(\s*["']([^"']+)["']/g,
    /\bimport\s*["']([^"']+)["']/g,
  ];
  for (const pattern of patterns) for (const match of code.matchAll(pattern)) found.push(match[1]);
  return found;
}

/** What is wrong with a file: its path below src, with slashes, and its text. */
export function breaches(path, text) {
  const room = roomOf(path);
  const isTest = path.includes(".test.") || room === "test";
  const allowed = MAY[isTest ? "test" : room.split("/")[0]];
  const code = withoutComments(text);
  const found = [];
  for (const name of importsOf(code)) {
    if (name.startsWith("@tauri-apps/") && room !== "ipc")
      found.push(`imports ${name}: only ipc speaks to the shell`);
    if (!name.startsWith(".")) continue;
    const target = posix.normalize(posix.join(posix.dirname(path), name));
    if (target.startsWith("..")) continue;
    const other = roomOf(target.includes("/") ? target : `${target}/index`);
    if (other.startsWith("test") && isTest) continue;
    if (other !== room && !allowed.includes(other.split("/")[0]))
      found.push(`imports ${name}: ${room} does not use ${other}`);
    if (target.startsWith("ipc/fake") && room !== "ipc" && room !== "main" && !isTest) {
      found.push(`imports ${name}: the stand-in for the shell is for tests and pictures`);
    }
  }
  const network = !isTest && code.match(NETWORK);
  if (network) found.push(`uses ${network[0].replace("(", "").trim()}: nothing goes over a network`);
  const storage = !isTest && code.match(STORAGE);
  if (storage) found.push(`uses ${storage[0]}: the web view keeps nothing of the book`);
  if (!isTest && /\blocalStorage\b/.test(code) && !(path in MAY_KEEP)) {
    found.push("uses localStorage: say in scripts/walls.mjs what is kept; never customer data");
  }
  return found.map((what) => `src/${path}: ${what}`);
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "generated" ? [] : filesBelow(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** All breaches of the checkout. */
export function allBreaches() {
  const files = filesBelow(SOURCES);
  if (files.length === 0) return ["src: no code found"];
  return files.flatMap((file) =>
    breaches(relative(SOURCES, file).replaceAll("\\", "/"), readFileSync(file, "utf8")),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = allBreaches();
  for (const breach of found) console.error(breach);
  process.exitCode = found.length === 0 ? 0 : 1;
}
