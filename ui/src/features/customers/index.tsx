export { CustomersPage } from "./CustomersPage";
export { useWalk } from "./walk";
