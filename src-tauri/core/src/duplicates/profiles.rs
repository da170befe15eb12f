//! A customer as evidence: everything by which two records can be seen to be one, normalised.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::names::{NameParts, folded, is_han, parts_of, simplified};
use super::places::split_places;
use crate::values::birthdays::Birthday;

/// A phone with what kind of line it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// E.164, or digits as written where they could not be read; no extension.
    pub number: String,
    /// One person carries it; an office shares a landline.
    pub is_mobile: bool,
}

/// Everything about a customer that may show who it is.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Profile {
    /// Its id; 0 for one that is not in the book yet.
    pub id: i64,
    /// Whether it is a company.
    pub is_company: bool,
    /// The name as it is.
    pub shown: String,
    /// The name, taken apart.
    pub name: NameParts,
    /// The names of the contacts, folded.
    pub contacts: Vec<String>,
    /// Phones.
    pub phones: Vec<Line>,
    /// E-mails, lower case.
    pub emails: Vec<String>,
    /// WeChat ids, lower case.
    pub wechats: Vec<String>,
    /// The parts of all addresses.
    pub address: Vec<String>,
    /// The birthday.
    pub birthday: Option<Birthday>,
    /// What fields of the user's hold that tell who it is, by field.
    pub fields: Vec<(i64, String)>,
}

impl Profile {
    /// Gives it a name.
    pub fn named(mut self, name: &str) -> Self {
        self.shown = name.to_owned();
        self.name = parts_of(name, self.is_company || crate::values::names::is_company_name(name));
        self
    }

    /// Adds a contact point as it is stored.
    pub fn add_point(&mut self, kind: &str, value: &str) {
        match kind {
            "phone" => {
                if let Some(line) = line_of(value)
                    && !self.phones.contains(&line)
                {
                    self.phones.push(line);
                }
            }
            "email" => push_new(&mut self.emails, value.trim().to_lowercase()),
            "wechat" => push_new(&mut self.wechats, value.trim().to_lowercase()),
            "address" => {
                for part in address_parts(value) {
                    push_new(&mut self.address, part);
                }
            }
            _ => {}
        }
    }

    /// Adds a contact.
    pub fn add_contact(&mut self, name: &str) {
        push_new(&mut self.contacts, parts_of(name, false).core);
    }
}

fn push_new(list: &mut Vec<String>, text: String) {
    if !text.is_empty() && !list.contains(&text) {
        list.push(text);
    }
}

/// A stored phone; none where there are too few digits to tell anything.
fn line_of(value: &str) -> Option<Line> {
    let number = value.split(';').next().unwrap_or_default();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 6 {
        return None;
    }
    let mainland = number.strip_prefix("+86");
    let is_mobile = match mainland {
        Some(rest) => rest.len() == 11 && rest.starts_with('1'),
        // Other plans often do not tell; Taiwan's, Hong Kong's and most of Europe's mobiles do by their first digit.
        None => {
            let begins = |codes: &[&str]| codes.iter().any(|code| number.starts_with(code));
            begins(&["+8869", "+8525", "+8526", "+8529", "+8536", "+447", "+336", "+337", "+4915", "+4916", "+4917"])
        }
    };
    let number = if number.starts_with('+') { number.to_owned() } else { digits };
    Some(Line { number, is_mobile })
}

/// What parts an address after a Chinese character: the part before it is what counts.
const PARTERS: &str = "省市区县镇乡村路街道巷弄里号栋幢座楼层室";
/// Parters that are part of the name: 文三路 and 文三街 are two.
const KEPT: &str = "路街巷弄道里村";

/// The parts of an address: places, roads, numbers, words; folded, each once.
pub fn address_parts(address: &str) -> Vec<String> {
    let text = folded(&simplified(address));
    let mut parts: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let (places, rest) = split_places(word);
        parts.extend(places);
        let mut part = String::new();
        let mut before = None;
        for letter in rest.chars() {
            let turns =
                |last: char| last.is_ascii_digit() != letter.is_ascii_digit() && (is_han(last) || is_han(letter));
            if before.is_some_and(turns) {
                parts.push(std::mem::take(&mut part));
            }
            if PARTERS.contains(letter) && is_han(letter) {
                if KEPT.contains(letter) && !part.is_empty() {
                    part.push(letter);
                }
                parts.push(std::mem::take(&mut part));
            } else {
                part.push(letter);
            }
            before = Some(letter);
        }
        parts.push(part);
    }
    let mut seen = BTreeSet::new();
    parts.retain(|part| !part.is_empty() && seen.insert(part.clone()));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_falls_into_its_parts() {
        assert_eq!(address_parts("浙江省杭州市西湖区文三路123号2栋301室").join(" "), "浙江 杭州 西湖 文三路 123 2 301");
        assert_eq!(address_parts("杭州 西湖区文三路 123 号").join(" "), "杭州 西湖 文三路 123");
        assert_eq!(
            address_parts("69, Giblin Street, Killarney, 4814 QLD").join(" "),
            "69 giblin street killarney 4814 qld"
        );
        assert_eq!(address_parts("").len(), 0);
    }

    #[test]
    fn a_phone_is_one_however_it_is_kept() {
        let mut profile = Profile::default();
        for value in ["+8613800001234", "+8613800001234;ext=2", "+862555507504;ext=739", "12345", "电话 138-0000"] {
            profile.add_point("phone", value);
        }
        let lines: Vec<(&str, bool)> =
            profile.phones.iter().map(|line| (line.number.as_str(), line.is_mobile)).collect();
        assert_eq!(lines, [("+8613800001234", true), ("+862555507504", false), ("1380000", false)]);
    }
}
