//! What a field holds from the start, when it is shown, and which kinds of visits ask for it.

use rusqlite::{Connection, params};

use super::values::{Record, content, put, stored};
use super::{Field, FieldContent, FieldType, ShownIf, find_of, type_of};
use crate::book::Tx;
use crate::book::sql::Sql;
use crate::error::{Error, Result};
use crate::tags::check_alive;
use crate::visits::VisitValue;

/// Fills in the default, the condition and the kinds of a field.
pub(super) fn fill(conn: &Connection, field: &mut Field) -> Result<()> {
    field.default = default_of(conn, field.id, field.field_type)?;
    field.shown_if = shown_if(conn, field.id)?;
    if field.record == Record::Visit.code() {
        field.kinds =
            conn.all("SELECT kind_id FROM visit_kind_field WHERE field_id = ?1 ORDER BY kind_id", [field.id], |row| {
                row.get(0)
            })?;
    }
    Ok(())
}

/// What a new record begins with.
pub(super) fn default_of(conn: &Connection, id: i64, field_type: FieldType) -> Result<Option<FieldContent>> {
    let rows: Vec<FieldContent> = conn.all(
        "SELECT d.number, d.text, o.label FROM field_default AS d LEFT JOIN field_option AS o ON o.id = d.number
         WHERE d.field_id = ?1 ORDER BY o.position, d.item",
        [id],
        |row| Ok(content(field_type, row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    Ok(rows.into_iter().reduce(|mut first, next| {
        if let (FieldContent::MultiChoice(labels), FieldContent::MultiChoice(more)) = (&mut first, next) {
            labels.extend(more);
        }
        first
    }))
}

/// A condition on a field that is in the trash holds nothing back.
pub(super) fn shown_if(conn: &Connection, id: i64) -> Result<Option<ShownIf>> {
    conn.first(
        "SELECT other.id, other.type, f.shown_if_number, f.shown_if_text, o.label FROM field AS f
         JOIN field AS other ON other.id = f.shown_if_field AND other.trashed_at = 0
         LEFT JOIN field_option AS o ON other.type IN ('choice', 'multi_choice') AND o.id = f.shown_if_number
         WHERE f.id = ?1",
        [id],
        |row| {
            let (number, text): (Option<i64>, Option<String>) = (row.get(2)?, row.get(3)?);
            let one = match type_of(row.get_ref(1)?.as_str()?) {
                // One option is asked for, not all that a customer has.
                FieldType::MultiChoice => FieldType::Choice,
                other => other,
            };
            let is = (number.is_some() || text.is_some()).then_some((number, text));
            let label: Option<String> = row.get(4)?;
            Ok(ShownIf { field_id: row.get(0)?, is: is.map(|(number, text)| content(one, number, text, label)) })
        },
    )
}

/// Gives a field what new records begin with; none takes it away.
///
/// # Errors
/// `invalid` if it is not of the field's type.
pub(crate) fn put_default(tx: &Tx<'_>, id: i64, field_type: FieldType, default: Option<&FieldContent>) -> Result<()> {
    if default_of(tx, id, field_type)?.as_ref() == default {
        return Ok(());
    }
    tx.run("DELETE FROM field_default WHERE field_id = ?1", [id])?;
    let Some(default) = default else { return Ok(()) };
    for row in stored(tx, id, field_type, default)? {
        tx.run(
            "INSERT INTO field_default (field_id, item, number, text) VALUES (?1, ?2, ?3, ?4)",
            params![id, row.item, row.number, row.text],
        )?;
    }
    Ok(())
}

/// Gives a field its condition; none shows it always.
///
/// # Errors
/// `not_found` if the other field is not there or not of the same records; `invalid` (`circle`) if that one waits for
/// this one, or for what is not of its type.
pub(crate) fn put_shown_if(tx: &Tx<'_>, id: i64, record: Record, shown_if: Option<&ShownIf>) -> Result<()> {
    let (mut other, mut number, mut text) = (None, None, None);
    if let Some(condition) = shown_if {
        let field_type = find_of(tx, record, condition.field_id)?;
        check_no_circle(tx, id, condition.field_id)?;
        other = Some(condition.field_id);
        if let Some(is) = &condition.is {
            let one = if field_type == FieldType::MultiChoice { FieldType::Choice } else { field_type };
            if let Some(row) = stored(tx, condition.field_id, one, is)?.pop() {
                (number, text) = (row.number, row.text);
            }
        }
    }
    tx.run(
        "UPDATE field SET shown_if_field = ?2, shown_if_number = ?3, shown_if_text = ?4 WHERE id = ?1",
        params![id, other, number, text],
    )?;
    Ok(())
}

fn check_no_circle(tx: &Tx<'_>, id: i64, other: i64) -> Result<()> {
    let circle: bool = tx.value(
        "WITH RECURSIVE waits (id) AS (
           VALUES (?2) UNION SELECT f.shown_if_field FROM waits JOIN field AS f ON f.id = waits.id
           WHERE f.shown_if_field IS NOT NULL)
         SELECT ?1 IN (SELECT id FROM waits)",
        params![id, other],
    )?;
    if circle { Err(Error::invalid("shown_if", "circle")) } else { Ok(()) }
}

/// Says which kinds of visits ask for a field; none means all of them.
///
/// # Errors
/// `invalid` (`not_of_visits`) for a field of customers, `not_found` for a kind that is not there.
pub(crate) fn put_kinds(tx: &Tx<'_>, id: i64, record: Record, kinds: &[i64]) -> Result<()> {
    if record != Record::Visit && !kinds.is_empty() {
        return Err(Error::invalid("kinds", "not_of_visits"));
    }
    let had: Vec<i64> = tx.all("SELECT kind_id FROM visit_kind_field WHERE field_id = ?1", [id], |row| row.get(0))?;
    for kind in had.iter().filter(|kind| !kinds.contains(kind)) {
        tx.run("DELETE FROM visit_kind_field WHERE field_id = ?1 AND kind_id = ?2", params![id, kind])?;
    }
    for kind in kinds.iter().filter(|kind| !had.contains(kind)) {
        check_alive(tx, "visit_kind", *kind)?;
        tx.run(
            "INSERT INTO visit_kind_field (field_id, kind_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            params![id, kind],
        )?;
    }
    Ok(())
}

/// Gives a new customer what fields hold from the start. What an import does not say stays empty.
///
/// # Errors
/// Those of the database.
pub(crate) fn apply_defaults(tx: &Tx<'_>, customer: i64) -> Result<()> {
    tx.run(
        "INSERT INTO customer_value (customer_id, field_id, item, number, text)
         SELECT ?1, d.field_id, d.item, d.number, d.text FROM field_default AS d
         JOIN field AS f ON f.id = d.field_id AND f.record = 'customer' AND f.trashed_at = 0",
        [customer],
    )?;
    Ok(())
}

/// Writes what the fields of a new visit hold: what is given, and else the default of those that its kind asks for.
///
/// # Errors
/// `not_found` for a field that is none of visits; `invalid` for a value that is not of its type.
pub(crate) fn begin_visit(tx: &Tx<'_>, visit: i64, kind: i64, given: &[VisitValue]) -> Result<()> {
    for VisitValue { field_id, value } in given {
        let field_type = find_of(tx, Record::Visit, *field_id)?;
        put(tx, Record::Visit, visit, *field_id, field_type, value.as_ref())?;
    }
    for field in asked_by(tx, kind)?.into_iter().filter(|id| given.iter().all(|one| one.field_id != *id)) {
        tx.run(
            "INSERT INTO visit_value (visit_id, field_id, item, number, text)
             SELECT ?1, field_id, item, number, text FROM field_default WHERE field_id = ?2",
            params![visit, field],
        )?;
    }
    Ok(())
}

/// The fields that a kind of visit asks for, in order. Uses: visit_kind_field's primary key.
fn asked_by(conn: &Connection, kind: i64) -> Result<Vec<i64>> {
    conn.all(
        "SELECT f.id FROM field AS f WHERE f.record = 'visit' AND f.trashed_at = 0
           AND (NOT EXISTS (SELECT 1 FROM visit_kind_field WHERE field_id = f.id)
             OR EXISTS (SELECT 1 FROM visit_kind_field WHERE field_id = f.id AND kind_id = ?1))
         ORDER BY f.position, f.id",
        [kind],
        |row| row.get(0),
    )
}
