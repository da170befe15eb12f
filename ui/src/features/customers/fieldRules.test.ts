import { describe, expect, it } from "vitest";
import type { Field, FieldType } from "../../ipc";
import { fieldOf } from "../../ipc/fake/state";
import { contentOf } from "./fieldRules";

const field = (type: FieldType): Field => fieldOf({ id: 4, label: "字段", type });

describe("a value of a field", () => {
  it.each([
    ["number", " 1,200.5 ", { number: "1200.5" }],
    ["number", "十二", null],
    ["number", "1.1234567", null],
    ["money", "¥1,200.50", { money: 120_050 }],
    ["money", "0.29", { money: 29 }],
    ["money", "0.005", null],
    ["money", "面议", null],
    ["date", "2024/3/5", { date: "2024-03-05" }],
    ["date", "2024年3月5日", { date: "2024-03-05" }],
    ["date", "2024-02-30", null],
    ["text", "  水泵 ", { text: "水泵" }],
    ["text", "   ", null],
    ["long_text", "水泵", null],
  ] as const)("is typed as people write it: %s %s", (type, text, content) => {
    expect(contentOf(field(type), text, 2)).toEqual(content);
  });
});
