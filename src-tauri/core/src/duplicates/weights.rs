//! How much two records have in common, as weights of evidence.
//!
//! The model is that of Fellegi and Sunter ("A Theory for Record Linkage", JASA 64, 1969): for each kind of evidence the
//! weight is log₂(m / u), where m is the share of true pairs that agree so and u the share of all other pairs that do. The
//! weights are added to the prior odds, which gives a probability. As Winkler proposed (1990; Jaro–Winkler comparisons,
//! and values that are rare weigh more), texts agree in degrees, and u of a text that is the same is the share of customers
//! that have it. The figures for m and u are of our own choosing, from what FEBRL's data and lists of Chinese shops look
//! like; `docs/DUPLICATES.md` lists them.

use serde::{Deserialize, Serialize};

use super::alike::{BAD_TYPO, are_near_phones, distance, likeness, name_weight};
use super::everybody::{Everybody, Record};
use super::rarity::Sort;
use super::texts::{Sense, Text};
use crate::values::birthdays::Birthday;

/// What speaks for or against two records being one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The name.
    Name,
    /// A phone.
    Phone,
    /// An e-mail.
    Email,
    /// A WeChat id.
    Wechat,
    /// The address.
    Address,
    /// The birthday.
    Birthday,
    /// The name of a contact.
    Contact,
    /// The branch of a company, or the place in its name.
    Branch,
    /// A field of the user's.
    Field,
}

/// How far it agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// The same once normalised.
    Same,
    /// Reads the same: homophones, or one of them in pinyin.
    SameSound,
    /// Nearly: a small typo, a part of it.
    Near,
    /// Not the same.
    Differs,
}

/// Every evidence and every agreement, as the keys that word them.
pub const WORDS: &[&str] = &[
    "evidence-name",
    "evidence-phone",
    "evidence-email",
    "evidence-wechat",
    "evidence-address",
    "evidence-birthday",
    "evidence-contact",
    "evidence-branch",
    "evidence-field",
    "agreement-same",
    "agreement-same-sound",
    "agreement-near",
    "agreement-differs",
];

/// One reason for a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Reason {
    /// What.
    pub evidence: Evidence,
    /// How far it agrees.
    pub agreement: Agreement,
    /// Its weight in bits, rounded to a tenth: 10 makes it a thousand times as likely, −1 half as likely.
    pub weight: f64,
    /// What agrees, as it is kept; empty where it differs.
    pub value: String,
}

/// A score and what it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// The probability that both are one, 0–1.
    pub probability: f64,
    /// The reasons, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// Nothing weighs more than that by itself.
pub(super) const MOST: f64 = 18.0;
/// Books below and above are taken for ones of this size: what share of pairs is one is not smaller in a larger book.
const PRIOR_SIZES: (f64, f64) = (1_000.0, 100_000.0);
/// A mobile with one digit wrong.
const NEAR_PHONE: f64 = 4.0;
/// An address weighs no more than that: if the names agree, and if they do not.
const ADDRESS_MOST: (f64, f64) = (14.0, 6.0);

pub(super) fn weight(m: f64, u: f64) -> f64 {
    (m / u).log2().clamp(-MOST, MOST)
}

/// The score of two records.
pub fn score(a: Record<'_>, b: Record<'_>, all: &Everybody) -> Score {
    let mut sum = Sum::of(a, b, all);
    sum.near_phones(a, b);
    sum.address(a, b);
    sum.score(b)
}

/// The probability that two records are one, if it reaches a least one: most pairs do not, which the names and what is the same
/// to the letter show already.
pub fn probability(a: Record<'_>, b: Record<'_>, all: &Everybody, least: f64) -> Option<f64> {
    let mut sum = Sum::of(a, b, all);
    // A probability of 1 is what rounds to it.
    let wanted = (least / (1.0 - least)).log2().min(50.0) - 1e-6;
    if sum.bits() + sum.most_left() < wanted {
        return None;
    }
    sum.near_phones(a, b);
    sum.address(a, b);
    Some(sum.probability()).filter(|probability| *probability >= least)
}

/// What speaks for and against a pair so far.
struct Sum<'a> {
    all: &'a Everybody,
    name: Agreement,
    /// Both have phones, none of them in common.
    has_other_phones: bool,
    told: Vec<(Evidence, Agreement, f64, Value)>,
}

/// What agrees.
enum Value {
    None,
    Text(Text),
    /// The address of the second, whole.
    Address,
    Birthday(Birthday),
}

impl<'a> Sum<'a> {
    /// All that is the same or not to the letter, and the names; what is left is dearer.
    fn of(a: Record<'_>, b: Record<'_>, all: &'a Everybody) -> Self {
        let (name, weight) = name_weight(a, b, all);
        let mut sum = Self { all, name, has_other_phones: false, told: Vec::with_capacity(8) };
        sum.add(Evidence::Name, name, weight, Value::Text(b.shown));
        sum.branch(a, b);
        sum.points(a, b);
        sum.birthday(a.birthday, b.birthday);
        sum.contacts(a, b);
        sum.fields(a, b);
        sum
    }

    fn add(&mut self, evidence: Evidence, agreement: Agreement, weight: f64, value: Value) {
        let value = if agreement == Agreement::Differs { Value::None } else { value };
        self.told.push((evidence, agreement, weight, value));
    }

    fn differs(&mut self, evidence: Evidence, weight: f64) {
        self.add(evidence, Agreement::Differs, weight, Value::None);
    }

    fn bits(&self) -> f64 {
        let prior = -f64::from(self.all.rarity.customers()).clamp(PRIOR_SIZES.0, PRIOR_SIZES.1).log2();
        prior + self.told.iter().map(|(_, _, weight, _)| weight).sum::<f64>()
    }

    fn probability(&self) -> f64 {
        1.0 / (1.0 + (-self.bits()).exp2())
    }

    fn score(self, b: Record<'_>) -> Score {
        let probability = self.probability();
        let texts = &self.all.texts;
        let worded = |value: Value| match value {
            Value::None => String::new(),
            Value::Text(text) => texts.text(text).to_owned(),
            Value::Address => b.address.iter().map(|part| texts.text(*part)).collect::<Vec<_>>().join(" "),
            Value::Birthday(day) => {
                let year = day.year.map_or_else(|| "-".to_owned(), |year| year.to_string());
                format!("{year}-{:02}-{:02}", day.month, day.day)
            }
        };
        let mut reasons: Vec<Reason> = self
            .told
            .into_iter()
            .map(|(evidence, agreement, weight, value)| Reason {
                evidence,
                agreement,
                weight: (weight * 10.0).round() / 10.0,
                value: worded(value),
            })
            .collect();
        reasons.sort_by(|x, y| y.weight.total_cmp(&x.weight));
        Score { probability, reasons }
    }

    /// Another branch, another place: another customer, although the name is the same.
    fn branch(&mut self, a: Record<'_>, b: Record<'_>) {
        if a.branch != b.branch {
            self.differs(Evidence::Branch, -8.0);
        } else if !a.places.is_empty() && !b.places.is_empty() && common(a.places, b.places).is_none() {
            self.differs(Evidence::Branch, -5.0);
        }
    }

    /// So many pairs of customers have a phone or an e-mail in common by chance, at one at least.
    fn rate(&self, point: Text) -> f64 {
        f64::from(self.all.rarity.count(Sort::Point, point)).max(2.0) / 2.0
    }

    fn points(&mut self, a: Record<'_>, b: Record<'_>) {
        self.phones(a, b);
        for (evidence, mine, theirs) in
            [(Evidence::Email, a.emails, b.emails), (Evidence::Wechat, a.wechats, b.wechats)]
        {
            if mine.is_empty() || theirs.is_empty() {
                continue;
            }
            match common(mine, theirs) {
                Some(value) => {
                    let told = weight(0.8, 2e-5 * self.rate(value));
                    self.add(evidence, Agreement::Same, told, Value::Text(value));
                }
                None => self.differs(evidence, -1.5),
            }
        }
    }

    /// Of several that both have a mobile tells most, then the rarest.
    fn phones(&mut self, a: Record<'_>, b: Record<'_>) {
        let has_none = |one: Record<'_>| one.mobiles.is_empty() && one.landlines.is_empty();
        if has_none(a) || has_none(b) {
            return;
        }
        let rarest = |mine: &[Text], theirs: &[Text]| {
            let common = mine.iter().copied().filter(|number| theirs.contains(number));
            common.min_by_key(|number| self.all.rarity.count(Sort::Point, *number))
        };
        if let Some(mobile) = rarest(a.mobiles, b.mobiles) {
            let told = weight(0.8, 1e-5 * self.rate(mobile));
            self.add(Evidence::Phone, Agreement::Same, told, Value::Text(mobile));
        } else if let Some(landline) = rarest(a.landlines, b.landlines) {
            // An office has one for many; behind the same door it says nothing new of two names.
            let full = weight(0.7, 4e-3 * self.rate(landline));
            let told = if self.name == Agreement::Differs { full.min(4.0) } else { full };
            self.add(Evidence::Phone, Agreement::Same, told, Value::Text(landline));
        } else {
            self.has_other_phones = true;
        }
    }

    /// A mobile with one digit wrong, where none is the same.
    fn near_phones(&mut self, a: Record<'_>, b: Record<'_>) {
        if !self.has_other_phones {
            return;
        }
        let text = |number: &Text| self.all.texts.text(*number);
        let is_near = |mine: &&Text| b.mobiles.iter().any(|other| are_near_phones(text(mine), text(other)));
        match a.mobiles.iter().find(is_near) {
            Some(number) => self.add(Evidence::Phone, Agreement::Near, NEAR_PHONE, Value::Text(*number)),
            None => self.differs(Evidence::Phone, weight(0.2, 0.999)),
        }
    }

    /// What the address may add at the most.
    fn address_most(&self) -> f64 {
        if self.name == Agreement::Differs { ADDRESS_MOST.1 } else { ADDRESS_MOST.0 }
    }

    /// What phones and address may add at the most.
    fn most_left(&self) -> f64 {
        self.address_most() + if self.has_other_phones { NEAR_PHONE } else { 0.0 }
    }

    /// Part by part, each by how rare it is; half of it only, as parts of one address go together. Two names behind one door
    /// are neighbours more often than one customer.
    fn address(&mut self, a: Record<'_>, b: Record<'_>) {
        if a.address.is_empty() || b.address.is_empty() {
            return;
        }
        let (texts, rarity) = (&self.all.texts, &self.all.rarity);
        let (few, many) =
            if a.address.len() <= b.address.len() { (a.address, b.address) } else { (b.address, a.address) };
        let mut free: Vec<bool> = vec![true; many.len()];
        let (mut sum, mut place, mut agreed, mut parts) = (0.0, 0.0_f64, 0, 0);
        let mut left: Vec<Text> = Vec::new();
        for part in few {
            match many.iter().zip(&mut free).find(|(other, free)| **free && *other == part) {
                Some((_, free)) => {
                    *free = false;
                    let told = 0.55 * weight(0.85, rarity.share(Sort::Address, *part));
                    // A city lies in one province: of several places the rarest tells it all.
                    if texts.sense(*part) == Sense::Place {
                        place = place.max(told)
                    } else {
                        sum += told
                    }
                    agreed += 1;
                }
                None => left.push(*part),
            }
        }
        sum += place;
        for part in left {
            parts += 1;
            let near = many
                .iter()
                .zip(&mut free)
                .filter(|(_, free)| **free)
                .map(|(other, free)| (likeness(part, *other, texts), *other, free));
            let best = near.max_by(|x, y| x.0.total_cmp(&y.0));
            match best {
                Some((near, other, free)) if near >= BAD_TYPO => {
                    *free = false;
                    let share = rarity.share(Sort::Address, part).max(rarity.share(Sort::Address, other));
                    sum += 0.4 * weight(0.5, share * 4.0).max(0.0);
                    agreed += 1;
                }
                // Another road; of numbers one is often left out.
                _ => sum -= if texts.sense(part) == Sense::Number { 1.2 } else { 2.5 },
            }
        }
        let total = sum.clamp(-4.0, self.address_most());
        let agreement = match (agreed, parts) {
            (0, _) => Agreement::Differs,
            (_, 0) => Agreement::Same,
            _ if total > 1.0 => Agreement::Near,
            _ => Agreement::Differs,
        };
        self.add(Evidence::Address, agreement, total, Value::Address);
    }

    fn birthday(&mut self, a: Option<Birthday>, b: Option<Birthday>) {
        let (Some(a), Some(b)) = (a, b) else { return };
        if a.calendar != b.calendar {
            return;
        }
        let same_day = (a.month, a.day) == (b.month, b.day);
        let (agreement, weight) = match (a.year, b.year) {
            (Some(x), Some(y)) if x == y && same_day => (Agreement::Same, weight(0.85, 1.0 / 15_000.0)),
            (Some(x), Some(y)) => {
                let close = [
                    same_day && digits_apart(x, y) <= 1,
                    x == y && a.month == b.month,
                    x == y && a.day == b.day,
                    // Day and month the other way round, as Americans write.
                    x == y && (a.month, a.day) == (b.day, b.month),
                ];
                if close.contains(&true) {
                    (Agreement::Near, weight(0.1, 1.0 / 400.0))
                } else if same_day {
                    (Agreement::Near, 1.0)
                } else {
                    (Agreement::Differs, weight(0.04, 0.99))
                }
            }
            _ if same_day => (Agreement::Same, weight(0.85, 1.0 / 365.0)),
            _ => (Agreement::Differs, weight(0.1, 0.99)),
        };
        self.add(Evidence::Birthday, agreement, weight, Value::Birthday(a));
    }

    fn contacts(&mut self, a: Record<'_>, b: Record<'_>) {
        let both = !a.contacts.is_empty() && !b.contacts.is_empty();
        // The contact of a company, kept as a customer too.
        let crossed =
            |company: Record<'_>, person: Record<'_>| company.contacts.contains(&person.core).then_some(person.core);
        if let Some(name) = common(a.contacts, b.contacts) {
            let told = weight(0.7, self.all.rarity.share(Sort::Contact, name)).min(8.0);
            self.add(Evidence::Contact, Agreement::Same, told, Value::Text(name));
        } else if let Some(name) = crossed(a, b).or_else(|| crossed(b, a)) {
            self.add(Evidence::Contact, Agreement::Same, 5.0, Value::Text(name));
        } else if both {
            self.differs(Evidence::Contact, -1.5);
        }
    }

    fn fields(&mut self, a: Record<'_>, b: Record<'_>) {
        for (field, mine) in a.fields {
            let Some((_, theirs)) = b.fields.iter().find(|(other, _)| other == field) else { continue };
            let (one, other) = (self.all.texts.text(*mine), self.all.texts.text(*theirs));
            if mine == theirs {
                self.add(Evidence::Field, Agreement::Same, 14.0, Value::Text(*mine));
            } else if distance(one, other) <= 1 + one.len() / 12 {
                self.add(Evidence::Field, Agreement::Near, 8.0, Value::Text(*theirs));
            } else {
                self.differs(Evidence::Field, weight(0.05, 1.0));
            }
        }
    }
}

/// The first of the one that the other has, too.
fn common(mine: &[Text], theirs: &[Text]) -> Option<Text> {
    mine.iter().copied().find(|text| theirs.contains(text))
}

/// In how many digits two years differ.
fn digits_apart(a: i32, b: i32) -> usize {
    a.to_string().chars().zip(b.to_string().chars()).filter(|(x, y)| x != y).count()
}
