//! What the difference between two states of a row means.

use rusqlite::{Connection, params};
use serde_json::{Map, Value};

use super::{Edit, EditValue};
use crate::book::sql::Sql;
use crate::error::Result;
use crate::fields::decimal;
use crate::values::birthdays::{Birthday, Calendar};
use crate::values::field_types::FieldType;

type Columns = Map<String, Value>;
type Row<'a> = Option<&'a Columns>;

pub(super) fn edit(what: &str, label: &str, from: Option<EditValue>, to: Option<EditValue>) -> Edit {
    Edit { what: what.to_owned(), label: label.to_owned(), unit: String::new(), from, to }
}

fn text(row: Row<'_>, column: &str) -> String {
    row.and_then(|row| row.get(column)).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn number(row: Row<'_>, column: &str) -> i64 {
    row.and_then(|row| row.get(column)).and_then(Value::as_i64).unwrap_or_default()
}

/// A row that is there and not in the trash.
fn alive(row: Row<'_>) -> Row<'_> {
    row.filter(|_| number(row, "trashed_at") == 0)
}

fn said(text: String) -> Option<EditValue> {
    (!text.is_empty()).then_some(EditValue::Text(text))
}

/// One column as an edit, if it changed.
fn column(edits: &mut Vec<Edit>, what: &str, label: &str, from: Option<EditValue>, to: Option<EditValue>) {
    if from != to {
        edits.push(edit(what, label, from, to));
    }
}

/// The name of an item of a list, today.
fn name(conn: &Connection, table: &str, id: i64) -> Result<Option<EditValue>> {
    let sql = format!("SELECT name FROM {table} WHERE id = ?1");
    Ok(conn.first(&sql, [id], |row| row.get(0))?.map(EditValue::Text))
}

/// Adds what changed between two states of a row of this table.
pub(super) fn compare(
    conn: &Connection,
    table: &str,
    before: Row<'_>,
    after: Row<'_>,
    edits: &mut Vec<Edit>,
) -> Result<()> {
    match table {
        "customer" => customer(before, after, edits),
        "customer_detail" => detail(before, after, edits),
        "contact" => contact(before, after, edits),
        "contact_point" => point(before, after, edits),
        "customer_tag" => {
            let tag = |row: Row<'_>| -> Result<Option<EditValue>> {
                if row.is_none() { Ok(None) } else { name(conn, "tag", number(row, "tag_id")) }
            };
            column(edits, "tag", "", tag(before)?, tag(after)?);
        }
        "stage_entry" if before.is_none() => {
            let former = former(conn, "stage", "stage_entry", "stage_id", "entered_at", after)?;
            column(edits, "stage", "", former, name(conn, "stage", number(after, "stage_id"))?);
        }
        "ownership" if before.is_none() => {
            let former = former(conn, "owner", "ownership", "owner_id", "since_at", after)?;
            column(edits, "owner", "", former, name(conn, "owner", number(after, "owner_id"))?);
        }
        "visit" => visit(conn, before, after, edits)?,
        "followup" => followup(before, after, edits),
        "customer_value" => value(conn, before, after, edits)?,
        _ => {}
    }
    Ok(())
}

/// What the dated entry followed on.
fn former(
    conn: &Connection,
    what: &str,
    table: &str,
    column: &str,
    moment: &str,
    row: Row<'_>,
) -> Result<Option<EditValue>> {
    let found: Option<i64> = conn.first(
        &format!(
            "SELECT {column} FROM {table} WHERE customer_id = ?1 AND ({moment}, id) < (?2, ?3)
             ORDER BY {moment} DESC, id DESC LIMIT 1"
        ),
        params![number(row, "customer_id"), number(row, moment), number(row, "id")],
        |row| row.get(0),
    )?;
    found.map_or(Ok(None), |id| name(conn, what, id))
}

fn customer(before: Row<'_>, after: Row<'_>, edits: &mut Vec<Edit>) {
    let (Some(_), Some(_)) = (before, after) else {
        if after.is_some() {
            edits.push(edit("created", "", None, None));
        }
        return;
    };
    column(edits, "name", "", said(text(before, "name")), said(text(after, "name")));
    let kind = |row| Some(EditValue::Code(text(row, "kind")));
    column(edits, "kind", "", kind(before), kind(after));
    match (alive(before).is_some(), alive(after).is_some()) {
        (true, false) => edits.push(edit("trashed", "", None, None)),
        (false, true) => edits.push(edit("restored", "", None, None)),
        _ => {}
    }
}

fn detail(before: Row<'_>, after: Row<'_>, edits: &mut Vec<Edit>) {
    column(edits, "note", "", said(text(before, "note")), said(text(after, "note")));
    column(edits, "reading", "", said(text(before, "reading")), said(text(after, "reading")));
    column(edits, "birthday", "", birthday(before), birthday(after));
    column(edits, "place", "", said(text(before, "place_raw")), said(text(after, "place_raw")));
    column(edits, "hours", "", hours(before), hours(after));
    let (was, is) = (cadence(before), cadence(after));
    if was != is {
        edits.push(edit("cadence", "", was, is));
    }
}

fn cadence(row: Row<'_>) -> Option<EditValue> {
    Some(number(row, "cadence_days")).filter(|days| *days > 0).map(|days| EditValue::Number(days.to_string()))
}

/// Hours of a day as the clock shows them.
fn hours(row: Row<'_>) -> Option<EditValue> {
    let (from, until) = (number(row, "open_from"), number(row, "open_until"));
    let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
    (until > 0).then(|| EditValue::Text(format!("{}–{}", clock(from), clock(until))))
}

fn birthday(row: Row<'_>) -> Option<EditValue> {
    let calendar = match text(row, "birthday_calendar").as_str() {
        "solar" => Calendar::Solar,
        "lunar" => Calendar::Lunar,
        _ => return None,
    };
    let year = i32::try_from(number(row, "birthday_year")).ok().filter(|year| *year != 0);
    let part = |column| u8::try_from(number(row, column)).unwrap_or_default();
    Some(EditValue::Birthday(Birthday {
        calendar,
        year,
        month: part("birthday_month"),
        day: part("birthday_day"),
        leap_month: number(row, "birthday_leap") != 0,
    }))
}

fn contact(before: Row<'_>, after: Row<'_>, edits: &mut Vec<Edit>) {
    let (was, is) = (alive(before), alive(after));
    let label = text(is.or(was), "name");
    column(edits, "contact", "", said(text(was, "name")), said(text(is, "name")));
    column(edits, "contact_role", &label, said(text(was, "role")), said(text(is, "role")));
    column(edits, "contact_note", &label, said(text(was, "note")), said(text(is, "note")));
}

fn point(before: Row<'_>, after: Row<'_>, edits: &mut Vec<Edit>) {
    let (was, is) = (alive(before), alive(after));
    let kind = text(is.or(was), "kind");
    let value = |row: Row<'_>| {
        let value = text(row, "value");
        match text(row, "kind").as_str() {
            "phone" if value.starts_with('+') => Some(EditValue::Phone(value)),
            _ => said(value),
        }
    };
    column(edits, "contact_point", &kind, value(was), value(is));
    if was.is_some() && is.is_some() {
        column(edits, "contact_point_label", &kind, said(text(was, "label")), said(text(is, "label")));
    }
}

fn visit(conn: &Connection, before: Row<'_>, after: Row<'_>, edits: &mut Vec<Edit>) -> Result<()> {
    let (was, is) = (alive(before), alive(after));
    let day = text(is.or(was), "visited_on");
    let (Some(_), Some(_)) = (was, is) else {
        let whole = |row: Row<'_>| {
            let summary = text(row, "summary");
            row.map(|_| EditValue::Text(if summary.is_empty() { text(row, "outcome") } else { summary }))
        };
        column(edits, "visit", &day, whole(was), whole(is));
        return Ok(());
    };
    let on = |row| Some(EditValue::Date(text(row, "visited_on")));
    column(edits, "visit_day", &day, on(was), on(is));
    let (was_kind, is_kind) = (number(was, "kind_id"), number(is, "kind_id"));
    if was_kind != is_kind {
        column(edits, "visit_kind", &day, name(conn, "visit_kind", was_kind)?, name(conn, "visit_kind", is_kind)?);
    }
    let (was_contact, is_contact) = (number(was, "contact_id"), number(is, "contact_id"));
    if was_contact != is_contact {
        column(edits, "visit_contact", &day, name(conn, "contact", was_contact)?, name(conn, "contact", is_contact)?);
    }
    column(edits, "visit_text", &day, said(text(was, "summary")), said(text(is, "summary")));
    column(edits, "visit_outcome", &day, said(text(was, "outcome")), said(text(is, "outcome")));
    Ok(())
}

fn followup(before: Row<'_>, after: Row<'_>, edits: &mut Vec<Edit>) {
    let (was, is) = (alive(before), alive(after));
    let day = text(is.or(was), "due_on");
    let (Some(_), Some(_)) = (was, is) else {
        let whole = |row: Row<'_>| row.map(|_| EditValue::Text(text(row, "what")));
        column(edits, "followup", &day, whole(was), whole(is));
        return;
    };
    let on = |row| Some(EditValue::Date(text(row, "due_on")));
    let state = |row| Some(EditValue::Code(text(row, "state")));
    column(edits, "followup_day", &day, on(was), on(is));
    column(edits, "followup_text", &day, said(text(was, "what")), said(text(is, "what")));
    column(edits, "followup_state", &day, state(was), state(is));
    column(edits, "followup_place", &day, said(text(was, "place")), said(text(is, "place")));
    let repeats = |row| Some(EditValue::YesNo(!text(row, "repeat_rule").is_empty()));
    column(edits, "followup_repeat", &day, repeats(was), repeats(is));
}

/// A value of the user's own field. Each choice of several is a row, and so an edit, of its own.
fn value(conn: &Connection, before: Row<'_>, after: Row<'_>, edits: &mut Vec<Edit>) -> Result<()> {
    let field = number(after.or(before), "field_id");
    let found: Option<(String, String, String)> =
        conn.first("SELECT label, type, unit FROM field WHERE id = ?1", [field], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    let Some((label, kind, unit)) = found else { return Ok(()) };
    let kind = FieldType::from_code(&kind).unwrap_or(FieldType::Text);
    let held = |row: Row<'_>| -> Result<Option<EditValue>> {
        if row.is_none() {
            return Ok(None);
        }
        let held = number(row, "number");
        Ok(Some(match kind {
            FieldType::Number => EditValue::Number(decimal(held)),
            FieldType::Money => EditValue::Money(held),
            FieldType::YesNo => EditValue::YesNo(held == 1),
            FieldType::Date => EditValue::Date(text(row, "text")),
            FieldType::Phone => EditValue::Phone(text(row, "text")),
            FieldType::Choice | FieldType::MultiChoice => EditValue::Text(
                conn.first("SELECT label FROM field_option WHERE id = ?1", [held], |row| row.get(0))?
                    .unwrap_or_default(),
            ),
            FieldType::Text | FieldType::LongText | FieldType::Link => EditValue::Text(text(row, "text")),
        }))
    };
    let (from, to) = (held(before)?, held(after)?);
    if from != to {
        edits.push(Edit { unit, ..edit("field", &label, from, to) });
    }
    Ok(())
}
