import { tCode } from "./t";

/** A step of the user as the core tells of it. */
export interface ChangeLike {
  id: number;
  verb: string;
  args: Record<string, unknown>;
  customers: number;
}

/** What a step did, in the user's words: `customer.rename` is worded as `change-customer-rename`. */
export function changeText(change: Pick<ChangeLike, "verb" | "args"> & { customers?: number }): string {
  const nothing = { name: "", item: "", to: "", tag: "", owner: "", contact: "", field: "", file: "" };
  const args = { ...nothing, count: change.customers, ...change.args };
  // A step that took another one back is worded by that one.
  const what =
    typeof change.args.verb === "string" ? tCode("change-", change.args.verb, args, "change-other") : "";
  return tCode("change-", change.verb, { ...args, what }, "change-other");
}
