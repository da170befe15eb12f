//! How much two records have in common, as weights of evidence.
//!
//! The model is that of Fellegi and Sunter ("A Theory for Record Linkage", JASA 64, 1969): for each kind of evidence the
//! weight is log₂(m / u), where m is the share of true pairs that agree so and u the share of all other pairs that do. The
//! weights are added to the prior odds, which gives a probability. As Winkler proposed (1990; Jaro–Winkler comparisons,
//! and values that are rare weigh more), texts agree in degrees, and u of a text that is the same is the share of customers
//! that have it. The figures for m and u are of our own choosing, from what FEBRL's data and lists of Chinese shops look
//! like; `docs/DUPLICATES.md` lists them.

use serde::{Deserialize, Serialize};

use super::names::NameParts;
use super::places::is_place;
use super::profiles::Profile;
use super::rarity::{Rarity, Sort};
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
const MOST: f64 = 18.0;
/// Books below and above are taken for ones of this size: what share of pairs is one is not smaller in a larger book.
const PRIOR_SIZES: (f64, f64) = (1_000.0, 100_000.0);
/// Near enough for a typo, by Jaro–Winkler.
const TYPO: f64 = 0.92;
/// Near enough for a bad one.
const BAD_TYPO: f64 = 0.84;

fn weight(m: f64, u: f64) -> f64 {
    (m / u).log2().clamp(-MOST, MOST)
}

/// The score of two records.
pub fn score(a: &Profile, b: &Profile, rarity: &Rarity) -> Score {
    let mut sum = Sum { reasons: Vec::with_capacity(6) };
    let name = sum.name(a, b, rarity);
    sum.branch(&a.name, &b.name);
    sum.points(a, b, rarity, name);
    sum.address(a, b, rarity, name);
    sum.birthday(a.birthday, b.birthday);
    sum.contacts(a, b, rarity);
    sum.fields(a, b);
    let prior = -f64::from(rarity.customers()).clamp(PRIOR_SIZES.0, PRIOR_SIZES.1).log2();
    let bits = prior + sum.reasons.iter().map(|reason| reason.weight).sum::<f64>();
    let mut reasons = sum.reasons;
    for reason in &mut reasons {
        reason.weight = (reason.weight * 10.0).round() / 10.0;
    }
    reasons.sort_by(|x, y| y.weight.total_cmp(&x.weight));
    Score { probability: 1.0 / (1.0 + (-bits).exp2()), reasons }
}

struct Sum {
    reasons: Vec<Reason>,
}

impl Sum {
    fn add(&mut self, evidence: Evidence, agreement: Agreement, weight: f64, value: &str) {
        self.reasons.push(Reason { evidence, agreement, weight, value: value.to_owned() });
    }

    /// The names; how far they agree.
    fn name(&mut self, a: &Profile, b: &Profile, rarity: &Rarity) -> Agreement {
        let (agreement, weight) = name_weight(&a.name, &b.name, rarity);
        let value = if agreement == Agreement::Differs { "" } else { &b.shown };
        self.add(Evidence::Name, agreement, weight, value);
        agreement
    }

    /// Another branch, another place: another customer, although the name is the same.
    fn branch(&mut self, a: &NameParts, b: &NameParts) {
        if a.branch != b.branch {
            self.add(Evidence::Branch, Agreement::Differs, -8.0, "");
        } else if !a.places.is_empty() && !b.places.is_empty() && !share(&a.places, &b.places) {
            self.add(Evidence::Branch, Agreement::Differs, -5.0, "");
        }
    }

    fn points(&mut self, a: &Profile, b: &Profile, rarity: &Rarity, name: Agreement) {
        if !a.phones.is_empty() && !b.phones.is_empty() {
            let common = a.phones.iter().filter(|line| b.phones.contains(line));
            let rate = |number: &str| f64::from(rarity.count(Sort::Point, number)).max(2.0) / 2.0;
            let best =
                common.max_by_key(|line| (line.is_mobile, std::cmp::Reverse(rarity.count(Sort::Point, &line.number))));
            match best {
                Some(line) if line.is_mobile => {
                    self.add(Evidence::Phone, Agreement::Same, weight(0.8, 1e-5 * rate(&line.number)), &line.number);
                }
                // An office has one for many; behind the same door it says nothing new of two names.
                Some(line) => {
                    let full = weight(0.7, 4e-3 * rate(&line.number));
                    let told = if name == Agreement::Differs { full.min(4.0) } else { full };
                    self.add(Evidence::Phone, Agreement::Same, told, &line.number);
                }
                None => match near_phone(a, b) {
                    Some(number) => self.add(Evidence::Phone, Agreement::Near, 4.0, &number),
                    None => self.add(Evidence::Phone, Agreement::Differs, weight(0.2, 0.999), ""),
                },
            }
        }
        for (evidence, mine, theirs) in
            [(Evidence::Email, &a.emails, &b.emails), (Evidence::Wechat, &a.wechats, &b.wechats)]
        {
            if mine.is_empty() || theirs.is_empty() {
                continue;
            }
            match mine.iter().find(|value| theirs.contains(value)) {
                Some(value) => {
                    let rate = f64::from(rarity.count(Sort::Point, value)).max(2.0) / 2.0;
                    self.add(evidence, Agreement::Same, weight(0.8, 2e-5 * rate), value);
                }
                None => self.add(evidence, Agreement::Differs, -1.5, ""),
            }
        }
    }

    /// Part by part, each by how rare it is; half of it only, as parts of one address go together. Two names behind one door
    /// are neighbours more often than one customer.
    fn address(&mut self, a: &Profile, b: &Profile, rarity: &Rarity, name: Agreement) {
        if a.address.is_empty() || b.address.is_empty() {
            return;
        }
        let (few, many) =
            if a.address.len() <= b.address.len() { (&a.address, &b.address) } else { (&b.address, &a.address) };
        let mut free: Vec<bool> = vec![true; many.len()];
        let (mut sum, mut place, mut agreed, mut parts) = (0.0, 0.0_f64, 0, 0);
        let mut left: Vec<&String> = Vec::new();
        for part in few {
            match many.iter().zip(&mut free).find(|(other, free)| **free && *other == part) {
                Some((_, free)) => {
                    *free = false;
                    let told = 0.55 * weight(0.85, rarity.share(Sort::Address, part));
                    // A city lies in one province: of several places the rarest tells it all.
                    if is_place(part) {
                        place = place.max(told)
                    } else {
                        sum += told
                    }
                    agreed += 1;
                }
                None => left.push(part),
            }
        }
        sum += place;
        for part in left {
            parts += 1;
            let near = many
                .iter()
                .zip(&mut free)
                .filter(|(_, free)| **free)
                .map(|(other, free)| (likeness(part, other), other, free));
            let best = near.max_by(|x, y| x.0.total_cmp(&y.0));
            match best {
                Some((near, other, free)) if near >= BAD_TYPO => {
                    *free = false;
                    let share = rarity.share(Sort::Address, part).max(rarity.share(Sort::Address, other));
                    sum += 0.4 * weight(0.5, share * 4.0).max(0.0);
                    agreed += 1;
                }
                // Another road; of numbers one is often left out.
                _ => sum -= if part.bytes().all(|byte| byte.is_ascii_digit()) { 1.2 } else { 2.5 },
            }
        }
        let most = if name == Agreement::Differs { 6.0 } else { 14.0 };
        let total = sum.clamp(-4.0, most);
        let agreement = match (agreed, parts) {
            (0, _) => Agreement::Differs,
            (_, 0) => Agreement::Same,
            _ if total > 1.0 => Agreement::Near,
            _ => Agreement::Differs,
        };
        let value = if agreement == Agreement::Differs { String::new() } else { b.address.join(" ") };
        self.add(Evidence::Address, agreement, total, &value);
    }

    fn birthday(&mut self, a: Option<Birthday>, b: Option<Birthday>) {
        let (Some(a), Some(b)) = (a, b) else { return };
        if a.calendar != b.calendar {
            return;
        }
        let same_day = (a.month, a.day) == (b.month, b.day);
        let value =
            format!("{}-{:02}-{:02}", a.year.map_or_else(|| "-".to_owned(), |year| year.to_string()), a.month, a.day);
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
        let value = if agreement == Agreement::Differs { String::new() } else { value };
        self.add(Evidence::Birthday, agreement, weight, &value);
    }

    fn contacts(&mut self, a: &Profile, b: &Profile, rarity: &Rarity) {
        let both = !a.contacts.is_empty() && !b.contacts.is_empty();
        // The contact of a company, kept as a customer too.
        let crossed = |company: &Profile, person: &Profile| {
            company.contacts.contains(&person.name.core).then(|| person.name.core.clone())
        };
        if let Some(name) = a.contacts.iter().find(|name| b.contacts.contains(name)) {
            let told = weight(0.7, rarity.share(Sort::Contact, name)).min(8.0);
            self.add(Evidence::Contact, Agreement::Same, told, name);
        } else if let Some(name) = crossed(a, b).or_else(|| crossed(b, a)) {
            self.add(Evidence::Contact, Agreement::Same, 5.0, &name);
        } else if both {
            self.add(Evidence::Contact, Agreement::Differs, -1.5, "");
        }
    }

    fn fields(&mut self, a: &Profile, b: &Profile) {
        for (field, mine) in &a.fields {
            let Some((_, theirs)) = b.fields.iter().find(|(other, _)| other == field) else { continue };
            if mine == theirs {
                self.add(Evidence::Field, Agreement::Same, 14.0, mine);
            } else if strsim::damerau_levenshtein(mine, theirs) <= 1 + mine.len() / 12 {
                self.add(Evidence::Field, Agreement::Near, 8.0, theirs);
            } else {
                self.add(Evidence::Field, Agreement::Differs, weight(0.05, 1.0), "");
            }
        }
    }
}

/// How far two names agree, and what that weighs.
fn name_weight(a: &NameParts, b: &NameParts, rarity: &Rarity) -> (Agreement, f64) {
    let share = rarity.share(Sort::Name, &a.core).max(rarity.share(Sort::Name, &b.core));
    if a.core.is_empty() || b.core.is_empty() {
        return (Agreement::Differs, 0.0);
    }
    if a.core == b.core {
        return (Agreement::Same, weight(0.8, share));
    }
    if a.words.len() > 1 || b.words.len() > 1 {
        let (agreement, by_words) = words_weight(a, b, rarity);
        if a.is_chinese == b.is_chinese || by_words > 0.0 {
            return (agreement, by_words);
        }
    }
    if a.sound == b.sound {
        // One in pinyin stands for all that are read so.
        let rate = if a.is_chinese == b.is_chinese { 4.0 } else { 8.0 };
        return (Agreement::SameSound, weight(0.3, share * rate).min(10.0));
    }
    let length = a.core.chars().count().min(b.core.chars().count());
    if a.is_chinese && b.is_chinese {
        return chinese_weight(a, b, share, length);
    }
    let near = likeness(&a.core, &b.core);
    if near >= TYPO && length >= 4 {
        (Agreement::Near, weight(0.3, share * 6.0).min(9.0))
    } else if near >= BAD_TYPO && length >= 5 {
        (Agreement::Near, 3.0)
    } else {
        (Agreement::Differs, -5.0)
    }
}

/// One sign more, less or other of four and more; one name within the other.
fn chinese_weight(a: &NameParts, b: &NameParts, share: f64, length: usize) -> (Agreement, f64) {
    let (longer, shorter) = if a.core.len() >= b.core.len() { (&a.core, &b.core) } else { (&b.core, &a.core) };
    let apart = strsim::damerau_levenshtein(longer, shorter);
    let sounds_apart = strsim::damerau_levenshtein(&a.sound, &b.sound);
    let same_signs = {
        let sorted = |text: &str| {
            let mut signs: Vec<char> = text.chars().collect();
            signs.sort_unstable();
            signs
        };
        sorted(longer) == sorted(shorter)
    };
    if same_signs && length >= 2 {
        (Agreement::Near, weight(0.4, share * 3.0).min(10.0))
    } else if apart == 1 && length >= 4 {
        // The first two signs are what a company calls itself, the rest often says only what it deals in.
        let is_in_head = a.core.chars().zip(b.core.chars()).take(2).any(|(x, y)| x != y);
        (Agreement::Near, if is_in_head { 3.0 } else { weight(0.3, share * 6.0).min(8.0) })
    } else if longer.contains(shorter.as_str()) && length >= 3 {
        (Agreement::Near, weight(0.3, share * 6.0).min(7.0))
    } else if apart == 1 && length == 3 || sounds_apart <= 1 && length >= 2 {
        (Agreement::Near, 3.0)
    } else if longer.contains(shorter.as_str()) && length >= 2 {
        (Agreement::Near, 2.0)
    } else if 2 * apart <= length {
        (Agreement::Near, 0.5)
    } else {
        (Agreement::Differs, -5.0)
    }
}

/// Word by word in any order: each is evidence of its own, a missing one is none.
fn words_weight(a: &NameParts, b: &NameParts, rarity: &Rarity) -> (Agreement, f64) {
    let (few, many) = if a.words.len() <= b.words.len() { (&a.words, &b.words) } else { (&b.words, &a.words) };
    let mut free: Vec<bool> = vec![true; many.len()];
    let mut sum = 0.0;
    let (mut same, mut near) = (0, 0);
    let mut left = Vec::new();
    for word in few {
        match many.iter().zip(&mut free).find(|(other, free)| **free && *other == word) {
            Some((_, free)) => {
                *free = false;
                same += 1;
                sum += weight(0.8, rarity.share(Sort::Word, word));
            }
            None => left.push(word),
        }
    }
    for word in left {
        let open = many.iter().zip(&mut free).filter(|(_, free)| **free);
        let best = open.map(|(other, free)| (likeness(word, other), other, free)).max_by(|x, y| x.0.total_cmp(&y.0));
        match best {
            Some((likeness, other, free)) if likeness >= BAD_TYPO => {
                *free = false;
                near += 1;
                let share = rarity.share(Sort::Word, word).max(rarity.share(Sort::Word, other));
                let degree = if likeness >= TYPO { weight(0.2, share * 4.0).min(8.0) } else { 3.0 };
                sum += degree.max(0.0);
            }
            Some((_, other, _)) if initial_of(word, other) => {
                near += 1;
                sum += 1.5;
            }
            _ => sum -= 4.0,
        }
    }
    let agreement = match (same, near) {
        (0, 0) => Agreement::Differs,
        (same, 0) if same == many.len() => Agreement::Same,
        _ if sum > 0.0 => Agreement::Near,
        _ => Agreement::Differs,
    };
    (agreement, sum.clamp(-8.0, MOST))
}

/// One is the first letter of the other: J. for John.
fn initial_of(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.chars().count() == 1 && long.starts_with(short)
}

/// Jaro–Winkler of two texts; numbers agree or they do not, but for one digit of four and more.
fn likeness(a: &str, b: &str) -> f64 {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number(a) || is_number(b) {
        let close = a.len().min(b.len()) >= 4 && strsim::damerau_levenshtein(a, b) <= 1;
        return if a == b {
            1.0
        } else if close {
            BAD_TYPO
        } else {
            0.0
        };
    }
    // A word in two: "st james", "stjames" cannot be seen here; the joined rest of an address is another part.
    strsim::jaro_winkler(a, b)
}

/// Mobiles of one length that differ in one digit, or in two that changed places.
fn near_phone(a: &Profile, b: &Profile) -> Option<String> {
    let mobiles = |profile: &Profile| -> Vec<String> {
        profile.phones.iter().filter(|line| line.is_mobile).map(|line| line.number.clone()).collect()
    };
    let theirs = mobiles(b);
    mobiles(a).into_iter().find(|mine| {
        theirs.iter().any(|other| other.len() == mine.len() && strsim::damerau_levenshtein(mine, other) == 1)
    })
}

/// In how many digits two years differ.
fn digits_apart(a: i32, b: i32) -> usize {
    a.to_string().chars().zip(b.to_string().chars()).filter(|(x, y)| x != y).count()
}

fn share(a: &[String], b: &[String]) -> bool {
    a.iter().any(|one| b.contains(one))
}
