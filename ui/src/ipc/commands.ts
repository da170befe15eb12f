/** The one place that names where the types of the door come from. */
export type * from "./generated-by-hand";
export type * from "./generated-by-hand-b";
