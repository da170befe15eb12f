import { formatCount } from "../messages";
import type { Action, Actor } from "./actions";

/** Each segment as an action of its own: it is shown in the list. */
export function segmentActions({ segments }: Actor): Action[] {
  return segments.map(({ id, name, customers }) => ({
    id: `show-segment ${id}`,
    labelKey: "action-show-segment",
    labelArgs: { name },
    ...(customers !== null && { detail: formatCount(customers) }),
    shortcuts: [],
    group: "anywhere",
    applies: () => true,
    run: (a) => a.go(`/customers?segment=${id}`),
  }));
}
