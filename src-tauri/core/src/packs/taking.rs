//! A pack into a book, as one change. What the book has already stays as it is: known by its uid if it came with the
//! pack before, else by its name.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::{Pack, PackField, PackItem, PackValue};
use crate::book::sql::Sql;
use crate::book::{Tx, settings};
use crate::error::{Error, Result};
use crate::fields::{self, EditField, FieldContent, FieldType, Record, ShownIf};
use crate::tags;

/// What a pack added to the book.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Taken {
    /// Fields, of customers and of visits.
    pub fields: usize,
    /// Options of fields that were there.
    pub options: usize,
    /// Tags.
    pub tags: usize,
    /// Stages.
    pub stages: usize,
    /// Kinds of visits.
    pub visit_kinds: usize,
}

/// Takes a pack into the book. In a book in which nothing was done yet its stages stand in place of those that every book
/// begins with, and its kinds of visits come first; else what is new comes behind what is there.
///
/// # Errors
/// `pack_invalid` for a default or a condition that its field cannot hold.
pub fn take(tx: &Tx<'_>, pack: &Pack) -> Result<Taken> {
    tx.about("item", pack.name.clone());
    let fresh: bool = tx.value(
        "SELECT NOT EXISTS (SELECT 1 FROM customer) AND NOT EXISTS (SELECT 1 FROM change WHERE id <> ?1)",
        [tx.change_id()],
    )?;
    let mut taken = Taken::default();
    if fresh && !pack.stages.is_empty() {
        // Not those of the same name either: what came with a pack is known by it, whatever language it is taken in.
        tx.run("UPDATE stage SET trashed_at = ?1 WHERE trashed_at = 0", [tx.now()])?;
    }
    let stages = items(tx, pack, "stage", &pack.stages, &mut taken.stages)?;
    let kinds = items(tx, pack, "visit_kind", &pack.kinds, &mut taken.visit_kinds)?;
    if fresh {
        in_front(tx, "stage", &stages)?;
        in_front(tx, "visit_kind", &kinds)?;
    }
    take_tags(tx, pack, &mut taken)?;
    take_fields(tx, pack, &kinds, &mut taken)?;
    settings::name_customers(tx, &pack.customer, &pack.customers)?;
    Ok(taken)
}

/// The ids of stages or kinds, in the pack's order; those that are not there are made.
fn items(tx: &Tx<'_>, pack: &Pack, table: &str, items: &[PackItem], made: &mut usize) -> Result<Vec<i64>> {
    let code = if table == "visit_kind" { "code" } else { "''" };
    let mut ids = Vec::with_capacity(items.len());
    for item in items {
        let uid = pack.uid(table, &item.key);
        let known: Option<(i64, bool)> = tx.first(
            &format!(
                "SELECT id, trashed_at = 0 FROM {table}
                 WHERE uid = ?1 AND (trashed_at = 0 OR name = ?2)
                   OR trashed_at = 0 AND (name = ?2 OR ?3 <> '' AND {code} = ?3)
                 ORDER BY trashed_at > 0, uid = ?1 DESC, id LIMIT 1"
            ),
            params![uid, item.name, item.code],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        match known {
            Some((id, true)) => ids.push(id),
            Some((id, false)) => {
                tx.run(&format!("UPDATE {table} SET trashed_at = 0 WHERE id = ?1"), [id])?;
                *made += 1;
                ids.push(id);
            }
            None => {
                // One that went to the trash keeps its uid; its successor has one of its own.
                let gone: bool = tx.value(&format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE uid = ?1)"), [&uid])?;
                let uid = if gone { tx.new_uid() } else { uid };
                let (column, said) = if table == "visit_kind" { ("code", &item.code) } else { ("color", &item.color) };
                tx.run(
                    &format!(
                        "INSERT INTO {table} (uid, name, {column}, position)
                         VALUES (?1, ?2, ?3, (SELECT coalesce(max(position) + 1, 0) FROM {table}))"
                    ),
                    params![uid, item.name, said],
                )?;
                *made += 1;
                let id = tx.last_insert_rowid();
                if table == "stage" {
                    put_cadence(tx, "stage", id, item)?;
                }
                ids.push(id);
            }
        }
    }
    Ok(ids)
}

/// How often whoever has a new tag, or is in a new stage, should be seen. What was there before keeps what the user says.
fn put_cadence(tx: &Tx<'_>, table: &str, id: i64, item: &PackItem) -> Result<()> {
    if item.every_days > 0 {
        tx.run(&format!("UPDATE {table} SET cadence_days = ?2 WHERE id = ?1"), params![id, item.every_days])?;
    }
    Ok(())
}

/// What is not in the trash and not among these, in order.
fn others(tx: &Tx<'_>, table: &str, ids: &[i64]) -> Result<Vec<i64>> {
    let all: Vec<i64> =
        tx.all(&format!("SELECT id FROM {table} WHERE trashed_at = 0 ORDER BY position, id"), [], |row| row.get(0))?;
    Ok(all.into_iter().filter(|id| !ids.contains(id)).collect())
}

fn in_front(tx: &Tx<'_>, table: &'static str, ids: &[i64]) -> Result<()> {
    let ids = [ids, &others(tx, table, ids)?].concat();
    tags::order_items(tx, table, &tags::OrderItems { ids })
}

fn take_tags(tx: &Tx<'_>, pack: &Pack, taken: &mut Taken) -> Result<()> {
    for group in &pack.groups {
        let mut id = None;
        for tag in &group.tags {
            let uid = pack.uid("tag", &tag.key);
            let known: Option<(i64, bool)> = tx.first(
                "SELECT id, trashed_at = 0 FROM tag WHERE uid = ?1 AND (trashed_at = 0 OR name = ?2) OR trashed_at = 0 AND name = ?2
                 ORDER BY trashed_at > 0, uid = ?1 DESC LIMIT 1",
                params![uid, tag.name],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            match known {
                Some((_, true)) => continue,
                Some((known, false)) => {
                    tx.run("UPDATE tag SET trashed_at = 0 WHERE id = ?1", [known])?;
                }
                None => {
                    if id.is_none() && !group.name.is_empty() {
                        id = Some(group_of(tx, pack, group)?);
                    }
                    let made = tags::insert(tx, &tag.name, &tag.color, id)?;
                    put_cadence(tx, "tag", made, tag)?;
                    let gone: bool = tx.value("SELECT EXISTS (SELECT 1 FROM tag WHERE uid = ?1)", [&uid])?;
                    if !gone {
                        tx.run("UPDATE tag SET uid = ?2 WHERE id = ?1", params![made, uid])?;
                    }
                }
            }
            taken.tags += 1;
        }
    }
    Ok(())
}

fn group_of(tx: &Tx<'_>, pack: &Pack, group: &super::PackGroup) -> Result<i64> {
    let uid = pack.uid("tag_group", &group.key);
    let known = tx.first(
        "SELECT id FROM tag_group WHERE trashed_at = 0 AND (uid = ?1 OR name = ?2) ORDER BY uid = ?1 DESC LIMIT 1",
        params![uid, group.name],
        |row| row.get(0),
    )?;
    if let Some(id) = known {
        return Ok(id);
    }
    // One that went to the trash keeps its uid; its successor has one of its own.
    let gone: bool = tx.value("SELECT EXISTS (SELECT 1 FROM tag_group WHERE uid = ?1)", [&uid])?;
    tx.run(
        "INSERT INTO tag_group (uid, name, exclusive, position)
         VALUES (?1, ?2, ?3, (SELECT coalesce(max(position) + 1, 0) FROM tag_group))",
        params![if gone { tx.new_uid() } else { uid }, group.name, group.exclusive],
    )?;
    Ok(tx.last_insert_rowid())
}

fn take_fields(tx: &Tx<'_>, pack: &Pack, kinds: &[i64], taken: &mut Taken) -> Result<()> {
    let mut ids: Vec<(&str, i64)> = Vec::with_capacity(pack.fields.len());
    for (at, field) in pack.fields.iter().enumerate() {
        let record = Record::of_code(&field.record)?;
        let uid = pack.uid("field", &field.key);
        let mine: Option<(i64, bool)> =
            tx.first("SELECT id, trashed_at = 0 FROM field WHERE uid = ?1", [&uid], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        let named = fields::labelled_of(tx, record, &field.label)?;
        let id = match (mine, named) {
            (Some((id, true)), _) => id,
            (None, Some((id, kind))) => {
                if kind == field.field_type {
                    taken.options += add_options(tx, id, field)?;
                }
                id
            }
            (Some((_, false)), Some((id, _))) => id,
            (Some((id, false)), None) => {
                fields::restore(tx, &crate::customers::ById { id })?;
                taken.fields += 1;
                id
            }
            (None, None) => {
                let id = fields::insert_as(tx, &uid, record.code(), &field.label, field.field_type, &field.unit)?;
                describe(tx, id, (pack, field, at), kinds, &ids)?;
                taken.fields += 1;
                id
            }
        };
        ids.push((&field.key, id));
    }
    tx.about("item", pack.name.clone());
    Ok(())
}

fn add_options(tx: &Tx<'_>, id: i64, field: &PackField) -> Result<usize> {
    let count = |tx: &Tx<'_>| tx.value::<usize>("SELECT count(*) FROM field_option WHERE field_id = ?1", [id]);
    let before = count(tx)?;
    for option in &field.options {
        fields::add_colored(tx, id, &option.name, &option.color)?;
    }
    Ok(count(tx)? - before)
}

/// Gives a new field all that the pack says of it.
fn describe(
    tx: &Tx<'_>,
    id: i64,
    (pack, field, at): (&Pack, &PackField, usize),
    kinds: &[i64],
    ids: &[(&str, i64)],
) -> Result<()> {
    if matches!(field.field_type, FieldType::Choice | FieldType::MultiChoice) {
        add_options(tx, id, field)?;
    }
    let wrong = |what: &str, reason: &str| {
        let path = format!("fields[{at}].{what}");
        Error::refused("pack_invalid").arg("reason", reason).at("path", path)
    };
    let unfit = |what: &'static str| {
        move |error: Error| {
            if matches!(error.code(), "invalid" | "too_long") { wrong(what, "wrong_type") } else { error }
        }
    };
    let default =
        field.default.as_ref().map(|value| content(tx, id, value, false)).transpose().map_err(unfit("default"))?;
    let shown_if = field.shown_if.as_ref().and_then(|(key, is)| {
        let other = ids.iter().find(|(known, _)| known == key).map(|(_, id)| *id)?;
        Some(
            is.as_ref()
                .map(|value| content(tx, other, value, true))
                .transpose()
                .map(|is| ShownIf { field_id: other, is }),
        )
    });
    let asked = field.kinds.iter().filter_map(|key| {
        let nth = pack.kinds.iter().position(|kind| kind.key == *key)?;
        kinds.get(nth).copied()
    });
    fields::edit(
        tx,
        &EditField {
            id,
            help: Some(field.help.clone()),
            section: Some(field.section.clone()),
            required: Some(field.required),
            in_lists: Some(field.in_lists),
            default: default.map(Some),
            shown_if: shown_if.transpose().map_err(unfit("shown_if"))?.map(Some),
            kinds: Some(asked.collect()),
            ..EditField::default()
        },
    )
    .map_err(unfit("default"))
}

/// A value as its field means it; one option of a multi-choice is what a condition asks for.
fn content(tx: &Tx<'_>, field: i64, value: &PackValue, one: bool) -> Result<FieldContent> {
    let field_type = fields::find(tx, field)?;
    Ok(match (field_type, value) {
        (FieldType::MultiChoice, PackValue::One(label)) if one => FieldContent::Choice(label.clone()),
        (FieldType::MultiChoice, PackValue::One(label)) => FieldContent::MultiChoice(vec![label.clone()]),
        (FieldType::Choice, PackValue::One(label)) => FieldContent::Choice(label.clone()),
        (_, PackValue::Many(labels)) => FieldContent::MultiChoice(labels.clone()),
        (_, PackValue::One(text)) => {
            fields::read_text(tx, field, text)?.ok_or_else(|| Error::invalid("value", "empty"))?
        }
    })
}
