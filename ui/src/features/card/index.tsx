export { CustomerCard } from "./CustomerCard";
export { prepareCard } from "./queries";
