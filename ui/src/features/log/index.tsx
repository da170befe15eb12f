export { LogBox } from "./LogBox";
export { LogSomewhere } from "./LogSomewhere";
