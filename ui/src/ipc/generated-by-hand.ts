// Stand-ins for the types that are generated from the command table; see commands.ts.

export type CustomerKind = "person" | "company";
export interface CustomerRow {
  id: number;
  uid: string;
  kind: CustomerKind;
  name: string;
  phones: string[];
  contact: string | null;
  tags: string[];
  stage: string | null;
  stage_id: number | null;
  owner: string | null;
  last_visit_on: string | null;
  next_followup_on: string | null;
  created_at: number;
}
export interface Created {
  id: number;
}
export interface Customers {
  total: number;
  version: number;
  rows: CustomerRow[];
}
export type Day = { on: string } | { today: number };
export interface Span {
  from?: Day;
  to?: Day;
}
export type Rule =
  | { all: Rule[] }
  | { any: Rule[] }
  | { not: Rule }
  | { tag: number[] }
  | { stage: number[] }
  | { owner: number[] }
  | { kind: CustomerKind }
  | { last_visit: Span | null }
  | { next_followup: Span | null }
  | { text: string };
export type SortKey =
  | "name"
  | "kind"
  | "stage"
  | "owner"
  | "last_visit"
  | "next_followup"
  | "created"
  | "updated";
export interface Sort {
  by: SortKey;
  desc: boolean;
}
export interface ListCustomers {
  where?: Rule;
  sort?: Sort;
  at?: number;
  limit?: number;
}
export interface FoundText {
  field: string;
  text: string;
  marks: Array<[number, number]>;
}
export type FoundCustomer = CustomerRow & { matches: FoundText[] };
export type Selection = { ids: number[] } | { matching: { rule: Rule; except: number[] } };
export interface Tag {
  id: number;
  uid: string;
  name: string;
  color: string;
  group_id: number | null;
  customers: number;
}
export interface TagGroup {
  id: number;
  name: string;
  exclusive: boolean;
}
export interface Tags {
  tags: Tag[];
  groups: TagGroup[];
}
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
export interface Field {
  id: number;
  uid: string;
  record: "customer" | "visit";
  label: string;
  type: string;
  unit: string;
  options: Array<{ id: number; label: string; color: string }>;
}
export interface EditItem {
  id: number;
  name?: string;
  color?: string;
}
export interface TrashItem {
  record: string;
  id: number;
  title: string;
  customer: string | null;
  trashed_at: number;
}
export interface Trash {
  total: number;
  items: TrashItem[];
}
export interface Prefs {
  language: string | null;
  theme: "system" | "light" | "dark";
  density: "normal" | "compact";
  text_size: number;
  recent: string[];
}
export interface AppState {
  prefs: Prefs;
  book: BookInfo | null;
  default_book: string;
  sample_book: string;
  not_opened: string | null;
  version: string;
}
export interface BookInfo {
  name: string;
  path: string;
  uid: string;
}
export interface BookSettings {
  home_country: string;
  currency: string;
  currency_exponent: number;
  week_start: string;
}
export interface ChangeInfo {
  id: number;
  verb: string;
  args: Record<string, string | number>;
  at: number;
  state: string;
  customers: number;
  import_id: number | null;
  source_row: number | null;
}
export interface HistoryState {
  undo: ChangeInfo | null;
  redo: ChangeInfo | null;
}

export interface ListHistory {
  customer_id?: number;
  before?: number;
  limit?: number;
}
export type EditSettings = Partial<Omit<BookSettings, "currency_exponent">>;
export type EditPrefs = {
  language?: string;
  theme?: Prefs["theme"];
  density?: Prefs["density"];
  text_size?: number;
};

type None = Record<never, never>;
type ById = { id: number };
export interface Commands {
  shell_opened_file: { args: None; result: string | null };
  shell_set_title: { args: { title: string }; result: null };
  app_state: { args: None; result: AppState };
  prefs_get: { args: None; result: Prefs };
  prefs_set: { args: EditPrefs; result: Prefs };
  book_create: { args: { path?: string; language?: string; home_country?: string }; result: BookInfo };
  book_open: { args: { path: string }; result: BookInfo };
  book_copy: { args: { path: string }; result: null };
  sample_make: { args: { customers?: number; seed?: number }; result: BookInfo };
  settings_get: { args: None; result: BookSettings };
  settings_edit: { args: EditSettings; result: null };
  history_state: { args: None; result: HistoryState };
  history_list: { args: ListHistory; result: ChangeInfo[] };
  undo: { args: None; result: ChangeInfo };
  redo: { args: None; result: ChangeInfo };
  customers_list: { args: ListCustomers; result: Customers };
  customers_find: { args: { text: string; limit?: number }; result: FoundCustomer[] };
  customers_create: {
    args: {
      name: string;
      kind?: CustomerKind;
      points?: Array<{ kind: string; value: string; label: string }>;
      tags?: string[];
      stage_id?: number;
    };
    result: Created;
  };
  customers_trash: { args: { customers: Selection }; result: number };
  customers_restore: { args: { customers: Selection }; result: number };
  customers_tag: { args: { customers: Selection; add?: string[]; remove?: string[] }; result: number };
  customers_set_stage: { args: { customers: Selection; to: number }; result: number };
  customers_set_owner: { args: { customers: Selection; to: number }; result: number };
  tags_list: { args: None; result: Tags };
  tags_create: { args: { name: string; color?: string; group_id?: number }; result: Created };
  tags_edit: { args: EditItem; result: null };
  tags_order: { args: { ids: number[] }; result: null };
  tags_merge: { args: { from: number[]; into: number }; result: null };
  tags_trash: { args: ById; result: null };
  tags_restore: { args: ById; result: null };
  stages_list: { args: None; result: Stage[] };
  stages_create: { args: { name: string; color?: string }; result: Created };
  stages_edit: { args: EditItem; result: null };
  stages_order: { args: { ids: number[] }; result: null };
  stages_trash: { args: ById; result: null };
  owners_list: { args: None; result: Owner[] };
  owners_create: { args: { name: string; color?: string }; result: Created };
  owners_edit: { args: EditItem; result: null };
  owners_order: { args: { ids: number[] }; result: null };
  owners_trash: { args: ById; result: null };
  fields_list: { args: None; result: Field[] };
  fields_create: { args: { label: string; type: string }; result: Created };
  fields_edit: { args: { id: number; label?: string; unit?: string }; result: null };
  fields_order: { args: { ids: number[] }; result: null };
  fields_trash: { args: ById; result: null };
  trash_list: { args: { at?: number; limit?: number }; result: Trash };
  stages_restore: { args: ById; result: null };
  owners_restore: { args: ById; result: null };
  fields_restore: { args: ById; result: null };
  contacts_restore: { args: ById; result: null };
  contact_points_restore: { args: ById; result: null };
  visits_restore: { args: ById; result: null };
  followups_restore: { args: ById; result: null };
  visit_kinds_restore: { args: ById; result: null };
}
export type CommandName = keyof Commands;
export type Args<C extends CommandName> = Commands[C]["args"];
export type Result<C extends CommandName> = Commands[C]["result"];
