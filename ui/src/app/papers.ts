import { useSyncExternalStore } from "react";
import type { PaperDialog } from "../features/papers";

/** What is to be put on paper. */
export type PaperAsk = Parameters<typeof PaperDialog>[0]["ask"];

let asked: PaperAsk | null = null;
const heard = new Set<() => void>();

/** Opens the look at a paper, or closes it. */
export function askForPaper(ask: PaperAsk | null): void {
  asked = ask;
  for (const hear of heard) hear();
}

/** What was asked for last. */
export function usePaperAsk(): PaperAsk | null {
  return useSyncExternalStore(
    (hear) => {
      heard.add(hear);
      return () => void heard.delete(hear);
    },
    () => asked,
  );
}
