import { useQuery } from "@tanstack/react-query";
import { call } from "../../ipc";

/** The kinds of visits in the user's order. */
export function useVisitKinds() {
  return useQuery({ queryKey: ["visit_kinds", "list"], queryFn: () => call("visit_kinds_list") });
}

/** The customer whose box this is; the card asks for the same, so it costs nothing. */
export function useCustomer(id: number) {
  return useQuery({
    queryKey: ["customers", "card", id],
    queryFn: () => call("customers_show", { id }),
  });
}

/** The user's fields, of visits too. */
export function useFields() {
  return useQuery({ queryKey: ["fields", "list"], queryFn: () => call("fields_list") });
}

/** Digits of the minor unit of the book's currency. */
export function useExponent(): number {
  const settings = useQuery({ queryKey: ["settings", "get"], queryFn: () => call("settings_get") });
  return settings.data?.currency_exponent ?? 2;
}

/** All tags of the book. */
export function useTags() {
  return useQuery({ queryKey: ["tags", "list"], queryFn: () => call("tags_list") });
}
