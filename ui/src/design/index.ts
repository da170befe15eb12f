export { canDo, type Intent, send, useIntent } from "./intents";
export { chordText, Kbd } from "./Kbd";
export { chordOf, isComposing, takesText } from "./keys";
export { Marked } from "./marked";
export { doAndOfferUndo, Toasts, toast, toastError, toastUndo } from "./notify";
export { Panes } from "./Panes";
export { Chip, chipClass, colorOf, Dot, Empty, ErrorNote, PALETTE, SkeletonLine } from "./pieces";
export { remPixels } from "./rem";
export { TextFilter } from "./TextFilter";
