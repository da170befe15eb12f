export { DuplicatesPage } from "./DuplicatesPage";
export { LikelyTwins } from "./LikelyTwins";
export { MergePage } from "./MergePage";
