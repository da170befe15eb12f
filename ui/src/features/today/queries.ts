import { useQuery } from "@tanstack/react-query";
import { doAndOfferUndo, doOnDay, toastError } from "../../design";
import { call, undoing } from "../../ipc";
import { today } from "../../messages";

/** The day. A change of follow-ups or visits is told as one of customers, too. */
export function useToday() {
  return useQuery({ queryKey: ["customers", "today"], queryFn: () => call("today_show") });
}

/** The way of the day: it depends on who is due, and on the order that the user made. */
export function usePlan() {
  return useQuery({ queryKey: ["customers", "today", "plan"], queryFn: () => call("plan_show", {}) });
}

/** What was done today, what was put off, who has nothing planned. */
export function useReview() {
  const on = today();
  return useQuery({
    queryKey: ["customers", "review", on],
    queryFn: () => call("review_show", { from: on, to: on }),
  });
}

/** Reminders that came and that nobody has taken note of. */
export function useReminders() {
  return useQuery({ queryKey: ["followups", "reminders"], queryFn: () => call("reminders_list") });
}

/** Does what is no step, and so has no undo: it says if that failed. */
export async function quietly(take: () => Promise<unknown>): Promise<void> {
  try {
    await take();
  } catch (error) {
    toastError(error);
  }
}

/** Makes a step and offers its undo. */
export function act(take: () => Promise<unknown>): Promise<boolean> {
  return doAndOfferUndo(take, undoing);
}

/** Makes a step that names a day; one that is over is asked about. */
export function onDay(take: (past: boolean) => Promise<unknown>): Promise<boolean> {
  return doOnDay(take, undoing);
}
