import { createContext, useContext } from "react";

/** Where the open customer stands in the list, so that one can go on to the next from the card too. */
export interface Walk {
  /** From 0; null if it is not in the list as it is filtered. */
  position: number | null;
  total: number;
  /** Is the customer shown as a page of its own? */
  full: boolean;
  /** Shows it as a page of its own, or beside the list again. */
  setFull: (full: boolean) => void;
  /** Leaves the customer for the list. */
  close: () => void;
}

/** The walk of the list that is open. */
export const WalkContext = createContext<Walk | null>(null);

/** The walk of the list around this card; null for a card without a list. */
export function useWalk(): Walk | null {
  return useContext(WalkContext);
}
