//! Settings that belong to the book and travel with it.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::sql::Sql;
use super::{Reader, Tx};
use crate::assistants::{AssistantAccess, SHOWN_AT_FIRST, checked_shows};
use crate::checks::{checked_line, checked_text, present};
use crate::error::{Error, Result};
use crate::openings::{self, ClosedDays, OpenSpan};
use crate::retention::MOST_YEARS;

/// What is in the trash goes for good after so many days, unless told.
const TRASH_DAYS: &str = "30";
/// And at most after so many.
const MOST_TRASH_DAYS: u32 = 3_650;
/// What a day is like unless told.
const DAY_FROM: &str = "08:00";
const VISIT_MINUTES: &str = "30";
const TRAVEL_SPEED: &str = "40";
/// So many minutes before what has a time it is reminded of it, unless told.
const REMIND_BEFORE: &str = "15";
/// And at most so many.
const MOST_BEFORE: u32 = 1_440;

/// The book's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BookSettings {
    /// ISO 3166 code of the country whose phone numbers are written without a country code: `CN`, `TW`, `DE` …
    pub home_country: String,
    /// ISO 4217 code of amounts without a currency.
    pub currency: String,
    /// Digits of the currency's minor unit: 2 for CNY, 0 for JPY.
    pub currency_exponent: u8,
    /// `monday` or `sunday`.
    pub week_start: String,
    /// Days after which what is in the trash goes for good; 0 for never.
    pub trash_days: u32,
    /// Whom nobody has visited for so many years is proposed for erasing; 0 for nobody.
    pub retention_years: u32,
    /// Where a day's way begins and ends: coordinates, a link of a map, or a town; empty for nowhere.
    pub day_place: String,
    /// When a day's visits begin, `HH:MM`.
    pub day_from: String,
    /// How long a visit takes, in minutes.
    pub visit_minutes: u32,
    /// How quickly one gets about, in kilometres an hour.
    pub travel_speed: u32,
    /// So many minutes before what is planned at a time it is reminded of it, unless something else is said; null for never.
    pub remind_before: Option<u32>,
    /// When one is open, for each day of the week that was said; none at all: nothing is said.
    pub open_hours: Vec<OpenSpan>,
    /// Days on which one is closed.
    pub closed_days: Vec<ClosedDays>,
    /// One is closed on public holidays, and open on the days that are worked for them.
    pub keeps_holidays: bool,
    /// What the user calls one customer (业主, student …); empty for just that.
    pub customer: String,
    /// What the user calls several of them; empty for just that.
    pub customers: String,
    /// What a program that helps the user on this machine may do.
    pub assistant: AssistantAccess,
    /// What it is shown of a customer: words of [`assistants::CAN_SHOW`], and `field:ID`.
    pub assistant_shows: Vec<String>,
}

/// Changes some settings.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EditSettings {
    /// See [`BookSettings`].
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub home_country: Option<String>,
    /// See [`BookSettings`].
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub currency: Option<String>,
    /// See [`BookSettings`].
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub week_start: Option<String>,
    /// See [`BookSettings`]; at most 3,650.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub trash_days: Option<u32>,
    /// See [`BookSettings`]; at most 100.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub retention_years: Option<u32>,
    /// See [`BookSettings`]; may be empty.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub day_place: Option<String>,
    /// See [`BookSettings`].
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub day_from: Option<String>,
    /// See [`BookSettings`]; 1 to 600.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub visit_minutes: Option<u32>,
    /// See [`BookSettings`]; 1 to 200.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub travel_speed: Option<u32>,
    /// See [`BookSettings`]; at most 1,440.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<u32>", optional = nullable))]
    pub remind_before: Option<Option<u32>>,
    /// See [`BookSettings`]; at most four spans a day.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub open_hours: Option<Vec<OpenSpan>>,
    /// See [`BookSettings`]; at most 200.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub closed_days: Option<Vec<ClosedDays>>,
    /// See [`BookSettings`].
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub keeps_holidays: Option<bool>,
    /// See [`BookSettings`]; may be empty.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub customer: Option<String>,
    /// See [`BookSettings`]; may be empty.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub customers: Option<String>,
    /// See [`BookSettings`].
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub assistant: Option<AssistantAccess>,
    /// See [`BookSettings`].
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub assistant_shows: Option<Vec<String>>,
}

fn setting(conn: &Connection, key: &str, default: &str) -> Result<String> {
    let found = conn.first("SELECT value FROM book_setting WHERE key = ?1", [key], |row| row.get(0))?;
    Ok(found.unwrap_or_else(|| default.to_owned()))
}

/// A list that is kept as JSON; what cannot be read is none.
fn list<T: serde::de::DeserializeOwned>(conn: &Connection, key: &str) -> Result<Vec<T>> {
    Ok(serde_json::from_str(&setting(conn, key, "[]")?).unwrap_or_default())
}

/// What the book keeps for itself under a key; empty if nothing.
///
/// # Errors
/// Those of the database.
pub(crate) fn note_of(conn: &Connection, key: &str) -> Result<String> {
    setting(conn, key, "")
}

/// Keeps something under a key; nothing if it is empty.
///
/// # Errors
/// Those of the database.
pub(crate) fn put_note(tx: &Tx<'_>, key: &str, value: &str) -> Result<()> {
    if value.is_empty() {
        tx.run("DELETE FROM book_setting WHERE key = ?1", [key])?;
        return Ok(());
    }
    if note_of(tx, key)? == value { Ok(()) } else { put(tx, key, value) }
}

/// The settings of a book.
///
/// # Errors
/// Those of the database.
pub fn get(conn: &Connection) -> Result<BookSettings> {
    Ok(BookSettings {
        home_country: setting(conn, "home_country", "CN")?,
        currency: setting(conn, "currency", "CNY")?,
        currency_exponent: setting(conn, "currency_exponent", "2")?.parse().unwrap_or(2),
        week_start: setting(conn, "week_start", "monday")?,
        trash_days: setting(conn, "trash_days", TRASH_DAYS)?.parse().unwrap_or(0),
        retention_years: setting(conn, "retention_years", "0")?.parse().unwrap_or(0),
        day_place: setting(conn, "day_place", "")?,
        day_from: setting(conn, "day_from", DAY_FROM)?,
        visit_minutes: setting(conn, "visit_minutes", VISIT_MINUTES)?.parse().unwrap_or(30),
        travel_speed: setting(conn, "travel_speed", TRAVEL_SPEED)?.parse().unwrap_or(40),
        remind_before: remind_before(conn)?,
        open_hours: list(conn, "open_hours")?,
        closed_days: list(conn, "closed_days")?,
        keeps_holidays: setting(conn, "keeps_holidays", "")? == "yes",
        customer: setting(conn, "customer", "")?,
        customers: setting(conn, "customers", "")?,
        assistant: serde_json::from_value(setting(conn, "assistant", "off")?.into()).unwrap_or_default(),
        assistant_shows: serde_json::from_str(&setting(conn, "assistant_shows", "")?)
            .unwrap_or_else(|_| SHOWN_AT_FIRST.map(str::to_owned).to_vec()),
    })
}

/// So many minutes before what is planned at a time it is reminded of it.
///
/// # Errors
/// Those of the database.
pub(crate) fn remind_before(conn: &Connection) -> Result<Option<u32>> {
    Ok(setting(conn, "remind_before", REMIND_BEFORE)?.parse().ok())
}

impl BookSettings {
    /// When a day's visits begin, in minutes of the day.
    #[must_use]
    pub fn leave(&self) -> u32 {
        use chrono::Timelike;
        let time = chrono::NaiveTime::parse_from_str(&self.day_from, "%H:%M");
        time.map_or(480, |time| time.hour() * 60 + time.minute())
    }
}

/// The settings of a book, for a screen.
///
/// # Errors
/// Those of the database.
pub fn show(reader: &Reader<'_>) -> Result<BookSettings> {
    get(reader)
}

/// Changes the settings that are given.
///
/// # Errors
/// `invalid` for a code that is none; a country without a numbering plan is none here.
pub fn edit(tx: &Tx<'_>, req: &EditSettings) -> Result<()> {
    let code = |text: &str, length: usize| text.len() == length && text.bytes().all(|b| b.is_ascii_uppercase());
    if let Some(country) = &req.home_country {
        if !code(country, 2) || country.parse::<phonenumber::country::Id>().is_err() {
            return Err(Error::invalid("home_country", "not_a_country"));
        }
        put(tx, "home_country", country)?;
    }
    if let Some(currency) = &req.currency {
        if !code(currency, 3) {
            return Err(Error::invalid("currency", "not_a_currency"));
        }
        put(tx, "currency", currency)?;
        put(tx, "currency_exponent", if matches!(currency.as_str(), "JPY" | "KRW" | "VND") { "0" } else { "2" })?;
    }
    if let Some(start) = &req.week_start {
        if !matches!(start.as_str(), "monday" | "sunday") {
            return Err(Error::invalid("week_start", "not_a_day"));
        }
        put(tx, "week_start", start)?;
    }
    if let Some(days) = req.trash_days {
        if days > MOST_TRASH_DAYS {
            return Err(Error::invalid("trash_days", "out_of_range"));
        }
        put(tx, "trash_days", &days.to_string())?;
    }
    if let Some(years) = req.retention_years {
        if years > MOST_YEARS {
            return Err(Error::invalid("retention_years", "out_of_range"));
        }
        put(tx, "retention_years", &years.to_string())?;
    }
    edit_day(tx, req)?;
    for (key, word) in [("customer", &req.customer), ("customers", &req.customers)] {
        if let Some(word) = word {
            put_word(tx, key, word)?;
        }
    }
    if let Some(access) = req.assistant {
        put(tx, "assistant", serde_json::to_value(access)?.as_str().unwrap_or("off"))?;
    }
    if let Some(shows) = &req.assistant_shows {
        put(tx, "assistant_shows", &serde_json::to_string(&checked_shows(tx, shows)?)?)?;
    }
    Ok(())
}

/// Changes how a day's way is reckoned.
fn edit_day(tx: &Tx<'_>, req: &EditSettings) -> Result<()> {
    if let Some(text) = &req.day_place {
        let text = checked_text("day_place", text)?;
        if !text.is_empty() {
            crate::customers::read_place(&text, &get(tx)?.home_country)?;
        }
        put(tx, "day_place", &text)?;
    }
    if let Some(from) = &req.day_from {
        let time = chrono::NaiveTime::parse_from_str(from.trim(), "%H:%M");
        let time = time.map_err(|_| Error::invalid("day_from", "not_a_time"))?;
        put(tx, "day_from", &time.format("%H:%M").to_string())?;
    }
    if let Some(hours) = &req.open_hours {
        put(tx, "open_hours", &serde_json::to_string(&openings::checked_hours(hours)?)?)?;
    }
    if let Some(days) = &req.closed_days {
        put(tx, "closed_days", &serde_json::to_string(&openings::checked_days(days)?)?)?;
    }
    if let Some(keeps) = req.keeps_holidays {
        put(tx, "keeps_holidays", if keeps { "yes" } else { "no" })?;
    }
    for (key, number, most) in [("visit_minutes", req.visit_minutes, 600), ("travel_speed", req.travel_speed, 200)] {
        if let Some(number) = number {
            if !(1..=most).contains(&number) {
                return Err(Error::invalid(key, "not_so_many"));
            }
            put(tx, key, &number.to_string())?;
        }
    }
    if let Some(minutes) = req.remind_before {
        if minutes.is_some_and(|minutes| minutes > MOST_BEFORE) {
            return Err(Error::invalid("remind_before", "not_so_many"));
        }
        put(tx, "remind_before", &minutes.map_or_else(|| "never".to_owned(), |minutes| minutes.to_string()))?;
    }
    Ok(())
}

/// The longest word for a customer, in characters: it stands on buttons.
pub(crate) const WORD_LIMIT: usize = 30;

fn put_word(tx: &Tx<'_>, key: &str, word: &str) -> Result<()> {
    let word = checked_line(key, word)?;
    if word.chars().count() > WORD_LIMIT {
        return Err(Error::too_long(key, WORD_LIMIT));
    }
    put(tx, key, &word)
}

/// Says what customers are called, unless the book says it already.
///
/// # Errors
/// `too_long`.
pub(crate) fn name_customers(tx: &Tx<'_>, one: &str, several: &str) -> Result<()> {
    let settings = get(tx)?;
    if settings.customer.is_empty() && settings.customers.is_empty() && !one.is_empty() {
        put_word(tx, "customer", one)?;
        put_word(tx, "customers", if several.is_empty() { one } else { several })?;
    }
    Ok(())
}

fn put(tx: &Tx<'_>, key: &str, value: &str) -> Result<()> {
    // Not `OR REPLACE`: that would delete and insert behind the journal's back.
    let changed = tx.run("UPDATE book_setting SET value = ?2 WHERE key = ?1", params![key, value])?;
    if changed == 0 {
        tx.run("INSERT INTO book_setting (key, value) VALUES (?1, ?2)", params![key, value])?;
    }
    Ok(())
}
