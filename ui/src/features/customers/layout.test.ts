import { describe, expect, it } from "vitest";
import { movedBy, movedTo, PLAIN, readLayout, shownColumns, tracksOf, writeLayout } from "./layout";

describe("the layout of the columns", () => {
  it("is read as it was written", () => {
    const layout = {
      order: movedTo(PLAIN.order, "phone", "kind"),
      hidden: new Set(["tags"]),
      sizes: new Map([
        ["name", 18],
        ["stage", 7.5],
      ]),
    };
    expect(writeLayout(layout)).toBe("name=18 phone kind stage=7.5 -tags last-visit next-followup");
    expect(readLayout(writeLayout(layout))).toEqual(layout);
  });

  it("forgets columns that are no more, shows new ones, and keeps widths within bounds", () => {
    const layout = readLayout("stage=0.1 -fax -name phone=9999 <b>");
    expect(layout.order).toEqual(["name", "stage", "phone", "kind", "tags", "last-visit", "next-followup"]);
    expect([...layout.hidden], "the name is never hidden").toEqual([]);
    expect([...layout.sizes]).toEqual([
      ["stage", 5.25],
      ["phone", 40],
    ]);
  });

  it("moves a column over those that count, and leaves the name first", () => {
    const order = ["name", "kind", "stage", "tags"];
    expect(movedBy(order, "tags", -1)).toEqual(["name", "kind", "tags", "stage"]);
    expect(movedBy(order, "tags", -1, (id) => id !== "stage")).toEqual(["name", "tags", "kind", "stage"]);
    expect(movedBy(order, "kind", -1)).toEqual(order);
    expect(movedBy(order, "tags", 1)).toEqual(order);
    expect(movedTo(order, "name", "tags")).toEqual(order);
  });

  it("gives way where there is no room, and makes the list as wide as its columns need", () => {
    expect(shownColumns(PLAIN, 30).map(({ id }) => id)).toEqual([
      "name",
      "stage",
      "last-visit",
      "next-followup",
    ]);
    const columns = shownColumns(PLAIN, 30);
    const { tracks, least } = tracksOf(columns, { sizes: new Map([["name", 30]]) });
    expect(tracks.startsWith("2.5rem 30rem minmax(5.25rem, ")).toBe(true);
    expect(least).toBe(2.5 + 30 + 5.25 + 6.5 + 9.25);
  });
});
