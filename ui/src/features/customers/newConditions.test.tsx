import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { grid, lists } from "../../test/list";
import { startApp } from "../../test/render";
import { sectionOf } from "./ConditionItems";
import { withRule } from "./conditions";

const pick = async (...names: string[]) => {
  await userEvent.click(await screen.findByRole("button", { name: "条件" }));
  for (const name of names)
    await userEvent.click(await screen.findByRole("menuitem", { name, hidden: true }));
};

describe("conditions of the day", () => {
  it("find who is slipping away, due for a visit, overdue for long, has an appointment", async () => {
    const book = startApp({ customers: 20 });
    await grid();
    const rule = () => lists(book).at(-1)?.where;
    await pick("多久见一次", "快要流失");
    await waitFor(() => expect(rule()).toEqual({ all: [{ slipping: 0 }] }));
    await pick("预约", "今天");
    const both = { all: [{ slipping: 0 }, { appointment: { from: { today: 0 }, to: { today: 0 } } }] };
    await waitFor(() => expect(rule()).toEqual(both));
    await pick("下次跟进", "过期至少几天…");
    const box = await screen.findByRole("textbox", { name: "跟进过期几天" });
    await userEvent.type(box, "9{Enter}");
    await waitFor(() => expect(rule()).toEqual({ all: [...both.all, { overdue: 9 }] }));
  });

  it("find who is near to a place, and say what is no place", async () => {
    const book = startApp({ customers: 20 }, "/customers", (fake) => {
      fake.answers.places_find = ({ text }) => {
        if (text !== "余杭") throw { code: "invalid", args: { reason: "not_coordinates" }, where: {} };
        return { point: { lat: 30_000_000, lon: 120_000_000 }, precision: "district", name: "杭州市余杭区" };
      };
    });
    await grid();
    await pick("离哪里多远", "某个地方附近…");
    const place = await screen.findByRole("textbox", { name: "地方、坐标或地图链接" });
    await userEvent.type(place, "哪里");
    await userEvent.type(screen.getByRole("textbox", { name: "公里" }), "5{Enter}");
    await waitFor(() => expect(place.getAttribute("aria-invalid")).toBe("true"));
    await userEvent.clear(place);
    await userEvent.type(place, "余杭{Enter}");
    const near = { point: { lat: 30_000_000, lon: 120_000_000 }, metres: 5000, name: "杭州市余杭区" };
    await waitFor(() => expect(lists(book).at(-1)?.where).toEqual({ all: [{ near }] }));
  });

  it("offers who is near to where one sets out, and whom coverage leaves", async () => {
    const book = startApp({ customers: 20 }, "/customers", (fake) => {
      fake.state.settings.day_place = "30, 120";
      fake.answers.places_find = () => ({
        point: { lat: 30_000_000, lon: 120_000_000 },
        precision: "point",
        name: "",
      });
    });
    await grid();
    await pick("离哪里多远", "离出发地 5 公里以内");
    const near = { point: { lat: 30_000_000, lon: 120_000_000 }, metres: 5000 };
    await waitFor(() => expect(lists(book).at(-1)?.where).toEqual({ all: [{ near }] }));
    await pick("最近拜访", "本月没见过");
    const unseen = { not: { last_visit: { period: "this_month" } } };
    await waitFor(() => expect(lists(book).at(-1)?.where).toEqual({ all: [{ near }, unseen] }));
  });

  it("stand in their own sections, one for each subject", () => {
    expect(sectionOf({ has: "place" })).toBe("near");
    expect(sectionOf({ lacks: "cadence" })).toBe("cadence");
    expect(sectionOf({ not: { appointment: {} } })).toBe("appointment");
    expect(withRule([{ slipping: 0 }], { visit_due: {} })).toEqual([{ visit_due: {} }]);
  });
});
