//! What customers' rows refer to and is not theirs: tags, stages, fields and the like, found here or made.

use rusqlite::params_from_iter;
use serde_json::{Value, json};

use super::Fetch;
use crate::book::rows::{Columns, insert, read, to_sql};
use crate::book::schema::Table;
use crate::book::sql::Sql;
use crate::error::Result;

impl Fetch<'_> {
    /// The value of a choice is the id of an option.
    pub(super) fn options(&mut self, table: &Table, row: &mut Columns) -> Result<()> {
        if !matches!(table.name.as_str(), "customer_value" | "visit_value") {
            return Ok(());
        }
        let field = row.get("field_id").and_then(Value::as_i64).unwrap_or_default();
        let kind: Option<String> =
            self.there.first("SELECT type FROM field WHERE id = ?1", [field], |row| row.get(0))?;
        if matches!(kind.as_deref(), Some("choice" | "multi_choice")) {
            for column in ["number", "item"] {
                let option = row.get(column).and_then(Value::as_i64).filter(|id| *id > 0);
                if let Some(here) = option.map(|id| self.here("field_option", id)).transpose()?.flatten() {
                    row.insert(column.to_owned(), json!(here));
                }
            }
        }
        Ok(())
    }

    /// What a row of the backup is here: by the uid it has, then by its name; what lists name is made if it is nowhere.
    pub(super) fn here(&mut self, table: &str, id: i64) -> Result<Option<i64>> {
        if let Some(Some(known)) = self.ids.get(&(table.to_owned(), id)) {
            return Ok(Some(*known));
        }
        let of = self.table(table)?;
        let Some(row) = read(self.there, &of, &vec![json!(id)])? else { return Ok(None) };
        let here = self.like(&of, &row)?;
        let is_list = !self.rows.iter().any(|(name, _)| name == table);
        let here = if here.is_none() && is_list { Some(self.list_row(&of, row)?) } else { here };
        self.ids.insert((table.to_owned(), id), here);
        Ok(here)
    }

    fn like(&self, table: &Table, row: &Columns) -> Result<Option<i64>> {
        let name = &table.name;
        let by_uid: Option<i64> = match row.get("uid").and_then(Value::as_str) {
            Some(uid) => self.tx.first(&format!("SELECT id FROM {name} WHERE uid = ?1"), [uid], |row| row.get(0))?,
            None => None,
        };
        let same: &[&str] = match name.as_str() {
            "tag" | "tag_group" | "stage" | "owner" | "visit_kind" => &["name"],
            "field" => &["label", "record", "type"],
            "field_option" => &["label", "field_id"],
            _ => return Ok(by_uid),
        };
        if by_uid.is_some() {
            return Ok(by_uid);
        }
        let conditions: Vec<String> =
            same.iter().enumerate().map(|(place, column)| format!("{column} = ?{}", place + 1)).collect();
        let values = same.iter().map(|column| to_sql(row.get(*column).unwrap_or(&Value::Null)));
        self.tx.first(
            &format!("SELECT id FROM {name} WHERE {} AND trashed_at = 0 LIMIT 1", conditions.join(" AND ")),
            params_from_iter(values),
            |row| row.get(0),
        )
    }

    /// A row of a list as the backup has it, behind those that are here.
    fn list_row(&mut self, table: &Table, mut row: Columns) -> Result<i64> {
        row.remove("id");
        if table.columns.iter().any(|column| column == "trashed_at") {
            row.insert("trashed_at".to_owned(), json!(0));
        }
        for (column, parent) in [("group_id", "tag_group"), ("field_id", "field")] {
            if let Some(id) = row.get(column).and_then(Value::as_i64) {
                let here = self.here(parent, id)?;
                row.insert(column.to_owned(), json!(here));
            }
        }
        // Whether it is shown may depend on what is not here.
        for column in ["shown_if_field", "shown_if_number", "shown_if_text"] {
            if row.contains_key(column) {
                row.insert(column.to_owned(), Value::Null);
            }
        }
        if row.get("is_me").is_some() {
            row.insert("is_me".to_owned(), json!(0));
        }
        insert(self.tx, table, &row)?;
        let id = self.tx.last_insert_rowid();
        self.done.rows += 1;
        Ok(id)
    }
}
