//! A text cut into units: words, numbers and single signs.

use super::folding::{Class, classify, fold_char};
use super::readings::{Readings, Spoken, readings, spoken};

/// One folded character and where in the original it stands, in UTF-16 code units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub ch: char,
    pub class: Class,
    /// It is the first character of a unit.
    pub opens: bool,
    pub start: usize,
    pub end: usize,
}

/// A word, a number or one sign: cells `first..first + len`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    pub first: usize,
    pub len: usize,
    /// The first character.
    pub head: char,
    pub is_sign: bool,
    /// How the sign is read in pinyin; empty for words and in plain texts.
    pub readings: Readings,
}

impl Unit {
    /// The cell behind the last.
    pub fn end(&self) -> usize {
        self.first + self.len
    }

    /// The distinct letters that this unit may be abbreviated to: the first of a word, or of each reading.
    pub fn initials(&self) -> impl Iterator<Item = char> {
        let list = self.readings.as_slice();
        let word = (!self.is_sign).then_some(self.head);
        let first = |reading: &str| reading.chars().next();
        let spoken = list.iter().enumerate().filter_map(move |(i, reading)| {
            let seen = list.iter().take(i).any(|earlier| first(earlier) == first(reading));
            if seen { None } else { first(reading) }
        });
        word.into_iter().chain(spoken)
    }
}

/// A text as search sees it: folded, without what is neither word nor sign.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    pub cells: Vec<Cell>,
    pub units: Vec<Unit>,
}

impl Text {
    /// The text without pinyin; at most `limit` characters of it.
    pub fn plain(text: &str, limit: usize) -> Self {
        Self::cut(text, limit, false)
    }

    /// The text with the readings of its signs; at most `limit` characters of it.
    pub fn spelled(text: &str, limit: usize) -> Self {
        Self::cut(text, limit, true)
    }

    /// A name with the readings of its signs, those that its owner says before the others.
    pub fn named(text: &str, limit: usize, reading: &str) -> Self {
        let mut name = Self::spelled(text, limit);
        if let Some(spoken) = name.read_as(reading) {
            let signs = name.units.iter_mut().filter(|unit| !unit.readings.as_slice().is_empty());
            signs.zip(spoken).for_each(|(unit, spoken)| unit.readings.put_first(spoken.syllable));
        }
        name
    }

    /// A reading that fits: one syllable for each sign that has readings.
    pub fn read_as(&self, reading: &str) -> Option<Vec<Spoken>> {
        let signs = self.units.iter().filter(|unit| !unit.readings.as_slice().is_empty()).count();
        if reading.is_empty() || signs == 0 {
            return None;
        }
        spoken(reading).filter(|spoken| spoken.len() == signs)
    }

    fn cut(text: &str, limit: usize, spelled: bool) -> Self {
        let mut cells: Vec<Cell> = Vec::with_capacity(text.len().min(limit));
        let mut units: Vec<Unit> = Vec::with_capacity(text.len().min(limit) / 3 + 1);
        let mut previous = Class::Break;
        let mut start = 0;
        for ch in text.chars() {
            let end = start + ch.len_utf16();
            fold_char(ch, |ch| {
                let class = classify(ch);
                if class == Class::Silent {
                    return;
                }
                if class != Class::Break && cells.len() < limit {
                    let opens = class == Class::Sign || class != previous;
                    if opens {
                        let is_sign = class == Class::Sign;
                        let readings = if spelled && is_sign { readings(ch) } else { Readings::default() };
                        units.push(Unit { first: cells.len(), len: 1, head: ch, is_sign, readings });
                    } else if let Some(unit) = units.last_mut() {
                        unit.len += 1;
                    }
                    cells.push(Cell { ch, class, opens, start, end });
                }
                previous = class;
            });
            start = end;
        }
        Self { cells, units }
    }

    /// The cells of a unit.
    pub fn cells_of(&self, unit: &Unit) -> &[Cell] {
        self.cells.get(unit.first..unit.end()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Vec<String> {
        let text = Text::plain(text, 100);
        text.units.iter().map(|unit| text.cells_of(unit).iter().map(|cell| cell.ch).collect()).collect()
    }

    #[test]
    fn texts_are_cut_into_words_numbers_and_signs() {
        assert_eq!(units("3M中国 M8*30"), ["3", "m", "中", "国", "m", "8", "30"]);
        assert_eq!(units("Green Acres, Ltd."), ["green", "acres", "ltd"]);
        assert_eq!(units("肯爱（苏州）"), ["肯", "爱", "苏", "州"]);
        assert_eq!(units("Mun\u{303}oz zhang.wei@qq.com"), ["munoz", "zhang", "wei", "qq", "com"]);
        assert_eq!(units(" \u{0}\"*（"), [""; 0]);
    }

    #[test]
    fn places_are_counted_as_javascript_counts() {
        let text = Text::plain("𠮷野Ａß😀店", 100);
        let places: Vec<_> = text.cells.iter().map(|cell| (cell.ch, cell.start, cell.end)).collect();
        assert_eq!(
            places,
            [('𠮷', 0, 2), ('野', 2, 3), ('a', 3, 4), ('s', 4, 5), ('s', 4, 5), ('😀', 5, 7), ('店', 7, 8)]
        );
    }

    #[test]
    fn no_more_than_the_limit_is_kept() {
        assert_eq!(Text::plain(&"长".repeat(10_000), 512).cells.len(), 512);
    }
}
