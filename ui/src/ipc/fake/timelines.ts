import type { ParsedLine, ParseLine } from "../commands";
import type { Answers } from "./cards";
import { type Details, dayOf, entryOf, local, momentOf } from "./details";

/** Visits, and the timeline of everything dated. */
export function timelineAnswers(details: Details): Answers {
  const { nextId, kindOf, detail, change, editEntry, contactNamed, say } = details;
  return {
    lines_parse: readAsText,
    lines_log: (request) => {
      const { line, kind, on, contact_id, next_on, next_time, next_what = "", files = [] } = request;
      const customer_id = request.chosen_id ?? request.customer_id ?? 0;
      const id = nextId();
      const followup_id = next_on ? nextId() : null;
      let closed = 0;
      change(customer_id, "visit.log", {}, (of) => {
        const day = on ?? local(Date.now());
        of.entries = of.entries.map((entry) => {
          if (entry.kind !== "followup" || entry.state !== "open" || (entry.on ?? "") > day) return entry;
          closed += 1;
          return { ...entry, state: "done" };
        });
        const { code, name } = kindOf(kind);
        of.entries.push(
          entryOf({
            kind: "visit",
            id,
            on: day,
            at: on ? null : Date.now(),
            visit_kind: code,
            label: name,
            author: say("我", "me"),
            contact_id: contact_id ?? null,
            contact: of.contacts.find((one) => one.id === contact_id)?.name ?? null,
            text: line,
            files: files.map((file) => ({
              ...file,
              id: nextId(),
              customer_id,
              visit_id: id,
              kind: "image/jpeg",
              size: 1,
              is_portrait: false,
              added_at: Date.now(),
              has_thumb: true,
            })),
          }),
        );
        if (next_on && followup_id)
          of.entries.push(
            entryOf({
              kind: "followup",
              id: followup_id,
              on: next_on,
              at: momentOf(next_on, next_time ?? undefined),
              text: next_what,
              state: "open",
            }),
          );
      });
      const next = next_on ?? null;
      return {
        id,
        followup_id,
        next_on: next,
        closed,
        customer_id,
        is_new: false,
        parts: readAsText(request),
      };
    },
    visits_edit: ({ id, kind, summary, outcome, on, contact_id }) =>
      editEntry(id, "visit.edit", (entry) => ({
        ...entry,
        ...(contact_id !== undefined && {
          contact_id,
          contact: contactNamed(contact_id),
        }),
        text: summary ?? entry.text,
        outcome: outcome ?? entry.outcome,
        ...(kind && { visit_kind: kindOf(kind).code, label: kindOf(kind).name }),
        ...(on && { on, at: null }),
      })),
    visits_trash: ({ id }) => editEntry(id, "visit.trash", () => null),
    timeline_list: ({ customer_id, kinds: wanted, at = 0, limit = 50 }) => {
      const entries = detail(customer_id)
        .entries.filter((entry) => !wanted?.length || wanted.includes(entry.kind))
        .sort((a, b) => (dayOf(a) === dayOf(b) ? b.id - a.id : dayOf(a) < dayOf(b) ? 1 : -1));
      return { total: entries.length, entries: entries.slice(at, at + limit) };
    },
  };
}

/** A line in which nothing is understood: the stand-in reads no words. */
export function readAsText({ line, customer_id = 0 }: ParseLine): ParsedLine {
  return {
    line,
    now: new Date().toISOString(),
    makes: "visit",
    customer: { state: "given", id: customer_id, name: "", typed: "", candidates: [], span: null },
    when: null,
    kind: null,
    summary: line,
    tags: [],
    amount: null,
    next: null,
    problems: [],
  };
}
