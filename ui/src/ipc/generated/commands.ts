// Made by `cargo xtask bindings`; not to be edited.

import type {
  Agenda,
  Answer,
  AppState,
  AskQuery,
  AttachFiles,
  Backup,
  BackupLook,
  Backups,
  BiExport,
  BookInfo,
  BookSettings,
  Bulk,
  ById,
  CalendarExported,
  CalendarImported,
  Card,
  ChangeInfo,
  Changes,
  CheckDuplicates,
  CheckReport,
  Closed,
  Conflicts,
  ContactPoint,
  ContactRow,
  CopyBook,
  Couple,
  Coverage,
  CreateBook,
  CreateFollowUps,
  Created,
  Customers,
  DayPlan,
  DescribeRepeat,
  DescribeRule,
  DescribedRepeat,
  DescribedRule,
  Diagnostics,
  Draft,
  EditBackupSettings,
  EditContact,
  EditContactPoint,
  EditCustomer,
  EditField,
  EditFile,
  EditFollowUp,
  EditItem,
  EditOption,
  EditPrefs,
  EditSegment,
  EditSettings,
  EditVisit,
  EmptiedTrash,
  EmptyTrash,
  EraseCustomer,
  Erased,
  ErasurePlan,
  ExportCalendar,
  ExportCustomers,
  ExportSubject,
  FetchCustomers,
  Fetched,
  Field,
  FieldContent,
  FileRow,
  FileShown,
  FindCustomers,
  FindPlace,
  Finished,
  FollowUp,
  FoundCustomer,
  FoundPlace,
  GetDraft,
  Group,
  GroupCustomers,
  GroupTag,
  HistoryState,
  Import,
  ImportCalendar,
  ImportOptions,
  ImportReport,
  JobInfo,
  JobStarted,
  KeyRenewed,
  Likely,
  ListBackups,
  ListChanges,
  ListCustomers,
  ListFollowUps,
  ListForgotten,
  ListHistory,
  ListMerges,
  ListPacks,
  ListTimeline,
  ListTrash,
  ListVisits,
  ListWeeks,
  LocateCustomer,
  Located,
  LockBook,
  LogLine,
  LogVisit,
  LoggedLine,
  LoggedVisit,
  LookAtBackup,
  LookAtOpening,
  LookAtPaper,
  LookAtPlace,
  MakeBackupNow,
  MakeSample,
  MarksOf,
  Merge,
  MergeCustomers,
  MergeOptions,
  MergePreview,
  MergeTags,
  Merged,
  MoveFollowUps,
  MoveFollowUpsOf,
  NewContact,
  NewContactPoint,
  NewCustomer,
  NewField,
  NewFollowUp,
  NewItem,
  NewSegment,
  NewTag,
  NewVisitKind,
  Nothing,
  OfCustomer,
  OfCustomerIn,
  OnDay,
  OpenBook,
  OrderItems,
  OrderStops,
  OverlapsOf,
  Owner,
  PackInfo,
  PaperLook,
  ParseLine,
  ParsedLine,
  PasswordSet,
  PlaceAdvice,
  PlaceCustomer,
  PlanErasure,
  Prefs,
  Preview,
  PreviewImport,
  PreviewMerge,
  Protection,
  PutDraft,
  PutTagGroup,
  ReadValue,
  Receipt,
  Remembered,
  Reminding,
  RenewKey,
  ResolveCustomer,
  RestoreBackup,
  RestoreTrash,
  Restored,
  RetypeField,
  RetypePreview,
  Review,
  SalvageBook,
  Salvaged,
  SaveDiagnostics,
  SaveFile,
  SavePack,
  SavePaper,
  SaveReport,
  SayReview,
  ScanDuplicates,
  SeeReminders,
  Segment,
  SegmentOf,
  SetCadence,
  SetCustomers,
  SetPassword,
  SetPreview,
  SetValue,
  ShowAgenda,
  ShowCoverage,
  ShowFile,
  ShowPlan,
  ShowReview,
  SnoozeReminders,
  Stage,
  StageFiles,
  Staged,
  StopOf,
  Strength,
  SubjectExported,
  TagCustomers,
  Tags,
  TakePack,
  TakeReminders,
  Taken,
  ThumbOf,
  Timeline,
  Today,
  Trash,
  UndoneRest,
  Unlock,
  Unmerged,
  Verified,
  VerifyBook,
  VisitKind,
  Week,
  WholeFile,
  WithPassword,
} from ".";

/** Every command of the door. */
export interface Commands {
  app_state: { args: Nothing; result: AppState };
  prefs_get: { args: Nothing; result: Prefs };
  prefs_set: { args: EditPrefs; result: Prefs };
  book_create: { args: CreateBook; result: BookInfo };
  book_open: { args: OpenBook; result: BookInfo };
  book_close: { args: Nothing; result: null };
  book_copy: { args: CopyBook; result: null };
  book_check: { args: Nothing; result: CheckReport };
  book_lock: { args: LockBook; result: null };
  book_unlock: { args: Unlock; result: BookInfo };
  book_protection: { args: Nothing; result: Protection };
  book_set_password: { args: SetPassword; result: PasswordSet };
  book_renew_recovery_code: { args: WithPassword; result: PasswordSet };
  book_renew_key: { args: RenewKey; result: KeyRenewed };
  book_remembered: { args: Nothing; result: Remembered };
  book_remember: { args: WithPassword; result: null };
  book_forget_remembered: { args: Nothing; result: null };
  password_strength: { args: WithPassword; result: Strength };
  book_verify: { args: VerifyBook; result: Verified };
  book_salvage: { args: SalvageBook; result: Salvaged };
  backups_list: { args: ListBackups; result: Backups };
  backups_set: { args: EditBackupSettings; result: Backups };
  backups_make: { args: MakeBackupNow; result: Backup };
  backups_prove: { args: LookAtBackup; result: Backups };
  backups_look: { args: LookAtBackup; result: BackupLook };
  backups_restore: { args: RestoreBackup; result: Restored };
  backups_fetch: { args: FetchCustomers; result: Fetched };
  trash_empty: { args: EmptyTrash; result: EmptiedTrash };
  erasures_plan: { args: PlanErasure; result: ErasurePlan };
  erasures_list: { args: Nothing; result: Array<Receipt> };
  customers_erase: { args: EraseCustomer; result: Erased };
  subjects_export: { args: ExportSubject; result: SubjectExported };
  place_look: { args: LookAtPlace; result: PlaceAdvice | null };
  diagnostics_show: { args: Nothing; result: Diagnostics };
  diagnostics_save: { args: SaveDiagnostics; result: null };
  book_rebuild: { args: Nothing; result: CheckReport };
  sample_make: { args: MakeSample; result: BookInfo };
  sample_fill: { args: MakeSample; result: JobStarted };
  jobs_show: { args: ById; result: JobInfo };
  jobs_wait: { args: ById; result: JobInfo };
  jobs_cancel: { args: ById; result: null };
  undo: { args: Nothing; result: ChangeInfo };
  redo: { args: Nothing; result: ChangeInfo };
  history_undo_step: { args: ById; result: ChangeInfo };
  history_undo_rest: { args: ById; result: UndoneRest };
  drafts_put: { args: PutDraft; result: null };
  packs_list: { args: ListPacks; result: Array<PackInfo> };
  packs_show: { args: TakePack; result: PackInfo };
  packs_take: { args: TakePack; result: Taken };
  packs_save: { args: SavePack; result: null };
  import_preview: { args: PreviewImport; result: Preview };
  import_dry_run: { args: ImportOptions; result: ImportReport };
  import_start: { args: ImportOptions; result: JobStarted };
  conflicts_check: { args: ImportOptions; result: Conflicts };
  marks_secret: { args: Nothing; result: string };
  marks_check: { args: WholeFile; result: boolean };
  marks_write: { args: MarksOf; result: JobStarted };
  marks_compare: { args: MarksOf; result: JobStarted };
  files_stage: { args: StageFiles; result: Array<Staged> };
  files_show: { args: ShowFile; result: FileShown };
  files_save: { args: SaveFile; result: FileRow };
  papers_look: { args: LookAtPaper; result: PaperLook };
  papers_save: { args: SavePaper; result: JobStarted };
  imports_save_report: { args: SaveReport; result: null };
  customers_find: { args: FindCustomers; result: Array<FoundCustomer> };
  customers_trash: { args: Bulk; result: number };
  customers_restore: { args: Bulk; result: number };
  customers_tag: { args: TagCustomers; result: number };
  customers_set_stage: { args: Bulk; result: number };
  customers_set_owner: { args: Bulk; result: number };
  customers_set: { args: SetCustomers; result: number };
  followups_create_many: { args: CreateFollowUps; result: number };
  followups_move_many: { args: MoveFollowUpsOf; result: number };
  export_customers: { args: ExportCustomers; result: JobStarted };
  export_book: { args: WholeFile; result: JobStarted };
  calendar_export: { args: ExportCalendar; result: CalendarExported };
  calendar_import: { args: ImportCalendar; result: CalendarImported };
  export_bi: { args: BiExport; result: JobStarted };
  whole_check: { args: WholeFile; result: boolean };
  whole_take: { args: WholeFile; result: JobStarted };
  query_ask: { args: AskQuery; result: Answer };
  duplicates_scan: { args: ScanDuplicates; result: JobStarted };
  duplicates_check: { args: CheckDuplicates; result: Array<Likely> };
  customers_merge_all: { args: ScanDuplicates; result: JobStarted };
  review_text: { args: SayReview; result: string };
  reminders_take: { args: TakeReminders; result: Reminding };
  reminders_snooze: { args: SnoozeReminders; result: null };
  reminders_see: { args: SeeReminders; result: null };
  segments_of: { args: OfCustomerIn; result: Array<SegmentOf> };
  conditions_describe: { args: DescribeRule; result: DescribedRule };
  repeats_describe: { args: DescribeRepeat; result: DescribedRepeat };
  customers_list: { args: ListCustomers; result: Customers };
  retention_list: { args: ListForgotten; result: Customers };
  customers_locate: { args: LocateCustomer; result: Located };
  customers_show: { args: ById; result: Card };
  customers_resolve: { args: ResolveCustomer; result: number };
  duplicates_of: { args: ById; result: Array<Likely> };
  changes_list: { args: ListChanges; result: Changes };
  merges_list: { args: ListMerges; result: Array<Merge> };
  merges_preview: { args: PreviewMerge; result: MergePreview };
  contacts_list: { args: OfCustomer; result: Array<ContactRow> };
  contact_points_list: { args: OfCustomer; result: Array<ContactPoint> };
  files_list: { args: OfCustomer; result: Array<FileRow> };
  files_thumb: { args: ThumbOf; result: string | null };
  visits_list: { args: ListVisits; result: Timeline };
  timeline_list: { args: ListTimeline; result: Timeline };
  fields_list: { args: Nothing; result: Array<Field> };
  fields_preview_retype: { args: RetypeField; result: RetypePreview };
  values_read: { args: ReadValue; result: FieldContent | null };
  visit_kinds_list: { args: Nothing; result: Array<VisitKind> };
  review_show: { args: ShowReview; result: Review };
  today_show: { args: Nothing; result: Today };
  reminders_list: { args: Nothing; result: Array<FollowUp> };
  agenda_show: { args: ShowAgenda; result: Agenda };
  plan_show: { args: ShowPlan; result: DayPlan };
  coverage_show: { args: ShowCoverage; result: Coverage };
  weeks_list: { args: ListWeeks; result: Array<Week> };
  lines_parse: { args: ParseLine; result: ParsedLine };
  followups_list: { args: ListFollowUps; result: Array<FollowUp> };
  followups_overlaps: { args: OverlapsOf; result: Array<FollowUp> };
  openings_look: { args: LookAtOpening; result: Closed | null };
  places_find: { args: FindPlace; result: FoundPlace };
  history_list: { args: ListHistory; result: Array<ChangeInfo> };
  history_state: { args: Nothing; result: HistoryState };
  imports_list: { args: Nothing; result: Array<Import> };
  imports_show: { args: ById; result: ImportReport };
  settings_get: { args: Nothing; result: BookSettings };
  trash_list: { args: ListTrash; result: Trash };
  drafts_get: { args: GetDraft; result: Draft | null };
  customers_groups: { args: GroupCustomers; result: Array<Group> };
  customers_preview_set: { args: SetCustomers; result: SetPreview };
  tags_list: { args: Nothing; result: Tags };
  stages_list: { args: Nothing; result: Array<Stage> };
  owners_list: { args: Nothing; result: Array<Owner> };
  segments_list: { args: Nothing; result: Array<Segment> };
  customers_create: { args: NewCustomer; result: Created };
  customers_edit: { args: EditCustomer; result: null };
  customers_place: { args: PlaceCustomer; result: null };
  cadences_set: { args: SetCadence; result: null };
  customers_merge: { args: MergeCustomers; result: Merged };
  merges_take_apart: { args: ById; result: Unmerged };
  duplicates_part: { args: Couple; result: null };
  duplicates_unpart: { args: Couple; result: null };
  contacts_create: { args: NewContact; result: Created };
  contacts_edit: { args: EditContact; result: null };
  contacts_trash: { args: ById; result: null };
  contacts_restore: { args: ById; result: null };
  contact_points_create: { args: NewContactPoint; result: Created };
  contact_points_edit: { args: EditContactPoint; result: null };
  contact_points_trash: { args: ById; result: null };
  contact_points_restore: { args: ById; result: null };
  files_attach: { args: AttachFiles; result: Array<number> };
  files_edit: { args: EditFile; result: null };
  files_trash: { args: ById; result: null };
  files_restore: { args: ById; result: null };
  lines_log: { args: LogLine; result: LoggedLine };
  visits_log: { args: LogVisit; result: LoggedVisit };
  visits_edit: { args: EditVisit; result: null };
  visits_trash: { args: ById; result: null };
  visits_restore: { args: ById; result: null };
  visit_kinds_create: { args: NewVisitKind; result: Created };
  visit_kinds_edit: { args: EditItem; result: null };
  visit_kinds_order: { args: OrderItems; result: null };
  visit_kinds_trash: { args: ById; result: null };
  visit_kinds_restore: { args: ById; result: null };
  followups_create: { args: NewFollowUp; result: Created };
  followups_edit: { args: EditFollowUp; result: null };
  followups_move: { args: MoveFollowUps; result: number };
  followups_finish: { args: ById; result: Finished };
  followups_miss: { args: ById; result: Finished };
  followups_drop: { args: ById; result: null };
  followups_reopen: { args: ById; result: null };
  followups_trash: { args: ById; result: null };
  followups_restore: { args: ById; result: null };
  plan_order: { args: OrderStops; result: null };
  plan_reset: { args: OnDay; result: null };
  plan_skip: { args: StopOf; result: null };
  plan_add: { args: StopOf; result: null };
  plan_start: { args: OnDay; result: null };
  tags_create: { args: NewTag; result: Created };
  tags_edit: { args: EditItem; result: null };
  tags_order: { args: OrderItems; result: null };
  tags_group: { args: GroupTag; result: null };
  tags_merge: { args: MergeTags; result: null };
  tags_trash: { args: ById; result: null };
  tags_restore: { args: ById; result: null };
  tags_delete: { args: ById; result: null };
  tag_groups_put: { args: PutTagGroup; result: Created };
  tag_groups_trash: { args: ById; result: null };
  tag_groups_restore: { args: ById; result: null };
  stages_create: { args: NewItem; result: Created };
  stages_edit: { args: EditItem; result: null };
  stages_order: { args: OrderItems; result: null };
  stages_trash: { args: ById; result: null };
  stages_restore: { args: ById; result: null };
  owners_create: { args: NewItem; result: Created };
  owners_edit: { args: EditItem; result: null };
  owners_order: { args: OrderItems; result: null };
  owners_trash: { args: ById; result: null };
  owners_restore: { args: ById; result: null };
  segments_create: { args: NewSegment; result: Created };
  segments_edit: { args: EditSegment; result: null };
  segments_order: { args: OrderItems; result: null };
  segments_trash: { args: ById; result: null };
  segments_restore: { args: ById; result: null };
  fields_create: { args: NewField; result: Created };
  fields_edit: { args: EditField; result: null };
  fields_order: { args: OrderItems; result: null };
  fields_trash: { args: ById; result: null };
  fields_restore: { args: ById; result: null };
  fields_retype: { args: RetypeField; result: null };
  field_options_edit: { args: EditOption; result: null };
  field_options_order: { args: OrderItems; result: null };
  field_options_merge: { args: MergeOptions; result: null };
  field_options_trash: { args: ById; result: null };
  field_options_restore: { args: ById; result: null };
  trash_restore: { args: RestoreTrash; result: number };
  values_set: { args: SetValue; result: null };
  settings_edit: { args: EditSettings; result: null };
}
