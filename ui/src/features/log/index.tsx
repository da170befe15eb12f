export { LineBox } from "./LineBox";
export { LogBox } from "./LogBox";
export { LogSomewhere } from "./LogSomewhere";
export { prepareLog } from "./useDraft";
