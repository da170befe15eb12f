//! Where in a text a term stands: letter by letter, or in pinyin.

use super::expressions::is_no_initial;
use super::folding::Class;
use super::matches::{Mark, MarkedField};
use super::queries::Term;
use super::units::{Cell, Text, Unit};

/// The cells of a text that match: from `first` to before `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub first: usize,
    pub end: usize,
}

impl Hit {
    pub fn has_all_cells(&self, text: &Text) -> bool {
        self.first == 0 && self.end == text.cells.len()
    }

    pub fn has_all_units(&self, text: &Text) -> bool {
        self.first == 0 && text.units.last().is_some_and(|last| self.end > last.first)
    }

    pub fn mark(&self, text: &Text, field: MarkedField, index: usize) -> Mark {
        let start = text.cells.get(self.first).map_or(0, |cell| cell.start);
        let end = self.end.checked_sub(1).and_then(|last| text.cells.get(last)).map_or(start, |cell| cell.end);
        Mark { field, index, start, len: end.saturating_sub(start) }
    }
}

/// The term in a name, as text or else in pinyin (`true`).
pub(super) fn find_name(name: &Text, term: &Term) -> Option<(Hit, bool)> {
    if let Some(hit) = find_literal(name, term, false) {
        return Some((hit, false));
    }
    if !term.has_letters {
        return None;
    }
    // One letter stands at the start of far too many syllables.
    let starts = if term.is_single_letter() { 1 } else { name.units.len() };
    (0..starts).find_map(|at| {
        let units = name.units.get(at..)?;
        let first = units.first()?.first;
        let end = spelled_end(name, units, term).or_else(|| initials_end(units, term))?;
        Some((Hit { first, end }, true))
    })
}

/// The term letter by letter from the start of a word. `same_words`: where the text begins a new word, the term
/// does too, and the other way round; else spaces and signs between the words do not count.
pub(super) fn find_literal(text: &Text, term: &Term, same_words: bool) -> Option<Hit> {
    let wanted = term.text.cells.as_slice();
    let head = wanted.first()?;
    text.units.iter().filter(|unit| unit.head == head.ch).find_map(|unit| {
        let mut cells = text.cells.get(unit.first..)?.iter();
        let fits = wanted.iter().enumerate().all(|(at, wanted)| {
            cells
                .next()
                .is_some_and(|cell| cell.ch == wanted.ch && (at == 0 || !same_words || cell.opens == wanted.opens))
        });
        fits.then_some(Hit { first: unit.first, end: unit.first + wanted.len() })
    })
}

/// The end of the units that the term spells: each by its initial, its whole syllable or its whole word, the last one
/// by any part from its start. All ways to cut the term are followed at once: bit n of `live` is set where n
/// letters are used up.
fn spelled_end(text: &Text, units: &[Unit], term: &Term) -> Option<usize> {
    let wanted = term.text.cells.as_slice();
    let mut live: u128 = 1;
    for unit in units {
        let mut next: u128 = 0;
        let mut left = live;
        while left != 0 {
            let at = left.trailing_zeros() as usize;
            left &= left - 1;
            let rest = wanted.get(at..)?;
            let step = if unit.is_sign { step_sign(unit, rest) } else { step_word(text.cells_of(unit), rest) };
            match step {
                Step::Done(cells) => return Some(unit.first + cells),
                Step::Go(lengths) => next |= u128::from(lengths) << at,
            }
        }
        if next == 0 {
            return None;
        }
        live = next;
    }
    None
}

/// What a unit uses up of the rest of a term.
enum Step {
    /// All of it; so many cells of the unit match.
    Done(usize),
    /// Any of these numbers of letters: bit n for n letters.
    Go(u64),
}

fn step_sign(unit: &Unit, rest: &[Cell]) -> Step {
    let Some(head) = rest.first() else { return Step::Done(0) };
    let mut lengths = u64::from(unit.head == head.ch) << 1;
    for reading in unit.readings.as_slice() {
        let same = reading.bytes().zip(rest).take_while(|(byte, cell)| char::from(*byte) == cell.ch).count();
        if same == 0 {
            continue;
        }
        if same == rest.len() {
            return Step::Done(1);
        }
        lengths |= 1 << 1;
        if same > 1 && matches!(head.ch, 'z' | 'c' | 's') && rest.get(1).is_some_and(|cell| cell.ch == 'h') {
            lengths |= 1 << 2;
        }
        if same == reading.len() {
            lengths |= 1 << same;
        }
    }
    if rest.len() == 1 && lengths != 0 { Step::Done(1) } else { Step::Go(lengths) }
}

fn step_word(word: &[Cell], rest: &[Cell]) -> Step {
    let same = word.iter().zip(rest).take_while(|(a, b)| a.ch == b.ch).count();
    if same > 0 && same == rest.len() {
        return Step::Done(same);
    }
    let mut lengths = 0;
    if same > 0 && rest.first().is_some_and(|cell| !is_no_initial(cell.ch)) {
        lengths |= 1 << 1;
    }
    // Longer words than bits are not typed whole.
    if same == word.len() && same < 64 {
        lengths |= 1 << same;
    }
    Step::Go(lengths)
}

/// The end of the units of which the term is the initials, one letter each.
fn initials_end(units: &[Unit], term: &Term) -> Option<usize> {
    let wanted = term.text.cells.as_slice();
    let last = units.get(wanted.len().checked_sub(1)?)?;
    let fits = units.iter().zip(wanted).all(|(unit, cell)| match cell.class {
        Class::Sign => unit.is_sign && unit.head == cell.ch,
        _ => unit.initials().any(|initial| initial == cell.ch),
    });
    fits.then(|| if last.is_sign { last.end() } else { last.first + 1 })
}
