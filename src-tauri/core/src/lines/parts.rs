//! A line put together out of its parts.

use chrono::{DateTime, FixedOffset, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};

use super::head::{self, Head};
use super::people;
use super::steps::{self, Step};
use super::text::{Text, is_latin, parts_clauses};
use super::times::{self, Day, Moment, Time};
use super::whom::{Names, Whom};
use super::words::Tense;
use super::{
    LINE_LIMIT, LineCandidate, LineCustomer, LineKind, LineNext, LineProblem, LineTag, LineTime, ParseLine, ParsedLine,
    amounts,
};
use crate::book::{Reader, settings};
use crate::customers::Nothing;
use crate::error::{Error, Result};
use crate::visit_kinds::{self, VisitKind};

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
    let names = Names { reader, text: &text, times: &times };
    let head = head::read(&text, &times, &names, &kinds, &tags)?;
    let whom = match &head.whom {
        Some(whom) => Some(whom.clone()),
        None if req.customer_id.is_none() => elsewhere(&text, &names, &head, &kinds)?,
        None => None,
    };
    let whom = match whom {
        Some(whom) => Some(with_others(&text, &names, whom)?),
        None => None,
    };
    let customer = customer(reader, req.customer_id, whom.as_ref(), &text, &head)?;
    let reading = Reading { text: &text, now, times: &times, head: &head, kinds: &kinds, tags: &tags };
    let mut parsed = reading.put_together(whom.as_ref().filter(|_| customer.span.is_some()));
    let rest: String = req.line.chars().skip(LINE_LIMIT).collect();
    parsed.summary.push_str(&rest);
    parsed.line.clone_from(&req.line);
    parsed.customer = customer;
    let settings = settings::get(reader)?;
    parsed.amount =
        amounts::first(&text, head.end.min(text.len()), text.len(), &settings.currency, settings.currency_exponent);
    Ok(parsed)
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

/// The same, with everybody else whom the words name beside them: 孙丽和陈静, Tom & Linda, 在红星超市碰到陈静.
fn with_others(text: &Text, names: &Names<'_>, mut whom: Whom) -> Result<Whom> {
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
fn elsewhere(text: &Text, names: &Names<'_>, head: &Head, kinds: &[VisitKind]) -> Result<Option<Whom>> {
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
                        "碰到", "遇到", "见到",
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
fn customer(
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

/// A line being read.
struct Reading<'a> {
    text: &'a Text,
    now: DateTime<FixedOffset>,
    times: &'a [Time],
    head: &'a Head,
    kinds: &'a [VisitKind],
    tags: &'a [(usize, usize)],
}

/// When a visit was, and when the next one is to be.
#[derive(Default)]
struct Plan {
    when: Option<(usize, Moment)>,
    step: Option<Step>,
    /// Nothing has been yet: the line tells only what is to be done.
    only_next: bool,
}

impl Reading<'_> {
    /// Where the words for the customer stand, if they are no part of what was said: those at the start of the line, or
    /// of a line that tells only what is to be done, with the word that leads to them.
    fn taken_name(&self, whom: Option<&Whom>, only_next: bool) -> Option<(usize, usize)> {
        let whom = whom?;
        let at_start = self.head.whom.as_ref().is_some_and(|head| head.from == whom.from);
        if at_start {
            return Some((whom.from, whom.to));
        }
        let lead = ["给", "和", "跟", "与", "约", "with ", "to ", "for ", "from "].iter().find_map(|word| {
            let length = word.chars().count();
            (whom.from >= length && self.text.folded(whom.from - length, whom.from) == *word).then_some(length)
        });
        only_next.then(|| (whom.from - lead.unwrap_or(0), whom.to))
    }

    fn put_together(&self, whom: Option<&Whom>) -> ParsedLine {
        let text = self.text;
        let mut used = vec![false; text.len()];
        let mut mark = |from: usize, to: usize| {
            for place in from..to.min(text.len()) {
                if let Some(used) = used.get_mut(place) {
                    *used = true;
                }
            }
        };
        for (from, to) in self.tags {
            mark(*from, *to);
        }
        let mut plan = self.plan(whom);
        if let Some((from, to)) = self.taken_name(whom, plan.only_next) {
            mark(from, to);
        }
        let kind = self.kind(&plan);
        let makes_followup = plan.only_next;
        if !makes_followup {
            for kind in &self.head.kinds {
                mark(kind.from, kind.to);
            }
        }
        for (from, to) in &self.head.fillers {
            mark(*from, *to);
        }
        let span_of = |place: usize| self.times.get(place).map_or((0, 0), |time| (time.from, time.to));
        if let Some((place, _)) = &plan.when {
            let (from, to) = span_of(*place);
            mark(from, to);
        }
        let mut next_what = String::new();
        let mut what_spans = Vec::new();
        if let Some(step) = &mut plan.step {
            let (from, to) = span_of(step.time);
            mark(from, to);
            for (from, to) in &step.dropped {
                mark(*from, *to);
            }
            if makes_followup {
                if let Some((from, to)) = promises(text, &used) {
                    for place in from..to {
                        if let Some(used) = used.get_mut(place) {
                            *used = true;
                        }
                    }
                }
                let pieces = join_rest(text, &used);
                what_spans = pieces.iter().filter_map(|(from, to)| trimmed(text, *from, *to)).collect();
                next_what = spoken(text, &pieces);
                for (from, to) in pieces {
                    for place in from..to {
                        if let Some(used) = used.get_mut(place) {
                            *used = true;
                        }
                    }
                }
            } else {
                // Tags and the customer within the step are parts of their own.
                let pieces: Vec<(usize, usize)> =
                    step.what.iter().flat_map(|(from, to)| free(&used, *from, *to)).collect();
                what_spans = pieces.iter().filter_map(|(from, to)| trimmed(text, *from, *to)).collect();
                next_what = spoken(text, &pieces);
                for (from, to) in pieces {
                    for place in from..to {
                        if let Some(used) = used.get_mut(place) {
                            *used = true;
                        }
                    }
                }
            }
        }
        let summary = spoken(text, &join_rest(text, &used));
        let next = plan.step.as_ref().map(|step| self.next(step, next_what, what_spans));
        ParsedLine {
            line: String::new(),
            now: self.now.to_rfc3339(),
            makes: if makes_followup { "followup" } else { "visit" }.to_owned(),
            customer: LineCustomer::default(),
            when: plan.when.as_ref().map(|(place, moment)| self.time(*place, *moment)),
            kind: if makes_followup { None } else { kind },
            summary,
            tags: self.tag_names(),
            amount: None,
            next,
            problems: self.problems(&plan),
        }
    }

    /// Which time is the visit's and which the next step's.
    fn plan(&self, whom: Option<&Whom>) -> Plan {
        let mut plan = Plan::default();
        let first = self
            .head
            .times
            .first()
            .copied()
            .filter(|place| self.times.get(*place).is_some_and(|time| !time.is_unreadable()));
        let tense = self.tense();
        if let Some(place) = first
            && let Some(time) = self.times.get(place)
        {
            let later = || steps::choose(self.text, self.times, |other| other <= place, self.now, self.head.end);
            // 下周要开会 12月2日去讲课: the week is only spoken of.
            let is_loose = time.said.is_vague
                && time.after(self.now).is_some_and(|moment| moment.day > self.now.date_naive())
                && later().is_some();
            match self.has_been(time, tense, || later().is_some()) {
                _ if is_loose => {}
                Some(moment) => plan.when = Some((place, moment)),
                None => {
                    let moment = time.after(self.now);
                    plan.step =
                        moment.map(|moment| Step { time: place, moment, what: Vec::new(), dropped: Vec::new() });
                    plan.only_next = plan.step.is_some();
                    return plan;
                }
            }
        }
        let start = whom.map_or(self.head.end, |whom| self.head.end.max(whom.to.min(self.head.end)));
        let when = plan.when.as_ref().map(|(place, _)| *place);
        if when.is_none() {
            plan.when = self.past_elsewhere(start);
        }
        let used = plan.when.as_ref().map(|(place, _)| *place);
        let chosen = steps::choose(self.text, self.times, |place| Some(place) == used, self.now, start);
        if let Some((place, moment)) = chosen {
            plan.step = steps::what(self.text, place, self.times, moment, start);
            plan.only_next = self.tells_only_next(&plan, place, tense, start);
        }
        plan
    }

    /// Whether the words for the kind, or others near the start, say that the visit has been.
    fn tense(&self) -> Tense {
        if let Some(kind) = self.head.kinds.iter().find(|kind| kind.tense != Tense::Open) {
            return kind.tense;
        }
        let clause = self.text.folded(0, self.text.len());
        let first = clause.split(['。', ';']).next().unwrap_or_default().to_owned();
        let been = [
            "了",
            "过",
            "谈到",
            "聊到",
            "说要",
            "说想",
            "表示",
            "觉得",
            "反映",
            "wants",
            "wanted",
            "said",
            "asked",
            "bought",
            "ordered",
            "discussed",
            "signed",
            "paid",
            "complained",
            "agreed",
            "confirmed",
            "took",
            "gave",
            "told",
            "talked",
            "showed",
        ];
        if been.iter().any(|word| first.contains(word)) { Tense::Past } else { Tense::Open }
    }

    /// The moment of the visit, if the time at the line's start is over; none if it is to come.
    fn has_been(&self, time: &Time, tense: Tense, has_next: impl Fn() -> bool) -> Option<Moment> {
        let today = self.now.date_naive();
        let over = |moment: Moment| {
            moment.day < today || moment.day == today && moment.time.is_none_or(|at| at <= self.now.time())
        };
        let before = time.before(self.now)?;
        match time.said.day {
            Some(Day::Fixed(_)) if over(before) => {
                // 今天 by itself: what is to be done today, if the kind is an order.
                let order = before.day == today && tense == Tense::Plain && !has_next();
                (!order).then_some(before)
            }
            Some(Day::Fixed(day)) => (day == today && tense == Tense::Past).then_some(before),
            None => (over(before) && tense != Tense::Plain || tense == Tense::Past).then_some(before),
            Some(Day::Either { last, next }) => {
                // 11月19日 on 20 November: the one of next year is not meant.
                let far = (next - last).num_days() > 300 && today - last < next - today;
                let been = far
                    || tense == Tense::Past
                    || has_next() && tense != Tense::Plain
                    || last == next && over(before) && tense != Tense::Plain;
                been.then_some(before)
            }
        }
    }

    /// A day that is over and says when the visit was, though other words stand before it.
    fn past_elsewhere(&self, start: usize) -> Option<(usize, Moment)> {
        let text = self.text;
        let clause = (start..text.len()).find(|place| text.at(*place).is_some_and(parts_clauses)).unwrap_or(text.len());
        self.times.iter().enumerate().find_map(|(place, time)| {
            if time.is_unreadable() || time.from < start || time.said.day.is_none() {
                return None;
            }
            let moment = time.before(self.now)?;
            let today = self.now.date_naive();
            let fixed = matches!(time.said.day, Some(Day::Fixed(_)));
            let over = moment.day < today || moment.day == today && moment.time.is_none_or(|at| at <= self.now.time());
            let behind = text.skip_spaces(time.to);
            let ends = text.at(behind).is_none_or(|ch| parts_clauses(ch) || matches!(ch, '.' | '-'));
            let said = text.folded(time.from, time.to);
            let is_english = said.chars().all(|ch| ch.is_ascii());
            let english = is_english
                && ends
                && time.to <= clause
                && (fixed || self.tense() == Tense::Past && behind < text.len());
            let before_kind = head::kind_at(text, behind, self.kinds).is_some_and(|kind| !kind.code.is_empty());
            let owned = ["since", "from", "until", "bought", "ordered", "of"].iter().any(|word| {
                let from = time.from.saturating_sub(word.len() + 1);
                text.folded(from, time.from).trim() == *word || said.starts_with(&format!("{word} "))
            });
            let counts = (english || before_kind && fixed && !is_english) && !owned;
            (over && counts && !(fixed && moment.day == today && !ends && !before_kind)).then_some((place, moment))
        })
    }

    /// Whether a line with a next step tells of no visit at all.
    fn tells_only_next(&self, plan: &Plan, place: usize, tense: Tense, start: usize) -> bool {
        if plan.when.is_some() || tense == Tense::Past {
            return false;
        }
        let Some((time, step)) = self.times.get(place).zip(plan.step.as_ref()) else { return false };
        let text = self.text;
        let said = |from: usize, to: usize| {
            (from..to).any(|at| {
                let inside = step.what.iter().chain(&step.dropped).any(|(from, to)| at >= *from && at < *to);
                let in_tag = self.tags.iter().any(|(from, to)| at >= *from && at < *to);
                !inside && !in_tag && text.at(at).is_some_and(char::is_alphanumeric)
            })
        };
        let note = said(start, time.from) || said(time.to, text.len());
        let order = self.head.kinds.iter().any(|kind| kind.tense == Tense::Plain);
        if order {
            let parted = (start..time.from).any(|at| text.at(at).is_some_and(parts_clauses));
            return !parted;
        }
        if note {
            return false;
        }
        let named_kind = self.head.kinds.iter().any(|kind| !kind.code.is_empty());
        !named_kind || step.what.is_empty()
    }

    /// The kind of visit: of the line's start, or a word elsewhere that can mean nothing else.
    fn kind(&self, plan: &Plan) -> Option<LineKind> {
        let told = self.head.kinds.iter().find(|kind| !kind.code.is_empty()).cloned();
        let until =
            plan.step.as_ref().and_then(|step| self.times.get(step.time)).map_or(self.text.len(), |time| time.from);
        const SURE: &[&str] = &[
            "打电话",
            "打了电话",
            "打了个电话",
            "打来电话",
            "来电话",
            "来电",
            "致电",
            "通电话",
            "通了电话",
            "电话里",
            "微信上",
            "微信里",
            "发微信",
            "发了微信",
            "微信聊",
            "来店里",
            "来店",
            "到店",
            "拜访",
            "见面",
            "called",
            "phoned",
            "visited",
            "met",
            "emailed",
            "texted",
            "messaged",
            "by phone",
            "over the phone",
            "on the phone",
            "came in",
            "came by",
            "walked in",
            "stopped by",
            "dropped by",
            "in the shop",
            "in the store",
            "delivered",
            "发短信",
            "发了短信",
            "发邮件",
            "发了邮件",
            "送了货",
        ];
        let elsewhere = || {
            (self.head.end..until).find_map(|place| {
                self.text.eat_any(place, SURE)?;
                head::kind_at(self.text, place, self.kinds).filter(|kind| !kind.code.is_empty())
            })
        };
        let kind = told.or_else(elsewhere)?;
        let found = self
            .kinds
            .iter()
            .find(|known| if known.code.is_empty() { known.name == kind.code } else { known.code == kind.code })?;
        Some(LineKind {
            id: found.id,
            code: found.code.clone(),
            name: found.name.clone(),
            span: self.text.span(kind.from, kind.to),
        })
    }

    fn tag_names(&self) -> Vec<LineTag> {
        let tags = self
            .tags
            .iter()
            .map(|(from, to)| LineTag { name: self.text.slice(from + 1, *to), span: self.text.span(*from, *to) });
        let mut known: Vec<LineTag> = Vec::new();
        for tag in tags {
            if known.iter().all(|known| known.name != tag.name) {
                known.push(tag);
            }
        }
        known
    }

    fn time(&self, place: usize, moment: Moment) -> LineTime {
        let said = self.times.get(place).map(|time| (time.said, self.text.span(time.from, time.to)));
        LineTime {
            on: moment.day.format("%Y-%m-%d").to_string(),
            time: moment.time.map(on_clock),
            until: moment.until.map(on_clock),
            part: said
                .and_then(|(said, _)| said.part)
                .filter(|_| moment.time.is_none())
                .map(|part| part.code().to_owned()),
            is_vague: said.is_some_and(|(said, _)| said.is_vague),
            span: said.map_or((0, 0), |(_, span)| span),
        }
    }

    fn next(&self, step: &Step, what: String, what_spans: Vec<(usize, usize)>) -> LineNext {
        let time = self.time(step.time, step.moment);
        LineNext {
            on: time.on,
            time: time.time,
            until: time.until,
            part: time.part,
            is_vague: time.is_vague,
            what,
            span: time.span,
            what_spans,
        }
    }

    fn problems(&self, plan: &Plan) -> Vec<LineProblem> {
        let told = |code: &str, time: &Time| LineProblem {
            code: code.to_owned(),
            text: self.text.slice(time.from, time.to).trim().to_owned(),
            span: self.text.span(time.from, time.to),
        };
        let mut problems: Vec<LineProblem> =
            self.times.iter().filter_map(|time| time.said.problem.map(|code| told(code, time))).collect();
        let over = |moment: Moment| {
            let at = moment
                .day
                .and_time(moment.time.unwrap_or_else(|| NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default()));
            at < self.now.naive_local()
        };
        if let Some(step) = plan.step.as_ref().filter(|step| over(step.moment))
            && let Some(time) = self.times.get(step.time)
        {
            problems.push(told("next_in_the_past", time));
        }
        if let Some((place, moment)) = &plan.when
            && let Some(time) = self.times.get(*place)
            && moment.day.and_time(moment.time.unwrap_or(NaiveTime::MIN))
                > self.now.naive_local() + TimeDelta::minutes(1)
        {
            problems.push(told("visit_in_the_future", time));
        }
        problems
    }
}

fn on_clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// The runs between two places that no part has taken.
fn free(used: &[bool], from: usize, to: usize) -> Vec<(usize, usize)> {
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
fn trimmed(text: &Text, from: usize, to: usize) -> Option<(usize, usize)> {
    let from = text.skip_spaces(from);
    let mut to = to;
    while to > from && text.before(to).is_some_and(char::is_whitespace) {
        to -= 1;
    }
    (from < to).then(|| text.span(from, to))
}

/// The words at the start of what is left that only say that it is to be done: 提醒我, 记得, 约了, remind me to.
fn promises(text: &Text, used: &[bool]) -> Option<(usize, usize)> {
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

fn join_rest(text: &Text, used: &[bool]) -> Vec<(usize, usize)> {
    free(used, 0, text.len())
}

/// Pieces of the line as one text: no sign hangs at an end, and pieces that stood apart stay apart.
fn spoken(text: &Text, pieces: &[(usize, usize)]) -> String {
    let loose =
        |ch: char| ch.is_whitespace() || matches!(ch, ',' | '，' | '、' | ':' | '：' | '-' | '–' | '—' | ';' | '；');
    let mut said = String::new();
    for (from, to) in pieces {
        let piece = text.slice(*from, *to);
        let trimmed = piece.trim();
        // A piece of mere signs between two parts says nothing, and one that was cut off at its start begins with a word.
        let trimmed = if said.is_empty() {
            trimmed.trim_start_matches(|ch| loose(ch) || matches!(ch, '.' | '。' | ')' | '）' | '!' | '！'))
        } else {
            trimmed
        };
        if trimmed.is_empty()
            || !trimmed.chars().any(char::is_alphanumeric)
                && trimmed.chars().all(|ch| ch.is_ascii_punctuation() || loose(ch) || "。！？（）".contains(ch))
            || said.ends_with(loose) && trimmed.chars().all(loose)
        {
            continue;
        }
        let joins = said.is_empty()
            || said.ends_with(loose)
            || trimmed.starts_with(|ch: char| loose(ch) || matches!(ch, '.' | '。' | '!' | '！' | ')' | '）'));
        if !joins {
            said.push(' ');
        } else if said.ends_with([',', ';', ':']) && trimmed.starts_with(|ch: char| ch.is_ascii_alphanumeric()) {
            said.push(' ');
        }
        said.push_str(trimmed);
    }
    said.trim_matches(loose).trim().to_owned()
}
