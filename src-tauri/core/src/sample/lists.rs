//! The lists that sample customers need: tags, stages, owners, kinds of visits, fields. What the book has is used again.

use std::collections::HashMap;

use rusqlite::params;

use super::Speech;
use crate::book::sql::Sql;
use crate::book::{Tx, settings};
use crate::error::Result;
use crate::fields::{self, FieldType};
use crate::{owners, tags, visit_kinds};

/// Tags in Chinese and English, with colours.
const TAGS: &[(&str, &str, &str)] = &[
    ("重点", "Key account", "red"),
    ("经销商", "Dealer", "indigo"),
    ("零售", "Retail", "blue"),
    ("老客户", "Regular", "green"),
    ("新客户", "New", "cyan"),
    ("批发", "Wholesale", "violet"),
    ("种植", "Grower", "lime"),
    ("养殖", "Livestock", "yellow"),
    ("餐饮", "Catering", "orange"),
    ("价格敏感", "Price-sensitive", "gray"),
    ("欠款", "Owes money", "pink"),
    ("转介绍", "Referral", "teal"),
];
const COLLEAGUES: &[(&str, &str)] = &[("小林", "Grace"), ("老周", "Tom")];
const GRADES: &[&str] = &["A", "B", "C"];

/// Ids of all that sample customers refer to.
pub(super) struct Lists {
    pub tags: Vec<i64>,
    /// Stages of the book in order; may be none.
    pub stages: Vec<i64>,
    /// Oneself first.
    pub owners: Vec<i64>,
    pub kinds: HashMap<&'static str, i64>,
    pub other_kind: i64,
    pub line: i64,
    pub cycle: i64,
    pub yearly: i64,
    pub grade: i64,
    /// Options of the grade.
    pub grades: Vec<i64>,
    pub first_deal: i64,
    /// Minor units of the book's currency in one.
    pub minor: i64,
}

impl Lists {
    /// Looks the lists up and makes what is missing, in the book's language.
    pub(super) fn prepare(tx: &Tx<'_>, language: Speech) -> Result<Self> {
        let word = |chinese: &'static str, english: &'static str| match language {
            Speech::Chinese => chinese,
            Speech::English => english,
        };
        let mut tag_ids = Vec::new();
        for (chinese, english, color) in TAGS {
            let name = word(chinese, english);
            let found = tags::find(tx, name)?;
            let id = tags::named(tx, name)?;
            if found.is_none() {
                tx.run("UPDATE tag SET color = ?2 WHERE id = ?1", params![id, color])?;
            }
            tag_ids.push(id);
        }
        let mut owner_ids = vec![owners::me(tx)?];
        for (chinese, english) in COLLEAGUES {
            owner_ids.push(owners::named(tx, word(chinese, english))?);
        }
        let mut kinds = HashMap::new();
        for code in ["on_site", "in_shop", "phone", "message", "email", "delivery"] {
            if let Ok(id) = visit_kinds::named(tx, Some(code)) {
                kinds.insert(code, id);
            }
        }
        let grade = field(tx, word("等级", "Grade"), FieldType::Choice, "")?;
        Ok(Self {
            tags: tag_ids,
            stages: tx.all("SELECT id FROM stage WHERE trashed_at = 0 ORDER BY position, id", [], |row| row.get(0))?,
            owners: owner_ids,
            kinds,
            other_kind: visit_kinds::named(tx, Some("other")).or_else(|_| visit_kinds::named(tx, None))?,
            line: field(tx, word("主营", "Main line"), FieldType::Text, "")?,
            cycle: field(tx, word("进货周期", "Order cycle"), FieldType::Number, word("天", "days"))?,
            yearly: field(tx, word("年采购额", "Yearly purchases"), FieldType::Money, "")?,
            grade,
            grades: GRADES.iter().map(|label| fields::add_option(tx, grade, label)).collect::<Result<_>>()?,
            first_deal: field(tx, word("首次成交", "First deal"), FieldType::Date, "")?,
            minor: 10_i64.pow(u32::from(settings::get(tx)?.currency_exponent.min(6))),
        })
    }
}

/// The field with this label and type; beside one of another type it gets a label of its own.
fn field(tx: &Tx<'_>, label: &str, field_type: FieldType, unit: &str) -> Result<i64> {
    let mut free = label.to_owned();
    for number in 2..100 {
        match fields::labelled(tx, &free)? {
            Some((id, kind)) if kind == field_type => return Ok(id),
            Some(_) => free = format!("{label} {number}"),
            None => break,
        }
    }
    fields::insert(tx, "customer", &free, field_type, unit)
}
