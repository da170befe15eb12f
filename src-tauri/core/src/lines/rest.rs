//! What no part of a line has taken: as pieces, and as the text that they make.

use super::text::Text;

/// The runs between two places that no part has taken.
pub(super) fn free(used: &[bool], from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for place in from..to.min(used.len()) {
        if used.get(place).copied().unwrap_or(true) {
            continue;
        }
        match runs.last_mut() {
            Some((_, end)) if *end == place => *end += 1,
            _ => runs.push((place, place + 1)),
        }
    }
    runs
}

/// The span of a piece without its outer spaces; none if nothing else is in it.
pub(super) fn trimmed(text: &Text, from: usize, to: usize) -> Option<(usize, usize)> {
    let from = text.skip_spaces(from);
    let mut to = to;
    while to > from && text.before(to).is_some_and(char::is_whitespace) {
        to -= 1;
    }
    (from < to).then(|| text.span(from, to))
}

/// The words at the start of what is left that only say that it is to be done: 提醒我, 记得, 约了, remind me to.
pub(super) fn promises(text: &Text, used: &[bool]) -> Option<(usize, usize)> {
    let (from, to) = join_rest(text, used)
        .into_iter()
        .find(|(from, to)| (*from..*to).any(|at| text.at(at).is_some_and(char::is_alphanumeric)))?;
    let from = text.skip_spaces(from);
    let (_, end) = text.eat_any(
        from,
        &[
            "提醒我",
            "记得",
            "约了",
            "约好了",
            "约好",
            "约定",
            "约",
            "准备",
            "打算",
            "计划",
            "remind me to",
            "remember to",
            "need to",
            "i'll",
            "i will",
            "to",
        ],
    )?;
    Some((from, end.min(to)))
}

pub(super) fn join_rest(text: &Text, used: &[bool]) -> Vec<(usize, usize)> {
    free(used, 0, text.len())
}

/// Pieces of the line as one text: no sign hangs at an end, pieces that stood apart stay apart, in lines of their own
/// if they were.
pub(super) fn spoken(text: &Text, pieces: &[(usize, usize)]) -> String {
    let loose = |ch: char| {
        ch.is_whitespace() || matches!(ch, ',' | '，' | '、' | ':' | '：' | '-' | '–' | '—' | ';' | '；' | '|' | '｜')
    };
    let mut said = String::new();
    let mut was_broken = false;
    for (from, to) in pieces {
        let piece = text.slice(*from, *to);
        let is_gap = |ch: &char| ch.is_whitespace();
        let is_broken = was_broken || piece.chars().take_while(is_gap).any(|ch| ch == '\n');
        was_broken = piece.chars().rev().take_while(is_gap).any(|ch| ch == '\n');
        let trimmed = piece.trim();
        // A piece of mere signs between two parts says nothing, and one that was cut off at its start begins with a word.
        let trimmed = if said.is_empty() {
            trimmed
                .trim_start_matches(|ch| loose(ch) || matches!(ch, '.' | '。' | ')' | '）' | '】' | ']' | '!' | '！'))
        } else {
            trimmed
        };
        // Two commas that stood round a part are one.
        let trimmed = if said.ends_with(loose) { trimmed.trim_start_matches(loose) } else { trimmed };
        if trimmed.is_empty()
            || !trimmed.chars().any(char::is_alphanumeric)
                && trimmed
                    .chars()
                    .all(|ch| ch.is_ascii_punctuation() || loose(ch) || "。！？（）【】「」『』".contains(ch))
            || said.ends_with(loose) && trimmed.chars().all(loose)
        {
            continue;
        }
        let joins = said.is_empty()
            || said.ends_with(loose)
            || trimmed.starts_with(|ch: char| loose(ch) || matches!(ch, '.' | '。' | '!' | '！' | ')' | '）'));
        let listed = said.ends_with([',', ';', ':']) && trimmed.starts_with(|ch: char| ch.is_ascii_alphanumeric());
        if is_broken && !said.is_empty() {
            said.push('\n');
        } else if !joins || listed {
            said.push(' ');
        }
        said.push_str(trimmed);
    }
    said.trim_matches(loose).trim().to_owned()
}
