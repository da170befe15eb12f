import type { Commands, FollowUp } from "../commands";
import type { FakeBook } from "./book";
import { type Details, detailsOf } from "./details";
import { fileAnswers } from "./files";
import { followUpAnswers, followUpOf } from "./followups";
import { timelineAnswers } from "./timelines";

/** Answers of the stand-in book by the names of the commands. */
export type Answers = { [C in keyof Commands]?: (args: Commands[C]["args"]) => Commands[C]["result"] };

/** Cards, visits and follow-ups of the stand-in book; every step is undone with the book's own. */
export function cardAnswers(book: FakeBook, english = false): Answers {
  const details = detailsOf(book, english);
  return {
    ...customerAnswers(book, details),
    ...timelineAnswers(details),
    ...followUpAnswers(details),
    ...fileAnswers(details),
    ...draftAnswers(),
    shell_open_link: () => null,
    shell_copy: ({ text }) => {
      void navigator.clipboard.writeText(text);
      return null;
    },
  };
}

function customerAnswers(book: FakeBook, details: Details): Answers {
  const { nextId, rowOf, detail, change, openOf, owner, phone } = details;
  return {
    customers_show: ({ id }) => {
      const { row, trashed } = rowOf(id);
      const of = detail(id);
      const open = openOf(of);
      const next_followup: FollowUp | null = open
        ? followUpOf({
            id: open.id,
            customer_id: id,
            customer: row.name,
            due_on: open.on ?? "",
            due_at: open.at,
            what: open.text,
          })
        : null;
      return {
        id,
        uid: row.uid,
        kind: row.kind,
        name: row.name,
        reading: "",
        note: of.note,
        birthday: of.birthday,
        stage_id: row.stage_id,
        stage: row.stage,
        owner_id: 1,
        owner: row.owner,
        contact_points: of.points,
        contacts: of.contacts,
        tags: row.tags.map((name, at) => {
          const tag = book.state.tags.find((one) => one.name === name);
          return { id: tag?.id ?? -at - 1, name, color: tag?.color ?? "" };
        }),
        fields: book.state.fields.flatMap((field) => {
          const value = of.values.get(field.id);
          return value
            ? [{ field_id: field.id, label: field.label, type: field.type as never, unit: field.unit, value }]
            : [];
        }),
        next_followup,
        last_visit_on: row.last_visit_on,
        next_followup_on: open?.on ?? null,
        rhythm: { days: null, by: null, usual: null, due_on: null, slipping_on: null },
        place: null,
        hours: null,
        visit_count: of.entries.filter((entry) => entry.kind === "visit").length,
        created_at: row.created_at,
        updated_at: row.created_at,
        trashed_at: trashed ? Date.now() - 3_600_000 : null,
      };
    },
    customers_edit: ({ id, name, kind, note, birthday }) => {
      if (name !== undefined && !name.trim())
        throw { code: "invalid", args: { field: "name", reason: "empty" }, where: {} };
      change(
        id,
        name === undefined ? "customer.edit" : "customer.rename",
        name ? { to: name } : {},
        (of) => {
          if (note !== undefined) of.note = note;
          if (birthday !== undefined) of.birthday = birthday;
        },
        (row) => ({ ...row, name: name ?? row.name, kind: kind ?? row.kind }),
      );
      return null;
    },
    contacts_create: ({ customer_id, name, role }) => {
      const id = nextId();
      change(customer_id, "contact.create", { contact: name }, (of) => {
        of.contacts.push({ id, uid: "", name, role: role ?? "", note: "" });
      });
      return { id };
    },
    contacts_edit: ({ id, ...part }) => {
      change(
        owner((of) => of.contacts.some((one) => one.id === id)),
        "contact.edit",
        {},
        (of) => {
          of.contacts = of.contacts.map((one) => (one.id === id ? { ...one, ...part } : one));
        },
      );
      return null;
    },
    contacts_trash: ({ id }) => {
      change(
        owner((of) => of.contacts.some((one) => one.id === id)),
        "contact.trash",
        {},
        (of) => {
          of.contacts = of.contacts.filter((one) => one.id !== id);
          of.points = of.points.filter((one) => one.contact_id !== id);
        },
      );
      return null;
    },
    contact_points_create: ({ customer_id, contact_id = null, kind, value, label = "" }) => {
      const id = nextId();
      const stored = kind === "phone" ? phone(value) : value;
      change(customer_id, "contact_point.create", {}, (of) => {
        of.points.push({ id, uid: "", contact_id, kind, label, value: stored, raw: value });
      });
      return { id };
    },
    contact_points_edit: ({ id, value, label }) => {
      change(
        owner((of) => of.points.some((one) => one.id === id)),
        "contact_point.edit",
        {},
        (of) => {
          of.points = of.points.map((one) => {
            if (one.id !== id) return one;
            const stored = value === undefined ? one.value : one.kind === "phone" ? phone(value) : value;
            return { ...one, value: stored, raw: value ?? one.raw, label: label ?? one.label };
          });
        },
      );
      return null;
    },
    contact_points_trash: ({ id }) => {
      change(
        owner((of) => of.points.some((one) => one.id === id)),
        "contact_point.trash",
        {},
        (of) => {
          of.points = of.points.filter((one) => one.id !== id);
        },
      );
      return null;
    },
    values_set: ({ customer_id, field_id, value }) => {
      change(customer_id, "value.set", {}, (of) => {
        if (value) of.values.set(field_id, value);
        else of.values.delete(field_id);
      });
      return null;
    },
  };
}

function draftAnswers(): Answers {
  const drafts = new Map<string, string>();
  return {
    drafts_get: ({ record }) => {
      const body = drafts.get(record);
      return body === undefined ? null : { body, at: 0 };
    },
    drafts_put: ({ record, body }) => {
      if (body) drafts.set(record, body);
      else drafts.delete(record);
      return null;
    },
  };
}
