import { call } from "./call";

/** The ways back, as the toasts of steps offer them. */
export const undoing = {
  history: () => call("history_state"),
  undo: () => call("undo"),
  undoStep: (id: number) => call("history_undo_step", { id }),
  undoRest: (id: number) => call("history_undo_rest", { id }),
};
