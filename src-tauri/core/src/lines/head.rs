//! The start of a line: when, which kind of visit, with whom, in any order, before what was said.

use super::text::{Text, is_han, is_latin, parts_clauses};
use super::times::Time;
use super::whom::{Names, Whom};
use super::words::{FILLERS, KEPT, KINDS, NEW, Tense};
use crate::error::Result;
use crate::visit_kinds::VisitKind;

/// A kind of visit that was named.
#[derive(Debug, Clone)]
pub(super) struct Kind {
    pub from: usize,
    pub to: usize,
    /// A code, or the name of one of the user's own kinds.
    pub code: String,
    pub tense: Tense,
}

/// What the start of a line says.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub whom: Option<Whom>,
    pub kinds: Vec<Kind>,
    /// Places among the times of the line.
    pub times: Vec<usize>,
    /// Words that say nothing by themselves.
    pub fillers: Vec<(usize, usize)>,
    /// Where it ends.
    pub end: usize,
}

/// The kind of visit that is named at a place; the user's own names go before ours.
pub(super) fn kind_at(text: &Text, place: usize, kinds: &[VisitKind]) -> Option<Kind> {
    if text.before(place).is_some_and(is_latin) && text.at(place).is_some_and(is_latin) {
        return None;
    }
    let own = kinds.iter().filter(|kind| kind.name.chars().count() >= 2).filter_map(|kind| {
        let to = text.eat(place, &kind.name.to_lowercase())?;
        let code = if kind.code.is_empty() { kind.name.clone() } else { kind.code.clone() };
        Some(Kind { from: place, to, code, tense: Tense::Open })
    });
    let ours = KINDS.iter().filter_map(|(word, code, tense)| {
        let to = text.eat(place, word)?;
        Some(Kind { from: place, to, code: (*code).to_owned(), tense: *tense })
    });
    own.chain(ours).max_by_key(|kind| kind.to)
}

/// Reads the start of a line.
pub(super) fn read(
    text: &Text,
    times: &[Time],
    names: &Names<'_>,
    kinds: &[VisitKind],
    tags: &[(usize, usize)],
) -> Result<Head> {
    let mut head = Head::default();
    let mut at = numbered(text);
    if at > 0 {
        head.fillers.push((0, at));
    }
    let mut expects_name = false;
    // Fillers count only if something comes behind them that is understood.
    let mut pending: Vec<(usize, usize)> = Vec::new();
    loop {
        let spaced = skip_light(text, at, head.whom.is_some());
        if let Some((_, end)) = tags.iter().find(|(from, _)| *from == spaced) {
            at = *end;
            head.end = at;
            continue;
        }
        if spaced >= text.len() {
            break;
        }
        if head.whom.is_none()
            && let Some(whom) = names.whole_at(spaced)?
        {
            (at, head.end) = (whom.to, whom.to);
            head.fillers.append(&mut pending);
            head.whom = Some(whom);
            continue;
        }
        // 昨天拜访的王记五金 今天来电话: what stands before tells who is meant, not when they were seen now.
        if head.whom.is_none() && !head.kinds.is_empty() && text.at(spaced) == Some('的') {
            head.times.clear();
            head.kinds.clear();
            pending.clear();
            (at, expects_name) = (spaced + 1, true);
            continue;
        }
        let time = times
            .iter()
            .position(|time| time.from == spaced && !is_promised(text, spaced) && text.at(time.to) != Some('的'));
        if let Some(place) = time.filter(|_| head.times.is_empty() && may_follow(text, at, spaced, &head)) {
            at = times.get(place).map_or(spaced, |time| time.to);
            head.end = at;
            head.fillers.append(&mut pending);
            head.times.push(place);
            continue;
        }
        if let Some(kind) = kind_at(text, spaced, kinds).filter(|kind| may_be_kind(text, kind, &head, at, spaced)) {
            (at, head.end) = (kind.to, kind.to);
            head.fillers.append(&mut pending);
            expects_name = true;
            head.kinds.push(kind);
            continue;
        }
        if let Some((_, end)) = text.eat_any(spaced, NEW) {
            pending.push((spaced, end));
            (at, expects_name) = (end, true);
            continue;
        }
        let filler = text.eat_any(spaced, FILLERS);
        if head.whom.is_none() {
            // The words may name somebody before they are a mere "to": 和平五金.
            let is_new = pending.last().is_some_and(|(from, to)| NEW.contains(&text.folded(*from, *to).as_str()));
            let is_led = expects_name || pending.last().is_some_and(|(from, to)| leads_to_name(text, *from, *to));
            if let Some(whom) =
                names.at(spaced, is_led)?.filter(|whom| filler.is_none() || !whom.fits.is_empty() && !whom.is_unsure)
            {
                let whom = if is_new { whom.of_somebody_new() } else { whom };
                (at, head.end) = (whom.to, whom.to);
                head.fillers.append(&mut pending);
                head.whom = Some(whom);
                continue;
            }
        }
        if head.whom.is_some()
            && let Some((_, end)) = text.eat_any(spaced, OF_THEM).filter(|_| spaced == at)
        {
            head.fillers.push((spaced, end));
            (at, head.end) = (end, end);
            continue;
        }
        let Some((word, end)) = filler else { break };
        if head.whom.is_some() && spaced > at {
            break;
        }
        if !KEPT.contains(&word) {
            pending.push((spaced, end));
        }
        at = end;
    }
    // 去王记五金了，… : the word belongs to what was done.
    if let Some((from, end)) = pending.last().copied()
        && head.whom.is_some()
        && matches!(text.folded(from, end).as_str(), "了" | "过")
        && text.at(end).is_none_or(|ch| ch.is_whitespace() || parts_clauses(ch))
    {
        head.fillers.push((from, end));
    }
    Ok(head)
}

/// Behind the number or dot of a list: "1、", "2. ", "(3)".
fn numbered(text: &Text) -> usize {
    // Of a list of several lines no number is dropped.
    if text.folded.contains(&'\n') {
        return 0;
    }
    let start = text.skip_spaces(0);
    let open = usize::from(text.at(start) == Some('('));
    let Some((_, end)) = text.digits(start + open, 2) else { return 0 };
    let closes = match text.at(end) {
        Some('、' | ')') => true,
        Some('.') => text.at(end + 1).is_some_and(|ch| ch.is_whitespace() || is_han(ch)),
        _ => false,
    };
    if closes { end + 1 } else { 0 }
}

/// Whether a time at a place was agreed on: 约了周六, 改到下周五.
fn is_promised(text: &Text, place: usize) -> bool {
    const AGREED: &[&str] = &[
        "约",
        "约了",
        "约好",
        "约好了",
        "约在",
        "约定",
        "约到",
        "改约",
        "改约到",
        "改到",
        "改成",
        "定在",
        "定了",
        "定到",
        "推到",
        "推迟到",
        "提前到",
        "延到",
        "延期到",
    ];
    let mut to = place;
    while to > 0 && text.at(to - 1).is_some_and(char::is_whitespace) {
        to -= 1;
    }
    AGREED.iter().any(|word| {
        let length = word.chars().count();
        to >= length && text.eat(to - length, word) == Some(to)
    })
}

/// Behind a name or number, words that say no more: 尾号5678的客户.
const OF_THEM: &[&str] = &["的客户", "的顾客", "的用户", "这个客户", "那个客户"];

/// Behind a name, a time or a kind belongs to the start only where nothing parts them: no comma after the name.
fn may_follow(text: &Text, at: usize, spaced: usize, head: &Head) -> bool {
    head.whom.is_none() || !text.folded(at, spaced).contains([',', ';', '。', ':', '|'])
}

/// A noun such as 电话 names the kind before a name or directly behind one; a second kind does not.
fn may_be_kind(text: &Text, kind: &Kind, head: &Head, at: usize, spaced: usize) -> bool {
    if head.whom.is_some() && head.kinds.iter().any(|known| !known.code.is_empty()) && !kind.code.is_empty() {
        return false;
    }
    if head.whom.is_some() && text.folded(at, spaced).contains([',', ';', '。', ':', '|']) {
        return false;
    }
    // 电话15512348888 behind a name is a number to be kept, no kind of visit.
    let behind = text.skip_spaces(kind.to);
    let behind = if text.at(behind) == Some(':') { text.skip_spaces(behind + 1) } else { behind };
    if head.whom.is_some()
        && (behind..behind + 7).all(|at| text.at(at).is_some_and(|ch| ch.is_ascii_digit() || ch == '-'))
    {
        return false;
    }
    // 电话没人接 after a name is fine; 找, 联系, 见 need a name behind them.
    let needs_name =
        kind.code.is_empty() || matches!(text.folded(kind.from, kind.to).as_str(), "见" | "see" | "message" | "text");
    !(head.whom.is_some() && needs_name)
}

/// Words after which a name stands.
fn leads_to_name(text: &Text, from: usize, to: usize) -> bool {
    matches!(
        text.folded(from, to).as_str(),
        "给" | "和"
            | "跟"
            | "与"
            | "同"
            | "去"
            | "到"
            | "向"
            | "客户"
            | "约"
            | "打给"
            | "陪"
            | "带"
            | "w/"
            | "w"
            | "with"
            | "customer"
            | "client"
            | "新客户"
            | "新客"
            | "新增客户"
            | "new customer"
            | "new client"
            | "new lead"
    )
}

/// Spaces, and before a name is known light signs too: "王记五金: …", "- 昨天 …".
fn skip_light(text: &Text, place: usize, has_name: bool) -> usize {
    let mut at = place;
    while let Some(ch) = text.at(at) {
        let light = ch.is_whitespace()
            || !has_name && matches!(ch, ',' | ':' | '-' | '、' | '·' | '.' | '。' | '[' | ']' | '|' | '*' | '>' | '•');
        if !light {
            break;
        }
        at += 1;
    }
    at
}
