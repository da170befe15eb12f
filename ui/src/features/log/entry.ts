import type { FieldContent, NewFile } from "../../ipc";

/**
 * What stands in a box before it is saved: what was typed, and what was set by hand, which goes before what the text is
 * read as. A draft is this as JSON.
 */
export interface Entry {
  text: string;
  /** Parts of the text that are mere text: `customer`, `when`, `kind`, `next`, a tag with its #, an amount with its words. */
  plain: string[];
  /** The customer, if another than the text or the screen says. */
  chosen: { id: number; name: string } | null;
  /** A kind's code or name; as read, or the first kind, if none. */
  kind: string | null;
  /** The day and time of the visit; as read, or now, if none. */
  on: string | null;
  time: string | null;
  contact: number | null;
  /** The next step; as read if it has no day. */
  nextOn: string | null;
  nextTime: string | null;
  nextWhat: string | null;
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
  plain: [],
  chosen: null,
  kind: null,
  on: null,
  time: null,
  contact: null,
  nextOn: null,
  nextTime: null,
  nextWhat: null,
  tags: [],
  values: {},
  files: [],
};

/** No next step by hand. */
export const NEXT_AS_READ = { nextOn: null, nextTime: null, nextWhat: null } as const;

/** The same with another text. When all of it is gone, what is typed next is read afresh, but for what is set by hand. */
export function withText(entry: Entry, text: string): Entry {
  if (text.trim() || entry.plain.length === 0) return { ...entry, text };
  const isSet = { when: entry.on ?? entry.time, kind: entry.kind, next: entry.nextOn };
  const plain = entry.plain.filter((part) => part in isSet && isSet[part as keyof typeof isSet] !== null);
  return { ...entry, text, plain, chosen: null };
}

/** What was put into a box while `saved` was on its way into the book, as the entry that is left in it. */
export function since(saved: Entry, now: Entry): Entry {
  const known = new Set(saved.files.map((file) => file.hash));
  const rest: Entry = { ...EMPTY };
  for (const key of Object.keys(EMPTY) as Array<keyof Entry>) {
    if (now[key] !== saved[key]) Object.assign(rest, { [key]: now[key] });
  }
  return {
    ...rest,
    text: now.text.startsWith(saved.text) ? now.text.slice(saved.text.length).trimStart() : now.text,
    files: now.files.filter((file) => !known.has(file.hash)),
  };
}

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
      const wanted =
        key === "contact" ? "number" : key === "values" || key === "chosen" ? "object" : "string";
      if (value === null) continue;
      if (
        key === "tags" || key === "files" || key === "plain" ? Array.isArray(value) : typeof value === wanted
      )
        Object.assign(entry, { [key]: value });
    }
    return entry;
  } catch {
    return EMPTY;
  }
}
