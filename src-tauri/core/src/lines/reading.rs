//! A line put together: what each part takes, and what is left as the note.

use chrono::{DateTime, FixedOffset, NaiveTime, TimeDelta};

use super::head::{self, Head};
use super::rest::{free, join_rest, promises, spoken, trimmed};
use super::steps::Step;
use super::text::Text;
use super::times::{Moment, Time};
use super::whom::Whom;
use super::{LineCustomer, LineKind, LineNext, LineProblem, LineTag, LineTime, ParseLine, ParsedLine};
use crate::visit_kinds::VisitKind;

/// A line being read.
pub(super) struct Reading<'a> {
    pub text: &'a Text,
    pub now: DateTime<FixedOffset>,
    pub times: &'a [Time],
    pub head: &'a Head,
    pub kinds: &'a [VisitKind],
    pub tags: &'a [(usize, usize)],
    pub asked: &'a ParseLine,
}

/// When a visit was, and when the next one is to be.
#[derive(Default)]
pub(super) struct Plan {
    pub when: Option<(usize, Moment)>,
    pub step: Option<Step>,
    /// Nothing has been yet: the line tells only what is to be done.
    pub only_next: bool,
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
        let lead = ["给", "和", "跟", "与", "约", "with ", "w/ ", "w ", "to ", "for ", "from ", "at "].iter().find_map(
            |word| {
                let length = word.chars().count();
                (whom.from >= length && self.text.folded(whom.from - length, whom.from) == *word).then_some(length)
            },
        );
        only_next.then(|| (whom.from - lead.unwrap_or(0), whom.to))
    }

    pub(super) fn put_together(&self, whom: Option<&Whom>) -> ParsedLine {
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
        if self.asked.is_plain("when") {
            plan.when = None;
        }
        if self.asked.is_plain("next") {
            (plan.step, plan.only_next) = (None, false);
        }
        if let Some((from, to)) = self.taken_name(whom, plan.only_next) {
            mark(from, to);
        }
        let kind = self.kind(&plan).filter(|_| !self.asked.is_plain("kind"));
        let makes_followup = plan.only_next;
        if !makes_followup && !self.asked.is_plain("kind") {
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
        let is_mere_text = !makes_followup
            && plan.when.is_none()
            && plan.step.is_none()
            && kind.is_none()
            && self.tags.is_empty()
            && whom.is_none();
        let summary = if is_mere_text {
            text.slice(0, text.len()).trim().to_owned()
        } else {
            spoken(text, &join_rest(text, &used))
        };
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
