//! Customers as an address book (vCard 3.0 and 4.0, RFC 2426 and RFC 6350), as phones take it in.
//!
//! A company is a card, and each of its contacts another one that names it. What a standard has no word for stands under the
//! names that phones use: `X-WECHAT`, labels as `X-ABLabel` of a group, a birthday by the moon as `X-LUNAR-BDAY`. Fields,
//! stage and owner stay in the book.

use calcard::common::Data;
use calcard::vcard::{
    VCard, VCardEntry, VCardKind, VCardParameter, VCardProperty, VCardType, VCardValue, VCardVersion,
};

use super::cells::lunar_text;
use crate::contact_points::{ContactPoint, PointKind};
use crate::customers::{Card, ContactRow, CustomerKind};
use crate::values::birthdays::{Birthday, Calendar};

/// The cards of a customer as text, each line ended by CR LF.
pub fn cards(card: &Card, portrait: Option<Portrait>, version: VCardVersion) -> String {
    let mut text = String::new();
    let mut put = |one: &VCard| {
        // Writing into memory does not fail.
        let _ = one.write_to(&mut text, version);
    };
    let mut own = customer(card, version);
    if let Some(Portrait { kind, bytes }) = portrait {
        let data = Data { content_type: Some(kind), data: bytes };
        own.entries.push(VCardEntry::new(VCardProperty::Photo).with_value(VCardValue::Binary(data)));
    }
    put(&own);
    for contact in &card.contacts {
        put(&contact_of(card, contact));
    }
    // The comma of a `data:` address is no comma between values.
    text.replace(";base64\\,", ";base64,")
}

/// A picture that shows the customer.
pub struct Portrait {
    /// Its media type.
    pub kind: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The lines of a card on their way, with a number for each group.
#[derive(Default)]
struct Lines {
    entries: Vec<VCardEntry>,
    groups: usize,
}

impl Lines {
    fn put(&mut self, name: VCardProperty, text: &str) {
        if !text.is_empty() {
            self.entries.push(VCardEntry::new(name).with_value(text.to_owned()));
        }
    }

    fn other(&mut self, name: &str, text: &str) {
        self.put(VCardProperty::Other(name.to_owned()), text);
    }

    fn point(&mut self, point: &ContactPoint) {
        let name = match point.kind {
            PointKind::Phone => VCardProperty::Tel,
            PointKind::Email => VCardProperty::Email,
            PointKind::Wechat => VCardProperty::Other("X-WECHAT".to_owned()),
            PointKind::Address => VCardProperty::Adr,
            PointKind::Website => VCardProperty::Url,
        };
        let mut entry = VCardEntry::new(name);
        entry = match point.kind {
            // The whole address in the place of the street: its parts are not known.
            PointKind::Address => entry.with_values(
                ["", "", point.value.as_str(), "", "", "", ""].map(|part| VCardValue::Text(part.to_owned())).to_vec(),
            ),
            PointKind::Phone => entry.with_value(point.value.replace(";ext=", " ext. ")).with_param(
                VCardParameter::typ(if point.value.starts_with("+861") { VCardType::Cell } else { VCardType::Voice }),
            ),
            _ => entry.with_value(point.value.clone()),
        };
        if point.label.is_empty() {
            self.entries.push(entry);
            return;
        }
        self.groups += 1;
        let group = Some(format!("item{}", self.groups));
        self.entries.push(entry.with_group(group.clone()));
        let label = VCardEntry::new(VCardProperty::Other("X-ABLabel".to_owned()));
        self.entries.push(label.with_group(group).with_value(point.label.clone()));
    }
}

fn customer(card: &Card, version: VCardVersion) -> VCard {
    let is_company = card.kind == CustomerKind::Company;
    let mut lines = Lines::default();
    lines.put(VCardProperty::Uid, &format!("urn:uuid:{}", card.uid));
    lines.put(VCardProperty::Fn, &card.name);
    // Version 3.0 asks for it; the name is not taken apart.
    let family = if is_company { "" } else { card.name.as_str() };
    let parts = [family, "", "", "", ""].map(|part| VCardValue::Text(part.to_owned()));
    lines.entries.push(VCardEntry::new(VCardProperty::N).with_values(parts.to_vec()));
    if is_company {
        lines.put(VCardProperty::Org, &card.name);
        if version == VCardVersion::V4_0 {
            lines.entries.push(VCardEntry::new(VCardProperty::Kind).with_value(VCardValue::Kind(VCardKind::Org)));
        } else {
            lines.other("X-ABShowAs", "COMPANY");
        }
    }
    for point in card.contact_points.iter().filter(|point| point.contact_id.is_none()) {
        lines.point(point);
    }
    if let Some(birthday) = card.birthday {
        birthday_of(&mut lines, birthday, version);
    }
    if !card.tags.is_empty() {
        let tags = card.tags.iter().map(|tag| VCardValue::Text(tag.name.clone())).collect();
        lines.entries.push(VCardEntry::new(VCardProperty::Categories).with_values(tags));
    }
    lines.put(VCardProperty::Note, &card.note);
    VCard { entries: lines.entries }
}

fn contact_of(card: &Card, contact: &ContactRow) -> VCard {
    let mut lines = Lines::default();
    lines.put(VCardProperty::Uid, &format!("urn:uuid:{}", contact.uid));
    lines.put(VCardProperty::Fn, &contact.name);
    let parts = [contact.name.as_str(), "", "", "", ""].map(|part| VCardValue::Text(part.to_owned()));
    lines.entries.push(VCardEntry::new(VCardProperty::N).with_values(parts.to_vec()));
    lines.put(VCardProperty::Org, &card.name);
    lines.put(VCardProperty::Title, &contact.role);
    for point in card.contact_points.iter().filter(|point| point.contact_id == Some(contact.id)) {
        lines.point(point);
    }
    lines.put(VCardProperty::Note, &contact.note);
    VCard { entries: lines.entries }
}

/// By the sun as the versions write it; without a year as 4.0 has it, or in 3.0 as the phones that began with it do.
fn birthday_of(lines: &mut Lines, birthday: Birthday, version: VCardVersion) {
    let Birthday { calendar, year, month, day, .. } = birthday;
    match (calendar, year) {
        (Calendar::Lunar, _) => lines.other("X-LUNAR-BDAY", &lunar_text(birthday)),
        (Calendar::Solar, Some(year)) if version == VCardVersion::V4_0 => {
            lines.put(VCardProperty::Bday, &format!("{year:04}{month:02}{day:02}"));
        }
        (Calendar::Solar, Some(year)) => lines.put(VCardProperty::Bday, &format!("{year:04}-{month:02}-{day:02}")),
        (Calendar::Solar, None) if version == VCardVersion::V4_0 => {
            lines.put(VCardProperty::Bday, &format!("--{month:02}{day:02}"));
        }
        (Calendar::Solar, None) => {
            let omitted = VCardParameter::new(
                calcard::vcard::VCardParameterName::Other("X-APPLE-OMIT-YEAR".to_owned()),
                "1604".to_owned(),
            );
            let entry = VCardEntry::new(VCardProperty::Bday).with_param(omitted);
            lines.entries.push(entry.with_value(format!("1604-{month:02}-{day:02}")));
        }
    }
}
