export { FirstStart } from "./FirstStart";
