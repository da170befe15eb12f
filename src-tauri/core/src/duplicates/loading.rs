//! Customers as they stand in the book, and as profiles.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::profiles::Profile;
use crate::book::sql::Sql;
use crate::error::Result;
use crate::values::birthdays::{Birthday, Calendar};

/// A customer as the book has it: what is read quickly, before it is taken apart.
#[derive(Debug, Default)]
pub struct Raw {
    id: i64,
    is_company: bool,
    name: String,
    birthday: Option<Birthday>,
    contacts: Vec<String>,
    /// Kind and value.
    points: Vec<(String, String)>,
    fields: Vec<(i64, String)>,
}

impl Raw {
    /// What may show who it is.
    pub fn profile(self) -> Profile {
        let own = Profile {
            id: self.id,
            is_company: self.is_company,
            birthday: self.birthday,
            fields: self.fields,
            ..Profile::default()
        };
        let mut own = own.named(&self.name);
        self.contacts.iter().for_each(|name| own.add_contact(name));
        self.points.iter().for_each(|(kind, value)| own.add_point(kind, value));
        own
    }
}

/// The customers with ids from one to another who are not in the trash, by id; with what these fields hold. Uses: primary keys
/// and `…_by_customer` indexes.
pub fn read(conn: &Connection, from: i64, to: i64, fields: &[i64]) -> Result<Vec<Raw>> {
    let mut found = conn.all(
        "SELECT c.id, c.kind, c.name, d.birthday_calendar, d.birthday_year, d.birthday_month, d.birthday_day, d.birthday_leap
         FROM customer AS c LEFT JOIN customer_detail AS d ON d.customer_id = c.id
         WHERE c.id BETWEEN ?1 AND ?2 AND c.trashed_at = 0 ORDER BY c.id",
        params![from, to],
        |row| {
            let calendar: Option<String> = row.get(3)?;
            let birthday = match calendar.as_deref() {
                Some("solar") => Some(Calendar::Solar),
                Some("lunar") => Some(Calendar::Lunar),
                _ => None,
            };
            let year = |place| -> rusqlite::Result<Option<i32>> { Ok(Some(row.get(place)?).filter(|year| *year != 0)) };
            let birthday = match birthday {
                Some(calendar) => Some(Birthday {
                    calendar,
                    year: year(4)?,
                    month: row.get(5)?,
                    day: row.get(6)?,
                    leap_month: row.get(7)?,
                }),
                None => None,
            };
            let is_company = row.get_ref(1)?.as_str()? == "company";
            Ok(Raw { id: row.get(0)?, is_company, name: row.get(2)?, birthday, ..Raw::default() })
        },
    )?;
    let places: HashMap<i64, usize> = found.iter().enumerate().map(|(place, raw)| (raw.id, place)).collect();
    let mut of = |customer: i64, each: &mut dyn FnMut(&mut Raw)| {
        if let Some(raw) = places.get(&customer).and_then(|place| found.get_mut(*place)) {
            each(raw);
        }
    };
    let mut statement = conn.prepare_cached(
        "SELECT customer_id, name FROM contact WHERE customer_id BETWEEN ?1 AND ?2 AND trashed_at = 0 ORDER BY customer_id, position, id",
    )?;
    let mut rows = statement.query(params![from, to])?;
    while let Some(row) = rows.next()? {
        let name = row.get_ref(1)?.as_str().unwrap_or_default();
        of(row.get(0)?, &mut |raw| raw.contacts.push(name.to_owned()));
    }
    let mut statement = conn.prepare_cached(
        "SELECT customer_id, kind, value FROM contact_point WHERE customer_id BETWEEN ?1 AND ?2 AND trashed_at = 0
         ORDER BY customer_id, position, id",
    )?;
    let mut rows = statement.query(params![from, to])?;
    while let Some(row) = rows.next()? {
        let text = |place| -> rusqlite::Result<&str> { Ok(row.get_ref(place)?.as_str().unwrap_or_default()) };
        let (kind, value) = (text(1)?, text(2)?);
        of(row.get(0)?, &mut |raw| raw.points.push((kind.to_owned(), value.to_owned())));
    }
    for field in fields {
        let mut statement = conn.prepare_cached(
            "SELECT customer_id, coalesce(text, number) FROM customer_value
             WHERE customer_id BETWEEN ?1 AND ?2 AND field_id = ?3 AND item = 0",
        )?;
        let mut rows = statement.query(params![from, to, field])?;
        while let Some(row) = rows.next()? {
            let value = match row.get::<_, rusqlite::types::Value>(1)? {
                rusqlite::types::Value::Text(text) => super::names::folded(&text).replace(' ', ""),
                rusqlite::types::Value::Integer(number) => number.to_string(),
                _ => continue,
            };
            if !value.is_empty() {
                of(row.get(0)?, &mut |raw| raw.fields.push((*field, value.clone())));
            }
        }
    }
    Ok(found)
}

/// The profile of one customer, if they are there and not in the trash.
pub fn profile(conn: &Connection, id: i64, fields: &[i64]) -> Result<Option<Profile>> {
    Ok(read(conn, id, id, fields)?.pop().map(Raw::profile))
}
