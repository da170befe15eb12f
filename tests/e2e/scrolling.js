// Scrolls the list for `arguments[0]` frames by `arguments[1]` pixels each (0: only watches, while the wheel turns), and
// counts in every frame the rows in sight that are not drawn, or not filled. Calls back with the counts.
const [frames, step, done] = arguments;
const grid = document.querySelector("[role=grid]");
const head = grid.querySelector("[role=row]").getBoundingClientRect().height;
const seen = { frames: 0, blank: 0, worst: 0, moved: 0 };
const blankRows = () => {
  const box = grid.getBoundingClientRect();
  const [top, bottom] = [box.top + head, Math.min(box.bottom, innerHeight)];
  let covered = 0;
  let blank = 0;
  for (const row of grid.querySelectorAll("[role=row][data-position]")) {
    const place = row.getBoundingClientRect();
    const part = Math.min(place.bottom, bottom) - Math.max(place.top, top);
    if (part <= 0) continue;
    covered += part;
    if (!row.querySelector("[aria-colindex='2']")?.innerText.trim()) blank += 1;
  }
  const row = grid.querySelector("[data-position]").getBoundingClientRect().height;
  const missing = Math.max(0, bottom - top - covered - 2) / row;
  return blank + Math.ceil(missing);
};
let last = grid.scrollTop;
const look = () => {
  const blank = blankRows();
  seen.frames += 1;
  seen.blank += blank > 0 ? 1 : 0;
  seen.worst = Math.max(seen.worst, blank);
  seen.moved += grid.scrollTop !== last ? 1 : 0;
  last = grid.scrollTop;
  if (seen.frames >= frames) return done(seen);
  if (step) grid.scrollTop += step;
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
