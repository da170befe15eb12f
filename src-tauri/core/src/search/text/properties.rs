//! What search promises, tried on customers as they are: found by what people type, and never lost between the
//! index and the verification.

use std::collections::HashSet;

use pinyin::ToPinyin;

use super::*;

pub(super) struct Customer {
    pub name: String,
    pub contacts: Vec<String>,
    pub phones: Vec<String>,
    pub points: Vec<String>,
    pub tags: Vec<String>,
    pub note: String,
}

impl Customer {
    pub fn named(name: &str) -> Self {
        let none = Vec::new;
        Self { name: name.into(), contacts: none(), phones: none(), points: none(), tags: none(), note: String::new() }
    }

    pub fn doc(&self) -> CustomerText<'_> {
        CustomerText {
            name: &self.name,
            reading: "",
            contacts: &self.contacts,
            phones: &self.phones,
            points: &self.points,
            tags: &self.tags,
            note: &self.note,
        }
    }
}

/// Name, contacts, phones, points, tags and note, parted by tabs.
pub(super) fn samples() -> Vec<Customer> {
    let list = |text: &str, by: char| text.split(by).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let customers: Vec<Customer> = include_str!("samples.tsv")
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            Customer {
                name: cells[0].into(),
                contacts: list(cells[1], '|'),
                phones: list(cells[2], ' '),
                points: list(cells[3], '|'),
                tags: list(cells[4], '|'),
                note: cells[5].into(),
            }
        })
        .collect();
    assert!(customers.len() > 200);
    customers
}

/// Evaluates an FTS5 expression of quoted tokens, AND, OR and brackets; panics at anything else.
pub(super) fn evaluate(expression: &str, tokens: &HashSet<&str>) -> bool {
    fn any(rest: &mut &str, tokens: &HashSet<&str>) -> bool {
        let mut value = every(rest, tokens);
        while let Some(after) = rest.strip_prefix(" OR ") {
            *rest = after;
            value |= every(rest, tokens);
        }
        value
    }
    fn every(rest: &mut &str, tokens: &HashSet<&str>) -> bool {
        let mut value = one(rest, tokens);
        while let Some(after) = rest.strip_prefix(" AND ") {
            *rest = after;
            value &= one(rest, tokens);
        }
        value
    }
    fn one(rest: &mut &str, tokens: &HashSet<&str>) -> bool {
        if let Some(after) = rest.strip_prefix('(') {
            *rest = after;
            let value = any(rest, tokens);
            *rest = rest.strip_prefix(')').expect("a closing bracket");
            return value;
        }
        let after = rest.strip_prefix('"').expect("a quoted token");
        let (token, after) = after.split_once('"').expect("a closing quote");
        assert!(
            !token.is_empty()
                && token.chars().all(|ch| !ch.is_ascii() || ch.is_ascii_alphanumeric() || "~_^+=.".contains(ch)),
            "{token:?}"
        );
        *rest = after;
        tokens.contains(token)
    }
    let mut rest = expression;
    let value = any(&mut rest, tokens);
    assert_eq!(rest, "", "{expression}");
    value
}

fn is_candidate(expression: Option<String>, tokens: &str) -> bool {
    let tokens: HashSet<&str> = tokens.split(' ').collect();
    expression.is_some_and(|expression| evaluate(&expression, &tokens))
}

/// The places that the expression for the best customers must name.
const STARTS: [Place; 5] =
    [Place::WholeName, Place::NameStart, Place::WholePinyin, Place::PinyinStart, Place::PhoneEnd];

/// Whether the customer is named by the index and verified.
pub(super) fn found(customer: &Customer, typed: &str) -> Option<Match> {
    let query = parse(typed);
    let tokens = customer_tokens(&customer.doc());
    let candidate = is_candidate(query.customer_match(), &tokens);
    let verified = query.match_customer(&CustomerText { tags: &[], ..customer.doc() });
    assert!(
        candidate || verified.is_none(),
        "{typed:?} matches {:?}, but the index does not name it: {:?}\n{tokens}",
        customer.name,
        query.customer_match()
    );
    let is_first = verified.as_ref().is_some_and(|found| STARTS.contains(&found.best));
    if is_first && query.terms().len() == 1 {
        let first = query.customer_match_first();
        assert!(is_candidate(first.clone(), &tokens), "{typed:?} starts {:?}: {first:?}", customer.name);
    }
    verified
}

fn is_han(ch: char) -> bool {
    ch.to_pinyin().is_some()
}

fn words_and_signs(name: &str) -> Vec<char> {
    Text::plain(name, 1_000).cells.iter().map(|cell| cell.ch).collect()
}

#[test]
fn every_customer_is_found_by_every_pair_of_neighbouring_characters() {
    for customer in samples() {
        let text = Text::plain(&customer.name, 1_000);
        for pair in text.cells.windows(2).filter(|pair| pair[0].opens) {
            let typed: String = pair.iter().map(|cell| cell.ch).collect();
            assert!(found(&customer, &typed).is_some(), "{} by {typed}", customer.name);
        }
        let chars: Vec<char> = customer.name.chars().collect();
        for pair in chars.windows(2).filter(|pair| pair.iter().all(|ch| is_han(*ch))) {
            let typed: String = pair.iter().collect();
            assert!(found(&customer, &typed).is_some(), "{} by {typed}", customer.name);
        }
        for ch in chars.iter().filter(|ch| is_han(**ch)) {
            assert!(found(&customer, &ch.to_string()).is_some(), "{} by {ch}", customer.name);
        }
    }
}

/// The name as someone types it who spells the first `full` characters and takes the initials of the others.
fn spelled(name: &str, full: usize, from: usize) -> String {
    let mut typed = String::new();
    let text = Text::plain(name, 1_000);
    for (at, unit) in text.units.iter().enumerate().skip(from) {
        match unit.head.to_pinyin().map(|reading| reading.plain().replace('ü', "v")) {
            Some(reading) if at < from + full => typed.push_str(&reading),
            Some(reading) => typed.extend(reading.chars().next()),
            None if at < from + full || unit.is_sign => typed.extend(text.cells_of(unit).iter().map(|cell| cell.ch)),
            None => typed.push(unit.head),
        }
    }
    typed
}

#[test]
fn every_customer_is_found_by_its_pinyin_in_every_mixture_and_while_it_is_typed() {
    for customer in samples() {
        let units = Text::plain(&customer.name, 1_000).units.len();
        for from in 0..units {
            let rest = units - from;
            for full in [0, 1, 2, rest.saturating_sub(1), rest].into_iter().filter(|full| *full <= rest) {
                let typed = spelled(&customer.name, full, from);
                // What starts with a vowel that no syllable starts with may be cut only as a whole word.
                let mixes = full > 0 && full < units - from;
                if mixes && typed.contains(['i', 'u', 'v']) && !customer.name.chars().all(is_han) {
                    continue;
                }
                if typed.chars().count() == 1 && from > 0 && is_han(customer.name.chars().nth(from).unwrap_or(' ')) {
                    continue;
                }
                assert!(
                    found(&customer, &typed).is_some() || typed.chars().count() < 2,
                    "{} by {typed}",
                    customer.name
                );
            }
        }
        let whole = spelled(&customer.name, units, 0);
        let letters: Vec<char> = whole.chars().collect();
        for len in 1..=letters.len().min(120) {
            let typed: String = letters[..len].iter().collect();
            assert!(found(&customer, &typed).is_some(), "{} by {typed}", customer.name);
        }
    }
}

#[test]
fn every_customer_is_found_by_the_last_four_and_any_four_digits_of_every_phone() {
    for customer in samples() {
        for phone in customer.phones.iter().filter(|phone| phone.starts_with('+')) {
            let digits: String = phone.split(';').next().unwrap_or_default()[1..].into();
            let own = digits.strip_prefix("86").unwrap_or(&digits);
            let end = &own[own.len() - 4..];
            let best = found(&customer, end).unwrap().best;
            assert!(best <= Place::PhoneEnd, "{phone} by {end}: {best:?}");
            for from in 0..own.len() - 4 {
                for to in [from + 4, from + 6, own.len()].into_iter().filter(|to| *to <= own.len()) {
                    assert!(found(&customer, &own[from..to]).is_some(), "{phone} by {}", &own[from..to]);
                }
            }
            let (start, rest) = own.split_at(3);
            for typed in [
                phone.split(';').next().unwrap().to_owned(),
                digits.clone(),
                format!("+{} {start} {rest}", &digits[..digits.len() - own.len()]),
                format!("{start}-{rest}"),
                format!("({start}) {} {}", &rest[..4], &rest[4..]),
                format!("0{own}"),
            ] {
                assert!(found(&customer, &typed).is_some(), "{phone} by {typed}");
            }
        }
    }
}

#[test]
fn contacts_points_notes_and_tags_are_found() {
    for customer in samples() {
        for contact in &customer.contacts {
            let units = Text::plain(contact, 100).units.len();
            for typed in [contact.clone(), spelled(contact, units, 0), spelled(contact, 0, 0)] {
                assert!(found(&customer, &typed).is_some(), "{contact} by {typed}");
            }
        }
        for point in &customer.points {
            assert!(found(&customer, point).is_some(), "{point}");
            for part in point.split(['@', '.', '_', '-']).filter(|part| part.len() > 1) {
                assert!(found(&customer, &part[..2]).is_some(), "{point} by {}", &part[..2]);
            }
        }
        for word in customer.note.split_whitespace().filter(|word| words_and_signs(word).len() > 1) {
            let part: String = word.chars().take(20).collect();
            assert!(found(&customer, &part).is_some(), "{} by {part}", customer.note);
            let query = parse(&part);
            assert!(query.match_note(&customer.note).is_some());
            assert!(is_candidate(query.note_match(), &note_tokens(&customer.note)), "{} by {part}", customer.note);
        }
        for tag in &customer.tags {
            assert!(parse(tag).match_customer(&customer.doc()).is_some());
            assert!(matches_word(&parse(&spelled(tag, 0, 0)).terms()[0], tag), "{tag}");
        }
    }
}

/// A small generator of numbers, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.roll(list.len())]
    }
}

/// One way to type a name: each unit by its sign, its first letters, a syllable or a word, from any unit on.
fn typed_somehow(name: &str, dice: &mut Dice) -> String {
    let text = Text::spelled(name, 1_000);
    let mut typed = String::new();
    if text.units.is_empty() {
        return typed;
    }
    let from = dice.roll(text.units.len());
    for unit in text.units.iter().skip(from).take(1 + dice.roll(7)) {
        let word: String = text.cells_of(unit).iter().map(|cell| cell.ch).collect();
        let reading =
            if unit.readings.as_slice().is_empty() { word.as_str() } else { dice.pick(unit.readings.as_slice()) };
        match dice.roll(5) {
            0 => typed.push_str(&word),
            1 | 2 => typed.push_str(reading),
            3 if reading.len() > 2 && reading.as_bytes()[1] == b'h' => typed.push_str(&reading[..2]),
            _ => typed.extend(reading.chars().next()),
        }
        if dice.roll(9) == 0 {
            typed.push(*dice.pick(&['\'', '-', '*', '"', '(']));
        }
    }
    for _ in 0..[0, 0, 0, 1, 2][dice.roll(5)] {
        typed.pop();
    }
    typed
}

#[test]
fn whatever_the_verification_accepts_the_index_has_named() {
    let customers = samples();
    let tokens: Vec<(String, String)> =
        customers.iter().map(|customer| (customer_tokens(&customer.doc()), note_tokens(&customer.note))).collect();
    let tokens: Vec<(HashSet<&str>, HashSet<&str>)> =
        tokens.iter().map(|(customer, note)| (customer.split(' ').collect(), note.split(' ').collect())).collect();
    let mut dice = Dice(2024);
    let mut matches = 0;
    let mut own = 0;
    for round in 0..150 {
        let source = dice.pick(&customers);
        let mut typed = typed_somehow(&source.name, &mut dice);
        match dice.roll(8) {
            0 => typed = typed_somehow(&dice.pick(&customers).note, &mut dice),
            1 => typed.insert_str(
                0,
                &format!("{} ", typed_somehow(source.contacts.first().map_or("", |contact| contact), &mut dice)),
            ),
            2 => {
                typed = (0..1 + dice.roll(4))
                    .map(|_| *dice.pick(&['a', 'i', 'z', 'h', 'n', 'g', '1', '王', '中']))
                    .collect()
            }
            _ => {}
        }
        let query = parse(&typed);
        let wide = query.customer_match();
        let first = query.customer_match_first();
        let note = query.note_match();
        assert_eq!(wide.is_none(), query.is_empty());
        for (customer, (tokens, note_tokens)) in customers.iter().zip(&tokens) {
            let doc = CustomerText { tags: &[], ..customer.doc() };
            if let Some(found) = query.match_customer(&doc) {
                matches += 1;
                own += usize::from(std::ptr::eq(customer, source));
                assert!(
                    evaluate(wide.as_ref().unwrap(), tokens),
                    "{round}: {typed:?} matches {:?}: {wide:?}",
                    customer.name
                );
                assert!(!found.marks.is_empty());
                for mark in found.marks {
                    let text = match mark.field {
                        MarkedField::Name => &customer.name,
                        MarkedField::Contact => &customer.contacts[mark.index],
                        MarkedField::Phone => &customer.phones[mark.index],
                        MarkedField::Point => &customer.points[mark.index],
                        MarkedField::Tag => &customer.tags[mark.index],
                        MarkedField::Note => &customer.note,
                    };
                    let units: Vec<u16> = text.encode_utf16().collect();
                    assert!(mark.len > 0 && String::from_utf16(&units[mark.start..mark.start + mark.len]).is_ok());
                }
            }
            if let Some(note) = note.as_ref().filter(|_| query.match_note(&customer.note).is_some()) {
                assert!(evaluate(note, note_tokens), "{typed:?} in {:?}", customer.note);
            }
            if let Some(first) = &first {
                assert!(!evaluate(first, tokens) || evaluate(wide.as_ref().unwrap(), tokens), "{typed:?}");
            }
        }
    }
    assert!(matches > 2_000 && own > 70, "only {matches} matches, {own} of the name that was typed");
}
