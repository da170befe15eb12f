import { doAndOfferUndo } from "../../design";
import { call, type Selection } from "../../ipc";

const step = (take: () => Promise<unknown>) =>
  doAndOfferUndo(
    take,
    () => call("history_state"),
    () => call("undo"),
  );

/** What can be done to the chosen customers; each is one step, said in a toast that offers its undo. */
export const steps = {
  tag: (customers: Selection, name: string) => step(() => call("customers_tag", { customers, add: [name] })),
  untag: (customers: Selection, name: string) =>
    step(() => call("customers_tag", { customers, remove: [name] })),
  stage: (customers: Selection, to: number) => step(() => call("customers_set_stage", { customers, to })),
  owner: (customers: Selection, to: number) => step(() => call("customers_set_owner", { customers, to })),
  trash: (customers: Selection) => step(() => call("customers_trash", { customers })),
};
