// What the window loads before its first rows: the scripts of the page and all they import at once, compressed. What is
// imported when it is opened does not count. `node scripts/weight.mjs`, after a build.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const DIST = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");

/** The most that a start may load, in compressed bytes. */
export const MOST = 600_000;

const IN_PAGE = /<(?:script|link)\b[^>]*\b(?:src|href)="\/?([^"]+\.js)"/g;
const AT_ONCE = /(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g;

const all = (text, pattern) => [...text.matchAll(pattern)].map(([, path]) => path);

/** The scripts that a page loads at its start, by their paths; `read` gives a file's text. */
export function startScripts(page, read) {
  const found = new Set();
  const queue = all(page, IN_PAGE);
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const folder = path.includes("/") ? `${dirname(path)}/` : "";
    queue.push(...all(read(path), AT_ONCE).map((name) => folder + name));
  }
  return [...found].sort();
}

/** The compressed bytes of these scripts. */
export function weightOf(paths, read) {
  return paths.reduce((sum, path) => sum + gzipSync(read(path)).length, 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const read = (path) => readFileSync(join(DIST, path), "utf8");
  const scripts = startScripts(read("index.html"), read);
  const bytes = weightOf(scripts, read);
  console.log(
    `JavaScript at the start: ${Math.round(bytes / 1000)} kB compressed, in ${scripts.length} files`,
  );
  if (scripts.length === 0 || bytes > MOST) {
    console.error(`It must be there, and at most ${MOST / 1000} kB:\n  ${scripts.join("\n  ")}`);
    process.exitCode = 1;
  }
}
