import { useQuery } from "@tanstack/react-query";
import { doAndOfferUndo } from "../../design";
import { call, undoing } from "../../ipc";

/** The day. A change of follow-ups or visits is told as one of customers, too. */
export function useToday() {
  return useQuery({ queryKey: ["customers", "today"], queryFn: () => call("today_show") });
}

/** Makes a step and offers its undo. */
export function act(take: () => Promise<unknown>): Promise<boolean> {
  return doAndOfferUndo(take, undoing);
}
