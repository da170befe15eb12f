interface Waiting {
  id: number;
  shown_if: { field_id: number; is: unknown } | null;
}

/** Does what a field holds answer what a condition asks for? Of several choices one is enough. */
function answers(held: unknown, is: unknown): boolean {
  if (held === null || held === undefined) return false;
  if (is === null || is === undefined) return true;
  if (typeof held === "object" && "multi_choice" in held && typeof is === "object" && "choice" in is)
    return Array.isArray(held.multi_choice) && held.multi_choice.includes(is.choice);
  return JSON.stringify(held) === JSON.stringify(is);
}

/** The fields that are shown: those that wait for nothing, or for what another one that is shown holds. */
export function shownFields<F extends Waiting>(fields: F[], held: (id: number) => unknown): F[] {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const isShown = (field: F, depth: number): boolean => {
    const condition = field.shown_if;
    if (!condition) return true;
    const other = byId.get(condition.field_id);
    // What is not among them holds nothing back, and no chain is longer than there are fields.
    if (!other || depth > fields.length) return true;
    return isShown(other, depth + 1) && answers(held(other.id), condition.is);
  };
  return fields.filter((field) => isShown(field, 0));
}
