import { describe, expect, it } from "vitest";
import { COLUMNS } from "./columns";
import {
  movedBy,
  movedTo,
  plainLayout,
  readLayout,
  shownColumns,
  tracksOf,
  widthsOf,
  writeLayout,
} from "./layout";
import { fittingTags } from "./tagsFit";

const PLAIN = plainLayout(COLUMNS);
const ids = (columns: Array<{ id: string }>) => columns.map(({ id }) => id);

describe("the layout of the columns", () => {
  it("is read as it was written", () => {
    const layout = {
      order: movedTo(PLAIN.order, "phone", "kind"),
      hidden: new Set(["tags", "contact", "created"]),
      sizes: new Map([
        ["name", 18],
        ["stage", 7.5],
      ]),
    };
    expect(writeLayout(layout)).toBe(
      "name=18 phone kind stage=7.5 -tags last-visit next-followup owner -contact -created",
    );
    expect(readLayout(writeLayout(layout), COLUMNS)).toEqual(layout);
  });

  it("forgets columns that are no more, shows new ones, and keeps widths within bounds", () => {
    const layout = readLayout("stage=0.1 -fax -name phone=9999 <b>", COLUMNS);
    expect(layout.order.slice(0, 7)).toEqual([
      "name",
      "stage",
      "phone",
      "kind",
      "tags",
      "last-visit",
      "next-followup",
    ]);
    expect([...layout.hidden], "the name is never hidden, what is extra waits to be chosen").toEqual([
      "owner",
      "contact",
      "created",
    ]);
    expect([...layout.sizes]).toEqual([
      ["stage", 5],
      ["phone", 40],
    ]);
  });

  it("keeps the place of another book's field without showing it", () => {
    const layout = readLayout("name field-0198aa-77=9 stage", COLUMNS);
    expect(ids(shownColumns(layout, COLUMNS, 200))).not.toContain("field-0198aa-77");
    expect(writeLayout(layout)).toMatch(/^name field-0198aa-77=9 stage /);
  });

  it("moves a column over those that count, and leaves the name first", () => {
    const order = ["name", "kind", "stage", "tags"];
    expect(movedBy(order, "tags", -1)).toEqual(["name", "kind", "tags", "stage"]);
    expect(movedBy(order, "tags", -1, (id) => id !== "stage")).toEqual(["name", "tags", "kind", "stage"]);
    expect(movedBy(order, "kind", -1)).toEqual(order);
    expect(movedBy(order, "tags", 1)).toEqual(order);
    expect(movedTo(order, "name", "tags")).toEqual(order);
  });

  it("gives way where there is no room: the phone first, then the kind, then the tags", () => {
    expect(ids(shownColumns(PLAIN, COLUMNS, 80))).toContain("phone");
    expect(ids(shownColumns(PLAIN, COLUMNS, 48))).toEqual([
      "name",
      "kind",
      "stage",
      "tags",
      "last-visit",
      "next-followup",
    ]);
    expect(ids(shownColumns(PLAIN, COLUMNS, 34))).toEqual(["name", "stage", "last-visit", "next-followup"]);
  });

  it("gives no column less than it needs or more than there is, and what is left to names and tags", () => {
    for (const room of [20, 34, 47.5, 60, 75, 120]) {
      const columns = shownColumns(PLAIN, COLUMNS, room);
      const widths = widthsOf(columns, PLAIN.sizes, room);
      columns.forEach((column, nth) => {
        expect(widths[nth], `${column.id} at ${room}`).toBeGreaterThanOrEqual(column.least);
      });
      const least = columns.reduce((sum, column) => sum + column.least, 2.5);
      expect(tracksOf(widths).whole).toBeLessThanOrEqual(Math.max(room, least));
    }
    const [name = 0, kind = 0, , tags = 0] = widthsOf(shownColumns(PLAIN, COLUMNS, 75), PLAIN.sizes, 75);
    expect(name).toBeGreaterThan(16);
    expect(tags).toBeGreaterThan(13);
    expect(kind, "a column of two signs does not spread").toBe(3.75);
  });

  it("in a very wide list gives all columns of what is left", () => {
    const columns = shownColumns(PLAIN, COLUMNS, 130);
    const widths = widthsOf(columns, PLAIN.sizes, 130);
    expect(widths[0], "the name does not take it all").toBeLessThan(36);
    expect(widths[1], "the kind has its part").toBeGreaterThan(5);
    expect(tracksOf(widths).whole).toBeGreaterThan(129);
  });

  it("takes the widths that were given as they are", () => {
    const columns = shownColumns(PLAIN, COLUMNS, 48);
    const widths = widthsOf(columns, new Map([["name", 30]]), 48);
    expect(widths[0]).toBe(30);
    expect(tracksOf(widths).tracks).toMatch(/^2\.5rem 30rem 3\.25rem /);
  });
});

describe("tags in a row", () => {
  it("all stand there if they fit, else as many as leave room for the count of the rest", () => {
    expect(fittingTags(["批发", "VIP"], 8)).toBe(2);
    expect(fittingTags(["批发", "VIP", "农资", "出口"], 7)).toBe(1);
    expect(fittingTags(["批发", "VIP", "农资", "出口"], 9)).toBe(2);
    expect(fittingTags(["批发", "VIP", "农资", "出口"], 20)).toBe(4);
    expect(fittingTags(["Very long name of a tag indeed"], 4), "never none").toBe(1);
  });
});
