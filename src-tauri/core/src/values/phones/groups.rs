//! The groups in which numbers from abroad are read: the international formats of `phonenumber`, as a table for whoever
//! shows a number.

use phonenumber::metadata::DATABASE;

/// How numbers under a calling code are grouped, if their national part begins and is built so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// The calling code, without its plus.
    pub code: u16,
    /// A regular expression for how the national part begins, or empty.
    pub begins: String,
    /// A regular expression for the whole national part, a group for each group of digits.
    pub digits: String,
    /// The groups as they are written: `$1 $2 $3`.
    pub written: String,
}

/// All groupings, by calling code, those of a code in the order in which they are tried. Those that people at home write
/// with hyphens have them.
#[must_use]
pub fn groupings() -> Vec<Grouping> {
    let mut codes: Vec<u16> = DATABASE.iter().map(phonenumber::Metadata::country_code).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut all = Vec::new();
    for code in codes {
        // The country that the code is of first: +1 is that of the United States.
        let Some(plan) = DATABASE.by_code(&code).and_then(|plans| plans.into_iter().next()) else { continue };
        let abroad = plan.international_formats();
        let formats = if abroad.is_empty() { plan.formats() } else { abroad };
        all.extend(formats.iter().map(|format| Grouping {
            code,
            begins: format.leading_digits().last().map(|begins| plain(&begins.to_string())).unwrap_or_default(),
            digits: plain(&format.pattern().to_string()),
            written: format.format().to_owned(),
        }));
    }
    all
}

/// A regular expression without the room in which the library's metadata sets it out; digits have none.
fn plain(expression: &str) -> String {
    expression.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers with their groups that the window is tested with, too.
    const GROUPED: &str = include_str!("../../../../../tests/data/phones/grouped.tsv");

    #[test]
    fn numbers_are_grouped_as_their_countries_do() {
        for line in GROUPED.lines() {
            let (number, grouped) = line.split_once('\t').unwrap_or_default();
            let read = phonenumber::parse(None, number).unwrap_or_else(|why| panic!("{number}: {why}"));
            assert_eq!(read.format().mode(phonenumber::Mode::International).to_string(), grouped);
        }
    }

    #[test]
    fn every_calling_code_has_its_groups() {
        let all = groupings();
        let of = |code: u16| all.iter().filter(|one| one.code == code).count();
        assert!(all.len() > 400, "{}", all.len());
        for code in [1, 7, 33, 44, 49, 65, 81, 82, 852, 886] {
            assert!(of(code) > 0, "+{code}");
        }
        assert!(all.iter().all(|one| one.digits.starts_with('(') && one.written.contains('$')));
        let has_room = |text: &str| text.contains(char::is_whitespace);
        assert!(!all.iter().any(|one| has_room(&one.begins) || has_room(&one.digits)), "what a browser cannot read");
    }
}
