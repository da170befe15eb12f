import type { DayPlan, FollowUp } from "../commands";
import type { Answers } from "./cards";
import { type Details, entryOf, momentOf } from "./details";

/** A follow-up with nothing to it but what is told. */
export const followUpOf = (part: Partial<FollowUp> & { id: number; due_on: string }): FollowUp => ({
  customer_id: part.id,
  customer: "",
  visit_id: null,
  due_at: null,
  ends_at: null,
  what: "",
  place: "",
  priority: "normal",
  repeat: null,
  remind_at: null,
  moved: 0,
  no_show: false,
  state: "open",
  closed_at: null,
  ...part,
});

/** A day without anywhere to go. */
export const planOf = (part: Partial<DayPlan> = {}): DayPlan => ({
  on: "",
  started_at: null,
  is_manual: false,
  stops: [],
  not_today: [],
  skipped: [],
  more: 0,
  metres: 0,
  over: null,
  detour: 130,
  has_start: false,
  ...part,
});

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
    followups_move: ({ ids, due_on, time }) => {
      for (const id of ids) {
        editEntry(id, "followups.move", (entry) => ({
          ...entry,
          on: due_on,
          at: time === undefined ? entry.at : momentOf(due_on, time ?? undefined),
        }));
      }
      return ids.length;
    },
    followups_finish: ({ id }) => {
      editEntry(id, "followup.finish", (entry) => ({ ...entry, state: "done" }));
      return { next_id: null, next_on: null };
    },
    followups_miss: ({ id }) => {
      editEntry(id, "followup.no_show", (entry) => ({ ...entry, state: "no_show" }));
      return { next_id: null, next_on: null };
    },
    followups_overlaps: () => [],
    reminders_list: () => [],
    reminders_snooze: () => null,
    reminders_see: () => null,
    openings_look: () => null,
    plan_show: () => planOf(),
    review_show: ({ from, to }) => ({
      from: from ?? "",
      to: to ?? "",
      visits: 0,
      without_next: 0,
      is_cut: false,
      customers: [],
      done: [],
      moved: [],
    }),
    followups_drop: ({ id }) => editEntry(id, "followup.drop", (entry) => ({ ...entry, state: "dropped" })),
    followups_reopen: ({ id }) => editEntry(id, "followup.reopen", (entry) => ({ ...entry, state: "open" })),
    followups_trash: ({ id }) => editEntry(id, "followup.trash", () => null),
  };
}
