import { beforeEach, describe, expect, it } from "vitest";
import { ruleOf, selectionOf } from "./rules";
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

  it("wants every tag, but any of the stages", () => {
    expect(ruleOf({ ...NO_FILTERS, tags: [1, 2], stages: [3, 4] })).toEqual({
      all: [{ stage: [3, 4] }, { tag: [1] }, { tag: [2] }],
    });
  });

  it("is turned round where it is meant so: not these stages, none of these tags, not this owner", () => {
    const narrowed = { ...NO_FILTERS, stages: [5], tags: [1, 2], owners: [3] };
    expect(ruleOf({ ...narrowed, stagesNot: true, tagMode: "none", ownersNot: true })).toEqual({
      all: [{ not: { stage: [5] } }, { not: { tag: [1, 2] } }, { not: { owner: [3] } }],
    });
    expect(ruleOf({ ...narrowed, tagMode: "any" })).toEqual({
      all: [{ stage: [5] }, { tag: [1, 2] }, { owner: [3] }],
    });
    expect(ruleOf({ ...NO_FILTERS, stagesNot: true, tagMode: "none", ownersNot: true })).toEqual({ all: [] });
  });

  it("counts days from today, so that it stays true over midnight", () => {
    expect(ruleOf({ ...NO_FILTERS, lastVisit: "over-90", nextFollowup: "late" })).toEqual({
      all: [{ last_visit: { to: { today: -91 } } }, { next_followup: { to: { today: -1 } } }],
    });
    expect(ruleOf({ ...NO_FILTERS, lastVisit: "never" })).toEqual({ all: [{ last_visit: null }] });
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
