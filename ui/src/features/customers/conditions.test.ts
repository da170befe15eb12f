import { beforeEach, describe, expect, it } from "vitest";
import type { Rule } from "../../ipc";
import { fieldOf } from "../../ipc/fake/state";
import { askBetween, askCount, askSpan, askWords, ofVisits } from "./asks";
import { sectionOf } from "./ConditionItems";
import {
  filtersOf,
  idsRule,
  ruleOf,
  selectionOf,
  tagModeOf,
  tagRule,
  turnedRound,
  withRule,
} from "./conditions";
import {
  countChosen,
  isChosen,
  NO_FILTERS,
  NONE_CHOSEN,
  resetView,
  setChosen,
  setFilters,
  theView,
  withRows,
} from "./view";

beforeEach(resetView);

describe("the rule of the filters", () => {
  it("is everybody when nothing is narrowed", () => {
    expect(ruleOf(NO_FILTERS)).toEqual({ all: [] });
    expect(ruleOf({ ...NO_FILTERS, text: "   " })).toEqual({ all: [] });
  });

  it("is what is typed and every condition", () => {
    expect(ruleOf({ text: " 王 ", rules: [{ stage: [3, 4] }, { has: "phone" }] })).toEqual({
      all: [{ text: "王" }, { stage: [3, 4] }, { has: "phone" }],
    });
    expect(filtersOf({ any: [{ kind: "person" }] })).toEqual({
      text: "",
      rules: [{ any: [{ kind: "person" }] }],
    });
  });
});

describe("a condition", () => {
  it("takes the place of one about the same, and stands beside others", () => {
    const rules: Rule[] = [{ no_visit_for: 30 }, { has: "phone" }, { field: { id: 1, holds: true } }];
    expect(withRule(rules, { last_visit: null })).toEqual([{ last_visit: null }, rules[1], rules[2]]);
    expect(withRule(rules, { lacks: "phone" })[1]).toEqual({ lacks: "phone" });
    expect(withRule(rules, { field: { id: 2, holds: true } })).toHaveLength(4);
    const often: Rule = { visits: { at_least: 2 } };
    expect(withRule([often], often), "two counts of visits can be meant together").toHaveLength(2);
    const stock: Rule = { visit_field: { id: 1, holds: true } };
    expect(withRule(rules, stock), "a field of visits is another").toHaveLength(4);
    expect(withRule([stock], { visit_field: { id: 1, holds: false } })).toHaveLength(1);
    expect(withRule([{ name: { is: "陈静" } }], { name: { begins: "陈" } })).toEqual([
      { name: { begins: "陈" } },
    ]);
    expect(withRule([{ not: { stage: [1] } }], { lacks: "stage" })).toEqual([{ lacks: "stage" }]);
  });

  it("is turned round and back", () => {
    for (const rule of [{ stage: [5] }, { has: "phone" }, { overdue: 1 }] as Rule[])
      expect(turnedRound(turnedRound(rule))).toEqual(rule);
    expect(turnedRound({ lacks: "phone" })).toEqual({ has: "phone" });
    expect(idsRule("stage", [5, 4], { not: { stage: [5] } })).toEqual({ not: { stage: [5, 4] } });
    expect(idsRule("stage", [5], { lacks: "stage" })).toEqual({ stage: [5] });
  });

  it("of tags means all, any or none of them", () => {
    expect(tagRule([1, 2], "all")).toEqual({ all_tags: [1, 2] });
    expect(tagRule([1, 2], "any")).toEqual({ tag: [1, 2] });
    expect(tagRule([1], "none")).toEqual({ not: { tag: [1] } });
    for (const mode of ["all", "any", "none"] as const) expect(tagModeOf(tagRule([1, 2], mode))).toBe(mode);
    expect(tagRule([], "any")).toBeNull();
  });
});

describe("where a condition is changed", () => {
  it("is its section, or its field", () => {
    expect(sectionOf({ name: { begins: "陈" } })).toBe("name");
    expect(sectionOf({ not: { visit_field: { id: 4, holds: true } } })).toEqual({ visitField: 4 });
    expect(sectionOf({ field: { id: 4, holds: true } })).toEqual({ field: 4 });
  });
});

describe("what is typed", () => {
  it("into a field of visits is about visits", () => {
    const stock = fieldOf({ id: 8, label: "货架", type: "text" });
    expect(askWords(stock, ofVisits).means(["缺货"])).toEqual({ visit_field: { id: 8, contains: "缺货" } });
    expect(askWords(stock).means(["缺货"])).toEqual({ field: { id: 8, contains: "缺货" } });
  });

  const amount = fieldOf({ id: 5, label: "年采购额", type: "money" });
  it("is two ends, of which one may be open", () => {
    const between = askBetween(amount, 2);
    expect(between.means(["1,000", "2000.5"])).toEqual({
      field: { id: 5, money: { from: 100000, to: 200050 } },
    });
    expect(between.means(["", "10"])).toEqual({ field: { id: 5, money: { to: 1000 } } });
    expect(between.means(["", ""])).toBeNull();
    expect(between.means(["much", "10"]), "an end that cannot be read is not left out").toBeNull();
  });

  it("is a span of days, or a number of them", () => {
    const span = askSpan("建档", (created) => ({ created }));
    expect(span.means(["2026-1-5", ""])).toEqual({ created: { from: { on: "2026-01-05" } } });
    expect(span.means(["2026-02-30", ""])).toBeNull();
    const days = askCount("天", "60", (no_visit_for) => ({ no_visit_for }));
    expect([days.means(["45"]), days.means(["0"]), days.means(["two"])]).toEqual([
      { no_visit_for: 45 },
      null,
      null,
    ]);
  });
});

describe("what is chosen", () => {
  it("is ids, or all that match but for some", () => {
    const two = withRows(withRows(NONE_CHOSEN, [1, 2, 3], true), [2], false);
    expect(selectionOf(two, { all: [] })).toEqual({ ids: [1, 3] });
    const most = withRows({ mode: "matching", except: new Set() }, [7], false);
    expect(isChosen(most, 7)).toBe(false);
    expect(countChosen(most, 1000)).toBe(999);
    expect(selectionOf(most, { all: [{ tag: [1] }] })).toEqual({
      matching: { rule: { all: [{ tag: [1] }] }, except: [7] },
    });
  });

  it("is let go when the list is narrowed to another one", () => {
    setChosen(withRows(NONE_CHOSEN, [1], true));
    setFilters({ text: "王" });
    expect(theView().chosen).toEqual(NONE_CHOSEN);
  });
});
