import { tCode } from "./t";

/** A step of the user as the core tells of it. */
export interface ChangeLike {
  id: number;
  verb: string;
  args: Record<string, unknown>;
  customers: number;
}

/** What a step did, in the user's words: `customer.rename` is worded as `change-customer-rename`. */
export function changeText(change: ChangeLike): string {
  const nothing = { name: "", item: "", to: "", tag: "", owner: "", contact: "", field: "", file: "" };
  return tCode(
    "change-",
    change.verb,
    { ...nothing, count: change.customers, ...change.args },
    "change-other",
  );
}
