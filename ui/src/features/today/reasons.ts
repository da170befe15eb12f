import type { PlannedStop, StopReason } from "../../ipc";
import { t } from "../../messages";

/** Minutes of the day as the clock shows them. */
export function clock(minute: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}

/** How many days after this one a minute is: a way that is too long goes past midnight. */
export function daysLater(minute: number): number {
  return Math.floor(minute / 1440);
}

/** Kilometres as one says them: whole ones from ten on. */
export function kilometres(metres: number): string {
  const km = metres / 1000;
  return km >= 10 ? String(Math.round(km)) : km.toFixed(1);
}

function reasonText(reason: StopReason): string | null {
  switch (reason.code) {
    case "fixed_at":
      return t("plan-fixed", { time: clock(reason.minute) });
    case "open_only":
      return t("plan-open", { from: clock(reason.from), until: clock(reason.until) });
    case "urgent":
      return t("plan-urgent");
    case "overdue":
      return t("plan-overdue", { count: reason.days });
    case "late":
      return t("plan-late", { count: reason.minutes });
    case "no_place":
      return t("plan-no-place");
    case "no_time":
      return t("plan-no-time");
    case "too_far":
      return t("plan-too-far", { km: kilometres(reason.metres) });
    case "too_many":
      return t("plan-too-many");
    // The way stands between the stops.
    case "first":
    case "on_the_way":
      return null;
  }
}

/** Why a stop stands where it stands: what was agreed on, what is to be done, or else that it lies on the way. */
export function whyText(stop: PlannedStop): string {
  const reasons = stop.reasons.map(reasonText).filter((text) => text !== null);
  const what = stop.followups.map((followup) => followup.what).filter(Boolean);
  const place = stop.followups.map((followup) => followup.place).filter(Boolean);
  const all = [...reasons, ...what, ...place];
  return all.length > 0 ? all.join(" · ") : t("plan-by-the-way");
}

/** How exactly it is known where a stop is, where that is not the very spot. */
export function precisionText(stop: PlannedStop): string | null {
  switch (stop.place?.precision) {
    case "town":
      return t("place-town");
    case "district":
      return t("place-district");
    case "city":
      return t("place-city");
    case "province":
      return t("place-province");
    default:
      return null;
  }
}
