import { doAndOfferUndo, doOnDay } from "../../design";
import {
  type CreateFollowUps,
  type CustomerKind,
  call,
  type FieldContent,
  type Given,
  type Selection,
  undoing,
} from "../../ipc";

const step = (take: () => Promise<unknown>) => doAndOfferUndo(take, undoing);

/** What can be done to the chosen customers; each is one step, said in a toast that offers its undo. */
export const steps = {
  tag: (customers: Selection, name: string) => step(() => call("customers_tag", { customers, add: [name] })),
  untag: (customers: Selection, name: string) =>
    step(() => call("customers_tag", { customers, remove: [name] })),
  stage: (customers: Selection, to: number) => step(() => call("customers_set_stage", { customers, to })),
  owner: (customers: Selection, to: number) => step(() => call("customers_set_owner", { customers, to })),
  set: (customers: Selection, set: Given) => step(() => call("customers_set", { customers, set })),
  kind: (id: number, kind: CustomerKind) => step(() => call("customers_edit", { id, kind })),
  /** Moves the follow-up `next` to a day, with a time or without one, or makes the first one. */
  followup: (customer: number, next: number | null, due_on: string, at: string | null) => {
    const due = { due_on, ...(at !== null && { time: at }) };
    return step(() =>
      next === null
        ? call("followups_create", { customer_id: customer, ...due, what: "" })
        : call("followups_edit", { id: next, ...due }),
    );
  },
  /** Makes the same follow-up for many, one each; a day that is over is asked about. */
  followups: (customers: Selection, due: Omit<CreateFollowUps, "customers" | "allow_past">) =>
    doOnDay((allow_past) => call("followups_create_many", { customers, ...due, allow_past }), undoing),
  value: (customer_id: number, field_id: number, value: FieldContent | null) =>
    step(() => call("values_set", { customer_id, field_id, value })),
  trash: (customers: Selection) => step(() => call("customers_trash", { customers })),
};
