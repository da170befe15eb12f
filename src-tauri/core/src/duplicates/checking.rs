//! A look at one: who of the book may be the same as somebody who is being typed, or as a customer there is.

use std::collections::BTreeSet;

use pinyin::ToPinyin;
use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::everybody::Everybody;
use super::loading::profile;
use super::names::is_han;
use super::profiles::Profile;
use super::rarity::Sort;
use super::weights::{Agreement, Evidence, score};
use super::{Likely, are_apart, told};
use crate::book::sql::Sql;
use crate::book::{Reader, settings};
use crate::customers::{self, ById, CustomerKind};
use crate::error::{Error, Result};
use crate::values::{emails, phones};

/// Who has a phone, e-mail or WeChat id is counted up to so many,
const SHARERS_COUNTED: u32 = 200;
/// and compared up to so many.
const SHARERS_COMPARED: usize = 100;
/// So many are compared for their names, and so many of them for one way to find names.
const NAMED_ALIKE: (usize, u32) = (120, 60);
/// A name is counted no further.
const COUNTED: u32 = 5_000;
/// What is told while somebody types, if the name is another.
const LEAST: f64 = 0.1;
/// So many are told unless asked for more.
const LIMIT: u32 = 10;

/// Asks who may be the same as somebody who is being typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CheckDuplicates {
    /// The name so far.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub name: String,
    /// Person or company; by the name if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub kind: Option<CustomerKind>,
    /// Phones as they are written; those that cannot be read do not count.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>", optional))]
    pub phones: Vec<String>,
    /// E-mails.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>", optional))]
    pub emails: Vec<String>,
    /// WeChat ids.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>", optional))]
    pub wechats: Vec<String>,
    /// The address.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub address: String,
    /// The name of a contact.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub contact: String,
    /// At most so many; 10 unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub limit: Option<u32>,
}

/// Who may be the same as somebody who is being typed, the likeliest first. The same name is told however common it is.
///
/// # Errors
/// Those of the database.
pub fn check(reader: &Reader<'_>, req: &CheckDuplicates) -> Result<Vec<Likely>> {
    let home = settings::get(reader)?.home_country;
    let mut typed = Profile { is_company: req.kind == Some(CustomerKind::Company), ..Profile::default() };
    if !req.name.trim().is_empty() {
        typed = typed.named(req.name.trim());
    }
    for text in &req.phones {
        for phone in phones::split_phones(text, &home).read {
            typed.add_point("phone", &phone.value);
        }
    }
    for email in req.emails.iter().filter_map(|text| emails::parse_email(text)) {
        typed.add_point("email", &email.value);
    }
    for wechat in &req.wechats {
        typed.add_point("wechat", wechat);
    }
    typed.add_point("address", &req.address);
    if !req.contact.trim().is_empty() {
        typed.add_contact(&req.contact);
    }
    likely(reader, &typed, req.limit.unwrap_or(LIMIT))
}

/// Who may be the same as a customer there is, the likeliest first; those that were told apart are left out.
///
/// # Errors
/// `not_found`.
pub fn of_customer(reader: &Reader<'_>, req: &ById) -> Result<Vec<Likely>> {
    let own = profile(reader, req.id, &[])?.ok_or_else(|| Error::not_found("customer", req.id))?;
    likely(reader, &own, LIMIT)
}

fn likely(reader: &Reader<'_>, own: &Profile, limit: u32) -> Result<Vec<Likely>> {
    // About how many: ids are given in turn.
    let customers: u32 = reader.value("SELECT coalesce(max(id), 0) FROM customer", [])?;
    let mut all = Everybody::among(customers);
    let mut ids = BTreeSet::new();
    points(reader, own, &mut all, &mut ids)?;
    names(reader, own, &mut all, &mut ids)?;
    ids.remove(&own.id);
    let typed = all.push(own);
    let mut found = Vec::new();
    for id in ids {
        if own.id != 0 && are_apart(reader, own.id.min(id), own.id.max(id))? {
            continue;
        }
        let Some(other) = profile(reader, id, &[])? else { continue };
        let place = all.push(&other);
        let (Some(one), Some(other)) = (all.get(typed), all.get(place)) else { continue };
        let score = score(one, other, &all);
        let is_same_name =
            score.reasons.iter().any(|reason| reason.evidence == Evidence::Name && reason.agreement == Agreement::Same);
        if score.probability >= LEAST || is_same_name {
            found.push((id, score));
        }
    }
    found.sort_by(|a, b| b.1.probability.total_cmp(&a.1.probability).then(a.0.cmp(&b.0)));
    found.truncate(limit as usize);
    let mut likely = Vec::with_capacity(found.len());
    for (id, score) in found {
        likely.extend(customers::rows_of(reader, &[id])?.into_iter().map(|customer| Likely {
            customer,
            score: told(score.probability),
            reasons: score.reasons.clone(),
        }));
    }
    Ok(likely)
}

/// Those with the same phone, e-mail, WeChat id. Uses: contact_point_by_value.
fn points(reader: &Reader<'_>, own: &Profile, all: &mut Everybody, ids: &mut BTreeSet<i64>) -> Result<()> {
    let phones = own.phones.iter().map(|line| ("phone", &line.number));
    let others = own.emails.iter().map(|email| ("email", email)).chain(own.wechats.iter().map(|id| ("wechat", id)));
    for (kind, value) in phones.chain(others) {
        // Behind a phone may stand an extension.
        let found: Vec<i64> = reader.all(
            "SELECT customer_id FROM contact_point WHERE trashed_at = 0 AND kind = ?1 AND value = ?2
             UNION SELECT customer_id FROM contact_point
               WHERE trashed_at = 0 AND kind = ?1 AND value BETWEEN ?2 || ';' AND ?2 || ';~' LIMIT ?3",
            params![kind, value, SHARERS_COUNTED],
            |row| row.get(0),
        )?;
        all.note(Sort::Point, value, u32::try_from(found.len()).unwrap_or(0));
        ids.extend(found.into_iter().take(SHARERS_COMPARED));
    }
    Ok(())
}

/// Those with the same name, and those whose name is written or read alike. Uses: customer_by_exact_name, customer_fts.
fn names(reader: &Reader<'_>, own: &Profile, all: &mut Everybody, ids: &mut BTreeSet<i64>) -> Result<()> {
    if own.name.core.is_empty() {
        return Ok(());
    }
    let same: Vec<i64> = reader.all(
        "SELECT id FROM customer WHERE trashed_at = 0 AND name = ?1 LIMIT ?2",
        params![own.shown, COUNTED],
        |row| row.get(0),
    )?;
    all.note(Sort::Name, &own.name.core, u32::try_from(same.len()).unwrap_or(0));
    let most = ids.len() + NAMED_ALIKE.0;
    ids.extend(same.into_iter().take(NAMED_ALIKE.1 as usize));
    for word in own.name.words.iter().filter(|_| own.name.words.len() > 1) {
        let count: u32 = reader.value(
            "SELECT count(*) FROM (SELECT 1 FROM customer_fts WHERE customer_fts MATCH ?1 LIMIT ?2)",
            params![quoted(&word_token(word)), COUNTED],
        )?;
        all.note(Sort::Word, word, count);
    }
    for expression in expressions(own) {
        let found: Vec<i64> = reader.all(
            "SELECT rowid FROM customer_fts WHERE customer_fts MATCH ?1 LIMIT ?2",
            params![expression, NAMED_ALIKE.1],
            |row| row.get(0),
        )?;
        for id in found {
            if ids.len() < most {
                ids.insert(id);
            }
        }
    }
    Ok(())
}

fn quoted(token: &str) -> String {
    format!("\"{}\"", token.replace('"', ""))
}

fn all_of(tokens: &[String]) -> Option<String> {
    (!tokens.is_empty()).then(|| tokens.iter().map(|token| quoted(token)).collect::<Vec<_>>().join(" AND "))
}

/// The token under which search keeps a word; see `search::text`.
fn word_token(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    match letters.len() {
        0..=5 => format!("{word}."),
        _ => letters[..6].iter().collect(),
    }
}

/// What to ask the search index, the narrowest first.
fn expressions(own: &Profile) -> Vec<String> {
    let signs: Vec<char> = own.name.core.chars().collect();
    let mut asked = Vec::new();
    if own.name.is_chinese {
        let two = |from: &[char]| -> Vec<String> {
            from.windows(2).filter(|two| two.iter().all(|sign| is_han(*sign))).map(|two| two.iter().collect()).collect()
        };
        asked.extend(all_of(&two(&signs)));
        // Read alike: homophones.
        let syllables: Vec<String> = signs
            .iter()
            .filter_map(|sign| sign.to_pinyin())
            .map(|reading| format!("~{}", reading.plain().replace('ü', "v")))
            .collect();
        asked.extend(Some(syllables).filter(|syllables| syllables.len() > 1).and_then(|syllables| all_of(&syllables)));
        // One sign other: the head or the tail is right.
        if signs.len() >= 4 {
            asked.extend(all_of(&two(&signs[..3])));
            asked.extend(all_of(&two(&signs[signs.len() - 3..])));
        }
    } else {
        let words: Vec<String> = own.name.words.iter().map(|word| word_token(word)).collect();
        asked.extend(all_of(&words));
        // A name in pinyin, and words with a typo behind their beginning.
        if own.name.words.len() > 1 {
            asked.extend(all_of(&own.name.words.iter().map(|word| format!("~{word}")).collect::<Vec<_>>()));
            let heads = own.name.words.iter().map(|word| word.chars().take(2).collect::<String>());
            asked.extend(all_of(&heads.filter(|head| head.chars().count() == 2).collect::<Vec<_>>()));
        }
    }
    let mut seen = BTreeSet::new();
    asked.retain(|expression| seen.insert(expression.clone()));
    asked
}
