//! All who are compared, at once: their texts as numbers, so that a pair is compared without reading or copying either.

use std::collections::HashMap;

use super::outlines::Outline;
use super::profiles::Profile;
use super::rarity::{Rarity, Sort};
use super::texts::{Text, Texts};
use crate::values::birthdays::Birthday;

/// How many lists of texts a record has.
const LISTS: usize = 8;

/// The records that are compared, each by its place in the order in which they came.
#[derive(Debug)]
pub struct Everybody {
    /// Their texts.
    pub texts: Texts,
    /// How rare these are.
    pub rarity: Rarity,
    heads: Vec<Head>,
    lists: Vec<Text>,
    /// By place; few have any.
    fields: HashMap<usize, Vec<(i64, Text)>>,
}

/// What each record has once, and where its lists are.
#[derive(Debug)]
struct Head {
    id: i64,
    shown: Text,
    core: Text,
    sound: Text,
    branch: Text,
    birthday: Option<Birthday>,
    is_chinese: bool,
    outline: Outline,
    /// How many texts each list has, at most 255.
    lengths: [u8; LISTS],
    start: usize,
}

/// A record; see [`Profile`] for what each of these is.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    pub id: i64,
    pub shown: Text,
    pub core: Text,
    pub sound: Text,
    pub branch: Text,
    pub is_chinese: bool,
    pub outline: Outline,
    pub birthday: Option<Birthday>,
    pub words: &'a [Text],
    pub places: &'a [Text],
    pub contacts: &'a [Text],
    pub mobiles: &'a [Text],
    pub landlines: &'a [Text],
    pub emails: &'a [Text],
    pub wechats: &'a [Text],
    pub address: &'a [Text],
    pub fields: &'a [(i64, Text)],
}

impl Everybody {
    /// Of a book with so many customers; nobody is here yet.
    pub fn among(customers: u32) -> Self {
        let (texts, rarity) = (Texts::default(), Rarity::among(customers));
        Self { texts, rarity, heads: Vec::new(), lists: Vec::new(), fields: HashMap::new() }
    }

    /// Adds a record; its place.
    pub fn push(&mut self, profile: &Profile) -> usize {
        let (place, start) = (self.heads.len(), self.lists.len());
        let name = &profile.name;
        let lines = |is_mobile: bool| {
            let kind = profile.phones.iter().filter(move |line| line.is_mobile == is_mobile);
            kind.map(|line| line.number.as_str())
        };
        let mut lengths = [0; LISTS];
        let [words, places, contacts, mobiles, landlines, emails, wechats, address] = &mut lengths;
        for (length, texts) in [
            (words, listed(&name.words)),
            (places, listed(&name.places)),
            (contacts, listed(&profile.contacts)),
            (mobiles, lines(true).collect()),
            (landlines, lines(false).collect()),
            (emails, listed(&profile.emails)),
            (wechats, listed(&profile.wechats)),
            (address, listed(&profile.address)),
        ] {
            *length = u8::try_from(texts.len()).unwrap_or(u8::MAX);
            self.lists.extend(texts.iter().take(usize::from(*length)).map(|text| self.texts.number(text)));
        }
        if !profile.fields.is_empty() {
            let fields = profile.fields.iter().map(|(field, value)| (*field, self.texts.number(value)));
            self.fields.insert(place, fields.collect());
        }
        self.heads.push(Head {
            id: profile.id,
            shown: self.texts.number(&profile.shown),
            core: self.texts.number(&name.core),
            sound: self.texts.number(&name.sound),
            branch: self.texts.number(&name.branch),
            birthday: profile.birthday,
            is_chinese: name.is_chinese,
            outline: Outline::of(&name.core, &name.sound),
            lengths,
            start,
        });
        place
    }

    /// Notes that so many customers have a text.
    pub fn note(&mut self, sort: Sort, text: &str, times: u32) {
        let number = self.texts.number(text);
        self.rarity.note(sort, number, times);
    }

    /// Notes what a record has as held by one customer more.
    pub fn count(&mut self, place: usize) {
        let Some(head) = self.heads.get(place) else { return };
        let one = record(head, &self.lists, &[]);
        self.rarity.note(Sort::Name, one.core, 1);
        for (at, word) in one.words.iter().enumerate() {
            if !one.words[..at].contains(word) {
                self.rarity.note(Sort::Word, *word, 1);
            }
        }
        let points = [one.mobiles, one.landlines, one.emails, one.wechats].into_iter().flatten();
        let each = one.address.iter().map(|part| (Sort::Address, *part));
        let each = each.chain(one.contacts.iter().map(|contact| (Sort::Contact, *contact)));
        for (sort, text) in each.chain(points.map(|point| (Sort::Point, *point))) {
            self.rarity.note(sort, text, 1);
        }
    }

    /// The record at a place.
    pub fn get(&self, place: usize) -> Option<Record<'_>> {
        let fields = if self.fields.is_empty() { &[] } else { self.fields.get(&place).map_or(&[][..], Vec::as_slice) };
        self.heads.get(place).map(|head| record(head, &self.lists, fields))
    }
}

fn listed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn record<'a>(head: &Head, lists: &'a [Text], fields: &'a [(i64, Text)]) -> Record<'a> {
    let mut rest = lists.get(head.start..).unwrap_or_default();
    let [words, places, contacts, mobiles, landlines, emails, wechats, address] = head.lengths.map(|length| {
        let (list, behind) = rest.split_at_checked(usize::from(length)).unwrap_or_default();
        rest = behind;
        list
    });
    Record {
        id: head.id,
        shown: head.shown,
        core: head.core,
        sound: head.sound,
        branch: head.branch,
        is_chinese: head.is_chinese,
        outline: head.outline,
        birthday: head.birthday,
        words,
        places,
        contacts,
        mobiles,
        landlines,
        emails,
        wechats,
        address,
        fields,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_what_its_profile_was() -> crate::error::Result<()> {
        let mut everybody = Everybody::among(3);
        let profile = |id: i64, name: &str| {
            let mut one =
                Profile { id, is_company: true, fields: vec![(3, "91330100".to_owned())], ..Profile::default() };
            for (kind, value) in [
                ("phone", "+8613800001234"),
                ("phone", "0571-55507504"),
                ("email", "lin@example.com"),
                ("wechat", "lin88"),
                ("address", "浙江省杭州市幸福路 12 号"),
            ] {
                one.add_point(kind, value);
            }
            one.add_contact("陈静");
            one.named(name)
        };
        let all = [profile(3, "杭州马莲台食品有限公司（二店）"), profile(7, "Lin & Sons Ltd"), Profile::default()];
        let places = all.each_ref().map(|one| everybody.push(one));
        for (one, place) in all.iter().zip(places) {
            let found = everybody.get(place).ok_or_else(|| crate::error::Error::not_found("customer", one.id))?;
            let text = |number: Text| everybody.texts.text(number).to_owned();
            let list = |numbers: &[Text]| numbers.iter().map(|number| text(*number)).collect::<Vec<_>>();
            let name = &one.name;
            assert_eq!((found.id, text(found.shown), text(found.core)), (one.id, one.shown.clone(), name.core.clone()));
            assert_eq!((text(found.sound), text(found.branch)), (name.sound.clone(), name.branch.clone()));
            assert_eq!((list(found.words), list(found.places)), (name.words.clone(), name.places.clone()));
            assert_eq!((list(found.emails), list(found.wechats)), (one.emails.clone(), one.wechats.clone()));
            assert_eq!((list(found.contacts), list(found.address)), (one.contacts.clone(), one.address.clone()));
            let lines = [list(found.mobiles), list(found.landlines)].concat();
            assert_eq!(lines, one.phones.iter().map(|line| line.number.clone()).collect::<Vec<_>>());
            let fields: Vec<(i64, String)> = found.fields.iter().map(|(id, value)| (*id, text(*value))).collect();
            assert_eq!(fields, one.fields);
        }
        assert!(everybody.get(3).is_none());
        Ok(())
    }
}
