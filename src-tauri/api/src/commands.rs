//! The one table of commands. A row: a name, a request, a response, one line into the core.
//!
//! `app` rows take the session, `read` rows a reader of the open book, `long` rows too, for what may go through very many
//! rows, `change` rows a change with its verb.

use rounds_core::agendas::{self, Agenda, ShowAgenda};
use rounds_core::book::backups::{
    Backup, BackupLook, Backups, EditBackupSettings, FetchCustomers, Fetched, LookAtBackup, Restored,
};
use rounds_core::book::erasing::{
    EmptiedTrash, EmptyTrash, EraseCustomer, Erased, ErasurePlan, PlanErasure, Receipt, Verified, VerifyBook,
};
use rounds_core::book::passwords::{PasswordSet, Protection, SetPassword};
use rounds_core::book::rekeying::{KeyRenewed, RenewKey};
use rounds_core::book::salvage::{SalvageBook, Salvaged};
use rounds_core::book::whereabouts::{self, LookAtPlace, PlaceAdvice};
use rounds_core::book::{CheckReport, UndoneRest, history, settings};
use rounds_core::cadences::{self, SetCadence};
use rounds_core::changes::{self, Changes, ListChanges};
use rounds_core::contact_points::{self, ContactPoint, EditContactPoint, NewContactPoint};
use rounds_core::contacts::{self, EditContact, NewContact, OfCustomer};
use rounds_core::coverage::{self, Coverage, ShowCoverage};
use rounds_core::customers::{
    self, Bulk, ById, Card, ContactRow, Created, Customers, EditCustomer, FindPlace, FoundPlace, Group, GroupCustomers,
    ListCustomers, LocateCustomer, Located, NewCustomer, Nothing, PlaceCustomer, ResolveCustomer, SetCustomers,
    SetPreview, TagCustomers,
};
use rounds_core::day_plans::{self, DayPlan, OnDay, OrderStops, ShowPlan, StopOf};
use rounds_core::drafts::{self, Draft, GetDraft, PutDraft};
use rounds_core::duplicates::{self, CheckDuplicates, Couple, Likely, ScanDuplicates};
use rounds_core::exchange::appointments::{CalendarExported, CalendarImported, ExportCalendar, ImportCalendar};
use rounds_core::exchange::conflicts::Conflicts;
use rounds_core::exchange::exports::{BiExport, ExportCustomers, WholeFile};
use rounds_core::exchange::imports::ImportReport;
use rounds_core::exchange::marks::MarksOf;
use rounds_core::exchange::options::ImportOptions;
use rounds_core::exchange::previews::{Preview, PreviewImport};
use rounds_core::exchange::reports::{self, Import};
use rounds_core::fields::{
    self, EditField, EditOption, Field, FieldContent, MergeOptions, NewField, ReadValue, RetypeField, RetypePreview,
    SetValue,
};
use rounds_core::files::{
    self, AttachFiles, EditFile, FileRow, FileShown, SaveFile, ShowFile, StageFiles, Staged, ThumbOf,
};
use rounds_core::followups::{
    self, CreateFollowUps, EditFollowUp, Finished, FollowUp, ListFollowUps, MoveFollowUps, MoveFollowUpsOf,
    NewFollowUp, OverlapsOf,
};
use rounds_core::lines::{self, LogLine, LoggedLine, ParseLine, ParsedLine};
use rounds_core::merges::{self, ListMerges, Merge, MergeCustomers, MergePreview, Merged, PreviewMerge, Unmerged};
use rounds_core::openings::{self, Closed, LookAtOpening};
use rounds_core::owners::{self, Owner};
use rounds_core::packs::{PackInfo, Taken};
use rounds_core::queries::{self, Answer, AskQuery};
use rounds_core::reminders::{self as core_reminders, SeeReminders, SnoozeReminders, TakeReminders};
use rounds_core::retention::{self, ListForgotten};
use rounds_core::reviews::{Review, ShowReview};
use rounds_core::search::{self, FindCustomers, FoundCustomer};
use rounds_core::segments::{self, EditSegment, NewSegment, Segment};
use rounds_core::stages::{self, NewItem, Stage};
use rounds_core::subjects::{ExportSubject, SubjectExported};
use rounds_core::tags::{self, EditItem, GroupTag, MergeTags, NewTag, OrderItems, PutTagGroup, Tags};
use rounds_core::timeline::{self, ListTimeline, ListVisits, Timeline};
use rounds_core::today::{self, Today};
use rounds_core::trash::{self, ListTrash, RestoreTrash, Trash};
use rounds_core::visit_kinds::{self, NewVisitKind, VisitKind};
use rounds_core::visits::{self, EditVisit, LogVisit, LoggedVisit};
use rounds_core::weeks::{self, ListWeeks, Week};
use rounds_core::{Error, Result};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::app::{self, AppState, BookInfo, CopyBook, CreateBook, OpenBook};
use crate::backups::{self, ListBackups, MakeBackupNow, RestoreBackup};
use crate::bulk;
use crate::diagnostics::{self, Diagnostics, SaveDiagnostics};
use crate::duplicates as looks;
use crate::erasures;
use crate::exports;
use crate::files as attaching;
use crate::imports;
use crate::jobs::{JobInfo, JobStarted};
use crate::keyrings::{self, Remembered};
use crate::locking::{self, LockBook, Strength, Unlock, WithPassword};
use crate::packs::{self, ListPacks, SavePack, TakePack};
use crate::papers::{self, LookAtPaper, PaperLook, SavePaper};
use crate::prefs::{EditPrefs, Prefs};
use crate::reminders::{self, Reminding};
use crate::reviews::{self, SayReview};
use crate::rules::{self, DescribeRepeat, DescribeRule, DescribedRepeat, DescribedRule, OfCustomerIn, SegmentOf};
use crate::samples::{self, MakeSample};
use crate::session::Session;
use crate::steps;
use crate::wire::WireError;

macro_rules! commands {
    (
        app { $( $app:ident ( $app_req:ty ) -> $app_res:ty = $app_fn:expr; )* }
        read { $( $read:ident ( $read_req:ty ) -> $read_res:ty = $read_fn:expr; )* }
        long { $( $long:ident ( $long_req:ty ) -> $long_res:ty = $long_fn:expr; )* }
        change { $( $change:ident ( $change_req:ty ) -> $change_res:ty = $verb:literal $change_fn:expr; )* }
    ) => {
        /// The names of all commands.
        pub const COMMANDS: &[&str] = &[
            $( stringify!($app), )* $( stringify!($read), )* $( stringify!($long), )*
            $( stringify!($change), )*
        ];

        /// The verbs of all changes; each is worded as `change-<verb>` with `-` for `.` and `_`.
        pub const VERBS: &[&str] = &[$( $verb, )* "customers.import", "visits.import", "customers.sample", "customers.trash",
            "customers.restore", "customers.tag", "followups.create", "followups.move_of", "customers.set_stage",
            "customers.set_owner", "customers.set", "customers.merge", "book.take", "export.list", "export.whole", "export.bi",
            "export.marks", "export.calendar", "calendar.import", "export.file",
            "history.undo_step", "history.undo_rest", "customers.fetch",
            "pack.take"];

        pub(crate) fn dispatch(session: &Session, command: &str, args: Value) -> Result<Value, WireError> {
            match command {
                $( stringify!($app) => {
                    let f: fn(&Session, $app_req) -> Result<$app_res> = $app_fn;
                    answer(f(session, request(args)?))
                } )*
                $( stringify!($read) => {
                    let req: $read_req = request(args)?;
                    answer::<$read_res>(session.book()?.read(|reader| $read_fn(reader, &req)))
                } )*
                $( stringify!($long) => {
                    let req: $long_req = request(args)?;
                    answer::<$long_res>(session.book()?.read_long(|reader| $long_fn(reader, &req)))
                } )*
                $( stringify!($change) => {
                    let req: $change_req = request(args)?;
                    answer::<$change_res>(session.book()?.change($verb, |tx| $change_fn(tx, &req)))
                } )*
                _ => Err(Error::refused("unknown_command").arg("name", command).into()),
            }
        }

        /// The TypeScript types of all requests and responses.
        #[cfg(feature = "bindings")]
        pub mod bindings {
            use super::*;
            use ts_rs::{Config, ExportError, TS, TypeVisitor};

            /// Writes the types, one file each.
            ///
            /// # Errors
            /// Those of the file system.
            pub fn export(config: &Config) -> Result<(), ExportError> {
                WireError::export_all(config)?;
                $( written::<$app_req>(config)?; written::<$app_res>(config)?; )*
                $( written::<$read_req>(config)?; written::<$read_res>(config)?; )*
                $( written::<$long_req>(config)?; written::<$long_res>(config)?; )*
                $( written::<$change_req>(config)?; written::<$change_res>(config)?; )*
                Ok(())
            }

            /// Writes a type and what it holds. Numbers, lists and nothing have no file of their own, but what they hold has.
            fn written<T: TS + 'static + ?Sized>(config: &Config) -> Result<(), ExportError> {
                struct Inner<'a>(&'a Config, Result<(), ExportError>);
                impl TypeVisitor for Inner<'_> {
                    fn visit<T: TS + 'static + ?Sized>(&mut self) {
                        if self.1.is_ok() && T::output_path().is_some() {
                            self.1 = T::export_all(self.0);
                        }
                    }
                }
                match T::export_all(config) {
                    Err(ExportError::CannotBeExported(_)) => {
                        let mut inner = Inner(config, Ok(()));
                        T::visit_generics(&mut inner);
                        T::visit_dependencies(&mut inner);
                        inner.1
                    }
                    other => other,
                }
            }

            /// Each command with the TypeScript names of its request and response.
            #[must_use]
            pub fn table(config: &Config) -> Vec<(&'static str, String, String)> {
                vec![
                    $( (stringify!($app), <$app_req as TS>::name(config), <$app_res as TS>::name(config)), )*
                    $( (stringify!($read), <$read_req as TS>::name(config), <$read_res as TS>::name(config)), )*
                    $( (stringify!($long), <$long_req as TS>::name(config), <$long_res as TS>::name(config)), )*
                    $( (stringify!($change), <$change_req as TS>::name(config), <$change_res as TS>::name(config)), )*
                ]
            }
        }
    };
}

/// A request out of JSON; no arguments at all are an empty object.
fn request<T: DeserializeOwned>(args: Value) -> Result<T> {
    let args = if args.is_null() { Value::Object(serde_json::Map::new()) } else { args };
    serde_json::from_value(args)
        .map_err(|error| Error::invalid("args", "not_the_shape").arg("detail", error.to_string()))
}

fn answer<T: serde::Serialize>(result: Result<T>) -> Result<Value, WireError> {
    Ok(serde_json::to_value(result?).map_err(Error::from)?)
}

commands! {
    app {
        app_state(Nothing) -> AppState = app::state;
        prefs_get(Nothing) -> Prefs = app::prefs;
        prefs_set(EditPrefs) -> Prefs = app::set_prefs;
        book_create(CreateBook) -> BookInfo = app::create;
        book_open(OpenBook) -> BookInfo = app::open;
        book_close(Nothing) -> () = app::close;
        book_copy(CopyBook) -> () = app::copy;
        book_check(Nothing) -> CheckReport = app::check;
        book_lock(LockBook) -> () = locking::lock;
        book_unlock(Unlock) -> BookInfo = locking::unlock;
        book_protection(Nothing) -> Protection = locking::protection;
        book_set_password(SetPassword) -> PasswordSet = locking::set_password;
        book_renew_recovery_code(WithPassword) -> PasswordSet = locking::renew_recovery_code;
        book_renew_key(RenewKey) -> KeyRenewed = locking::renew_key;
        book_remembered(Nothing) -> Remembered = keyrings::remembered;
        book_remember(WithPassword) -> () = keyrings::remember;
        book_forget_remembered(Nothing) -> () = keyrings::forget;
        password_strength(WithPassword) -> Strength = locking::strength;
        book_verify(VerifyBook) -> Verified = erasures::verify;
        book_salvage(SalvageBook) -> Salvaged = backups::salvage;
        backups_list(ListBackups) -> Backups = backups::list;
        backups_set(EditBackupSettings) -> Backups = backups::set;
        backups_make(MakeBackupNow) -> Backup = backups::make;
        backups_prove(LookAtBackup) -> Backups = backups::prove;
        backups_look(LookAtBackup) -> BackupLook = backups::look;
        backups_restore(RestoreBackup) -> Restored = backups::restore;
        backups_fetch(FetchCustomers) -> Fetched = backups::fetch;
        trash_empty(EmptyTrash) -> EmptiedTrash = erasures::empty_trash;
        erasures_plan(PlanErasure) -> ErasurePlan = erasures::plan;
        erasures_list(Nothing) -> Vec<Receipt> = erasures::receipts;
        customers_erase(EraseCustomer) -> Erased = erasures::erase;
        subjects_export(ExportSubject) -> SubjectExported = erasures::export_subject;
        place_look(LookAtPlace) -> Option<PlaceAdvice> = |_, req| whereabouts::look(&req);
        diagnostics_show(Nothing) -> Diagnostics = diagnostics::show;
        diagnostics_save(SaveDiagnostics) -> () = diagnostics::save;
        book_rebuild(Nothing) -> CheckReport = steps::rebuild;
        sample_make(MakeSample) -> BookInfo = samples::make;
        sample_fill(MakeSample) -> JobStarted = samples::fill;
        jobs_show(ById) -> JobInfo = |session, req| session.inner().jobs.show(req.id.unsigned_abs());
        jobs_wait(ById) -> JobInfo = |session, req| session.inner().jobs.wait(req.id.unsigned_abs());
        jobs_cancel(ById) -> () = |session, req| session.inner().jobs.cancel(req.id.unsigned_abs());
        undo(Nothing) -> history::ChangeInfo = steps::undo;
        redo(Nothing) -> history::ChangeInfo = steps::redo;
        history_undo_step(ById) -> history::ChangeInfo = steps::undo_step;
        history_undo_rest(ById) -> UndoneRest = steps::undo_rest;
        drafts_put(PutDraft) -> () = |session, req| {
            let book = session.book()?;
            let now = book.clock().now_ms();
            book.note(|conn| drafts::put(conn, now, &req))
        };
        packs_list(ListPacks) -> Vec<PackInfo> = packs::list;
        packs_show(TakePack) -> PackInfo = packs::show;
        packs_take(TakePack) -> Taken = packs::take;
        packs_save(SavePack) -> () = packs::save;
        import_preview(PreviewImport) -> Preview = imports::preview;
        import_dry_run(ImportOptions) -> ImportReport = imports::dry_run;
        import_start(ImportOptions) -> JobStarted = imports::start;
        conflicts_check(ImportOptions) -> Conflicts = imports::conflicts;
        marks_secret(Nothing) -> String = exports::new_secret;
        marks_check(WholeFile) -> bool = exports::is_marks;
        marks_write(MarksOf) -> JobStarted = exports::write_marks;
        marks_compare(MarksOf) -> JobStarted = exports::compare_marks;
        files_stage(StageFiles) -> Vec<Staged> = attaching::stage;
        files_show(ShowFile) -> FileShown = attaching::show;
        files_save(SaveFile) -> FileRow = attaching::save;
        papers_look(LookAtPaper) -> PaperLook = papers::look;
        papers_save(SavePaper) -> JobStarted = papers::save;
        imports_save_report(imports::SaveReport) -> () = imports::save_report;
        customers_find(FindCustomers) -> Vec<FoundCustomer> = |session, req| {
            session.book()?.read_latest("find", |reader| search::find(reader, &req))
        };
        customers_trash(Bulk) -> usize = bulk::trash;
        customers_restore(Bulk) -> usize = bulk::restore;
        customers_tag(TagCustomers) -> usize = bulk::tag;
        customers_set_stage(Bulk) -> usize = bulk::set_stage;
        customers_set_owner(Bulk) -> usize = bulk::set_owner;
        customers_set(SetCustomers) -> usize = bulk::set;
        followups_create_many(CreateFollowUps) -> usize = bulk::follow_up;
        followups_move_many(MoveFollowUpsOf) -> usize = bulk::move_followups;
        export_customers(ExportCustomers) -> JobStarted = exports::list;
        export_book(WholeFile) -> JobStarted = exports::whole;
        calendar_export(ExportCalendar) -> CalendarExported = exports::calendar;
        calendar_import(ImportCalendar) -> CalendarImported = bulk::import_calendar;
        export_bi(BiExport) -> JobStarted = exports::bi;
        whole_check(WholeFile) -> bool = exports::is_whole;
        whole_take(WholeFile) -> JobStarted = exports::take;
        query_ask(AskQuery) -> Answer = |session, req| queries::ask(&*session.book()?, &req);
        duplicates_scan(ScanDuplicates) -> JobStarted = looks::scan;
        duplicates_check(CheckDuplicates) -> Vec<Likely> = |session, req| {
            session.book()?.read_latest("duplicates", |reader| duplicates::check(reader, &req))
        };
        customers_merge_all(ScanDuplicates) -> JobStarted = looks::merge_all;
        review_text(SayReview) -> String = reviews::text;
        reminders_take(TakeReminders) -> Reminding = reminders::take;
        reminders_snooze(SnoozeReminders) -> () = reminders::snooze;
        reminders_see(SeeReminders) -> () = reminders::see;
        segments_of(OfCustomerIn) -> Vec<SegmentOf> = rules::segments_of;
        conditions_describe(DescribeRule) -> DescribedRule = rules::describe;
        repeats_describe(DescribeRepeat) -> DescribedRepeat = rules::describe_repeat;
    }
    read {
        customers_list(ListCustomers) -> Customers = customers::list;
        retention_list(ListForgotten) -> Customers = retention::list;
        customers_locate(LocateCustomer) -> Located = customers::locate;
        customers_show(ById) -> Card = customers::show;
        customers_resolve(ResolveCustomer) -> i64 = customers::resolve;
        duplicates_of(ById) -> Vec<Likely> = duplicates::of_customer;
        changes_list(ListChanges) -> Changes = changes::list;
        merges_list(ListMerges) -> Vec<Merge> = merges::list;
        merges_preview(PreviewMerge) -> MergePreview = merges::preview;
        contacts_list(OfCustomer) -> Vec<ContactRow> = |reader: &rounds_core::Reader<'_>, req: &OfCustomer| contacts::list(reader, req);
        contact_points_list(OfCustomer) -> Vec<ContactPoint> = |reader: &rounds_core::Reader<'_>, req: &OfCustomer| contact_points::list(reader, req);
        files_list(OfCustomer) -> Vec<FileRow> = files::list;
        files_thumb(ThumbOf) -> Option<String> = files::thumb;
        visits_list(ListVisits) -> Timeline = timeline::visits;
        timeline_list(ListTimeline) -> Timeline = timeline::list;
        fields_list(Nothing) -> Vec<Field> = fields::list;
        fields_preview_retype(RetypeField) -> RetypePreview = fields::preview_retype;
        values_read(ReadValue) -> Option<FieldContent> = fields::read_value;
        visit_kinds_list(Nothing) -> Vec<VisitKind> = visit_kinds::list;
        review_show(ShowReview) -> Review = rounds_core::reviews::show;
        today_show(Nothing) -> Today = today::show;
        reminders_list(Nothing) -> Vec<FollowUp> = core_reminders::list;
        agenda_show(ShowAgenda) -> Agenda = agendas::show;
        plan_show(ShowPlan) -> DayPlan = day_plans::show;
        coverage_show(ShowCoverage) -> Coverage = coverage::show;
        weeks_list(ListWeeks) -> Vec<Week> = weeks::list;
        lines_parse(ParseLine) -> ParsedLine = lines::parse;
        followups_list(ListFollowUps) -> Vec<FollowUp> = followups::list;
        followups_overlaps(OverlapsOf) -> Vec<FollowUp> = followups::overlaps;
        openings_look(LookAtOpening) -> Option<Closed> = openings::look;
        places_find(FindPlace) -> FoundPlace = customers::find_place;
        history_list(history::ListHistory) -> Vec<history::ChangeInfo> = history::list;
        history_state(Nothing) -> history::HistoryState = |reader: &rounds_core::Reader<'_>, _: &Nothing| history::state(reader);
        imports_list(Nothing) -> Vec<Import> = reports::list;
        imports_show(ById) -> ImportReport = reports::show;
        settings_get(Nothing) -> settings::BookSettings = |reader: &rounds_core::Reader<'_>, _: &Nothing| settings::show(reader);
        trash_list(ListTrash) -> Trash = trash::list;
        drafts_get(GetDraft) -> Option<Draft> = drafts::get;
    }
    long {
        customers_groups(GroupCustomers) -> Vec<Group> = customers::groups;
        customers_preview_set(SetCustomers) -> SetPreview = customers::preview_set;
        tags_list(Nothing) -> Tags = tags::list;
        stages_list(Nothing) -> Vec<Stage> = stages::list;
        owners_list(Nothing) -> Vec<Owner> = owners::list;
        segments_list(Nothing) -> Vec<Segment> = segments::list;
    }
    change {
        customers_create(NewCustomer) -> Created = "customer.create" customers::create;
        customers_edit(EditCustomer) -> () = "customer.edit" customers::edit;
        customers_place(PlaceCustomer) -> () = "customer.place" customers::place;
        cadences_set(SetCadence) -> () = "cadence.set" cadences::set;
        customers_merge(MergeCustomers) -> Merged = "customer.merge" merges::merge;
        merges_take_apart(ById) -> Unmerged = "customer.unmerge" merges::unmerge;
        duplicates_part(Couple) -> () = "duplicates.part" duplicates::part;
        duplicates_unpart(Couple) -> () = "duplicates.unpart" duplicates::unpart;
        contacts_create(NewContact) -> Created = "contact.create" contacts::create;
        contacts_edit(EditContact) -> () = "contact.edit" contacts::edit;
        contacts_trash(ById) -> () = "contact.trash" contacts::trash;
        contacts_restore(ById) -> () = "contact.restore" contacts::restore;
        contact_points_create(NewContactPoint) -> Created = "contact_point.create" contact_points::create;
        contact_points_edit(EditContactPoint) -> () = "contact_point.edit" contact_points::edit;
        contact_points_trash(ById) -> () = "contact_point.trash" contact_points::trash;
        contact_points_restore(ById) -> () = "contact_point.restore" contact_points::restore;
        files_attach(AttachFiles) -> Vec<i64> = "file.attach" files::attach;
        files_edit(EditFile) -> () = "file.edit" files::edit;
        files_trash(ById) -> () = "file.trash" files::trash;
        files_restore(ById) -> () = "file.restore" files::restore;
        lines_log(LogLine) -> LoggedLine = "visit.log" lines::log;
        visits_log(LogVisit) -> LoggedVisit = "visit.log" visits::log;
        visits_edit(EditVisit) -> () = "visit.edit" visits::edit;
        visits_trash(ById) -> () = "visit.trash" visits::trash;
        visits_restore(ById) -> () = "visit.restore" visits::restore;
        visit_kinds_create(NewVisitKind) -> Created = "visit_kind.create" visit_kinds::create;
        visit_kinds_edit(EditItem) -> () = "visit_kind.edit" visit_kinds::edit;
        visit_kinds_order(OrderItems) -> () = "visit_kind.order" visit_kinds::order;
        visit_kinds_trash(ById) -> () = "visit_kind.trash" visit_kinds::trash;
        visit_kinds_restore(ById) -> () = "visit_kind.restore" visit_kinds::restore;
        followups_create(NewFollowUp) -> Created = "followup.create" followups::create;
        followups_edit(EditFollowUp) -> () = "followup.edit" followups::edit;
        followups_move(MoveFollowUps) -> usize = "followups.move" followups::move_to;
        followups_finish(ById) -> Finished = "followup.finish" followups::finish;
        followups_miss(ById) -> Finished = "followup.no_show" followups::miss;
        followups_drop(ById) -> () = "followup.drop" followups::drop_it;
        followups_reopen(ById) -> () = "followup.reopen" followups::reopen;
        followups_trash(ById) -> () = "followup.trash" followups::trash;
        followups_restore(ById) -> () = "followup.restore" followups::restore;
        plan_order(OrderStops) -> () = "plan.order" day_plans::order;
        plan_reset(OnDay) -> () = "plan.reset" day_plans::reset;
        plan_skip(StopOf) -> () = "plan.skip" day_plans::skip;
        plan_add(StopOf) -> () = "plan.add" day_plans::add;
        plan_start(OnDay) -> () = "plan.start" day_plans::start;
        tags_create(NewTag) -> Created = "tag.create" tags::create;
        tags_edit(EditItem) -> () = "tag.edit" tags::edit;
        tags_order(OrderItems) -> () = "tag.order" tags::order;
        tags_group(GroupTag) -> () = "tag.group" tags::group;
        tags_merge(MergeTags) -> () = "tag.merge" tags::merge;
        tags_trash(ById) -> () = "tag.trash" tags::trash;
        tags_restore(ById) -> () = "tag.restore" tags::restore;
        tags_delete(ById) -> () = "tag.delete" tags::delete;
        tag_groups_put(PutTagGroup) -> Created = "tag_group.put" tags::put_group;
        tag_groups_trash(ById) -> () = "tag_group.trash" tags::trash_group;
        tag_groups_restore(ById) -> () = "tag_group.restore" tags::restore_group;
        stages_create(NewItem) -> Created = "stage.create" stages::create;
        stages_edit(EditItem) -> () = "stage.edit" stages::edit;
        stages_order(OrderItems) -> () = "stage.order" stages::order;
        stages_trash(ById) -> () = "stage.trash" stages::trash;
        stages_restore(ById) -> () = "stage.restore" stages::restore;
        owners_create(NewItem) -> Created = "owner.create" owners::create;
        owners_edit(EditItem) -> () = "owner.edit" owners::edit;
        owners_order(OrderItems) -> () = "owner.order" owners::order;
        owners_trash(ById) -> () = "owner.trash" owners::trash;
        owners_restore(ById) -> () = "owner.restore" owners::restore;
        segments_create(NewSegment) -> Created = "segment.create" segments::create;
        segments_edit(EditSegment) -> () = "segment.edit" segments::edit;
        segments_order(OrderItems) -> () = "segment.order" segments::order;
        segments_trash(ById) -> () = "segment.trash" segments::trash;
        segments_restore(ById) -> () = "segment.restore" segments::restore;
        fields_create(NewField) -> Created = "field.create" fields::create;
        fields_edit(EditField) -> () = "field.edit" fields::edit;
        fields_order(OrderItems) -> () = "field.order" fields::order;
        fields_trash(ById) -> () = "field.trash" fields::trash;
        fields_restore(ById) -> () = "field.restore" fields::restore;
        fields_retype(RetypeField) -> () = "field.retype" fields::retype;
        field_options_edit(EditOption) -> () = "field_option.edit" fields::edit_option;
        field_options_order(OrderItems) -> () = "field_option.order" fields::order_options;
        field_options_merge(MergeOptions) -> () = "field_option.merge" fields::merge_options;
        field_options_trash(ById) -> () = "field_option.trash" fields::trash_option;
        field_options_restore(ById) -> () = "field_option.restore" fields::restore_option;
        trash_restore(RestoreTrash) -> usize = "trash.restore" trash::restore;
        values_set(SetValue) -> () = "value.set" fields::set_value;
        settings_edit(settings::EditSettings) -> () = "settings.edit" settings::edit;
    }
}
