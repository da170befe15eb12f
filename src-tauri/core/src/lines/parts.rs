//! A line put together out of its parts.

use chrono::{DateTime, FixedOffset, NaiveDateTime, NaiveTime, TimeZone};

use super::meant::{customer, elsewhere, with_others};
use super::reading::Reading;
use super::text::{Text, is_latin, parts_clauses};
use super::times::{self, Time};
use super::whom::{Names, Whom};
use super::{LINE_LIMIT, ParseLine, ParsedLine, amounts, head};
use crate::book::{Reader, settings};
use crate::customers::Nothing;
use crate::error::{Error, Result};
use crate::visit_kinds;

/// Reads a line as its parts.
///
/// # Errors
/// `invalid` for a moment that is none; `not_found` if the customer on the screen is gone.
pub fn parse(reader: &Reader<'_>, req: &ParseLine) -> Result<ParsedLine> {
    let now = moment(reader, req.now.as_deref())?;
    let kinds = visit_kinds::list(reader, &Nothing {})?;
    let read: String = req.line.chars().take(LINE_LIMIT).collect();
    let text = Text::new(&read);
    let tags = tags(&text);
    let in_tag = |time: &Time| tags.iter().any(|(from, to)| time.from < *to && time.to > *from);
    let times: Vec<Time> = times::find(&text, now).into_iter().filter(|time| !in_tag(time)).collect();
    let tags: Vec<(usize, usize)> =
        tags.iter().copied().filter(|(from, to)| !req.is_plain(&text.slice(*from, *to))).collect();
    let names = Names { reader, text: &text, times: &times };
    let head = head::read(&text, &times, &names, &kinds, &tags)?;
    let whom = match &head.whom {
        Some(whom) => Some(whom.clone()),
        None if req.customer_id.is_none() => elsewhere(&text, &names, &head, &kinds)?,
        None => None,
    };
    // saw the guys at green valley: a small word that nobody is called, and somebody of the book behind it; that is asked.
    let whom = match whom {
        Some(whom) if whom.fits.is_empty() && req.customer_id.is_none() && is_small(&text, whom.from) => {
            elsewhere(&text, &names, &head, &kinds)?.map(|other| Whom { is_unsure: true, ..other }).or(Some(whom))
        }
        other => other,
    };
    let whom = match whom {
        Some(whom) => Some(with_others(&text, &names, whom)?),
        None => None,
    };
    let whom = whom.filter(|_| !(req.customer_id.is_some() && req.is_plain("customer")));
    let customer = customer(reader, req.customer_id, whom.as_ref(), &text, &head)?;
    let reading = Reading { text: &text, now, times: &times, head: &head, kinds: &kinds, tags: &tags, asked: req };
    let mut parsed = reading.put_together(whom.as_ref().filter(|_| customer.span.is_some()));
    let rest: String = req.line.chars().skip(LINE_LIMIT).collect();
    parsed.summary.push_str(&rest);
    parsed.line.clone_from(&req.line);
    parsed.customer = customer;
    let settings = settings::get(reader)?;
    let is_plain = |words: &str| req.is_plain(words);
    parsed.amount = amounts::first(&text, head.end, is_plain, &settings.currency, settings.currency_exponent);
    Ok(parsed)
}

/// Whether a word at a place is written small.
pub(super) fn is_small(text: &Text, place: usize) -> bool {
    text.typed.get(place).is_some_and(char::is_ascii_lowercase)
}

/// The moment that days count from, in the offset of the reader's clock unless it has its own.
fn moment(reader: &Reader<'_>, given: Option<&str>) -> Result<DateTime<FixedOffset>> {
    let wrong = || Error::invalid("now", "not_a_time");
    let utc = DateTime::from_timestamp_millis(reader.now).ok_or_else(wrong)?;
    let midnight = reader.today.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
    let offset = i32::try_from((midnight - reader.midnight_ms) / 1_000)
        .ok()
        .and_then(FixedOffset::east_opt)
        .ok_or_else(wrong)?;
    let Some(given) = given.map(str::trim) else { return Ok(utc.with_timezone(&offset)) };
    if let Ok(moment) = DateTime::parse_from_rfc3339(given) {
        return Ok(moment);
    }
    let local = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(given, format).ok())
        .or_else(|| chrono::NaiveDate::parse_from_str(given, "%Y-%m-%d").ok()?.and_hms_opt(9, 0, 0))
        .ok_or_else(wrong)?;
    offset.from_local_datetime(&local).single().ok_or_else(wrong)
}

/// Where tags stand: # and what follows without a space or sign.
fn tags(text: &Text) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let follows = found.last().is_some_and(|(_, end)| *end == at);
        let starts = text.at(at) == Some('#') && (follows || !text.before(at).is_some_and(is_latin));
        let mut end = at + 1;
        while starts
            && text.at(end).is_some_and(|ch| !ch.is_whitespace() && !parts_clauses(ch) && !"#.:()[]\"".contains(ch))
        {
            end += 1;
        }
        // #3 counts something.
        let names = (at + 1..end).any(|place| !text.at(place).is_some_and(|ch| ch.is_ascii_digit()));
        if starts && names {
            found.push((at, end));
        }
        at = end.max(at + 1);
    }
    found
}
