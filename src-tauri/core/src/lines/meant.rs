//! Whom a line means: who is named at its start or elsewhere, beside the customer on the screen.

use super::head::{self, Head};
use super::parts::is_small;
use super::people;
use super::text::{Text, is_latin};
use super::whom::{Names, Whom};
use super::{LineCandidate, LineCustomer};
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::visit_kinds::VisitKind;

/// The same, with everybody else whom the words name beside them: 孙丽和陈静, Tom & Linda, 在红星超市碰到陈静.
pub(super) fn with_others(text: &Text, names: &Names<'_>, mut whom: Whom) -> Result<Whom> {
    const JOINS: &[&str] =
        &["和", "跟", "与", "、", "及", "&", "and", "碰到", "遇到", "碰见", "遇见", "见到了", "见到"];
    let Some((_, end)) = text.eat_any(text.skip_spaces(whom.to), JOINS) else { return Ok(whom) };
    let other = names.at(text.skip_spaces(end), false)?;
    for fit in other.into_iter().flat_map(|other| other.fits) {
        if whom.fits.iter().all(|known| known.id != fit.id) {
            whom.fits.push(fit);
        }
    }
    Ok(whom)
}

/// A customer who is named behind the start of the line: after a word that leads to a name, or by the whole name.
pub(super) fn elsewhere(text: &Text, names: &Names<'_>, head: &Head, kinds: &[VisitKind]) -> Result<Option<Whom>> {
    let mut place = head.end;
    let mut whole = None;
    while place < text.len() {
        let starts_word = !(text.before(place).is_some_and(is_latin) && text.at(place).is_some_and(is_latin));
        if starts_word {
            let led = text
                .eat_any(
                    place,
                    &[
                        "with", "w/", "w", "from", "for", "to", "at", "by", "into", "和", "跟", "与", "给", "找", "问",
                        "碰到", "遇到", "见到", "提醒", "催", "通知", "联系", "陪", "接", "接到", "收到",
                    ],
                )
                .map(|(_, end)| end);
            let led = led.or_else(|| head::kind_at(text, place, kinds).map(|kind| kind.to));
            if let Some(end) = led {
                let found = names.at(text.skip_spaces(end), false)?;
                if let Some(found) = found.filter(|found| !found.fits.is_empty()) {
                    return Ok(Some(found));
                }
            }
            if whole.is_none() {
                // Who is merely spoken of may not be who is meant: that is asked.
                whole = names.whole_at(place)?.map(|whom| Whom { is_unsure: true, ..whom });
            }
        }
        place += 1;
    }
    Ok(whole)
}

/// Whom the line is about; the span is given only where the words are no part of the note.
pub(super) fn customer(
    reader: &Reader<'_>,
    given: Option<i64>,
    whom: Option<&Whom>,
    text: &Text,
    head: &Head,
) -> Result<LineCustomer> {
    let on_screen = match given {
        Some(id) => {
            let name = people::name_of(reader, id)?.ok_or_else(|| Error::not_found("customer", id))?;
            Some(people::Fit { id, name, is_whole: true })
        }
        None => None,
    };
    let told = |whom: &Whom| (text.slice(whom.from, whom.to).trim().to_owned(), Some(text.span(whom.from, whom.to)));
    let of = |state: &str, fit: people::Fit, (typed, span): (String, Option<(usize, usize)>)| LineCustomer {
        state: state.to_owned(),
        id: Some(fit.id),
        name: Some(fit.name),
        typed,
        candidates: Vec::new(),
        span,
    };
    let ask = |fits: Vec<people::Fit>, whom: &Whom| {
        let (typed, span) = told(whom);
        let candidates = fits.into_iter().map(|fit| LineCandidate { id: fit.id, name: fit.name }).collect();
        LineCustomer { state: "ambiguous".to_owned(), typed, candidates, span, ..LineCustomer::default() }
    };
    Ok(match (on_screen, whom) {
        (Some(here), Some(whom)) if whom.fits.iter().any(|fit| fit.id == here.id) => of("given", here, told(whom)),
        (Some(here), Some(whom))
            if !whom.fits.is_empty() && (!head.kinds.is_empty() || whom.fits.iter().any(|fit| fit.is_whole)) =>
        {
            let mut fits = vec![here];
            fits.extend(whom.fits.iter().cloned());
            ask(fits, whom)
        }
        // 拜访李四海 on the card of another: the name stays in the note, and a new customer can be made of it.
        (Some(here), Some(whom)) if whom.fits.is_empty() && !is_small(text, whom.from) => {
            of("given", here, (told(whom).0, None))
        }
        (Some(here), _) => of("given", here, (String::new(), None)),
        (None, None) => LineCustomer { state: "missing".to_owned(), ..LineCustomer::default() },
        (None, Some(whom)) => match whom.fits.as_slice() {
            [] => {
                let (typed, span) = told(whom);
                LineCustomer { state: "unknown".to_owned(), typed, span, ..LineCustomer::default() }
            }
            [fit] if !whom.is_unsure => of("found", fit.clone(), told(whom)),
            several => ask(several.to_vec(), whom),
        },
    })
}
