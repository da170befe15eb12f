export { LogBox } from "./LogBox";
