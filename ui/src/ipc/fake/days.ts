/** The date so many days after `on`; by UTC, so that no zone moves it. */
export function addDays(on: string, days: number): string {
  return new Date(Date.parse(`${on}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
