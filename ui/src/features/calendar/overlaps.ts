import { toast } from "../../design";
import { closedText } from "../../design/openings";
import { call, type FollowUp } from "../../ipc";
import { formatTime, t } from "../../messages";
import { dayAndTime } from "./events";

/** That something else is at the same time. */
export function overlapText({ customer, due_at, ends_at }: FollowUp): string {
  const from = due_at === null ? "" : formatTime(due_at);
  const time = ends_at === null ? from : `${from}–${formatTime(ends_at)}`;
  return t("followup-overlap", { name: customer, time });
}

/** Says what else is at the time of an appointment that was just put there, and whether one is open then. */
export async function tellOverlaps({ id }: Pick<FollowUp, "id">, start: Date, end: Date): Promise<void> {
  const { on, time } = dayAndTime(start);
  const span = { time, ends: dayAndTime(end).time };
  const [closed, others] = await Promise.all([
    call("openings_look", { on, ...span }),
    call("followups_overlaps", { due_on: on, ...span, except: id }),
  ]);
  if (others[0]) toast(overlapText(others[0]));
  if (closed) toast(closedText(closed));
}
