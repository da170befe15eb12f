import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call, type LogLine, type ParsedLine } from "../../ipc";
import { type Entry, NEXT_AS_READ } from "./entry";

/** How a line is read, as the core reads it; asked for with every key. `here` is the customer on the screen. */
export function useLine(entry: Entry, here?: number): ParsedLine | undefined {
  const ask = toParse(entry, here);
  const read = useQuery({
    queryKey: ["customers", "line", ask],
    queryFn: () => call("lines_parse", ask),
    enabled: ask.line !== "",
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  return ask.line === "" ? undefined : read.data;
}

/** What is asked of the core to read a line. */
export function toParse(entry: Entry, here?: number) {
  return {
    line: entry.text.trim(),
    ...(here !== undefined && { customer_id: here }),
    ...(entry.plain.length > 0 && { plain: entry.plain }),
  };
}

/** What must be answered before a line can be saved: whom it was with, or when. Nothing if it can be saved. */
export function openQuestion(parts: ParsedLine, entry: Entry): "which" | "new" | "whom" | "when" | null {
  const { state } = parts.customer;
  if (!entry.chosen) {
    if (state === "ambiguous") return "which";
    if (state === "unknown") return "new";
    if (state === "missing") return "whom";
  }
  return parts.problems.some((problem) => blockedBy(problem.code, entry)) ? "when" : null;
}

/** The part whose day cannot be, if nothing was put in its place; the line is not saved before. */
export function blockedBy(code: string, entry: Entry): "next" | "when" | null {
  if (code === "next_in_the_past" && entry.nextOn === null) return "next";
  if (code === "visit_in_the_future" && entry.on === null) return "when";
  return null;
}

/** What will be saved: what was set by hand, before what the line was read as. */
export interface Meant {
  /** A kind's code or name. */
  kind: string | null;
  on: string | null;
  time: string | null;
  nextOn: string | null;
  nextTime: string | null;
  nextWhat: string;
}

export function meant(entry: Entry, parts: ParsedLine | undefined): Meant {
  const { when, kind, next } = parts ?? {};
  const byHand = entry.nextOn !== null;
  return {
    kind: entry.kind ?? (kind ? kind.code || kind.name : null),
    on: entry.on ?? when?.on ?? null,
    time: entry.time ?? (entry.on === null ? (when?.time ?? null) : null),
    nextOn: entry.nextOn ?? next?.on ?? null,
    nextTime: byHand ? entry.nextTime : (next?.time ?? null),
    nextWhat: entry.nextWhat ?? next?.what ?? "",
  };
}

/** A part becomes mere text, and what was set by hand in its place goes. */
export function asText(entry: Entry, part: string): Partial<Entry> {
  return {
    plain: [...entry.plain.filter((plain) => plain !== part), part],
    ...(part === "when" && { on: null, time: null }),
    ...(part === "kind" && { kind: null }),
    ...(part === "next" && NEXT_AS_READ),
  };
}

/** No next step by hand any more: as the line says. */
export function nextAsRead(entry: Entry): Partial<Entry> {
  return { ...NEXT_AS_READ, plain: entry.plain.filter((plain) => plain !== "next") };
}

/** Whether saving makes a visit; else only what is to be done. What only a visit has makes one, whatever the line tells. */
export function makesVisit(entry: Entry, parts: ParsedLine): boolean {
  const { kind, on, time, contact, files } = entry;
  const isSet = kind !== null || on !== null || time !== null || contact !== null || files.length > 0;
  return parts.makes === "visit" || isSet || Object.keys(entry.values).length > 0;
}

/**
 * A part is set by hand. Where the line has said nothing of it yet, what it says later is mere text; else what is set
 * stands in the place of what was read.
 */
export function byHand(
  entry: Entry,
  part: "when" | "kind" | "next",
  isRead: boolean,
  put: Partial<Entry>,
): Partial<Entry> {
  return isRead || entry.plain.includes(part) ? put : { ...put, plain: [...entry.plain, part] };
}

/** What the door is asked for. `asked` are the fields that the kind of visit asks for. */
export function toLogLine(
  entry: Entry,
  { here, makesCustomer = false, asked = [] }: { here?: number; makesCustomer?: boolean; asked?: number[] },
): LogLine {
  const { chosen, kind, on, time, contact, nextOn, nextTime, nextWhat, tags, files } = entry;
  const elsewhere = makesCustomer || (chosen !== null && chosen.id !== here);
  // What another kind asked for before the kind was changed is not of this visit.
  const values = asked
    .filter((id) => String(id) in entry.values)
    .map((field_id) => ({ field_id, value: entry.values[field_id] ?? null }));
  return {
    ...toParse(entry, here),
    ...(chosen && { chosen_id: chosen.id }),
    ...(makesCustomer && { makes_customer: true }),
    ...(kind && { kind }),
    ...(on && { on }),
    ...(time && { time }),
    // Whoever was spoken to belongs to the customer on the screen.
    ...(contact !== null && !elsewhere && { contact_id: contact }),
    ...(nextOn !== null && { next_on: nextOn, next_time: nextTime }),
    ...(nextWhat !== null && { next_what: nextWhat.trim() }),
    ...(tags.length > 0 && { tags }),
    ...(values.length > 0 && { values }),
    ...(files.length > 0 && { files: files.map(({ hash, name }) => ({ hash, name })) }),
  };
}
