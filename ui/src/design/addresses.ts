import type { Rule } from "../ipc";

/** The address of the list of those for whom a rule holds. */
export function listAddress(rule: Rule): string {
  return `/customers?${new URLSearchParams({ rule: JSON.stringify(rule) })}`;
}

/** The rule in the address of a list; null if there is none, or it cannot be read. */
export function ruleIn(address: URLSearchParams): Rule | null {
  try {
    return JSON.parse(address.get("rule") ?? "null") as Rule | null;
  } catch {
    return null;
  }
}
