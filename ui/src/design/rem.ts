/** The pixels of one rem: 16 times the text size of the settings. */
export function remPixels(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}
