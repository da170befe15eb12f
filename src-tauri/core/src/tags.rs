//! Tags: coloured labels, in optional groups. In an exclusive group a customer has at most one tag.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::book::sql::Sql;
use crate::book::{Reader, Tx};
use crate::checks::{checked_line, checked_name};
use crate::customers::{ById, Created, Nothing};
use crate::error::{Error, Result};

/// A tag with how many customers have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Tag {
    /// Its id.
    pub id: i64,
    /// Its uid.
    pub uid: String,
    /// Its name.
    pub name: String,
    /// Its colour: a name of the palette or `#rrggbb`.
    pub color: String,
    /// Its group.
    pub group_id: Option<i64>,
    /// How often whoever has it should be seen, in days.
    pub cadence_days: Option<u32>,
    /// Customers that have it and are not in the trash.
    pub customers: i64,
}

/// A group of tags.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TagGroup {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Whether a customer has at most one tag of it.
    pub exclusive: bool,
}

/// Tags and groups in the user's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Tags {
    /// Tags that are not in the trash.
    pub tags: Vec<Tag>,
    /// Groups.
    pub groups: Vec<TagGroup>,
}

/// Makes a tag.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NewTag {
    /// 1–200 characters, not taken.
    pub name: String,
    /// Its colour.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub color: String,
    /// Its group.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub group_id: Option<i64>,
}

/// Changes what is given of a tag, a stage, an owner, a visit kind …
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EditItem {
    /// The item.
    pub id: i64,
    /// A new name, not taken.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub name: Option<String>,
    /// A new colour.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub color: Option<String>,
}

/// Puts items into this order.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OrderItems {
    /// All ids, first to last.
    pub ids: Vec<i64>,
}

/// Puts a tag into a group, or into none.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct GroupTag {
    /// The tag.
    pub id: i64,
    /// The group, or none.
    pub group_id: Option<i64>,
}

/// Makes one tag of several.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MergeTags {
    /// These go.
    pub from: Vec<i64>,
    /// This one stays, and gets their customers.
    pub into: i64,
}

/// Makes or changes a group of tags.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PutTagGroup {
    /// The group to change, or none for a new one.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub id: Option<i64>,
    /// Its name.
    pub name: String,
    /// Whether a customer has at most one tag of it.
    #[serde(default)]
    pub exclusive: bool,
}

/// All tags with live counts, and their groups. Uses: tag by position; customer_tag's primary key for the counts.
///
/// # Errors
/// Those of the database.
pub fn list(reader: &Reader<'_>, _: &Nothing) -> Result<Tags> {
    let mut tags = reader.all(
        "SELECT t.id, t.uid, t.name, t.color, g.id, nullif(t.cadence_days, 0) FROM tag AS t
         LEFT JOIN tag_group AS g ON g.id = t.group_id AND g.trashed_at = 0 WHERE t.trashed_at = 0 ORDER BY t.position, t.id",
        [],
        |row| {
            Ok(Tag {
                id: row.get(0)?,
                uid: row.get(1)?,
                name: row.get(2)?,
                color: row.get(3)?,
                group_id: row.get(4)?,
                cadence_days: row.get(5)?,
                customers: 0,
            })
        },
    )?;
    for tag in &mut tags {
        tag.customers = reader.sets().count_of_tag(reader, tag.id)?;
    }
    let groups = reader.all(
        "SELECT id, name, exclusive FROM tag_group WHERE trashed_at = 0 ORDER BY position, id",
        [],
        |row| Ok(TagGroup { id: row.get(0)?, name: row.get(1)?, exclusive: row.get(2)? }),
    )?;
    Ok(Tags { tags, groups })
}

/// The tag with this name.
pub(crate) fn find(conn: &Connection, name: &str) -> Result<Option<i64>> {
    conn.first("SELECT id FROM tag WHERE name = ?1 AND trashed_at = 0", [name.trim()], |row| row.get(0))
}

/// The tag with this name, made if there is none.
pub(crate) fn named(tx: &Tx<'_>, name: &str) -> Result<i64> {
    let name = checked_name("tag", name)?;
    match find(tx, &name)? {
        Some(id) => Ok(id),
        None => insert(tx, &name, "", None),
    }
}

/// The colours that tags without one get in turn; names of the palette.
const COLORS: [&str; 9] = ["green", "blue", "orange", "violet", "teal", "red", "lime", "pink", "yellow"];

/// The colour of what stands at this position and was given none.
pub(crate) fn color_in_turn(position: i64) -> &'static str {
    let turn = usize::try_from(position).unwrap_or(0) % COLORS.len();
    COLORS.get(turn).copied().unwrap_or_default()
}

pub(crate) fn insert(tx: &Tx<'_>, name: &str, color: &str, group: Option<i64>) -> Result<i64> {
    let position: i64 = tx.value("SELECT coalesce(max(position) + 1, 0) FROM tag", [])?;
    let color = if color.is_empty() { color_in_turn(position) } else { color };
    tx.run(
        "INSERT INTO tag (uid, name, color, group_id, position) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![tx.new_uid(), name, color, group, position],
    )?;
    Ok(tx.last_insert_rowid())
}

/// Whether a customer can have only one tag of those that this one belongs to.
pub(crate) fn is_exclusive(tx: &Tx<'_>, tag: i64) -> Result<bool> {
    tx.value(
        "SELECT EXISTS (SELECT 1 FROM tag AS t JOIN tag_group AS g ON g.id = t.group_id
         WHERE t.id = ?1 AND g.exclusive = 1 AND g.trashed_at = 0)",
        [tag],
    )
}

/// Gives a customer a tag that nothing speaks against.
pub(crate) fn link_freely(tx: &Tx<'_>, customer: i64, tag: i64) -> Result<()> {
    tx.run(
        "INSERT INTO customer_tag (tag_id, customer_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        params![tag, customer],
    )?;
    Ok(())
}

/// Gives a customer a tag. Another tag of the same exclusive group goes.
pub(crate) fn link(tx: &Tx<'_>, customer: i64, tag: i64) -> Result<()> {
    let has: bool = tx.value(
        "SELECT EXISTS (SELECT 1 FROM customer_tag WHERE tag_id = ?1 AND customer_id = ?2)",
        params![tag, customer],
    )?;
    if has {
        return Ok(());
    }
    tx.run(
        "DELETE FROM customer_tag WHERE customer_id = ?2 AND tag_id IN (
           SELECT other.id FROM tag AS mine JOIN tag_group AS g ON g.id = mine.group_id AND g.exclusive = 1 AND g.trashed_at = 0
           JOIN tag AS other ON other.group_id = g.id WHERE mine.id = ?1)",
        params![tag, customer],
    )?;
    link_freely(tx, customer, tag)
}

/// Makes a tag.
///
/// # Errors
/// `duplicate_name`, `invalid`, `too_long`; `not_found` for a group that is not there.
pub fn create(tx: &Tx<'_>, req: &NewTag) -> Result<Created> {
    let name = checked_name("name", &req.name)?;
    if find(tx, &name)?.is_some() {
        return Err(Error::duplicate_name("tag", &name));
    }
    if let Some(group) = req.group_id {
        name_of(tx, "tag_group", group)?;
    }
    tx.about("tag", name.clone());
    Ok(Created { id: insert(tx, &name, &checked_line("color", &req.color)?, req.group_id)? })
}

/// The name of an item that is not in the trash; `table` is one of ours.
pub(crate) fn name_of(tx: &Tx<'_>, table: &'static str, id: i64) -> Result<String> {
    tx.first(&format!("SELECT name FROM {table} WHERE id = ?1 AND trashed_at = 0"), [id], |row| row.get(0))?
        .ok_or_else(|| Error::not_found(table, id))
}

/// Refuses what is gone or in the trash; `table` is one of ours.
pub(crate) fn check_alive(conn: &Connection, table: &'static str, id: i64) -> Result<()> {
    conn.first(&format!("SELECT 1 FROM {table} WHERE id = ?1 AND trashed_at = 0"), [id], |_| Ok(()))?
        .ok_or_else(|| Error::not_found(table, id))
}

/// Renames and recolours an item of a list of the user's: tag, stage, owner.
pub(crate) fn edit_item(tx: &Tx<'_>, table: &'static str, req: &EditItem) -> Result<()> {
    tx.about("item", name_of(tx, table, req.id)?);
    if let Some(name) = &req.name {
        let name = checked_name("name", name)?;
        let taken: bool = tx.value(
            &format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE name = ?1 AND trashed_at = 0 AND id <> ?2)"),
            params![name, req.id],
        )?;
        if taken {
            return Err(Error::duplicate_name(table, &name));
        }
        tx.run(&format!("UPDATE {table} SET name = ?2 WHERE id = ?1"), params![req.id, name])?;
        tx.about("to", name);
    }
    if let Some(color) = &req.color {
        tx.run(
            &format!("UPDATE {table} SET color = ?2 WHERE id = ?1"),
            params![req.id, checked_line("color", color)?],
        )?;
    }
    Ok(())
}

/// Puts the items of a list into an order.
pub(crate) fn order_items(tx: &Tx<'_>, table: &'static str, req: &OrderItems) -> Result<()> {
    for (position, id) in req.ids.iter().enumerate() {
        tx.run(&format!("UPDATE {table} SET position = ?2 WHERE id = ?1 AND position <> ?2"), params![id, position])?;
    }
    Ok(())
}

/// Puts an item of a list into the trash.
pub(crate) fn trash_item(tx: &Tx<'_>, table: &'static str, id: i64) -> Result<()> {
    tx.about("item", name_of(tx, table, id)?);
    tx.run(&format!("UPDATE {table} SET trashed_at = ?2 WHERE id = ?1"), params![id, tx.now()])?;
    Ok(())
}

/// Takes an item of a list out of the trash.
pub(crate) fn restore_item(tx: &Tx<'_>, table: &'static str, id: i64) -> Result<()> {
    let name: String = tx
        .first(&format!("SELECT name FROM {table} WHERE id = ?1"), [id], |row| row.get(0))?
        .ok_or_else(|| Error::not_found(table, id))?;
    let taken: bool = tx.value(
        &format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE name = ?1 AND trashed_at = 0 AND id <> ?2)"),
        params![name, id],
    )?;
    if taken {
        return Err(Error::duplicate_name(table, &name));
    }
    tx.about("item", name);
    tx.run(&format!("UPDATE {table} SET trashed_at = 0 WHERE id = ?1"), [id])?;
    Ok(())
}

/// Renames or recolours a tag.
///
/// # Errors
/// `not_found`, `duplicate_name` (merging is offered then), `invalid`, `too_long`.
pub fn edit(tx: &Tx<'_>, req: &EditItem) -> Result<()> {
    edit_item(tx, "tag", req)
}

/// Puts tags into an order.
///
/// # Errors
/// Those of the database.
pub fn order(tx: &Tx<'_>, req: &OrderItems) -> Result<()> {
    order_items(tx, "tag", req)
}

/// Puts a tag into a group. In an exclusive group customers may have only one: who has two is told.
///
/// # Errors
/// `not_found`; `exclusive_tags` with the `count` of customers who have another tag of that group already.
pub fn group(tx: &Tx<'_>, req: &GroupTag) -> Result<()> {
    tx.about("item", name_of(tx, "tag", req.id)?);
    if let Some(group) = req.group_id {
        name_of(tx, "tag_group", group)?;
        let both: i64 = tx.value(
            "SELECT count(DISTINCT mine.customer_id) FROM tag_group AS g
             JOIN tag AS other ON other.group_id = g.id AND other.id <> ?1
             JOIN customer_tag AS theirs ON theirs.tag_id = other.id
             JOIN customer_tag AS mine ON mine.tag_id = ?1 AND mine.customer_id = theirs.customer_id
             WHERE g.id = ?2 AND g.exclusive = 1",
            params![req.id, group],
        )?;
        if both > 0 {
            return Err(Error::refused("exclusive_tags").arg("count", both));
        }
    }
    tx.run("UPDATE tag SET group_id = ?2 WHERE id = ?1", params![req.id, req.group_id])?;
    Ok(())
}

/// Makes or changes a group of tags.
///
/// # Errors
/// `not_found`; `exclusive_tags` if customers have several tags of a group that is to be exclusive.
pub fn put_group(tx: &Tx<'_>, req: &PutTagGroup) -> Result<Created> {
    let name = checked_name("name", &req.name)?;
    tx.about("item", name.clone());
    let Some(id) = req.id else {
        tx.run(
            "INSERT INTO tag_group (uid, name, exclusive, position)
             VALUES (?1, ?2, ?3, (SELECT coalesce(max(position) + 1, 0) FROM tag_group))",
            params![tx.new_uid(), name, req.exclusive],
        )?;
        return Ok(Created { id: tx.last_insert_rowid() });
    };
    name_of(tx, "tag_group", id)?;
    if req.exclusive {
        check_exclusive(tx, id)?;
    }
    tx.run("UPDATE tag_group SET name = ?2, exclusive = ?3 WHERE id = ?1", params![id, name, req.exclusive])?;
    Ok(Created { id })
}

/// Refuses a group as exclusive while customers have several of its tags.
fn check_exclusive(tx: &Tx<'_>, group: i64) -> Result<()> {
    let several: i64 = tx.value(
        "SELECT count(*) FROM (SELECT 1 FROM tag AS t JOIN customer_tag AS ct ON ct.tag_id = t.id
         WHERE t.group_id = ?1 GROUP BY ct.customer_id HAVING count(*) > 1)",
        [group],
    )?;
    if several > 0 { Err(Error::refused("exclusive_tags").arg("count", several)) } else { Ok(()) }
}

/// Puts a group into the trash; its tags stay, without a group until it comes back.
///
/// # Errors
/// `not_found`.
pub fn trash_group(tx: &Tx<'_>, req: &ById) -> Result<()> {
    trash_item(tx, "tag_group", req.id)
}

/// Takes a group out of the trash, with the tags that were in it and went into no other meanwhile.
///
/// # Errors
/// `not_found`, `duplicate_name` if its name has been taken since, `exclusive_tags` if it is exclusive and customers
/// have several of its tags by now.
pub fn restore_group(tx: &Tx<'_>, req: &ById) -> Result<()> {
    if tx.value("SELECT EXISTS (SELECT 1 FROM tag_group WHERE id = ?1 AND exclusive = 1)", [req.id])? {
        check_exclusive(tx, req.id)?;
    }
    restore_item(tx, "tag_group", req.id)
}

/// Makes one tag of several: every customer that had one of them has the one that stays.
///
/// # Errors
/// `not_found`.
pub fn merge(tx: &Tx<'_>, req: &MergeTags) -> Result<()> {
    let into = name_of(tx, "tag", req.into)?;
    let mut names = Vec::new();
    for id in req.from.iter().filter(|id| **id != req.into) {
        names.push(name_of(tx, "tag", *id)?);
        let customers: Vec<i64> =
            tx.all("SELECT customer_id FROM customer_tag WHERE tag_id = ?1", [id], |row| row.get(0))?;
        tx.run("DELETE FROM customer_tag WHERE tag_id = ?1", [id])?;
        for customer in customers {
            link(tx, customer, req.into)?;
        }
        tx.run("UPDATE tag SET trashed_at = ?2 WHERE id = ?1", params![id, tx.now()])?;
    }
    tx.about("item", names.join(" "));
    tx.about("to", into);
    Ok(())
}

/// Puts a tag into the trash. Customers keep it there, and show it again when it is restored.
///
/// # Errors
/// `not_found`.
pub fn trash(tx: &Tx<'_>, req: &ById) -> Result<()> {
    trash_item(tx, "tag", req.id)
}

/// Takes a tag out of the trash.
///
/// # Errors
/// `not_found`, `duplicate_name` if its name has been taken since.
pub fn restore(tx: &Tx<'_>, req: &ById) -> Result<()> {
    restore_item(tx, "tag", req.id)
}

/// Deletes a tag for good, from all customers too; undo brings it back.
///
/// # Errors
/// `not_found`.
pub fn delete(tx: &Tx<'_>, req: &ById) -> Result<()> {
    let name: Option<String> = tx.first("SELECT name FROM tag WHERE id = ?1", [req.id], |row| row.get(0))?;
    tx.about("item", name.ok_or_else(|| Error::not_found("tag", req.id))?);
    tx.run("DELETE FROM customer_tag WHERE tag_id = ?1", [req.id])?;
    tx.run("DELETE FROM tag WHERE id = ?1", [req.id])?;
    Ok(())
}

#[cfg(test)]
mod tests;
