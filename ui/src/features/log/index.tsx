export { LineBox } from "./LineBox";
export { LogBox } from "./LogBox";
export { FindCustomer, LogSomewhere } from "./LogSomewhere";
export { prepareLog } from "./useDraft";
