import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call, type LogLine, type ParsedLine } from "../../ipc";

/** What was put right of what a line was read as; it goes before the line. */
export interface Corrections {
  /** Another customer than the line was read to name. */
  chosen: { id: number; name: string } | null;
  /** A kind's code or name. */
  kind: string | null;
  on: string | null;
  time: string | null;
  /** The next step: another day, `null` for none, `undefined` as it was read. */
  nextOn: string | null | undefined;
  nextTime: string | null | undefined;
}

/** Nothing was put right. */
export const UNCORRECTED: Corrections = {
  chosen: null,
  kind: null,
  on: null,
  time: null,
  nextOn: undefined,
  nextTime: undefined,
};

/** How a line is read, as the core reads it; asked for with every key. */
export function useLine(line: string) {
  return useQuery({
    queryKey: ["customers", "line", line],
    queryFn: () => call("lines_parse", { line }),
    enabled: line !== "",
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
}

/** What must be answered before a line can be saved: whom it was with, or when. Nothing if it can be saved. */
export function openQuestion(
  parts: ParsedLine,
  corrections: Corrections,
): "which" | "new" | "whom" | "when" | null {
  const { state } = parts.customer;
  if (!corrections.chosen) {
    if (state === "ambiguous") return "which";
    if (state === "unknown") return "new";
    if (state === "missing") return "whom";
  }
  const has = (code: string) => parts.problems.some((problem) => problem.code === code);
  if (has("next_in_the_past") && corrections.nextOn === undefined) return "when";
  if (has("visit_in_the_future") && corrections.on === null) return "when";
  return null;
}

/** What the door is asked for. */
export function toLogLine(line: string, corrections: Corrections, makesCustomer: boolean): LogLine {
  const { chosen, kind, on, time, nextOn, nextTime } = corrections;
  return {
    line,
    ...(chosen && { chosen_id: chosen.id }),
    ...(makesCustomer && { makes_customer: true }),
    ...(kind && { kind }),
    ...(on && { on }),
    ...(time && { time }),
    ...(nextOn !== undefined && { next_on: nextOn, next_time: nextTime ?? null }),
  };
}
