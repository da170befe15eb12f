import type { ImportOptions } from "../../ipc";

/** Where an import stands. */
export type Step =
  | { at: "choose" }
  | {
      at: "look";
      options: ImportOptions;
      /** By what the file was told when the look was left. */
      stamp?: string;
    }
  | { at: "whole"; path: string }
  | { at: "run"; job: number; options: ImportOptions }
  | { at: "report"; id: number; fresh?: boolean };

/** The step that a file leads to: a table is looked at, a whole book asked about. */
export function stepOf(path: string): Step {
  return /\.json$/i.test(path) ? { at: "whole", path } : { at: "look", options: { path } };
}

// In memory only: it holds what was typed into cells, and that is customer data.
let kept: ImportOptions | null = null;

/** The look that was left, so that a walk to another screen costs nothing. */
export function keptLook(): ImportOptions | null {
  return kept;
}

/** Remembers how far the look is. */
export function keepLook(options: ImportOptions): void {
  kept = options;
}

/** The file is done with. */
export function forgetLook(): void {
  kept = null;
}
