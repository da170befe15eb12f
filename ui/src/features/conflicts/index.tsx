export { ConflictsPage } from "./ConflictsPage";
