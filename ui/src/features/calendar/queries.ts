import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { doAndOfferUndo, doOnDay } from "../../design";
import { call, undoing } from "../../ipc";

/** Some days of the calendar; those before stay until these are there. */
export function useAgenda(from: string, to: string, a_day: number) {
  return useQuery({
    queryKey: ["customers", "agenda", from, to, a_day],
    queryFn: () => call("agenda_show", { from, to, a_day }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}

/** Makes a step and offers its undo. */
export function act(take: () => Promise<unknown>): Promise<boolean> {
  return doAndOfferUndo(take, undoing);
}

/** Makes a step that names a day; one that is over is asked about. */
export function onDay(take: (past: boolean) => Promise<unknown>): Promise<boolean> {
  return doOnDay(take, undoing);
}
