import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { call } from "../ipc";
import { setCustomerWords, setWeekStart } from "../messages";

/**
 * Puts into force what the open book calls its customers and how its weeks begin, before anything is drawn with it. What they are called, as a key for
 * what is to be drawn anew with other words; null until it is known.
 */
export function useApplyWords(): string | null {
  const settings = useQuery({ queryKey: ["settings", "get"], queryFn: () => call("settings_get") });
  // What was known once is asked again without a blank window between.
  const known = useRef(false);
  if (!settings.isPending) known.current = true;
  if (!known.current) return null;
  const { customer = "", customers = "", week_start = "monday" } = settings.data ?? {};
  setWeekStart(week_start);
  setCustomerWords({ customer, customers });
  return `${customer} ${customers}`;
}
