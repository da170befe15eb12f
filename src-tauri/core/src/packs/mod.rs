//! Packs: what a trade keeps about its customers, ready to be taken into a book. Those that come with the program are
//! in `assets/packs`, each in every language; a user's own set is saved and taken as the same kind of file.

mod reading;
mod saving;
mod taking;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::values::field_types::FieldType;

pub use reading::{MOST_BYTES, read};
pub use saving::save;
pub use taking::{Taken, take};

/// The packs that come with the program, in the order in which they are offered.
const SHIPPED: &[&str] = &[
    include_str!("../../../../assets/packs/decoration.json"),
    include_str!("../../../../assets/packs/tutoring.json"),
    include_str!("../../../../assets/packs/beauty.json"),
    include_str!("../../../../assets/packs/farm-supplies.json"),
    include_str!("../../../../assets/packs/forestry.json"),
    include_str!("../../../../assets/packs/retail.json"),
    include_str!("../../../../assets/packs/b2b.json"),
    include_str!("../../../../assets/packs/insurance.json"),
];

/// A pack in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pack {
    /// Its id: what it brings is known by it when it is taken again.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whom it is for, in a line; may be empty.
    pub about: String,
    /// What one customer is called, or empty.
    pub customer: String,
    /// What several are called, or empty.
    pub customers: String,
    pub(crate) fields: Vec<PackField>,
    pub(crate) groups: Vec<PackGroup>,
    pub(crate) stages: Vec<PackItem>,
    pub(crate) kinds: Vec<PackItem>,
}

/// A name with a colour; `key` names it within the pack, `code` one of the kinds of visits that every book begins with,
/// `every_days` how often whoever has the tag or is in the stage should be seen (0 for nothing said).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct PackItem {
    pub key: String,
    pub code: String,
    pub name: String,
    pub color: String,
    pub every_days: u32,
}

/// Tags that stand together; without a name they are in no group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct PackGroup {
    pub key: String,
    pub name: String,
    pub exclusive: bool,
    pub tags: Vec<PackItem>,
}

/// A field of a pack. Values are as they would be written, options by their labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PackField {
    pub key: String,
    pub record: String,
    pub label: String,
    pub field_type: FieldType,
    pub unit: String,
    pub help: String,
    pub section: String,
    pub required: bool,
    pub in_lists: bool,
    pub options: Vec<PackItem>,
    pub default: Option<PackValue>,
    /// The key of another field, and what it must hold.
    pub shown_if: Option<(String, Option<PackValue>)>,
    /// Keys of kinds of visits.
    pub kinds: Vec<String>,
}

/// A value as it would be written; labels of a multi-choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PackValue {
    One(String),
    Many(Vec<String>),
}

/// What is in a pack, for a list of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PackInfo {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whom it is for; may be empty.
    pub about: String,
    /// What one customer is called, or empty.
    pub customer: String,
    /// Labels of its fields of customers.
    pub fields: Vec<String>,
    /// Labels of its fields of visits.
    pub visit_fields: Vec<String>,
    /// Names of its tags.
    pub tags: Vec<String>,
    /// Names of its stages.
    pub stages: Vec<String>,
    /// Names of its kinds of visits.
    pub visit_kinds: Vec<String>,
}

impl Pack {
    /// What is in it.
    #[must_use]
    pub fn info(&self) -> PackInfo {
        let names = |items: &[PackItem]| items.iter().map(|item| item.name.clone()).collect();
        let labels = |record: &str| {
            self.fields.iter().filter(|field| field.record == record).map(|field| field.label.clone()).collect()
        };
        PackInfo {
            id: self.id.clone(),
            name: self.name.clone(),
            about: self.about.clone(),
            customer: self.customer.clone(),
            fields: labels("customer"),
            visit_fields: labels("visit"),
            tags: self.groups.iter().flat_map(|group| &group.tags).map(|tag| tag.name.clone()).collect(),
            stages: names(&self.stages),
            visit_kinds: names(&self.kinds),
        }
    }

    /// The uid of what a pack brings: the same each time it is taken, in every book.
    pub(crate) fn uid(&self, noun: &str, key: &str) -> String {
        stable_uid(&[&self.id, noun, key])
    }
}

/// A uid made of texts.
fn stable_uid(parts: &[&str]) -> String {
    let digest = Sha256::digest(parts.join("\u{1f}").as_bytes());
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    // Version 8 and the usual variant: a UUID of our own making.
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    Uuid::from_bytes(bytes).to_string()
}

/// The packs that come with the program, in a language.
///
/// # Errors
/// None that a test has not ruled out.
pub fn shipped(language: &str) -> Result<Vec<Pack>> {
    SHIPPED.iter().map(|text| read(text, language)).collect()
}

/// The pack that comes with the program under this id.
///
/// # Errors
/// `not_found`.
pub fn find(id: &str, language: &str) -> Result<Pack> {
    let found = shipped(language)?.into_iter().find(|pack| pack.id == id);
    found.ok_or_else(|| Error::refused("not_found").arg("record", "pack").arg("name", id))
}

#[cfg(test)]
mod shipped_tests;
#[cfg(test)]
mod tests;
