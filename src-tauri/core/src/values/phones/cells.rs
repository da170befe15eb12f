//! Several phone numbers in one cell, with remarks.

use super::{EXTENSION_WORDS, Phone, PhoneProblem, is_digit, parse_phone};
use crate::values::texts::{clean_line, half_width, is_nothing, to_half_width};

/// The phone numbers of a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phones {
    /// What could be read, each number once.
    pub read: Vec<Phone>,
    /// What could not, as it was written, and why.
    pub unread: Vec<(String, PhoneProblem)>,
}

/// Reads all phone numbers of a cell, parted by `/` `、` `,` `;` `|` 或 line breaks, or by spaces where both sides are whole numbers.
/// A remark beside a number, in brackets or not, becomes its label. Dashes alone are nothing.
#[must_use]
pub fn split_phones(text: &str, home: &str) -> Phones {
    let mut phones = Phones::default();
    if is_nothing(text) {
        return phones;
    }
    for piece in pieces(text) {
        read_piece(&piece, home, &mut phones);
    }
    phones
}

/// The text between separators outside of brackets. A `/` within one number (030/23125175) parts nothing.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<(String, char)> = Vec::new();
    let (mut piece, mut depth) = (String::new(), 0_u32);
    for character in text.chars() {
        let half = half_width(character);
        match half {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(half, '/' | '、' | ',' | ';' | '|' | '\n' | '\r' | '或' | '\\') {
            pieces.push((std::mem::take(&mut piece), half));
        } else {
            piece.push(character);
        }
    }
    pieces.push((piece, '\n'));
    let mut joined: Vec<String> = Vec::new();
    let mut carried = String::new();
    for (piece, separator) in pieces {
        let digits = piece.chars().filter(|c| is_digit(*c)).count();
        let bare = piece.chars().all(|c| is_digit(c) || " +-()".contains(half_width(c)));
        carried.push_str(&piece);
        if separator == '/' && bare && (1..=6).contains(&digits) {
            carried.push('/');
            continue;
        }
        let whole = std::mem::take(&mut carried);
        if !is_nothing(&whole) {
            joined.push(whole);
        }
    }
    if !is_nothing(&carried) {
        joined.push(carried);
    }
    joined
}

fn read_piece(piece: &str, home: &str, phones: &mut Phones) {
    match parse_phone(piece, home) {
        Ok(phone) => return add(phones, phone, ""),
        Err(problem @ PhoneProblem::RoundedBySpreadsheet) => return phones.unread.push((clean_line(piece), problem)),
        Err(_) => {}
    }
    let runs = runs(piece);
    let numbers: Vec<usize> = (0..runs.len()).filter(|at| runs.get(*at).is_some_and(|run| run.is_number)).collect();
    if numbers.is_empty() {
        let remark = remark_of(piece);
        match phones.read.last_mut() {
            // 13800001234、微信同号: a remark on the number before.
            Some(phone) if phone.label.is_empty() && !remark.is_empty() => phone.label = remark,
            _ => phones.unread.push((clean_line(piece), PhoneProblem::NotAPhone)),
        }
        return;
    }
    // Letters right between digits (138oooo1234) are no remark.
    if numbers.len() > 1 && !numbers.iter().all(|at| runs.get(*at).is_some_and(|run| run.digits() >= 7)) {
        return phones.unread.push((clean_line(piece), PhoneProblem::NotAPhone));
    }
    let starts_with_remark = numbers.first().is_some_and(|at| *at > 0);
    for at in numbers {
        let Some(run) = runs.get(at) else { continue };
        let beside = match (starts_with_remark, at) {
            (true, 1..) => runs.get(at - 1),
            (true, _) => None,
            (false, _) => runs.get(at + 1),
        };
        let mut label = beside.map(|run| remark_of(&run.text)).unwrap_or_default();
        if label.is_empty() || starts_with_remark {
            let behind =
                runs.get(at + 1).filter(|_| at + 2 == runs.len()).map(|run| remark_of(&run.text)).unwrap_or_default();
            if label.is_empty() {
                label = behind
            } else if !behind.is_empty() {
                label = format!("{label} {behind}")
            }
        }
        read_numbers(&run.text, home, &label, phones);
    }
}

/// One number, or several parted by spaces where each is whole.
fn read_numbers(text: &str, home: &str, label: &str, phones: &mut Phones) {
    let problem = match parse_phone(text, home) {
        Ok(phone) => return add(phones, phone, label),
        Err(problem) => problem,
    };
    let (mut found, mut group) = (Vec::new(), String::new());
    for word in text.split([' ', '\u{3000}']).filter(|word| !word.is_empty()) {
        if !group.is_empty() {
            group.push(' ');
        }
        group.push_str(word);
        if let Ok(phone) = parse_phone(&group, home) {
            found.push(phone);
            group.clear();
        }
    }
    if group.is_empty() && found.len() > 1 {
        for phone in found {
            add(phones, phone, label);
        }
    } else {
        phones.unread.push((clean_line(text), problem));
    }
}

fn add(phones: &mut Phones, phone: Phone, label: &str) {
    match phones.read.iter_mut().find(|known| known.value == phone.value) {
        Some(known) if known.label.is_empty() => known.label = label.to_owned(),
        Some(_) => {}
        None => phones.read.push(Phone { label: label.to_owned(), ..phone }),
    }
}

#[derive(Debug)]
struct Run {
    text: String,
    is_number: bool,
}

impl Run {
    fn digits(&self) -> usize {
        self.text.chars().filter(|c| is_digit(*c)).count()
    }
}

/// Cuts a text into numbers (with their signs and extensions) and remarks.
fn runs(text: &str) -> Vec<Run> {
    let characters: Vec<char> = text.chars().collect();
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    while let Some(character) = characters.get(at).copied() {
        // A bracket without a whole number within is a remark, unless it holds an area code.
        if matches!(half_width(character), '(' | '[') {
            let close = (at..characters.len())
                .find(|i| characters.get(*i).is_some_and(|c| matches!(half_width(*c), ')' | ']')))
                .unwrap_or(characters.len() - 1);
            let inside: String = characters.get(at..=close).unwrap_or_default().iter().collect();
            let is_code = inside.chars().all(|c| is_digit(c) || " +-()[]".contains(half_width(c)));
            push(&mut runs, &inside, is_code);
            at = close + 1;
            continue;
        }
        let rest: String = characters.get(at..).unwrap_or_default().iter().collect::<String>();
        let rest_half = to_half_width(&rest).to_lowercase();
        let after_number = runs.last().is_some_and(|run| run.is_number && run.digits() >= 7);
        let extension = EXTENSION_WORDS.iter().find(|word| {
            after_number
                && rest_half.strip_prefix(**word).is_some_and(|behind| {
                    behind.trim_start_matches([' ', '.', ':']).starts_with(|c: char| c.is_ascii_digit())
                })
        });
        if let Some(word) = extension {
            let taken: String = characters.get(at..at + word.chars().count()).unwrap_or_default().iter().collect();
            push(&mut runs, &taken, true);
            at += word.chars().count();
            continue;
        }
        let half = half_width(character);
        let is_number = half.is_ascii_digit()
            || half == '+'
            || (matches!(half, '-' | ' ' | '.' | '/') && runs.last().is_some_and(|run| run.is_number));
        push(&mut runs, &character.to_string(), is_number);
        at += 1;
    }
    runs.retain(|run| !is_nothing(&run.text));
    runs
}

fn push(runs: &mut Vec<Run>, text: &str, is_number: bool) {
    match runs.last_mut() {
        Some(run) if run.is_number == is_number => run.text.push_str(text),
        _ => runs.push(Run { text: text.to_owned(), is_number }),
    }
}

/// The words of a remark, without brackets and without what only says that it is a phone.
fn remark_of(text: &str) -> String {
    let outer =
        |c: char| c.is_whitespace() || matches!(half_width(c), '(' | ')' | '[' | ']' | ':' | '-' | '.' | ',' | ';');
    let remark = clean_line(text.trim_matches(outer));
    match remark.to_lowercase().as_str() {
        "电话" | "電話" | "手机" | "手機" | "手机号" | "tel" | "phone" | "mobile" | "号码" => {
            String::new()
        }
        _ => remark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let phones = split_phones(text, "CN");
        assert!(phones.unread.is_empty(), "{text}: {:?}", phones.unread);
        phones
            .read
            .into_iter()
            .map(|phone| if phone.label.is_empty() { phone.value } else { format!("{} {}", phone.value, phone.label) })
            .collect()
    }

    #[test]
    fn several_numbers_in_a_cell_are_read_whatever_parts_them() {
        for text in [
            "18300001422/13900007883",
            "19800001462 / 13200002035",
            "15000004568、18900009991",
            "15600009618/137-0000-0027",
            "+86 155-0000-1408 / 130 0000 6445",
            "13700007927\u{3000}、17700007127",
            "17800001416.0 / 15000002311.0",
            "13800001234 13900001234",
            "138 0000 1234 139 0000 1234",
            "13800001234;13900001234",
            "13800001234\n13900001234",
            "13800001234或13900001234",
            "１５５００００４１７１ / 18600001675",
        ] {
            assert_eq!(read(text).len(), 2, "{text}");
        }
        assert_eq!(read("13800001234 / 0512-55509301转12"), ["+8613800001234", "+8651255509301;ext=12"]);
        assert_eq!(read("13800001234/138-0000-1234"), ["+8613800001234"], "the same number twice is one");
    }

    #[test]
    fn remarks_become_labels() {
        assert_eq!(read("19800000911（微信同号）"), ["+8619800000911 微信同号"]);
        assert_eq!(read("19100007455 / 13100005137（财务）"), ["+8619100007455", "+8613100005137 财务"]);
        assert_eq!(read("王姐13800001234"), ["+8613800001234 王姐"]);
        assert_eq!(read("手机：13800001234"), ["+8613800001234"], "that it is a phone is known");
        assert_eq!(read("老板13800001234 财务13900001234"), ["+8613800001234 老板", "+8613900001234 财务"]);
        assert_eq!(read("13800001234、微信同号"), ["+8613800001234 微信同号"]);
        assert_eq!(read("（0755）55506711-257 前台"), ["+8675555506711;ext=257 前台"]);
    }

    #[test]
    fn a_slash_within_a_number_parts_nothing() {
        let phones = split_phones("030/23125175", "DE");
        assert_eq!(phones.read.iter().map(|phone| phone.value.as_str()).collect::<Vec<_>>(), ["+493023125175"]);
    }

    #[test]
    fn what_cannot_be_read_is_told_beside_what_can() {
        let phones = split_phones("13800001234/1380000123", "CN");
        assert_eq!(phones.read.len(), 1);
        assert_eq!(phones.unread, [("1380000123".to_owned(), PhoneProblem::TooShort { missing: 1 })]);
        for text in ["暂无", "无", "空号", "138oooo1234", "1.59E+10", "139000012345", "😀", "微信"] {
            let phones = split_phones(text, "CN");
            assert!(phones.read.is_empty() && phones.unread.len() == 1, "{text}: {phones:?}");
        }
        assert_eq!(split_phones(" - ", "CN"), Phones::default(), "a dash is an empty cell");
        assert_eq!(split_phones("", "CN"), Phones::default());
    }
}
