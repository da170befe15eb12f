//! Which of a line's times is the visit's, and which the next step's.

use super::head;
use super::lengths;
use super::reading::{Plan, Reading};
use super::steps::{self, Step};
use super::text::parts_clauses;
use super::times::{Day, Moment, Time};
use super::whom::Whom;
use super::words::Tense;

/// What begins with an order to oneself.
const ORDERS: &[&str] = &["提醒", "记得", "别忘", "催", "通知", "remind me", "remember", "don't forget", "chase"];

impl Reading<'_> {
    /// Which time is the visit's and which the next step's.
    pub(super) fn plan(&self, whom: Option<&Whom>) -> Plan {
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
                    let step = moment.map(|moment| Step { time: place, moment, what: Vec::new(), dropped: Vec::new() });
                    plan.step =
                        step.map(|step| self.with_length(steps::with_hour(self.text, self.times, step, self.now)));
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
        // 明天超市 is a name.
        let in_name = |place: usize| {
            let time = self.times.get(place);
            time.zip(whom).is_some_and(|(time, whom)| time.from >= whom.from && time.to <= whom.to)
        };
        let chosen =
            steps::choose(self.text, self.times, |place| Some(place) == used || in_name(place), self.now, start);
        if let Some((place, moment)) = chosen {
            let step = steps::what(self.text, place, self.times, moment, start);
            plan.step = step.map(|step| self.with_length(steps::with_hour(self.text, self.times, step, self.now)));
            plan.only_next = self.tells_only_next(&plan, place, tense, start);
        }
        plan
    }

    /// The step with its end, where the line says how long it takes: right beside the time, or at the end of what is to be done.
    fn with_length(&self, mut step: Step) -> Step {
        let (Some(time), None) = (step.moment.time, step.moment.until) else { return step };
        let Some(found) = self.times.get(step.time) else { return step };
        let hour = steps::hour_of(self.text, self.times, step.time).and_then(|hour| self.times.get(hour));
        let behind = lengths::behind(self.text, hour.map_or(found.to, |hour| hour.to));
        // talked for 1 hour tomorrow …: that has been.
        let before = || {
            let from = steps::clause_start(self.text, found.from, self.head.end.min(found.from));
            if self.tense() == Tense::Past { None } else { lengths::before(self.text, from, found.from) }
        };
        let Some(length) = behind.or_else(before) else { return step };
        step.moment.until = Some(time.overflowing_add_signed(length.lasts).0);
        step.dropped.push(length.words);
        step
    }

    /// Whether the words for the kind, or others near the start, say that the visit has been.
    fn tense(&self) -> Tense {
        if let Some(kind) = self.head.kinds.iter().find(|kind| kind.tense != Tense::Open) {
            return kind.tense;
        }
        // 礼拜五提醒李秀英付尾款: somebody is told to do it.
        if self.text.eat_any(self.text.skip_spaces(self.head.end), ORDERS).is_some() {
            return Tense::Plain;
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
        let ends_clause = |place: &usize| {
            text.at(*place).is_some_and(parts_clauses)
                || text.at(*place) == Some('.') && text.at(place + 1).is_none_or(char::is_whitespace)
        };
        let clause = (start..text.len()).find(ends_clause).unwrap_or(text.len());
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
            let is_english = said.is_ascii();
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
            let mid_clause_today = fixed && moment.day == today && !(ends || before_kind);
            (over && counts && !mid_clause_today).then_some((place, moment))
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
}
