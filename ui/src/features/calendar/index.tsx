export { CalendarPage, type Finder } from "./CalendarPage";
