import { useMatch } from "react-router";

/** The open customer, and whether it is a page of its own. */
export function useOpen(): { id: number | null; open: boolean; full: boolean } {
  const beside = useMatch("/customers/:id");
  const full = useMatch("/customers/:id/full");
  const id = Number((beside ?? full)?.params.id) || null;
  return { id, open: beside !== null || full !== null, full: full !== null };
}
