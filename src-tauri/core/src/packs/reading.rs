//! A pack out of its file. What is wrong with one is told with its place: `fields[3].options[1].label`.

use serde_json::Value;

use super::{Pack, PackField, PackGroup, PackItem, PackValue};
use crate::book::settings::WORD_LIMIT;
use crate::checks::NAME_LIMIT;
use crate::error::{Error, Result};
use crate::fields::HELP_LIMIT;
use crate::rhythms::LONGEST;
use crate::values::field_types::FieldType;
use crate::values::texts::{clean_line, clean_text};

/// The version of the form that this program writes and reads.
pub(super) const FORM: u64 = 1;
/// A pack is small: a file of more bytes is none.
pub const MOST_BYTES: usize = 1_000_000;
/// What a person can still look through.
const MOST_FIELDS: usize = 100;
const MOST_OPTIONS: usize = 100;
const MOST_TAGS: usize = 100;
const MOST_ITEMS: usize = 30;
const COLOR_LIMIT: usize = 20;

/// A place in the file, read in one language.
struct At<'a> {
    value: &'a Value,
    path: String,
    language: &'a str,
}

impl<'a> At<'a> {
    fn wrong(&self, reason: &str) -> Error {
        Error::refused("pack_invalid").arg("reason", reason).at("path", self.path.clone())
    }

    fn step(&self, value: &'a Value, path: String) -> Self {
        Self { value, path, language: self.language }
    }

    /// What stands under a key; nothing if it is absent or null.
    fn get(&self, key: &str) -> Option<Self> {
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        self.value.get(key).filter(|value| !value.is_null()).map(|value| self.step(value, path))
    }

    /// What must stand under a key.
    fn need(&self, key: &str) -> Result<Self> {
        let missing = || {
            let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
            Error::refused("pack_invalid").arg("reason", "missing").at("path", path)
        };
        self.get(key).ok_or_else(missing)
    }

    /// The entries of a list under a key, at most so many.
    fn list(&self, key: &str, most: usize) -> Result<Vec<Self>> {
        let Some(list) = self.get(key) else { return Ok(Vec::new()) };
        let items = list.value.as_array().ok_or_else(|| list.wrong("not_a_list"))?;
        if items.len() > most {
            return Err(list.wrong("too_many").arg("limit", most).arg("count", items.len()));
        }
        Ok(items.iter().enumerate().map(|(at, item)| self.step(item, format!("{}[{at}]", list.path))).collect())
    }

    /// A text, or the one of our language: the others stand beside it under the codes of theirs.
    fn words(&self) -> Result<&'a str> {
        match self.value {
            Value::String(text) => Ok(text),
            Value::Object(languages) => {
                let found = languages.get(self.language).or_else(|| languages.values().next());
                found.and_then(Value::as_str).ok_or_else(|| self.wrong("not_a_text"))
            }
            _ => Err(self.wrong("not_a_text")),
        }
    }

    fn line(&self, limit: usize) -> Result<String> {
        let line = clean_line(self.words()?);
        match line.chars().count() {
            0 => Err(self.wrong("empty")),
            long if long > limit => Err(self.wrong("too_long").arg("limit", limit)),
            _ => Ok(line),
        }
    }

    /// A text under a key that may be absent or empty.
    fn line_or_none(&self, key: &str, limit: usize) -> Result<String> {
        match self.get(key) {
            Some(found) if !clean_line(found.words()?).is_empty() => found.line(limit),
            _ => Ok(String::new()),
        }
    }

    fn flag(&self, key: &str, default: bool) -> Result<bool> {
        match self.get(key) {
            None => Ok(default),
            Some(found) => found.value.as_bool().ok_or_else(|| found.wrong("not_yes_or_no")),
        }
    }

    /// A number of days under a key that may be absent.
    fn days(&self, key: &str) -> Result<u32> {
        let Some(found) = self.get(key) else { return Ok(0) };
        let days = found.value.as_u64().and_then(|days| u32::try_from(days).ok());
        days.filter(|days| *days <= LONGEST).ok_or_else(|| found.wrong("not_a_number"))
    }

    /// A name with a colour, the text itself or an object. Without a key it is known by its name.
    fn item(&self, name: &str) -> Result<PackItem> {
        if self.value.is_string() {
            let name = self.line(NAME_LIMIT)?;
            return Ok(PackItem { key: name.clone(), name, ..PackItem::default() });
        }
        if !self.value.is_object() {
            return Err(self.wrong("not_a_text"));
        }
        let named = self.need(name)?.line(NAME_LIMIT)?;
        let (key, code) = (self.line_or_none("key", NAME_LIMIT)?, self.line_or_none("code", NAME_LIMIT)?);
        let key = [&key, &code, &named].into_iter().find(|key| !key.is_empty()).cloned().unwrap_or_default();
        let color = self.line_or_none("color", COLOR_LIMIT)?;
        Ok(PackItem { key, code, name: named, color, every_days: self.days("every_days")? })
    }

    /// Named entries of a list, no two with one name or key.
    fn items(&self, key: &str, name: &str, most: usize) -> Result<Vec<PackItem>> {
        let mut items: Vec<PackItem> = Vec::new();
        for at in self.list(key, most)? {
            let item = at.item(name)?;
            if items.iter().any(|other| other.name == item.name || other.key == item.key) {
                return Err(at.wrong("twice").arg("name", item.name));
            }
            items.push(item);
        }
        Ok(items)
    }
}

/// Reads a pack in a language; where it has only another one, in that.
///
/// # Errors
/// `pack_not_json` with line and column, `pack_newer`, `pack_invalid` with the `path` of what is wrong and the reason,
/// `pack_too_large`.
pub fn read(text: &str, language: &str) -> Result<Pack> {
    if text.len() > MOST_BYTES {
        return Err(Error::refused("pack_too_large").arg("limit", MOST_BYTES));
    }
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| Error::refused("pack_not_json").at("row", error.line()).at("column", error.column()))?;
    let root = At { value: &value, path: String::new(), language };
    let form = root.need("rounds_pack")?;
    match form.value.as_u64() {
        Some(FORM) => {}
        Some(newer) if newer > FORM => return Err(Error::refused("pack_newer")),
        _ => return Err(form.wrong("not_a_number")),
    }
    let kinds = root.items("visit_kinds", "name", MOST_ITEMS)?;
    let name = root.need("name")?.line(NAME_LIMIT)?;
    Ok(Pack {
        id: root.need("id")?.line(NAME_LIMIT)?,
        about: root.line_or_none("about", NAME_LIMIT)?,
        customer: root.line_or_none("customer", WORD_LIMIT)?,
        customers: root.line_or_none("customers", WORD_LIMIT)?,
        fields: fields(&root, &kinds)?,
        groups: groups(&root)?,
        stages: root.items("stages", "name", MOST_ITEMS)?,
        kinds,
        name,
    })
}

fn groups(root: &At<'_>) -> Result<Vec<PackGroup>> {
    let mut groups: Vec<PackGroup> = Vec::new();
    for at in root.list("tag_groups", MOST_ITEMS)? {
        let name = at.line_or_none("name", NAME_LIMIT)?;
        let tags = at.items("tags", "name", MOST_TAGS)?;
        let twice = |tag: &PackItem| groups.iter().any(|group| group.tags.iter().any(|other| other.name == tag.name));
        if let Some(tag) = tags.iter().find(|tag| twice(tag)) {
            return Err(at.wrong("twice").arg("name", tag.name.clone()));
        }
        let key = match at.line_or_none("key", NAME_LIMIT)? {
            key if key.is_empty() => name.clone(),
            key => key,
        };
        groups.push(PackGroup { key, name, exclusive: at.flag("exclusive", false)?, tags });
    }
    Ok(groups)
}

fn fields(root: &At<'_>, kinds: &[PackItem]) -> Result<Vec<PackField>> {
    let mut fields: Vec<PackField> = Vec::new();
    let places = root.list("fields", MOST_FIELDS)?;
    for at in &places {
        let field = field(at, kinds, &fields)?;
        let twice =
            |other: &PackField| other.key == field.key || (other.record == field.record && other.label == field.label);
        if fields.iter().any(twice) {
            return Err(at.wrong("twice").arg("name", field.label));
        }
        fields.push(field);
    }
    Ok(fields)
}

fn field(at: &At<'_>, kinds: &[PackItem], before: &[PackField]) -> Result<PackField> {
    if !at.value.is_object() {
        return Err(at.wrong("not_a_field"));
    }
    let label = at.need("label")?.line(NAME_LIMIT)?;
    let kind = at.need("type")?;
    let field_type = kind.value.as_str().and_then(FieldType::from_code).ok_or_else(|| kind.wrong("not_a_type"))?;
    let record = at.line_or_none("record", NAME_LIMIT)?;
    let record = match record.as_str() {
        "" | "customer" => "customer",
        "visit" => "visit",
        _ => return Err(at.need("record")?.wrong("not_a_record")),
    };
    let options = at.items("options", "label", MOST_OPTIONS)?;
    let help = at.get("help").map(|found| {
        let help = clean_text(found.words()?);
        if help.chars().count() > HELP_LIMIT {
            return Err(found.wrong("too_long").arg("limit", HELP_LIMIT));
        }
        Ok(help)
    });
    let shown_if = at.get("shown_if").map(|condition| -> Result<_> {
        let named = condition.need("field")?;
        let key = named.line(NAME_LIMIT)?;
        // Only what stands before it: so nothing waits in a circle.
        let other = before.iter().find(|other| other.key == key && other.record == record);
        let other = other.ok_or_else(|| named.wrong("no_such_field"))?;
        let is = condition.get("is").map(|is| value(&is, &other.options)).transpose()?;
        Ok((key, is))
    });
    let asked = at.list("kinds", MOST_ITEMS)?.into_iter().map(|named| {
        let key = named.line(NAME_LIMIT)?;
        match kinds.iter().any(|kind| kind.key == key) && record == "visit" {
            true => Ok(key),
            false => Err(named.wrong("no_such_kind")),
        }
    });
    Ok(PackField {
        key: match at.line_or_none("key", NAME_LIMIT)? {
            key if key.is_empty() => label.clone(),
            key => key,
        },
        record: record.to_owned(),
        label,
        field_type,
        unit: at.line_or_none("unit", NAME_LIMIT)?,
        help: help.transpose()?.unwrap_or_default(),
        section: at.line_or_none("section", NAME_LIMIT)?,
        required: at.flag("required", false)?,
        in_lists: at.flag("in_lists", true)?,
        default: at.get("default").map(|found| value(&found, &options)).transpose()?,
        options,
        shown_if: shown_if.transpose()?,
        kinds: asked.collect::<Result<_>>()?,
    })
}

/// A value: yes or no, a number, a text; of a choice the key or label of an option, of a multi-choice a list of them.
fn value(at: &At<'_>, options: &[PackItem]) -> Result<PackValue> {
    let label = |text: &str| {
        let option = options.iter().find(|option| option.key == text || option.name == text);
        option.map_or_else(|| text.to_owned(), |option| option.name.clone())
    };
    Ok(match at.value {
        Value::Bool(yes) => PackValue::One(if *yes { "✓" } else { "✗" }.to_owned()),
        Value::Number(number) => PackValue::One(number.to_string()),
        Value::Array(many) => {
            let texts = many.iter().map(|one| one.as_str().map(label).ok_or_else(|| at.wrong("not_a_text")));
            PackValue::Many(texts.collect::<Result<_>>()?)
        }
        _ => PackValue::One(label(&at.line(NAME_LIMIT)?)),
    })
}
