import { beforeEach, describe, expect, it } from "vitest";
import { fieldOf } from "../../ipc/fake/state";
import { COLUMNS } from "./columns";
import { fieldColumns } from "./fieldColumns";
import { orderOf, readOrder, sortables, sortsOf, turned, writeOrder } from "./order";
import { resetView, setOrder, sortBy, theView } from "./view";

beforeEach(() => {
  localStorage.clear();
  resetView();
});

const up = (id: string) => ({ id, desc: false });
const down = (id: string) => ({ id, desc: true });

describe("a click on a head", () => {
  it("sorts up, then down, then as before", () => {
    for (const wanted of [[up("stage")], [down("stage")], []]) {
      sortBy("stage");
      expect(theView().order).toEqual(wanted);
    }
  });

  it("on the name begins with down: up it stands already", () => {
    expect(turned([], "name", false)).toEqual([down("name")]);
    expect(turned([down("name")], "name", false)).toEqual([]);
  });

  it("with Shift adds a key behind the others, turns it, and takes just it off", () => {
    const two = turned([down("stage")], "last-visit", true);
    expect(two).toEqual([down("stage"), up("last-visit")]);
    expect(turned(two, "stage", true), "it keeps its place").toEqual([up("last-visit")]);
    expect(turned(two, "last-visit", true)).toEqual([down("stage"), down("last-visit")]);
    expect(turned([], "stage", true), "what nobody asked for is no key to add to").toEqual([up("stage")]);
  });

  it("without Shift leaves one key of several", () => {
    expect(turned([down("stage"), up("kind")], "stage", false)).toEqual([up("stage")]);
    expect(turned([down("stage"), up("kind")], "owner", false)).toEqual([up("owner")]);
  });
});

describe("an order", () => {
  const money = fieldOf({ id: 9, label: "年采购额", type: "money", uid: "f-9" });
  const among = sortables([...COLUMNS, ...fieldColumns([money], { code: "CNY", exponent: 2 })]);

  it("is kept on this computer and read again", () => {
    setOrder([up("stage"), down("field-f-9")]);
    resetView();
    expect(theView().order).toEqual([up("stage"), down("field-f-9")]);
    expect(readOrder(writeOrder([]))).toEqual([]);
  });

  it("goes by every column, and by what has none", () => {
    expect(among.map(({ id }) => id)).toEqual([
      ...COLUMNS.map(({ id }) => id),
      "field-f-9",
      "visits",
      "birthday",
      "updated",
    ]);
    expect(sortsOf([up("visits"), down("field-f-9")], among)).toEqual([
      { by: "visits", desc: false },
      { by: { field: 9 }, desc: true },
    ]);
  });

  it("does without the field of another book", () => {
    expect(sortsOf([up("field-gone"), down("stage")], among)).toEqual([{ by: "stage", desc: true }]);
    expect(sortsOf([up("field-gone")], among)).toEqual([{ by: "name", desc: false }]);
  });

  it("is understood as the core writes it", () => {
    expect(
      orderOf(
        [
          { by: { field: 9 }, desc: true },
          { by: { field: 8 }, desc: true },
        ],
        among,
      ),
    ).toEqual([down("field-f-9")]);
  });
});
