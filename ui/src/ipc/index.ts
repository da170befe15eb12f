export { allAnswered, call, isCancelled, isWireError, type WireError } from "./call";
export type * from "./commands";
export { type Events, useEvent } from "./events";
export { undoing } from "./undoing";
