//! Merging one customer into another.

use rusqlite::params;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::choices::{Choice, best_of};
use super::recording::{Columns, Key, Recording, read, references};
use crate::book::Tx;
use crate::book::schema::Table;
use crate::book::sql::Sql;
use crate::checks::TEXT_LIMIT;
use crate::error::{Error, Result};
use crate::tags;

/// At most so many become one in one step.
const MOST: usize = 100;
/// Between the notes of two.
pub(super) const BETWEEN: &str = "\n\n";
/// Tables that are merged by rules of their own; all others that refer to a customer just follow.
const BY_RULE: [&str; 8] = [
    "customer",
    "customer_detail",
    "contact",
    "contact_point",
    "customer_tag",
    "customer_value",
    "stage_entry",
    "ownership",
];

/// Makes one customer of several.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MergeCustomers {
    /// This one stays, and gets all that the others have.
    pub keep: i64,
    /// These go, 1–100.
    pub others: Vec<i64>,
    /// Whose values to take; those of who is kept where there are any, unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Choice>", optional))]
    pub take: Choice,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Merged {
    /// The customer who has it all.
    pub id: i64,
    /// The merges, one for each that went; each can be taken back.
    pub merges: Vec<i64>,
}

/// Makes one customer of several. Contacts, contact points, tags, values, visits, follow-ups and all else that refers to the
/// others goes to the one that is kept; what both have alike is there once; notes are joined. Where both have a value, the
/// one of who is kept stays unless the choice says otherwise; the other is kept for taking the merge back.
///
/// # Errors
/// `not_found` if one is gone or in the trash; `invalid` (`empty`, `same_customer`) or `too_long` for a note that would be.
pub fn merge(tx: &Tx<'_>, req: &MergeCustomers) -> Result<Merged> {
    if req.others.is_empty() {
        return Err(Error::invalid("others", "empty"));
    }
    if req.others.len() > MOST {
        return Err(Error::invalid("others", "out_of_range"));
    }
    tx.about("name", tags::name_of(tx, "customer", req.keep)?);
    let names: Vec<String> = req.others.iter().map(|id| tags::name_of(tx, "customer", *id)).collect::<Result<_>>()?;
    tx.about("other", names.join("、"));
    tx.about("count", req.others.len());
    let merges = merge_all(tx, req)?;
    Ok(Merged { id: req.keep, merges })
}

/// Makes one customer of each group, keeping who was visited most and is known longest; tells how far it is.
///
/// # Errors
/// As for [`merge`]; `cancelled` if told to stop.
pub fn merge_groups(tx: &Tx<'_>, groups: &[Vec<i64>]) -> Result<usize> {
    let total = groups.len() as u64;
    let mut gone = 0;
    for (done, group) in (0..).zip(groups) {
        tx.tell(done, total)?;
        let Some(keep) = best_of(tx, group)? else { continue };
        // Somebody may have gone since the look.
        let others: Vec<i64> =
            group.iter().copied().filter(|id| *id != keep && tags::check_alive(tx, "customer", *id).is_ok()).collect();
        for some in others.chunks(MOST) {
            gone += merge_all(tx, &MergeCustomers { keep, others: some.to_vec(), take: Choice::default() })?.len();
        }
    }
    tx.about("count", gone);
    Ok(gone)
}

fn merge_all(tx: &Tx<'_>, req: &MergeCustomers) -> Result<Vec<i64>> {
    req.take.check(req.keep, &req.others)?;
    let mut merges = Vec::with_capacity(req.others.len());
    for (place, other) in req.others.iter().enumerate() {
        if *other == req.keep || req.others[..place].contains(other) {
            return Err(Error::invalid("others", "same_customer"));
        }
        // Nobody hears of derived columns before the change ends, so the stage of a merge before is not there yet.
        merges.push(merge_one(tx, req.keep, *other, &req.take)?);
    }
    Ok(merges)
}

fn merge_one(tx: &Tx<'_>, keep: i64, other: i64, take: &Choice) -> Result<i64> {
    let (uid, name): (String, String) = tx
        .first("SELECT uid, name FROM customer WHERE id = ?1 AND trashed_at = 0", [other], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .ok_or_else(|| Error::not_found("customer", other))?;
    tx.run(
        "INSERT INTO merge (uid, customer_id, kept_id, merged_id, merged_uid, merged_name, merged_at)
         VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6)",
        params![tx.new_uid(), keep, other, uid, name, tx.now()],
    )?;
    let id = tx.last_insert_rowid();
    let mut one = One { rows: Recording::of(tx, id)?, keep, other, take };
    one.customer()?;
    one.detail()?;
    one.contacts()?;
    one.points()?;
    one.tags()?;
    one.values()?;
    one.dated("stage_entry", "stage_id", "entered_at", take.stage == Some(other))?;
    one.dated("ownership", "owner_id", "since_at", take.owner == Some(other))?;
    one.all_else()?;
    let customer = one.rows.table("customer")?;
    one.rows.delete(&customer, &vec![json!(other)])?;
    Ok(id)
}

/// One merge under way.
struct One<'a> {
    rows: Recording<'a>,
    keep: i64,
    other: i64,
    take: &'a Choice,
}

fn columns(pairs: &[(&str, Value)]) -> Columns {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

fn text<'a>(row: &'a Columns, column: &str) -> &'a str {
    row.get(column).and_then(Value::as_str).unwrap_or_default()
}

fn number(row: &Columns, column: &str) -> i64 {
    row.get(column).and_then(Value::as_i64).unwrap_or_default()
}

impl One<'_> {
    fn row(&self, table: &Table, key: &Key) -> Result<Option<Columns>> {
        read(self.rows.tx, table, key)
    }

    /// Moves the rows of a table to who is kept.
    fn follow(&mut self, table: &Table, column: &str) -> Result<()> {
        let moved = columns(&[(column, json!(self.keep))]);
        for key in self.rows.keys(table, column, self.other)? {
            if table.has_rowid || !table.key.iter().any(|part| part == column) {
                self.rows.update(table, &key, &moved)?;
                continue;
            }
            // The customer is part of the key: another row, unless who is kept has that one already.
            let Some(mut row) = self.row(table, &key)? else { continue };
            row.insert(column.to_owned(), json!(self.keep));
            self.rows.delete(table, &key)?;
            let there = super::recording::key_of(table, &row);
            if self.row(table, &there)?.is_none() {
                self.rows.insert(table, &row)?;
            }
        }
        Ok(())
    }

    fn customer(&mut self) -> Result<()> {
        let table = self.rows.table("customer")?;
        let Some(theirs) = self.row(&table, &vec![json!(self.other)])? else { return Ok(()) };
        let mut new = Columns::new();
        for (column, chosen) in [("name", self.take.name), ("kind", self.take.kind)] {
            if chosen == Some(self.other) {
                new.insert(column.to_owned(), theirs.get(column).cloned().unwrap_or(Value::Null));
            }
        }
        self.rows.update(&table, &vec![json!(self.keep)], &new)
    }

    /// Notes are joined; birthday, reading, cadence, place and hours are of who has them.
    fn detail(&mut self) -> Result<()> {
        let table = self.rows.table("customer_detail")?;
        let (keep, other) = (vec![json!(self.keep)], vec![json!(self.other)]);
        let Some(theirs) = self.row(&table, &other)? else { return Ok(()) };
        self.rows.delete(&table, &other)?;
        let Some(ours) = self.row(&table, &keep)? else {
            let mut row = theirs.clone();
            row.insert("customer_id".to_owned(), json!(self.keep));
            if self.take.name != Some(self.other) {
                row.insert("reading".to_owned(), json!(""));
            }
            return self.rows.insert(&table, &row);
        };
        let mut new = Columns::new();
        new.insert("note".to_owned(), json!(joined(text(&ours, "note"), text(&theirs, "note"))?));
        let takes_birthday = match self.take.birthday {
            Some(chosen) => chosen == self.other,
            None => text(&ours, "birthday_calendar").is_empty(),
        };
        for (column, value) in &theirs {
            let takes = (column.starts_with("place_") && text(&ours, "place_precision").is_empty())
                || (column.starts_with("open_") && number(&ours, "open_until") == 0)
                || (column == "cadence_days" && number(&ours, "cadence_days") == 0)
                || column.starts_with("birthday_") && takes_birthday && !text(&theirs, "birthday_calendar").is_empty()
                || column == "reading" && self.take.name == Some(self.other);
            if takes {
                new.insert(column.clone(), value.clone());
            }
        }
        self.rows.update(&table, &keep, &new)
    }

    /// A contact of the same name is one: role and note are filled up, what is theirs follows.
    fn contacts(&mut self) -> Result<()> {
        let table = self.rows.table("contact")?;
        let behind: i64 = self
            .rows
            .tx
            .value("SELECT coalesce(max(position) + 1, 0) FROM contact WHERE customer_id = ?1", [self.keep])?;
        for key in self.rows.keys(&table, "customer_id", self.other)? {
            let Some(theirs) = self.row(&table, &key)? else { continue };
            let id = theirs.get("id").and_then(Value::as_i64).unwrap_or_default();
            let twin: Option<i64> = self.rows.tx.first(
                "SELECT id FROM contact WHERE customer_id = ?1 AND name = ?2 AND trashed_at = 0 ORDER BY position, id LIMIT 1",
                params![self.keep, text(&theirs, "name")],
                |row| row.get(0),
            )?;
            let is_alive = theirs.get("trashed_at") == Some(&json!(0));
            let Some(twin) = twin.filter(|_| is_alive) else {
                let position = theirs.get("position").and_then(Value::as_i64).unwrap_or_default() + behind;
                let moved = columns(&[("customer_id", json!(self.keep)), ("position", json!(position))]);
                self.rows.update(&table, &key, &moved)?;
                continue;
            };
            let twin_key = vec![json!(twin)];
            let ours = self.row(&table, &twin_key)?.unwrap_or_default();
            let mut new = columns(&[("note", json!(joined(text(&ours, "note"), text(&theirs, "note"))?))]);
            if text(&ours, "role").is_empty() {
                new.insert("role".to_owned(), json!(text(&theirs, "role")));
            }
            self.rows.update(&table, &twin_key, &new)?;
            self.refer("contact", id, twin)?;
            self.rows.delete(&table, &key)?;
        }
        Ok(())
    }

    /// All that refers to one row refers to another from now on.
    fn refer(&mut self, to: &str, from: i64, instead: i64) -> Result<()> {
        for table in self.rows.tables.clone() {
            for column in references(self.rows.tx, &table.name, to)? {
                for key in self.rows.keys(&table, &column, from)? {
                    self.rows.update(&table, &key, &columns(&[(&column, json!(instead))]))?;
                }
            }
        }
        Ok(())
    }

    /// The same phone twice is one; its label is kept if the other has none.
    fn points(&mut self) -> Result<()> {
        let table = self.rows.table("contact_point")?;
        let behind: i64 = self
            .rows
            .tx
            .value("SELECT coalesce(max(position) + 1, 0) FROM contact_point WHERE customer_id = ?1", [self.keep])?;
        for key in self.rows.keys(&table, "customer_id", self.other)? {
            let Some(theirs) = self.row(&table, &key)? else { continue };
            let twin: Option<(i64, String)> = self.rows.tx.first(
                "SELECT id, label FROM contact_point WHERE customer_id = ?1 AND kind = ?2 AND value = ?3 AND trashed_at = 0
                 AND (contact_id IS ?4 OR contact_id IS NULL OR ?4 IS NULL) ORDER BY position, id LIMIT 1",
                params![
                    self.keep,
                    text(&theirs, "kind"),
                    text(&theirs, "value"),
                    theirs.get("contact_id").and_then(Value::as_i64)
                ],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            let is_alive = theirs.get("trashed_at") == Some(&json!(0));
            match twin.filter(|_| is_alive) {
                Some((twin, label)) => {
                    let mut new = Columns::new();
                    if label.is_empty() {
                        new.insert("label".to_owned(), json!(text(&theirs, "label")));
                    }
                    let own = self.row(&table, &vec![json!(twin)])?.unwrap_or_default();
                    if own.get("contact_id").is_none_or(Value::is_null) {
                        new.insert("contact_id".to_owned(), theirs.get("contact_id").cloned().unwrap_or(Value::Null));
                    }
                    self.rows.update(&table, &vec![json!(twin)], &new)?;
                    self.rows.delete(&table, &key)?;
                }
                None => {
                    let position = theirs.get("position").and_then(Value::as_i64).unwrap_or_default() + behind;
                    let moved = columns(&[("customer_id", json!(self.keep)), ("position", json!(position))]);
                    self.rows.update(&table, &key, &moved)?;
                }
            }
        }
        Ok(())
    }

    /// All tags of both; of a group in which one has only one, the one of who is kept.
    fn tags(&mut self) -> Result<()> {
        let table = self.rows.table("customer_tag")?;
        for key in self.rows.keys(&table, "customer_id", self.other)? {
            let Some(mut row) = self.row(&table, &key)? else { continue };
            let tag = row.get("tag_id").and_then(Value::as_i64).unwrap_or_default();
            self.rows.delete(&table, &key)?;
            let has: bool = self.rows.tx.value(
                "SELECT EXISTS (SELECT 1 FROM customer_tag WHERE customer_id = ?2 AND (tag_id = ?1 OR tag_id IN (
                   SELECT twin.id FROM tag AS mine JOIN tag_group AS g ON g.id = mine.group_id AND g.exclusive = 1 AND g.trashed_at = 0
                   JOIN tag AS twin ON twin.group_id = g.id WHERE mine.id = ?1)))",
                params![tag, self.keep],
            )?;
            if !has {
                row.insert("customer_id".to_owned(), json!(self.keep));
                self.rows.insert(&table, &row)?;
            }
        }
        Ok(())
    }

    /// Values of fields; of several choices all of both.
    fn values(&mut self) -> Result<()> {
        let table = self.rows.table("customer_value")?;
        let theirs = self.rows.keys(&table, "customer_id", self.other)?;
        let mut cleared: Vec<i64> = Vec::new();
        for key in theirs {
            let Some(mut row) = self.row(&table, &key)? else { continue };
            self.rows.delete(&table, &key)?;
            let field = row.get("field_id").and_then(Value::as_i64).unwrap_or_default();
            let ours = self.own_values(&table, field)?;
            let is_multi: bool = self
                .rows
                .tx
                .value("SELECT EXISTS (SELECT 1 FROM field WHERE id = ?1 AND type = 'multi_choice')", [field])?;
            if self.take.takes_field(field, self.other) && !cleared.contains(&field) {
                cleared.push(field);
                for key in &ours {
                    self.rows.delete(&table, key)?;
                }
            }
            row.insert("customer_id".to_owned(), json!(self.keep));
            let there = super::recording::key_of(&table, &row);
            let is_free = self.row(&table, &there)?.is_none();
            if is_free && (ours.is_empty() || is_multi || cleared.contains(&field)) {
                self.rows.insert(&table, &row)?;
            }
        }
        Ok(())
    }

    fn own_values(&self, table: &Table, field: i64) -> Result<Vec<Key>> {
        let all = self.rows.keys(table, "customer_id", self.keep)?;
        let place = table.key.iter().position(|column| column == "field_id").unwrap_or(0);
        Ok(all.into_iter().filter(|key| key.get(place) == Some(&json!(field))).collect())
    }

    /// Stages and owners have a history: who is kept goes on with theirs, and enters the other's stage if it is chosen or
    /// they were in none.
    fn dated(&mut self, name: &str, column: &str, moment: &str, is_chosen: bool) -> Result<()> {
        let table = self.rows.table(name)?;
        let now = |customer: i64| -> Result<Option<i64>> {
            self.rows.tx.first(
                &format!("SELECT {column} FROM {name} WHERE customer_id = ?1 ORDER BY {moment} DESC, id DESC LIMIT 1"),
                [customer],
                |row| row.get(0),
            )
        };
        let (ours, theirs) = (now(self.keep)?, now(self.other)?);
        for key in self.rows.keys(&table, "customer_id", self.other)? {
            self.rows.delete(&table, &key)?;
        }
        if let Some(theirs) = theirs.filter(|theirs| ours.is_none() || is_chosen && ours != Some(*theirs)) {
            let entry = columns(&[
                ("customer_id", json!(self.keep)),
                (column, json!(theirs)),
                (moment, json!(self.rows.tx.now())),
            ]);
            self.rows.insert(&table, &entry)?;
        }
        Ok(())
    }

    /// Visits, follow-ups, earlier merges, who was told apart, and whatever else there will be.
    fn all_else(&mut self) -> Result<()> {
        for table in self.rows.tables.clone() {
            if BY_RULE.contains(&table.name.as_str()) {
                continue;
            }
            let columns = references(self.rows.tx, &table.name, "customer")?;
            if table.name == "told_apart" {
                self.apart(&table)?;
                continue;
            }
            for column in columns {
                self.follow(&table, &column)?;
            }
        }
        Ok(())
    }

    /// Who is not the same as one of both is not the same as the one that is left; the smaller id first.
    fn apart(&mut self, table: &Table) -> Result<()> {
        let mut keys = self.rows.keys(table, "customer_id", self.other)?;
        keys.extend(self.rows.keys(table, "other_id", self.other)?);
        for key in keys {
            let Some(mut row) = self.row(table, &key)? else { continue };
            self.rows.delete(table, &key)?;
            let ids: Vec<i64> = ["customer_id", "other_id"]
                .iter()
                .filter_map(|column| row.get(*column).and_then(Value::as_i64))
                .filter(|id| *id != self.other)
                .collect();
            let Some(third) = ids.first().copied().filter(|third| *third != self.keep) else { continue };
            row.insert("customer_id".to_owned(), json!(third.min(self.keep)));
            row.insert("other_id".to_owned(), json!(third.max(self.keep)));
            if self.row(table, &super::recording::key_of(table, &row))?.is_none() {
                self.rows.insert(table, &row)?;
            }
        }
        Ok(())
    }
}

/// Two notes as one; what is the same is there once.
fn joined(ours: &str, theirs: &str) -> Result<String> {
    let both = match (ours.trim(), theirs.trim()) {
        (_, "") => ours.to_owned(),
        ("", _) => theirs.to_owned(),
        (mine, other) if mine.contains(other) => ours.to_owned(),
        _ => format!("{ours}{BETWEEN}{theirs}"),
    };
    if both.chars().count() > TEXT_LIMIT {
        return Err(Error::too_long("note", TEXT_LIMIT));
    }
    Ok(both)
}
