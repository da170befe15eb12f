import { useQuery } from "@tanstack/react-query";
import { doAndOfferUndo } from "../../design";
import { call, undoing } from "../../ipc";

/** The day. Follow-ups, visits and customers make it, so it is asked for with any of them. */
export function useToday() {
  return useQuery({ queryKey: ["followups", "today"], queryFn: () => call("today_show") });
}

/** Makes a step and offers its undo. */
export function act(take: () => Promise<unknown>): Promise<boolean> {
  return doAndOfferUndo(take, undoing);
}
