//! FTS5 expressions for the candidates of a term: alternatives of tokens that all must be there.
//!
//! A term in pinyin can be cut into syllables and initials in many ways (`wangji` = wang·ji = wan·g·ji …).
//! Each way asks for the tokens that a name matched in that way must have; where there are too many ways, only
//! the first units are cut, which asks for less and stays a superset.

use super::folding::Class;
use super::queries::Term;
use super::readings::{LONGEST_SYLLABLE, is_syllable, longer_syllables};
use super::tokens::{LONG_PREFIX, PHONE_RUN, PREFIX, SHORT_WORD};
use super::units::{Cell, Text};

/// At most so many alternatives are asked for.
const ALTERNATIVES: usize = 28;
/// Cutting into all units stops when it has found so many ways.
const WAYS: usize = 80;
/// So many units of a term are cut at least, because two initials make a token; and at most, which is selective enough.
const SHALLOWEST: usize = 2;
const DEEPEST: usize = 6;
/// An unfinished last syllable is written out if it may become at most so many.
const ENDINGS: usize = 3;

/// Tokens that must all be there.
type Tokens = Vec<String>;

/// The expression for customers, all but their tags.
pub(super) fn customers(term: &Term) -> Option<String> {
    if !term.parts.is_empty() {
        return joined(term, customers, phone_runs);
    }
    let mut ways = phone_runs(term);
    if term.is_single_letter() {
        let letter: String = chars(&term.text.cells);
        ways.push(vec![format!("^{letter}")]);
        ways.push(vec![letter]);
    } else {
        ways.extend(Some(literal(&term.text)).filter(|tokens| !tokens.is_empty()));
        ways.extend(names(&term.text, false));
    }
    render(ways)
}

/// The expression for customers whose name starts with the term, or whose phone ends with it.
pub(super) fn first_customers(term: &Term) -> Option<String> {
    if !term.parts.is_empty() {
        return joined(term, |_| None, phone_ends);
    }
    let mut ways = phone_ends(term);
    if term.is_single_letter() {
        ways.push(vec![format!("^{}", chars(&term.text.cells))]);
    } else {
        ways.extend(names(&term.text, true));
    }
    render(ways)
}

/// The expression for notes; none for a single letter.
pub(super) fn notes(term: &Term) -> Option<String> {
    if !term.parts.is_empty() {
        return joined(term, |part| render(vec![literal(&part.text)]), |_| Vec::new());
    }
    match term.is_single_letter() {
        true => None,
        false => render(vec![literal(&term.text)]),
    }
}

/// A number in parts: one of the ways for all of it, or all parts for themselves.
fn joined(term: &Term, part: impl Fn(&Term) -> Option<String>, whole: impl Fn(&Term) -> Vec<Tokens>) -> Option<String> {
    let parts: Vec<String> = term.single_words().filter_map(part).map(|part| format!("({part})")).collect();
    match (render(whole(term)), parts.is_empty()) {
        (Some(whole), false) => Some(format!("{whole} OR ({})", parts.join(" AND "))),
        (Some(whole), true) => Some(whole),
        (None, false) => Some(parts.join(" AND ")),
        (None, true) => None,
    }
}

/// The expression for alternatives; those that ask for more than another does are left out.
fn render(ways: Vec<Tokens>) -> Option<String> {
    let ways: Vec<String> = absorb(ways)
        .into_iter()
        .filter(|tokens| !tokens.is_empty())
        .map(|tokens| {
            let quoted: Vec<String> = tokens.iter().map(|token| format!("\"{token}\"")).collect();
            if quoted.len() == 1 { quoted.concat() } else { format!("({})", quoted.join(" AND ")) }
        })
        .collect();
    (!ways.is_empty()).then(|| ways.join(" OR "))
}

fn absorb(mut ways: Vec<Tokens>) -> Vec<Tokens> {
    for tokens in &mut ways {
        tokens.sort_unstable();
        tokens.dedup();
    }
    ways.sort_by_key(Vec::len);
    let mut kept: Vec<Tokens> = Vec::new();
    for way in ways {
        let is_narrower = |kept: &Tokens| kept.iter().all(|token| way.binary_search(token).is_ok());
        if !kept.iter().any(is_narrower) {
            kept.push(way);
        }
    }
    kept
}

/// Tokens that a phone with these digits anywhere must have.
fn phone_runs(term: &Term) -> Vec<Tokens> {
    let runs = |digits: &String| {
        let last = digits.len().saturating_sub(PHONE_RUN);
        let starts = (0..last).step_by(2).chain([last]);
        starts.filter_map(|at| digits.get(at..at + PHONE_RUN)).map(|run| format!("+{run}")).collect()
    };
    term.phones.iter().map(runs).collect()
}

/// Tokens that a phone that ends with these digits must have.
fn phone_ends(term: &Term) -> Vec<Tokens> {
    let mut ways = phone_runs(term);
    for (way, digits) in ways.iter_mut().zip(&term.phones) {
        way.extend(digits.get(digits.len().saturating_sub(PHONE_RUN)..).map(|run| format!("={run}")));
    }
    ways
}

/// Tokens that a text must have where the term stands in it letter by letter, at the start of a word.
fn literal(text: &Text) -> Tokens {
    let mut tokens = Tokens::new();
    for (at, unit) in text.units.iter().enumerate() {
        let next = text.units.get(at + 1);
        let word = text.cells_of(unit);
        if unit.is_sign {
            match next.filter(|next| next.is_sign) {
                Some(next) => tokens.push([unit.head, next.head].iter().collect()),
                None => tokens.push(unit.head.to_string()),
            }
        } else if next.is_some() && word.len() <= SHORT_WORD {
            tokens.push(chars(word) + ".");
        } else if word.len() > 1 {
            tokens.push(prefix(word));
        }
    }
    tokens
}

/// Alternatives for a name that has the term anywhere, or (`at_start`) starts with it.
fn names(text: &Text, at_start: bool) -> Vec<Tokens> {
    let mut best = Vec::new();
    for depth in SHALLOWEST..=DEEPEST {
        let mut cutter = Cutter { at_start, depth, ways: Vec::new() };
        cutter.cut(&text.cells, Way::default());
        if let Some(way) = all_initials(text) {
            cutter.finish(way);
        }
        let is_all = cutter.ways.len() < WAYS;
        let found = absorb(cutter.ways);
        if depth > SHALLOWEST && !(is_all && found.len() <= ALTERNATIVES) {
            break;
        }
        best = found;
    }
    best
}

/// The way in which each letter is an initial, for terms with letters that are no initials in pinyin.
fn all_initials(text: &Text) -> Option<Way> {
    let (_, before) = text.cells.split_last()?;
    before.iter().any(|cell| is_no_initial(cell.ch)).then(|| {
        let mut way = Way::default();
        way.units.extend(text.cells.iter().take(DEEPEST).map(|cell| (cell.class == Class::Sign, cell.ch)));
        way
    })
}

/// No syllable starts with these; as the first letter of a word they count only at the end of a term, or where
/// all letters are first letters.
pub(super) fn is_no_initial(ch: char) -> bool {
    matches!(ch, 'i' | 'u' | 'v')
}

/// One way to cut a term, as far as it is cut.
#[derive(Debug, Clone, Default)]
struct Way {
    /// For each unit: whether it is a sign as such, and the sign or the initial.
    units: Vec<(bool, char)>,
    /// Syllables and words.
    tokens: Tokens,
    /// Units that are no signs as such.
    cuts: usize,
}

impl Way {
    fn and(&self, cell: &Cell, token: Option<String>) -> Self {
        let mut way = self.clone();
        let is_sign = cell.class == Class::Sign;
        way.units.push((is_sign, cell.ch));
        way.tokens.extend(token);
        way.cuts += usize::from(!is_sign);
        way
    }
}

struct Cutter {
    at_start: bool,
    /// After so many cuts the rest is left alone.
    depth: usize,
    ways: Vec<Tokens>,
}

impl Cutter {
    fn cut(&mut self, rest: &[Cell], way: Way) {
        let Some((head, after)) = rest.split_first() else { return self.finish(way) };
        if way.cuts >= self.depth || (self.ways.len() >= WAYS && self.depth > SHALLOWEST) {
            return self.finish(way);
        }
        if head.class == Class::Sign {
            return self.cut(after, way.and(head, None));
        }
        let run = rest.iter().take_while(|cell| cell.class == head.class).count();
        let is_last_run = run == rest.len();
        if after.is_empty() || !is_no_initial(head.ch) {
            self.cut(after, way.and(head, None));
        }
        if let [h, after @ ..] = after
            && h.ch == 'h'
            && !after.is_empty()
            && matches!(head.ch, 'z' | 'c' | 's')
        {
            self.cut(after, way.and(head, None));
        }
        let letters = chars(rest.get(..run.min(LONGEST_SYLLABLE)).unwrap_or_default());
        for len in 2..=letters.len() {
            if let (Some(syllable), Some(after)) = (letters.get(..len), rest.get(len..))
                && is_syllable(syllable)
            {
                self.cut(after, way.and(head, Some(format!("~{syllable}"))));
            }
        }
        if is_last_run && run > 1 && run < LONGEST_SYLLABLE {
            self.cut_unfinished(&letters, head, &way);
        }
        self.cut_words(rest, run, &way);
    }

    /// The rest is the start of a syllable.
    fn cut_unfinished(&mut self, letters: &str, head: &Cell, way: &Way) {
        let endings: Vec<&str> = longer_syllables(letters).collect();
        if way.units.is_empty() || endings.len() <= ENDINGS {
            for syllable in endings {
                self.finish(way.and(head, Some(format!("~{syllable}"))));
            }
        } else {
            self.finish(way.and(head, None));
        }
    }

    /// The rest starts with a word: a short one, then at least the initial of the next unit is known; or a longer one,
    /// then what follows is left alone.
    fn cut_words(&mut self, rest: &[Cell], run: usize, way: &Way) {
        let Some(head) = rest.first() else { return };
        // Inside of a term words are rare, so their start tells enough.
        let (short, long) = if way.units.is_empty() { (SHORT_WORD, LONG_PREFIX) } else { (PREFIX - 1, PREFIX) };
        for len in 1..=run.min(short) {
            if let (Some(word), Some(next)) = (rest.get(..len), rest.get(len))
                && (len > 1 || is_no_initial(head.ch))
            {
                self.finish(way.and(head, Some(chars(word) + ".")).and(next, None));
            }
        }
        if run >= long || (run == rest.len() && run > 1) {
            self.finish(way.and(head, rest.get(..run.min(long)).map(prefix)));
        }
    }

    fn finish(&mut self, way: Way) {
        let mut tokens = way.tokens;
        for window in way.units.windows(2) {
            if let [(true, a), (true, b)] = *window {
                tokens.push([a, b].iter().collect());
            }
        }
        for run in way.units.chunk_by(|a, b| a.0 == b.0) {
            let chars: Vec<char> = run.iter().map(|unit| unit.1).collect();
            match (run.first(), chars.as_slice()) {
                (Some((true, _)), [sign]) => tokens.push(sign.to_string()),
                (Some((false, _)), [a, b]) => tokens.push(['_', *a, *b].iter().collect()),
                (Some((false, _)), more) => {
                    tokens.extend(more.windows(3).map(|window| ['_'].iter().chain(window).collect::<String>()));
                }
                _ => {}
            }
            if self.at_start && tokens.iter().all(|token| !token.starts_with('^')) {
                let is_sign = run.first().is_some_and(|unit| unit.0);
                let start = chars.iter().take(if is_sign { 2 } else { 3 });
                tokens.push(['^'].iter().chain(start).collect());
            }
        }
        self.ways.push(tokens);
    }
}

fn chars(cells: &[Cell]) -> String {
    cells.iter().map(|cell| cell.ch).collect()
}

/// The token for words that start with these cells.
fn prefix(start: &[Cell]) -> String {
    let len = if start.len() < LONG_PREFIX { PREFIX } else { LONG_PREFIX };
    start.iter().take(len).map(|cell| cell.ch).collect()
}
