//! The start of a line: when, which kind of visit, with whom, in any order, before what was said.

use super::text::{Text, is_latin};
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
    let mut at = 0;
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
        let time = times.iter().position(|time| time.from == spaced);
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
            let is_led = expects_name || pending.last().is_some_and(|(from, to)| leads_to_name(text, *from, *to));
            if let Some(whom) =
                names.at(spaced, is_led)?.filter(|whom| filler.is_none() || !whom.fits.is_empty() && !whom.is_unsure)
            {
                (at, head.end) = (whom.to, whom.to);
                head.fillers.append(&mut pending);
                head.whom = Some(whom);
                continue;
            }
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
    Ok(head)
}

/// Behind a name, a time or a kind belongs to the start only where nothing parts them: no comma after the name.
fn may_follow(text: &Text, at: usize, spaced: usize, head: &Head) -> bool {
    head.whom.is_none() || !text.folded(at, spaced).contains([',', ';', '。', ':'])
}

/// A noun such as 电话 names the kind before a name or directly behind one; a second kind does not.
fn may_be_kind(text: &Text, kind: &Kind, head: &Head, at: usize, spaced: usize) -> bool {
    if head.whom.is_some() && head.kinds.iter().any(|known| !known.code.is_empty()) && !kind.code.is_empty() {
        return false;
    }
    if head.whom.is_some() && text.folded(at, spaced).contains([',', ';', '。', ':']) {
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
        let light = ch.is_whitespace() || !has_name && matches!(ch, ',' | ':' | '-' | '、' | '·' | '.' | '。');
        if !light {
            break;
        }
        at += 1;
    }
    at
}
