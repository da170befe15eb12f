// Results inside lists, which the generator leaves out so far. Goes when `generated/types` has them.
import type { CustomerRow, FieldType } from "./generated";

export interface FoundText {
  field: string;
  text: string;
  marks: Array<[number, number]>;
}
export type FoundCustomer = CustomerRow & { matches: FoundText[] };
export interface Stage {
  id: number;
  uid: string;
  name: string;
  color: string;
  customers: number;
}
export interface Owner extends Stage {
  is_me: boolean;
}
export interface FieldOption {
  id: number;
  label: string;
  color: string;
}
export interface Field {
  id: number;
  uid: string;
  record: string;
  label: string;
  type: FieldType;
  unit: string;
  options: FieldOption[];
}
export interface VisitKind {
  id: number;
  code: string;
  name: string;
}
export interface Import {
  id: number;
  file_name: string;
  sheet: string;
  at: number;
  taken: number;
  refused: number;
  skipped: number;
  problems: number;
}
export interface Draft {
  body: string;
  at: number;
}
