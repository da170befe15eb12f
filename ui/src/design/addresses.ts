/** The address of the list of those for whom a rule holds. */
export function listAddress(rule: object): string {
  return `/customers?${new URLSearchParams({ rule: JSON.stringify(rule) })}`;
}

/** The rule in the address of a list; null if there is none, or it cannot be read. */
export function ruleIn(address: URLSearchParams): object | null {
  try {
    return JSON.parse(address.get("rule") ?? "null") as object | null;
  } catch {
    return null;
  }
}
