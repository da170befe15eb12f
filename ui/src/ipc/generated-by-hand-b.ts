// Stand-ins for the generated types of the card, the log box and the import; see commands.ts.

import type { CustomerKind } from "./generated-by-hand";

export type PointKind = "phone" | "email" | "wechat" | "address" | "website";
export interface ContactPoint {
  id: number;
  uid: string;
  contact_id: number | null;
  kind: PointKind;
  label: string;
  value: string;
  raw: string;
}
export interface ContactRow {
  id: number;
  uid: string;
  name: string;
  role: string;
  note: string;
}
export interface TagRef {
  id: number;
  name: string;
  color: string;
}
export type FieldType =
  | "text"
  | "long_text"
  | "number"
  | "money"
  | "date"
  | "yes_no"
  | "choice"
  | "multi_choice"
  | "link"
  | "phone";
export type FieldContent =
  | { text: string }
  | { number: string }
  | { money: number }
  | { date: string }
  | { yes_no: boolean }
  | { choice: string }
  | { multi_choice: string[] };
export interface ValueRow {
  field_id: number;
  label: string;
  type: FieldType;
  unit: string;
  value: FieldContent;
}
export interface Birthday {
  calendar: "solar" | "lunar";
  year: number | null;
  month: number;
  day: number;
  leap_month: boolean;
}
export interface FollowUp {
  id: number;
  customer_id: number;
  customer: string;
  visit_id: number | null;
  due_on: string;
  due_at: number | null;
  what: string;
  state: string;
  closed_at: number | null;
}
export interface Card {
  id: number;
  uid: string;
  kind: CustomerKind;
  name: string;
  note: string;
  birthday: Birthday | null;
  stage_id: number | null;
  stage: string | null;
  owner_id: number | null;
  owner: string | null;
  contact_points: ContactPoint[];
  contacts: ContactRow[];
  tags: TagRef[];
  fields: ValueRow[];
  next_followup: FollowUp | null;
  last_visit_on: string | null;
  next_followup_on: string | null;
  visit_count: number;
  created_at: number;
  updated_at: number;
  trashed_at: number | null;
}
export interface VisitKind {
  id: number;
  code: string;
  name: string;
}
export interface TimelineEntry {
  kind: string;
  id: number;
  on: string | null;
  at: number | null;
  text: string;
  outcome: string;
  visit_kind: string;
  label: string;
  from: string | null;
  author: string | null;
  contact_id: number | null;
  contact: string | null;
  state: string;
}
export interface Timeline {
  total: number;
  entries: TimelineEntry[];
}
export interface LogVisit {
  customer_id: number;
  summary: string;
  outcome?: string;
  kind?: string;
  on?: string;
  time?: string;
  contact_id?: number;
  next_on?: string;
  next_time?: string;
  next_what?: string;
  tags?: string[];
}
export interface EditVisit {
  id: number;
  summary?: string;
  outcome?: string;
  kind?: string;
  on?: string;
  time?: string;
  contact_id?: number | null;
}

export type Target =
  | {
      to:
        | "skip"
        | "name"
        | "contact"
        | "contact_role"
        | "phone"
        | "email"
        | "wechat"
        | "address"
        | "website"
        | "tags"
        | "stage"
        | "owner"
        | "kind"
        | "last_visit"
        | "next_followup"
        | "birthday"
        | "note";
    }
  | { to: "new_field"; label: string; field_type: FieldType }
  | { to: "field"; id: number };
export interface Column {
  index: number;
  heading: string;
  hidden: boolean;
  target: Target;
  offered: Target;
  guessed_type: FieldType | null;
  samples: string[];
  unit: "one" | "thousand" | "ten_thousand" | "million" | "hundred_million";
  date_order: "year_first" | "day_first" | "month_first";
  decimal_mark: "point" | "comma";
  of_contact: boolean;
  running_number: boolean;
}
export interface Correction {
  row: number;
  column: number;
  text: string;
}
export interface ImportOptions {
  path: string;
  sheet?: string;
  encoding?: string;
  delimiter?: string;
  header_row?: number;
  columns?: Column[];
  targets?: Record<string, Target>;
  corrections?: Correction[];
  leave_hidden_rows?: boolean;
}
export type PreviewFilter = "all" | "customers" | "problems" | "refused" | "skipped";
export type PreviewImport = ImportOptions & { filter?: PreviewFilter; at?: number; limit?: number };
export interface Sheet {
  name: string;
  hidden: boolean;
  rows: number;
}
export interface PreviewCell {
  text: string;
  shown: string[];
  problem: string | null;
}
export interface PreviewRow {
  row: number;
  outcome: string;
  reason: string | null;
  kind: CustomerKind | null;
  cells: PreviewCell[];
}
export interface ImportCounts {
  rows: number;
  taken: number;
  refused: number;
  skipped: number;
  problems: number;
  problem_rows: number;
  visits: number;
  contacts: number;
  phones: number;
  new_tags: number;
  new_fields: number;
}
export interface Preview {
  file_name: string;
  format: string;
  encoding: string | null;
  delimiter: string | null;
  sheets: Sheet[];
  sheet: string | null;
  header_row: number | null;
  columns: Column[];
  counts: ImportCounts;
  total: number;
  rows: PreviewRow[];
}
export interface ImportProblem {
  row: number;
  column: string | null;
  value: string;
  reason: string;
}
export interface ImportReport {
  rows: number;
  taken: number;
  refused: number;
  skipped: number;
  problems: ImportProblem[];
  change: number | null;
  import_id: number | null;
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
export interface JobInfo {
  id: number;
  name: string;
  state: "running" | "done" | "failed" | "cancelled";
  done: number;
  total: number;
  result: unknown;
  error: unknown;
}

type ById = { id: number };
declare module "./generated-by-hand" {
  interface Commands {
    customers_show: { args: ById; result: Card };
    customers_edit: {
      args: {
        id: number;
        name?: string;
        kind?: CustomerKind;
        note?: string;
        birthday?: Birthday | null;
        stage_id?: number;
        owner_id?: number;
      };
      result: null;
    };
    contacts_create: { args: { customer_id: number; name: string; role?: string }; result: Created };
    contacts_edit: { args: { id: number; name?: string; role?: string; note?: string }; result: null };
    contacts_trash: { args: ById; result: null };
    contact_points_create: {
      args: { customer_id: number; contact_id?: number; kind: PointKind; value: string; label?: string };
      result: Created;
    };
    contact_points_edit: { args: { id: number; value?: string; label?: string }; result: null };
    contact_points_trash: { args: ById; result: null };
    visit_kinds_list: { args: Record<never, never>; result: VisitKind[] };
    visits_log: { args: LogVisit; result: { id: number; followup_id: number | null; closed: number } };
    visits_edit: { args: EditVisit; result: null };
    visits_trash: { args: ById; result: null };
    followups_create: {
      args: { customer_id: number; due_on: string; time?: string; what?: string };
      result: Created;
    };
    followups_edit: { args: { id: number; due_on?: string; time?: string; what?: string }; result: null };
    followups_finish: { args: ById; result: null };
    followups_drop: { args: ById; result: null };
    followups_reopen: { args: ById; result: null };
    followups_trash: { args: ById; result: null };
    values_set: {
      args: { customer_id: number; field_id: number; value: FieldContent | null };
      result: null;
    };
    timeline_list: {
      args: { customer_id: number; kinds?: string[]; at?: number; limit?: number };
      result: Timeline;
    };
    drafts_get: { args: { record: string }; result: { body: string } | null };
    drafts_put: { args: { record: string; body: string }; result: null };
    shell_open_link: { args: { url: string }; result: null };
    shell_choose_file: { args: { kind: string; title?: string; filter?: string }; result: string | null };
    shell_save_file: {
      args: { kind: string; name?: string; title?: string; filter?: string };
      result: string | null;
    };
    import_preview: { args: PreviewImport; result: Preview };
    import_start: { args: ImportOptions; result: { job: number } };
    jobs_show: { args: ById; result: JobInfo };
    jobs_cancel: { args: ById; result: null };
    imports_list: { args: Record<never, never>; result: Import[] };
    imports_show: { args: ById; result: ImportReport };
    imports_save_report: { args: { id: number; path: string }; result: null };
  }
}
