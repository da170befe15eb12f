import type { Answers } from "./cards";
import { type Details, entryOf, momentOf } from "./details";

/** What is to be done by a day. */
export function followUpAnswers({ nextId, change, editEntry }: Details): Answers {
  return {
    followups_create: ({ customer_id, due_on, time, what = "" }) => {
      const id = nextId();
      change(customer_id, "followup.create", {}, (of) => {
        const at = momentOf(due_on, time);
        of.entries.push(entryOf({ kind: "followup", id, on: due_on, at, text: what, state: "open" }));
      });
      return { id };
    },
    followups_edit: ({ id, due_on, time, what }) =>
      editEntry(id, "followup.edit", (entry) => ({
        ...entry,
        on: due_on ?? entry.on,
        at: due_on || time ? momentOf(due_on ?? entry.on ?? "", time) : entry.at,
        text: what ?? entry.text,
      })),
    followups_finish: ({ id }) => editEntry(id, "followup.finish", (entry) => ({ ...entry, state: "done" })),
    followups_drop: ({ id }) => editEntry(id, "followup.drop", (entry) => ({ ...entry, state: "dropped" })),
    followups_reopen: ({ id }) => editEntry(id, "followup.reopen", (entry) => ({ ...entry, state: "open" })),
    followups_trash: ({ id }) => editEntry(id, "followup.trash", () => null),
  };
}
