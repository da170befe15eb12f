import type { FieldContent, LogVisit, NewFile } from "../../ipc";

/** What stands in the log box before it is saved; a draft is this as JSON. */
export interface Entry {
  text: string;
  /** A kind's code or name; the first kind if none. */
  kind: string | null;
  /** The day and time of the visit; now if none. */
  on: string | null;
  time: string | null;
  contact: number | null;
  nextOn: string | null;
  nextTime: string | null;
  nextWhat: string;
  tags: string[];
  /** What was put into fields, by their id; null for one that was emptied. */
  values: Record<string, FieldContent | null>;
  /** Photos and papers that come with it; what is in them is in the book already. */
  files: PendingFile[];
}

/** A file that waits for its visit. */
export interface PendingFile extends NewFile {
  /** Whether there is a small picture of it. */
  has_thumb: boolean;
}

/** A box in which nothing stands. */
export const EMPTY: Entry = {
  text: "",
  kind: null,
  on: null,
  time: null,
  contact: null,
  nextOn: null,
  nextTime: null,
  nextWhat: "",
  tags: [],
  values: {},
  files: [],
};

/** Is there something to save? A next step alone is a visit too, and so is a value. */
export function canSave(entry: Entry): boolean {
  return (
    entry.text.trim() !== "" ||
    entry.nextOn !== null ||
    entry.files.length > 0 ||
    Object.values(entry.values).some((value) => value !== null)
  );
}

/** Is there anything that must not be lost? */
export function isBlank(entry: Entry): boolean {
  return JSON.stringify(entry) === JSON.stringify(EMPTY);
}

/** An entry from a draft; what a later or damaged draft holds beyond it is left. */
export function readDraft(body: string): Entry {
  try {
    const stored: unknown = JSON.parse(body);
    if (typeof stored !== "object" || stored === null) return EMPTY;
    const entry: Entry = { ...EMPTY };
    for (const key of Object.keys(EMPTY) as Array<keyof Entry>) {
      const value = (stored as Record<string, unknown>)[key];
      const wanted = key === "contact" ? "number" : key === "values" ? "object" : "string";
      if (value === null) continue;
      if (key === "tags" || key === "files" ? Array.isArray(value) : typeof value === wanted)
        Object.assign(entry, { [key]: value });
    }
    return entry;
  } catch {
    return EMPTY;
  }
}

/** What the door is asked for. */
export function toVisit(customer: number, entry: Entry, asked: number[] = []): LogVisit {
  // What another kind asked for before the kind was changed is not of this visit.
  const values = asked
    .filter((id) => String(id) in entry.values)
    .map((field_id) => ({ field_id, value: entry.values[field_id] ?? null }));
  return {
    customer_id: customer,
    summary: entry.text.trim(),
    ...(entry.kind && { kind: entry.kind }),
    ...(entry.on && { on: entry.on }),
    ...(entry.time && { time: entry.time }),
    ...(entry.contact !== null && { contact_id: entry.contact }),
    ...(entry.nextOn && {
      next_on: entry.nextOn,
      next_what: entry.nextWhat.trim(),
      ...(entry.nextTime && { next_time: entry.nextTime }),
    }),
    ...(entry.tags.length > 0 && { tags: entry.tags }),
    ...(values.length > 0 && { values }),
    ...(entry.files.length > 0 && { files: entry.files.map(({ hash, name }) => ({ hash, name })) }),
  };
}
