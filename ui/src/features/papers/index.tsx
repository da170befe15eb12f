export { PaperDialog } from "./PaperDialog";
