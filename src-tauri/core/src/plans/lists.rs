//! What a screen waits for, and the indexes that it stands on.

use serde_json::json;

use super::asking::{find, leaf, order, page, page_with_fields, resolve, several};
use super::{Listed, listed};
use crate::agendas;
use crate::book::history::{self, ListHistory};
use crate::book::testing::{by, req};
use crate::customers::{self, Nothing, SortKey};
use crate::day_plans;
use crate::days;
use crate::duplicates;
use crate::merges;
use crate::search;
use crate::sets::Sets;
use crate::weeks::ListWeeks;
use crate::{
    exchange, fields, files, followups, owners, reminders, retention, reviews, stages, tags, timeline, today, trash,
    visit_kinds, weeks,
};

const ROW: &[&str] = &[
    "SEARCH c USING INTEGER PRIMARY KEY",
    "contact_point_by_customer",
    "contact_by_customer",
    "customer_tag_by_customer",
];

/// Every list, search and card.
pub(super) fn lists() -> Vec<Listed> {
    let pages = [
        ("first page by name", SortKey::Name, false, &["SCAN customer USING COVERING INDEX customer_by_name"][..]),
        ("first page by name, last first", SortKey::Name, true, &["customer_by_name"]),
        ("first page by last visit", SortKey::LastVisit, false, &["customer_by_last_visit"]),
        ("first page by last visit, last first", SortKey::LastVisit, true, &["customer_by_last_visit"]),
        ("first page by next follow-up", SortKey::NextFollowup, false, &["customer_by_next_followup"]),
        ("first page by creation", SortKey::Created, true, &["customer_by_created"]),
        ("first page by update", SortKey::Updated, true, &["customer_by_updated"]),
    ];
    // The tags of each row are sorted.
    let pages = pages.into_iter().map(|(name, by, desc, uses)| listed(name, uses, page(by, desc)).sorting());
    let orders = [
        ("order by name", SortKey::Name, &["SCAN customer USING COVERING INDEX customer_by_name"][..]),
        ("order by kind", SortKey::Kind, &["SCAN customer USING COVERING INDEX customer_by_kind"]),
        ("order by stage", SortKey::Stage, &["SEARCH customer USING COVERING INDEX customer_by_stage"]),
        ("order by owner", SortKey::Owner, &["SEARCH customer USING COVERING INDEX customer_by_owner"]),
        ("order by last visit", SortKey::LastVisit, &["customer USING COVERING INDEX customer_by_last_visit"]),
        (
            "order by next follow-up",
            SortKey::NextFollowup,
            &["SCAN customer USING COVERING INDEX customer_by_next_followup"],
        ),
        ("order by creation", SortKey::Created, &["SCAN customer USING COVERING INDEX customer_by_created"]),
        ("order by update", SortKey::Updated, &["SCAN customer USING COVERING INDEX customer_by_updated"]),
    ];
    // Stages and owners are a few rows, sorted by their position.
    let orders = orders.into_iter().map(|(name, by, uses)| {
        let order = listed(name, uses, order(by));
        if matches!(by, SortKey::Stage | SortKey::Owner) { order.sorting() } else { order }
    });
    let leaves = [
        ("everybody", json!({"all": []}), &["SCAN customer USING COVERING INDEX customer_by_created"][..]),
        ("tag", json!({"tag": [1, 2]}), &["SEARCH customer_tag USING PRIMARY KEY (tag_id=?)"]),
        ("stage", json!({"stage": [1, 2]}), &["SEARCH customer USING COVERING INDEX customer_by_stage"]),
        ("owner", json!({"owner": [1]}), &["SEARCH customer USING COVERING INDEX customer_by_owner"]),
        ("kind", json!({"kind": "company"}), &["SEARCH customer USING COVERING INDEX customer_by_kind"]),
        (
            "never visited",
            json!({"last_visit": null}),
            &["SEARCH customer USING COVERING INDEX customer_by_last_visit"],
        ),
        (
            "last visit",
            json!({"last_visit": {"from": {"today": -30}}}),
            &["SEARCH customer USING COVERING INDEX customer_by_last_visit"],
        ),
        (
            "no follow-up",
            json!({"next_followup": null}),
            &["SEARCH customer USING COVERING INDEX customer_by_next_followup"],
        ),
        (
            "next follow-up",
            json!({"next_followup": {"to": {"today": 7}}}),
            &["SEARCH customer USING COVERING INDEX customer_by_next_followup"],
        ),
        (
            "due for a visit",
            json!({"visit_due": {"to": {"today": -1}}}),
            &["SEARCH customer USING COVERING INDEX customer_by_visit_due (visit_due_on>? AND visit_due_on<?)"],
        ),
        (
            "slipping away",
            json!({"slipping": 0}),
            &["SEARCH customer USING COVERING INDEX customer_by_slipping (slipping_on<?)"],
        ),
        (
            "near to a place",
            json!({"near": {"point": {"lat": 30_000_000, "lon": 120_000_000}, "metres": 5_000}}),
            &["SEARCH customer USING COVERING INDEX customer_by_lat (lat>? AND lat<?)"],
        ),
        (
            "created",
            json!({"created": {"from": {"today": -7}}}),
            &["SEARCH customer USING COVERING INDEX customer_by_created"],
        ),
        (
            "has",
            json!({"has": "phone"}),
            &["SEARCH contact_point USING COVERING INDEX contact_point_by_value (kind=?)"],
        ),
        (
            "field of numbers",
            json!({"field": {"id": 1, "is": {"number": "7"}}}),
            &["SEARCH customer_value USING COVERING INDEX customer_value_by_number (field_id=? AND number=?)"],
        ),
        (
            "field of amounts",
            json!({"field": {"id": 2, "is": {"money": 700}}}),
            &["customer_value_by_number (field_id=? AND number=?)"],
        ),
        (
            "field of days",
            json!({"field": {"id": 3, "is": {"date": "2026-01-01"}}}),
            &["SEARCH customer_value USING COVERING INDEX customer_value_by_text (field_id=? AND text=?)"],
        ),
        (
            "field of options",
            json!({"field": {"id": 4, "is": {"choice": "玉米"}}}),
            &["customer_value_by_number (field_id=? AND number=?)"],
        ),
        (
            "field of words",
            json!({"field": {"id": 5, "is": {"text": "x"}}}),
            &["customer_value_by_text (field_id=? AND text=?)"],
        ),
        // Who has none are all but those who have.
        (
            "field without a value",
            json!({"field": {"id": 1, "is": null}}),
            &["SEARCH customer_value USING COVERING INDEX customer_value_by_number (field_id=?"],
        ),
        (
            "text",
            json!({"text": "王记"}),
            &["SCAN customer_fts VIRTUAL TABLE INDEX", "SCAN visit_fts VIRTUAL TABLE INDEX"],
        ),
    ];
    let more = [
        ("tag of any kind", json!({"has": "tag"}), &["SEARCH customer_tag USING PRIMARY KEY (tag_id=?)"][..]),
        ("no stage", json!({"lacks": "stage"}), &["SEARCH customer USING COVERING INDEX customer_by_stage"]),
        ("no owner", json!({"lacks": "owner"}), &["SEARCH customer USING COVERING INDEX customer_by_owner"]),
        ("a birthday", json!({"has": "birthday"}), &["customer USING COVERING INDEX customer_by_birthday"]),
        ("a contact", json!({"has": "contact"}), &["contact USING COVERING INDEX contact_by_customer"]),
        ("name", json!({"name": {"is": "王"}}), &["customer USING COVERING INDEX customer_by_exact_name (name=?)"]),
        (
            "beginning of a name",
            json!({"name": {"begins": "王"}}),
            &["customer USING COVERING INDEX customer_by_exact_name (name>? AND name<?)"],
        ),
        ("not visited for", json!({"no_visit_for": 90}), &["customer_by_last_visit (last_visit_on<?)"]),
        ("visits", json!({"visits": {"at_least": 3}}), &["COVERING INDEX customer_by_visits (visit_count>?)"]),
        (
            "visits in a span",
            json!({"visits": {"kinds": [1], "in": {"from": {"today": -30}}}}),
            &["SEARCH visit USING COVERING INDEX visit_by_day (visited_on>? AND visited_on<?)"],
        ),
        ("follow-ups", json!({"followup": {"period": "this_week"}}), &["followup_open_by_day (due_on>? AND due_on<?)"]),
        ("overdue", json!({"overdue": 1}), &["customer_by_next_followup (next_followup_on<?)"]),
        ("changed", json!({"changed": {"from": {"today": -1}}}), &["COVERING INDEX customer_by_updated"]),
        (
            "birthday soon",
            json!({"birthday": {"from": {"today": 0}, "to": {"today": 14}}}),
            &["SEARCH customer USING COVERING INDEX customer_by_birthday (birthday_on>? AND birthday_on<?)"],
        ),
        (
            "field of options by id",
            json!({"field": {"id": 4, "options": [1, 2]}}),
            &["customer_value_by_number (field_id=? AND number=?)"],
        ),
        (
            "field of numbers in a span",
            json!({"field": {"id": 1, "number": {"from": "1", "to": "7"}}}),
            &["customer_value_by_number (field_id=? AND number>? AND number<?)"],
        ),
        (
            "field of days in a span",
            json!({"field": {"id": 3, "date": {"period": "this_month"}}}),
            &["customer_value_by_text (field_id=? AND text>? AND text<?)"],
        ),
        // All texts of the field are looked through.
        (
            "text within a field",
            json!({"field": {"id": 5, "contains": "x"}}),
            &["SEARCH customer_value USING COVERING INDEX customer_value_by_text (field_id=?"],
        ),
        (
            "field of visits",
            json!({"visit_field": {"id": 6, "is": {"number": "7"}}}),
            &[
                "visit_value_by_number (field_id=? AND number=?)",
                "SEARCH visit USING COVERING INDEX visit_customer (id=?)",
            ],
        ),
        ("text of visits", json!({"visit_text": "五金"}), &["SCAN visit_fts VIRTUAL TABLE INDEX"]),
    ];
    // Counting visits gathers them by customer.
    let more = more
        .into_iter()
        .map(|(name, rule, uses)| listed(name, uses, leaf(rule)).sorting_if(name == "visits in a span"));
    let composed = [
        (
            "order by stage and last visit",
            json!([{"by": "stage"}, {"by": "last_visit", "desc": true}]),
            &["customer_by_stage (stage_id=?)", "customer USING COVERING INDEX customer_by_last_visit"][..],
        ),
        ("order by visits", json!({"by": "visits"}), &["customer USING COVERING INDEX customer_by_visits"]),
        ("order by birthday", json!({"by": "birthday"}), &["customer USING COVERING INDEX customer_by_birthday"]),
        ("order by tag", json!({"by": "tags"}), &["customer_tag USING COVERING INDEX customer_tag_by_customer"]),
        ("order by phone", json!({"by": "phone"}), &["contact_point USING INDEX contact_point_by_customer"]),
        ("order by contact", json!({"by": "contact"}), &["contact USING INDEX contact_by_customer"]),
        ("order by a field", json!({"by": {"field": 1}}), &["COVERING INDEX customer_value_by_number (field_id=?"]),
        ("order by options", json!({"by": {"field": 4}}), &["customer_value_by_number (field_id=?"]),
    ];
    // What comes in no order of its own is sorted, once.
    let composed = composed.into_iter().map(|(name, sort, uses)| listed(name, uses, several(sort)).sorting());
    // A text loads its candidates, whose tags are sorted.
    let leaves = leaves.into_iter().map(|(name, rule, uses)| listed(name, uses, leaf(rule)).sorting_if(name == "text"));
    let others = [
        listed("whose a visit is", &["SEARCH visit USING COVERING INDEX visit_customer (id=?)"], |reader| {
            search::customer_of(reader, 1).map(drop)
        }),
        listed("whose each visit is", &["SCAN visit USING COVERING INDEX visit_customer"], |reader| {
            let fresh = Sets::default();
            fresh.warm_visits(&reader.with_sets(&fresh))
        }),
        listed("groups by month", &["customer USING COVERING INDEX customer_by_last_visit"], |reader| {
            customers::groups(reader, &req(json!({"by": "last_visit"}))?).map(drop)
        }),
        listed("groups by tag", &["customer_tag USING PRIMARY KEY"], |reader| {
            let fresh = Sets::default();
            customers::groups(&reader.with_sets(&fresh), &req(json!({"by": "tag"}))?).map(drop)
        })
        .sorting(),
        listed(
            "who was not heard of for years",
            &["customer_by_last_visit", "customer_by_created", "customer_by_exact_name", "SCAN erasure"],
            |reader| {
                let fresh = Sets::default();
                retention::list(&reader.with_sets(&fresh), &req(json!({"years": 3}))?).map(drop)
            },
        )
        .sorting(),
        listed("a row", ROW, |reader| customers::rows_of(reader, &[1]).map(drop)).sorting(),
        listed("rows with fields", &["SEARCH v USING PRIMARY KEY (customer_id=?)"], page_with_fields).sorting(),
        listed(
            "a card",
            &[
                "SEARCH c USING INTEGER PRIMARY KEY",
                "SEARCH d USING INTEGER PRIMARY KEY",
                "contact_point_by_customer",
                "contact_by_customer",
                "customer_tag_by_customer",
                "SEARCH v USING PRIMARY KEY (customer_id=?)",
                "followup_open_by_customer",
            ],
            |reader| customers::show(reader, &by(1)).map(drop),
        )
        .sorting(),
        listed(
            "a timeline",
            &["visit_by_customer", "followup_by_customer", "stage_entry_by_customer", "ownership_by_customer"],
            |reader| timeline::list(reader, &req(json!({"customer_id": 1}))?).map(drop),
        )
        .sorting(),
        listed(
            "a timeline with edits",
            &["SEARCH l USING PRIMARY KEY (customer_id=?)", "SEARCH g USING INTEGER PRIMARY KEY"],
            |reader| timeline::list(reader, &req(json!({"customer_id": 1, "kinds": ["visit", "edit"]}))?).map(drop),
        )
        .sorting(),
        listed(
            "files of a customer",
            &[
                "SEARCH f USING INDEX file_by_customer (customer_id=? AND trashed_at=?)",
                "SEARCH b USING INDEX sqlite_autoindex_file_content_1",
            ],
            |reader| files::list(reader, &req(json!({"customer_id": 1}))?).map(drop),
        )
        .sorting(),
        listed(
            "the small picture of a file",
            &["SEARCH file_content USING INDEX sqlite_autoindex_file_content_1"],
            |reader| files::thumb(reader, &req(json!({"hash": "00"}))?).map(drop),
        ),
        listed(
            "follow-ups that are due",
            &["SEARCH f USING INDEX followup_open_by_day (due_on<?)", "SEARCH c USING INTEGER PRIMARY KEY"],
            |reader| followups::list(reader, &req(json!({"until": "2026-12-31"}))?).map(drop),
        ),
        listed(
            "follow-ups of a customer",
            &["followup_by_customer (customer_id=? AND trashed_at=? AND due_on<?)"],
            |reader| followups::list(reader, &req(json!({"customer_id": 1}))?).map(drop),
        ),
        listed("history", &["SEARCH c USING INTEGER PRIMARY KEY (rowid<?)"], |reader| {
            history::list(reader, &ListHistory::default()).map(drop)
        }),
        listed(
            "history of a customer",
            &["SEARCH l USING PRIMARY KEY (customer_id=? AND change_id<?)", "SEARCH c USING INTEGER PRIMARY KEY"],
            |reader| history::list(reader, &ListHistory { customer_id: Some(1), ..Default::default() }).map(drop),
        ),
        listed("what undo and redo would do", &["change_done", "change_undone"], |reader| {
            history::state(reader).map(drop)
        }),
        listed(
            "today",
            &[
                "SEARCH followup_day USING PRIMARY KEY (due_on>? AND due_on<?)",
                "SEARCH f USING INDEX followup_open_by_day (due_on>? AND due_on<?)",
                "SEARCH f USING INDEX followup_open_by_day (due_on=?)",
                "SEARCH f USING INDEX followup_by_day (due_on=? AND due_at>?)",
                "SEARCH c USING INDEX customer_by_birthday (birthday_on>? AND birthday_on<?)",
                "SEARCH visit_day USING PRIMARY KEY (visited_on=?)",
                "SEARCH visit USING COVERING INDEX visit_by_day (visited_on=?)",
                "SEARCH c USING INDEX customer_by_slipping (slipping_on<?)",
            ],
            |reader| today::show(reader, &Nothing {}).map(drop),
        )
        // Those whom one saw in one day.
        .sorting(),
        listed(
            "reminders that came",
            &[
                "SEARCH f USING INDEX followup_to_remind (remind_at>? AND remind_at<?)",
                "SEARCH r USING INTEGER PRIMARY KEY",
            ],
            |reader| reminders::list(reader, &Nothing {}).map(drop),
        ),
        listed(
            "reminders to be told",
            &[
                "SEARCH f USING INDEX followup_to_remind (remind_at>? AND remind_at<?)",
                "SEARCH r USING INDEX reminder_again (again_at>? AND again_at<?)",
            ],
            |reader| reminders::to_come(reader, 0).map(drop),
        ),
        listed(
            "the plan of a day",
            &[
                "SEARCH f USING INDEX followup_by_day (due_on=? AND due_at>?)",
                "SEARCH f USING INDEX followup_open_by_day (due_on=?)",
                "SEARCH f USING INDEX followup_open_by_day (due_on<?)",
                "SEARCH visit USING COVERING INDEX visit_by_day (visited_on=?)",
                "SEARCH day_stop USING PRIMARY KEY (plan_on=?)",
            ],
            |reader| day_plans::show(reader, &day_plans::ShowPlan::default()).map(drop),
        ),
        listed("weeks", &["SEARCH visit_day USING PRIMARY KEY (visited_on>? AND visited_on<?)"], |reader| {
            weeks::list(reader, &ListWeeks::default()).map(drop)
        }),
        listed(
            "a month of the calendar",
            &[
                "SEARCH followup_day USING PRIMARY KEY (due_on>? AND due_on<?)",
                "SEARCH f USING INDEX followup_by_day (due_on=? AND due_at>?)",
                "SEARCH f USING INDEX followup_by_day (due_on=? AND due_at=?)",
                "SCAN f USING INDEX followup_repeating",
            ],
            |reader| agendas::show(reader, &req(json!({"from": "2026-11-30", "to": "2027-01-10"}))?).map(drop),
        ),
        listed(
            "what is at the same time",
            &["SEARCH f USING INDEX followup_open_by_day (due_on>? AND due_on<?)"],
            |reader| {
                let ask = json!({"due_on": "2026-12-01", "time": "10:00", "ends": "11:00"});
                followups::overlaps(reader, &req(ask)?).map(drop)
            },
        ),
        listed(
            "a look back",
            &[
                "SEARCH v USING INDEX visit_by_day (visited_on>? AND visited_on<?)",
                "SEARCH f USING INDEX followup_closed (closed_at>? AND closed_at<?)",
                "SEARCH f USING INDEX followup_moved (moved_at>? AND moved_at<?)",
            ],
            |reader| reviews::show(reader, &req(json!({"from": "2026-11-01", "to": "2026-11-30"}))?).map(drop),
        ),
        // The trash is small, and seldom looked at: it is gathered and sorted.
        listed(
            "the trash",
            &["customer_in_trash", "contact_in_trash", "contact_point_in_trash", "visit_in_trash", "followup_in_trash"],
            |reader| trash::list(reader, &req(json!({}))?).map(drop),
        )
        .sorting(),
        listed(
            "who may be the same as somebody being typed",
            &["contact_point_by_value", "customer_by_exact_name", "SCAN customer_fts VIRTUAL TABLE INDEX"],
            |reader| {
                let typed = json!({"name": "王记五金", "phones": ["13800001234"], "emails": ["wang@example.com"]});
                duplicates::check(reader, &req(typed)?).map(drop)
            },
        )
        .sorting(),
        listed("who may be the same as a customer", &["SEARCH c USING INTEGER PRIMARY KEY"], |reader| {
            duplicates::of_customer(reader, &by(1)).map(drop)
        })
        .sorting(),
        listed("merges of a customer", &["SEARCH merge USING INDEX merge_by_customer (customer_id=?)"], |reader| {
            merges::list(reader, &req(json!({"customer_id": 1}))?).map(drop)
        }),
        listed(
            "changes after one",
            &["SEARCH c USING INTEGER PRIMARY KEY (rowid>?)", "lineage_by_change (change_id=?)"],
            |reader| crate::changes::list(reader, &req(json!({"since": 0}))?).map(drop),
        ),
        // Walked by key, newest first.
        listed("merges", &["SCAN merge"], |reader| merges::list(reader, &req(json!({}))?).map(drop)),
        listed("tags", &["customer_tag USING PRIMARY KEY"], |reader| {
            let fresh = Sets::default();
            tags::list(&reader.with_sets(&fresh), &Nothing {}).map(drop)
        })
        .sorting(),
        listed("stages", &[], |reader| stages::list(reader, &Nothing {}).map(drop)).sorting(),
        listed("owners", &[], |reader| owners::list(reader, &Nothing {}).map(drop)).sorting(),
        listed("visit kinds", &[], |reader| visit_kinds::list(reader, &Nothing {}).map(drop)).sorting(),
        listed("fields", &["field_option_by_field"], |reader| fields::list(reader, &Nothing {}).map(drop)).sorting(),
        // Walked by key, newest first.
        listed("imports", &["SCAN import"], |reader| exchange::reports::list(reader, &Nothing {}).map(drop)),
        listed("a customer by id", &["SEARCH customer USING INTEGER PRIMARY KEY"], |reader| resolve(reader, "1")),
        listed("a customer by uid", &["SEARCH customer USING INDEX sqlite_autoindex_customer_1 (uid=?)"], |reader| {
            resolve(reader, "uid:x")
        }),
        listed(
            "a customer by name",
            &["SEARCH customer USING COVERING INDEX customer_by_exact_name (name=?)"],
            |reader| resolve(reader, "王"),
        ),
        listed(
            "birthdays of a month",
            &[
                "SEARCH d USING COVERING INDEX customer_detail_by_birthday (birthday_calendar=? AND birthday_month=? AND birthday_day=?)",
                "SEARCH c USING INTEGER PRIMARY KEY (rowid=?)",
            ],
            |reader| days::birthdays(reader, &req(json!({"from": "2026-12-01", "to": "2026-12-31"}))?).map(drop),
        ),
        listed(
            "search by characters",
            &[
                "SCAN customer_fts VIRTUAL TABLE INDEX",
                "SCAN f VIRTUAL TABLE INDEX",
                "SEARCH v USING INTEGER PRIMARY KEY",
            ],
            find("王记"),
        )
        .sorting(),
        listed("search by initials", &["SCAN customer_fts VIRTUAL TABLE INDEX"], find("wj")).sorting(),
        listed("search by digits", &["SCAN customer_fts VIRTUAL TABLE INDEX"], find("1234")).sorting(),
        // All that have one of the tags, newest first: as many as have them.
        listed("search by a tag", &["SEARCH customer_tag USING PRIMARY KEY"], find("批发")).sorting(),
        listed(
            "search by a tag and a name",
            &["USING COVERING INDEX customer_tag_by_customer (customer_id=? AND tag_id=?)"],
            find("批发 王"),
        )
        .sorting(),
    ];
    pages.chain(orders).chain(leaves).chain(more).chain(composed).chain(others).collect()
}
