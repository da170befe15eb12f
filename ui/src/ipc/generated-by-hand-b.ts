// Stand-ins for the generated types of the card, the log box and the import; see commands.ts.

import type { Created, CustomerKind } from "./generated-by-hand";

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
export type TimelineKind = "visit" | "followup" | "stage" | "owner";
export type TimelineEntry =
  | {
      kind: "visit";
      id: number;
      on: string;
      at: number | null;
      visit_kind: { code: string; name: string };
      author: string;
      contact: string | null;
      summary: string;
      outcome: string;
    }
  | { kind: "followup"; id: number; on: string; at: number | null; what: string; state: string }
  | { kind: "stage"; on: string; at: number | null; from: string | null; to: string }
  | { kind: "owner"; on: string; at: number | null; from: string | null; to: string }
  | { kind: "created"; on: string; at: number | null };
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
      kind:
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
  | { kind: "new_field"; label: string; field_type: FieldType }
  | { kind: "field"; id: number };
export interface ColumnMapping {
  index: number;
  target: Target;
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
  header_row?: number | null;
  mapping?: ColumnMapping[];
  corrections?: Correction[];
}
export type PreviewFilter = "all" | "customers" | "problems" | "refused" | "skipped";
export interface PreviewColumn {
  index: number;
  heading: string;
  hidden: boolean;
  target: Target;
  samples: string[];
}
export interface PreviewCell {
  text: string;
  shown: string;
  problem: string | null;
}
export interface PreviewRow {
  row: number;
  outcome: "customer" | "refused" | "skipped";
  reason: string | null;
  cells: PreviewCell[];
}
export interface ImportCounts {
  rows: number;
  taken: number;
  refused: number;
  skipped: number;
  problems: number;
  visits: number;
  contacts: number;
  phones: number;
  tags_new: number;
}
export interface Preview {
  file_name: string;
  format: "delimited" | "workbook";
  encoding: string | null;
  delimiter: string | null;
  sheets: Array<{ name: string; hidden: boolean; rows: number }>;
  sheet: string | null;
  header_row: number | null;
  columns: PreviewColumn[];
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
  import_id: number;
}
export interface ImportInfo {
  id: number;
  file_name: string;
  sheet: string | null;
  at: number;
  taken: number;
  refused: number;
  skipped: number;
  problems: number;
}
export interface JobState {
  id: number;
  done: number;
  total: number;
  state: "running" | "done" | "failed" | "cancelled";
  result?: unknown;
  error?: unknown;
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
      args: { customer_id: number; kinds?: TimelineKind[]; at: number; limit: number };
      result: Timeline;
    };
    drafts_get: { args: { record: string }; result: { body: string } | null };
    drafts_put: { args: { record: string; body: string }; result: null };
    shell_open_link: { args: { link: string }; result: null };
    shell_choose_file: { args: { kind: string }; result: string | null };
    shell_save_file: { args: { name: string; kind: string }; result: string | null };
    import_preview: {
      args: ImportOptions & { filter?: PreviewFilter; at: number; limit: number };
      result: Preview;
    };
    import_start: { args: ImportOptions; result: { job: number } };
    jobs_show: { args: { job: number }; result: JobState };
    jobs_cancel: { args: { job: number }; result: null };
    imports_list: { args: Record<never, never>; result: ImportInfo[] };
    imports_show: { args: ById; result: ImportReport };
    imports_save_report: { args: { id: number; path: string }; result: null };
  }
}
