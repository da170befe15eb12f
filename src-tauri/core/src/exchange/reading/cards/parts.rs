//! What one card says, sorted into the columns.

use calcard::common::PartialDateTime;
use calcard::vcard::{VCard, VCardEntry, VCardKind, VCardParameterName, VCardProperty, VCardType, VCardValue};
use calcard::{Entry, Parser};

use super::columns::Heading;
use crate::exchange::reading::Photo;

/// What is between several values in one cell.
const BETWEEN: &str = "; ";

/// One card.
#[derive(Debug, Default)]
pub(super) struct Card {
    /// Texts by heading, in the order in which they stand in the card.
    texts: Vec<(Heading, String)>,
    photos: Vec<Photo>,
}

impl Card {
    /// Reads a card's text. What is not understood costs its value, not the card.
    pub fn read(text: &str) -> Self {
        let Entry::VCard(parsed) = Parser::new(text).entry() else { return Self::default() };
        let mut card = Self::default();
        for entry in &parsed.entries {
            card.take(&parsed, entry);
        }
        card.name_it(&parsed);
        card
    }

    /// Pictures and what else is no text, handed over.
    pub fn take_photos(&mut self) -> Vec<Photo> {
        std::mem::take(&mut self.photos)
    }

    /// What stands under a heading.
    pub fn text(&self, heading: Heading) -> String {
        let texts: Vec<&str> =
            self.texts.iter().filter(|(own, _)| *own == heading).map(|(_, text)| text.as_str()).collect();
        texts.join(if heading == Heading::Note { "\n" } else { BETWEEN })
    }

    /// Whether the name is written in Chinese characters.
    pub fn is_chinese(&self) -> bool {
        self.texts.iter().any(|(heading, text)| *heading == Heading::Name && text.chars().any(is_han))
    }

    fn has(&self, heading: Heading) -> bool {
        self.texts.iter().any(|(own, _)| *own == heading)
    }

    fn add(&mut self, heading: Heading, text: &str) {
        let text = text.trim();
        if !text.is_empty() && !self.texts.iter().any(|(own, known)| *own == heading && known == text) {
            self.texts.push((heading, text.to_owned()));
        }
    }

    /// Where only one fits: another one goes into the note.
    fn add_only(&mut self, heading: Heading, entry: &VCardEntry, text: &str) {
        if self.has(heading) && self.text(heading) != text.trim() {
            self.remark(entry, text);
        } else {
            self.add(heading, text);
        }
    }

    /// Puts what no column takes into the note, with its own name.
    fn remark(&mut self, entry: &VCardEntry, text: &str) {
        if !text.trim().is_empty() {
            self.add(Heading::Note, &format!("{}: {}", entry.name.as_str(), text.trim()));
        }
    }

    fn take(&mut self, card: &VCard, entry: &VCardEntry) {
        let text = joined(entry, " ");
        match &entry.name {
            VCardProperty::Fn => self.add_only(Heading::Name, entry, &text),
            VCardProperty::Org => self.add_only(Heading::Company, entry, &text),
            VCardProperty::Title => self.add_only(Heading::Title, entry, &text),
            VCardProperty::Tel => self.add(Heading::Phone, &labelled(&phone(&text), card, entry)),
            VCardProperty::Email => self.add(Heading::Email, text.trim_start_matches("mailto:")),
            VCardProperty::Url => self.add_only(Heading::Website, entry, &text),
            VCardProperty::Adr => self.add_only(Heading::Address, entry, &address(entry)),
            VCardProperty::Bday => self.add_only(Heading::Birthday, entry, &day(entry).unwrap_or(text)),
            VCardProperty::Categories => self.add(Heading::Tags, &joined(entry, ",")),
            VCardProperty::Note => self.add(Heading::Note, &text),
            VCardProperty::Kind => self.take_kind(card, &text),
            VCardProperty::Impp | VCardProperty::Socialprofile => self.take_profile(entry, &text),
            VCardProperty::Photo | VCardProperty::Logo | VCardProperty::Sound | VCardProperty::Key => {
                let is_portrait = entry.name == VCardProperty::Photo;
                let mut is_here = false;
                for value in &entry.values {
                    if let VCardValue::Binary(data) = value {
                        is_here = true;
                        self.photos.push(Photo { is_portrait, bytes: data.data.clone() });
                    }
                }
                if !is_here && text.contains("://") {
                    self.remark(entry, &text);
                }
            }
            VCardProperty::N
            | VCardProperty::Begin
            | VCardProperty::End
            | VCardProperty::Version
            | VCardProperty::Prodid
            | VCardProperty::Rev
            | VCardProperty::Uid
            | VCardProperty::Clientpidmap
            | VCardProperty::Xml
            | VCardProperty::Created => {}
            VCardProperty::Other(name) => self.take_other(name, card, entry, &text),
            VCardProperty::Anniversary | VCardProperty::Deathdate => self.remark(entry, &day(entry).unwrap_or(text)),
            _ => self.remark(entry, &text),
        }
    }

    fn take_kind(&mut self, card: &VCard, text: &str) {
        let kind = card.property(&VCardProperty::Kind).and_then(|entry| entry.values.first());
        if matches!(kind, Some(VCardValue::Kind(VCardKind::Org))) || text.eq_ignore_ascii_case("org") {
            self.add(Heading::Kind, "company");
        }
    }

    fn take_profile(&mut self, entry: &VCardEntry, text: &str) {
        let lower = text.to_lowercase();
        match ["wechat:", "weixin:"].iter().find_map(|scheme| lower.strip_prefix(scheme).map(|_| scheme.len())) {
            Some(at) => {
                self.add_only(Heading::Wechat, entry, text.get(at..).unwrap_or_default().trim_start_matches('/'))
            }
            None => self.remark(entry, text),
        }
    }

    /// Lines that no standard knows.
    fn take_other(&mut self, name: &str, card: &VCard, entry: &VCardEntry, text: &str) {
        let upper = name.to_ascii_uppercase();
        match upper.as_str() {
            "X-WECHAT" | "X-WEIXIN" | "WECHAT" => self.add_only(Heading::Wechat, entry, text),
            "X-LUNAR-BDAY" => self.add_only(Heading::Birthday, entry, text),
            "X-ABSHOWAS" if text.eq_ignore_ascii_case("company") => self.add(Heading::Kind, "company"),
            // What other lines mean, and what programs note for themselves.
            "X-ABLABEL"
            | "X-ABADR"
            | "X-ABSHOWAS"
            | "X-ABUID"
            | "X-IMAGEHASH"
            | "X-IMAGETYPE"
            | "X-SHARED-PHOTO-DISPLAY-PREF"
            | "AGENT" => {}
            _ => match label(card, entry) {
                Some(label) => self.add(Heading::Note, &format!("{label}: {text}")),
                None => self.remark(entry, text),
            },
        }
    }

    /// A card is called by its name, or else by what it has: parts of a name, a company, a nickname, an address, a number.
    fn name_it(&mut self, card: &VCard) {
        let parts = card.property(&VCardProperty::N).map(full_name).unwrap_or_default();
        if self.has(Heading::Name) {
            return;
        }
        if !parts.is_empty() {
            self.add(Heading::Name, &parts);
            return;
        }
        let company = self.text(Heading::Company);
        if !company.is_empty() {
            self.add(Heading::Name, &company);
            self.texts.retain(|(heading, _)| *heading != Heading::Company);
            if !self.has(Heading::Kind) {
                self.add(Heading::Kind, "company");
            }
            return;
        }
        let nickname = card.property(&VCardProperty::Nickname).map(|entry| joined(entry, " ")).unwrap_or_default();
        let first = |heading| self.texts.iter().find(|(own, _)| *own == heading).map(|(_, text)| text.clone());
        let name = Some(nickname)
            .filter(|name| !name.trim().is_empty())
            .or_else(|| first(Heading::Email))
            .or_else(|| first(Heading::Wechat))
            .or_else(|| first(Heading::Phone));
        self.add(Heading::Name, &name.unwrap_or_default());
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// All values of a line as text.
fn joined(entry: &VCardEntry, between: &str) -> String {
    let texts: Vec<String> = entry.values.iter().map(text_of).filter(|text| !text.trim().is_empty()).collect();
    texts.join(between)
}

fn text_of(value: &VCardValue) -> String {
    match value {
        VCardValue::Integer(number) => number.to_string(),
        VCardValue::Float(number) => number.to_string(),
        VCardValue::Boolean(yes) => yes.to_string(),
        VCardValue::PartialDateTime(time) => day_of(time).unwrap_or_default(),
        VCardValue::Binary(_) => String::new(),
        VCardValue::Component(parts) => parts.join(" "),
        other => other.as_text().unwrap_or_default().to_owned(),
    }
}

/// `1988-05-12`, or `--05-12` where the year is not told.
fn day_of(time: &PartialDateTime) -> Option<String> {
    let (month, day) = (time.month?, time.day?);
    Some(match time.year {
        // Some phones write this year for none.
        Some(1604) | None => format!("--{month:02}-{day:02}"),
        Some(year) => format!("{year:04}-{month:02}-{day:02}"),
    })
}

fn day(entry: &VCardEntry) -> Option<String> {
    entry.values.iter().find_map(|value| match value {
        VCardValue::PartialDateTime(time) => day_of(time),
        _ => None,
    })
}

/// The parts of a line with parts (`N`, `ADR`), each as text.
fn parts(entry: &VCardEntry) -> Vec<String> {
    entry.values.iter().map(|value| text_of(value).trim().to_owned()).collect()
}

/// Family name, given, middle, before and behind (RFC 6350, 6.2.2), as people of that script write them.
fn full_name(entry: &VCardEntry) -> String {
    let parts = parts(entry);
    let part = |at: usize| parts.get(at).map(String::as_str).unwrap_or_default();
    let order = if parts.iter().any(|part| part.chars().any(is_han)) { [3, 0, 2, 1, 4] } else { [3, 1, 2, 0, 4] };
    let between = if order[1] == 0 { "" } else { " " };
    let texts: Vec<&str> = order.into_iter().map(part).filter(|part| !part.is_empty()).collect();
    texts.join(between)
}

/// Box, unit, street, town, region, code, country (RFC 6350, 6.3.1): from the large to the small in Chinese, else as on a letter.
fn address(entry: &VCardEntry) -> String {
    let parts = parts(entry);
    let part = |at: usize| parts.get(at).map(String::as_str).unwrap_or_default();
    if parts.iter().any(|part| part.chars().any(is_han)) {
        let texts: Vec<&str> = [6, 4, 3, 2, 1, 0].into_iter().map(part).filter(|part| !part.is_empty()).collect();
        let code = part(5);
        return if code.is_empty() { texts.concat() } else { format!("{} {code}", texts.concat()) };
    }
    let town = [part(4), part(5)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let texts = [part(2), part(1), part(0), part(3), town.as_str(), part(6)];
    texts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A number without the `tel:` of an address.
fn phone(text: &str) -> String {
    let text = text.trim();
    let bare = text.get(..4).filter(|scheme| scheme.eq_ignore_ascii_case("tel:")).and_then(|_| text.get(4..));
    bare.unwrap_or(text).replace(";ext=", " ext. ")
}

/// What a line is called in its file: by a label of its group, or by its type where that says something.
fn label(card: &VCard, entry: &VCardEntry) -> Option<String> {
    let group = entry.group.as_ref();
    let of_group = card.entries.iter().find(|other| {
        group.is_some()
            && other.group.as_ref() == group
            && matches!(&other.name, VCardProperty::Other(name) if name.eq_ignore_ascii_case("X-ABLABEL"))
    });
    if let Some(label) = of_group {
        let label = joined(label, " ");
        // Apple's own labels stand in brackets of their own: `_$!<Work>!$_`.
        let label = label.trim_start_matches("_$!<").trim_end_matches(">!$_").trim().to_owned();
        return Some(label).filter(|label| !label.is_empty());
    }
    let types = entry.parameters(&VCardParameterName::Type);
    let words: Vec<String> = types
        .filter_map(|value| match value.as_type()? {
            calcard::common::IanaType::Iana(VCardType::Work) => Some("work".to_owned()),
            calcard::common::IanaType::Iana(VCardType::Home) => Some("home".to_owned()),
            calcard::common::IanaType::Iana(VCardType::Fax) => Some("fax".to_owned()),
            calcard::common::IanaType::Iana(VCardType::Pager) => Some("pager".to_owned()),
            _ => None,
        })
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A number with its label as a remark, as people write them.
fn labelled(number: &str, card: &VCard, entry: &VCardEntry) -> String {
    match label(card, entry) {
        Some(label) if !number.is_empty() => {
            let label: String = label.chars().filter(|c| !"()（）;；,，/、".contains(*c)).collect();
            format!("{number} ({label})")
        }
        _ => number.to_owned(),
    }
}
