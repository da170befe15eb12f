export { CustomerCard } from "./CustomerCard";
