import { describe, expect, it } from "vitest";
import { readTime } from "./TimeBox";

describe("a time", () => {
  it.each([
    ["15", "15:00"],
    ["1530", "15:30"],
    ["9:05", "09:05"],
    ["15：30", "15:30"],
    ["下午3点", "15:00"],
    ["3点半", "03:30"],
    ["3pm", "15:00"],
    ["12am", "00:00"],
  ])("%s is %s", (typed, time) => expect(readTime(typed)).toBe(time));

  it.each(["25", "12:75", "later", ""])("%s is none", (typed) => expect(readTime(typed)).toBeNull());
});
