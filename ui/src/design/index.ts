export { noteQuestions, useAnswer } from "./answers";
export { dropAt, dropSays, useFileDrop } from "./drops";
export { focusIfLost } from "./focus";
export { canDo, handText, type Intent, send, sendSoon, useHandedText, useIntent } from "./intents";
export { chordText, Kbd } from "./Kbd";
export { chordOf, isComposing, takesText } from "./keys";
export { Marked } from "./marked";
export {
  clearToasts,
  doAndOfferUndo,
  doOnDay,
  offerUndo,
  Toasts,
  takeBackStep,
  toast,
  toastError,
  type Undoing,
  undoneText,
} from "./notify";
export { Panes } from "./Panes";
export { PlaceNote } from "./PlaceNote";
export { Chip, chipClass, colorOf, Dot, Empty, ErrorNote, PALETTE, SkeletonLine } from "./pieces";
export { remPixels } from "./rem";
export { soon } from "./soon";
export { TextFilter } from "./TextFilter";
