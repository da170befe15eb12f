/** The width of a sign in a tag of a row, in rem: a Chinese one is a square, capitals are wider than the rest. */
function signWidth(sign: string): number {
  if (/[⺀-鿿가-힯豈-﫿＀-￯]/.test(sign)) return 0.75;
  return /[A-ZMWmw@]/.test(sign) ? 0.56 : 0.44;
}

/** What a tag takes beside its text: its padding, and the gap to the next. */
const AROUND = 1;
const GAP = 0.25;
/** What "+2" takes. */
const REST = 1.5;

/** How many of these tags stand in a line so wide (in rem), with room for the count of the rest. At least one. */
export function fittingTags(names: string[], width: number): number {
  const widths = names.map((name) => [...name].reduce((sum, sign) => sum + signWidth(sign), AROUND));
  let used = 0;
  for (const [nth, own] of widths.entries()) {
    const end = used + own;
    const isLast = nth === names.length - 1;
    if (end + (isLast ? 0 : GAP + REST) > width) return Math.max(1, nth);
    used = end + GAP;
  }
  return names.length;
}
