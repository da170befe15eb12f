//! From the stops of a day to an order.

use super::reasons::reasons;
use super::solver::{Problem, SAME, solve};
use super::{Day, MOST_STOPS, Plan, Planned, Priority, Reason, Stop};
use crate::places::{Point, metres};

/// What a minute of waiting costs in minutes of way: a short wait rather than a long way, but not idle hours.
const WAITING: f64 = 0.25;
/// What a minute until an urgent visit costs in minutes of way.
const HURRY: f64 = 0.05;
/// What a day of delay adds to that, up to thirty days.
const HURRY_A_DAY: f64 = 0.001;

/// The stops of a day with where they are and how to get about.
pub(super) struct Chart<'a> {
    pub day: &'a Day,
    pub stops: Vec<(&'a Stop, Point)>,
}

/// Puts the stops of a day in order. The way is shortened without breaking an appointment or finding a door closed, as long as there is
/// such an order; where there is none, what is late says by how much, and if the day has to end, the least urgent stops are left over.
/// Appointments never are. The same stops always give the same order. A hundred stops take less than a second.
#[must_use]
pub fn plan(day: &Day, stops: &[Stop]) -> Plan {
    let mut placed: Vec<&Stop> = stops.iter().filter(|stop| stop.point.is_some()).collect();
    // The most urgent first: what is over the end of the list is left over.
    placed.sort_by_key(|stop| (std::cmp::Reverse(weight(stop)), stop.id));
    let too_many = placed.split_off(placed.len().min(MOST_STOPS));
    let points = placed.iter().filter_map(|stop| stop.point);
    let chart = Chart { day, stops: placed.iter().copied().zip(points).collect() };
    let problem = chart.problem();
    let (order, score) = solve(&problem);
    let order = if score.late > SAME && day.back.is_some() { chart.shortened(&problem, order) } else { order };
    let left_over = placed.iter().enumerate().filter(|(index, _)| !order.contains(&(index + 1))).map(|(_, stop)| *stop);
    let left_over: Vec<&Stop> = left_over.collect();
    let mut plan = chart.planned(&problem, &order);
    let mut rest = |stops: Vec<&Stop>, why: Reason| {
        plan.stops.extend(stops.into_iter().map(|stop| Planned {
            id: stop.id,
            arrive: None,
            begin: None,
            metres: 0,
            reasons: std::iter::once(why).chain(reasons(stop, None)).collect(),
        }));
    };
    rest(left_over, Reason::NoTime);
    rest(too_many, Reason::TooMany);
    let mut nowhere: Vec<&Stop> = stops.iter().filter(|stop| stop.point.is_none()).collect();
    nowhere.sort_by_key(|stop| (stop.fixed.is_none(), stop.fixed, std::cmp::Reverse(weight(stop)), stop.id));
    rest(nowhere, Reason::NoPlace);
    plan
}

/// Tells the times of the stops in the order in which they are given. What has no place stays where it is, without a time.
#[must_use]
pub fn in_order(day: &Day, stops: &[Stop]) -> Plan {
    let placed = stops.iter().filter_map(|stop| Some((stop, stop.point?))).collect();
    let chart = Chart { day, stops: placed };
    let order: Vec<usize> = (0..chart.stops.len() + 2).collect();
    let mut plan = chart.planned(&chart.problem(), &order);
    let mut timed = std::mem::take(&mut plan.stops).into_iter();
    plan.stops = stops
        .iter()
        .filter_map(|stop| match stop.point {
            Some(_) => timed.next(),
            None => Some(Planned {
                id: stop.id,
                arrive: None,
                begin: None,
                metres: 0,
                reasons: std::iter::once(Reason::NoPlace).chain(reasons(stop, None)).collect(),
            }),
        })
        .collect();
    plan
}

/// What is kept longest when not all fits.
fn weight(stop: &Stop) -> (bool, Priority, u32) {
    (stop.fixed.is_some(), stop.priority, stop.overdue)
}

impl Chart<'_> {
    /// Metres of way between two points.
    pub fn way(&self, from: Point, to: Point) -> f64 {
        metres(from, to) * f64::from(self.day.detour.clamp(100, 300)) / 100.0
    }

    /// The point of a node: the start, the stops, the end.
    fn point(&self, node: usize) -> Option<Point> {
        if node == 0 {
            self.day.start
        } else if node > self.stops.len() {
            self.day.end
        } else {
            self.stops.get(node - 1).map(|(_, point)| *point)
        }
    }

    /// Metres from node to node; nothing from where nobody starts.
    pub fn metres(&self, from: usize, to: usize) -> f64 {
        match (self.point(from), self.point(to)) {
            (Some(from), Some(to)) => self.way(from, to),
            _ => 0.0,
        }
    }

    /// The problem in minutes.
    fn problem(&self) -> Problem {
        let nodes = self.stops.len() + 2;
        let per_minute = f64::from(self.day.speed.clamp(1, 200)) * 1_000.0 / 60.0;
        let back = self.day.back.map(f64::from);
        let mut problem = Problem {
            travel: (0..nodes).map(|a| (0..nodes).map(|b| self.metres(a, b) / per_minute).collect()).collect(),
            hours: vec![Vec::new(); nodes],
            service: vec![0.0; nodes],
            hurry: vec![0.0; nodes],
            leave: f64::from(self.day.leave),
            waiting: WAITING,
        };
        let each = problem.hours.iter_mut().zip(&mut problem.service).zip(&mut problem.hurry).skip(1);
        for (((hours, service), hurry), (stop, _)) in each.zip(&self.stops) {
            *service = f64::from(stop.minutes);
            *hours = match stop.fixed {
                Some(minute) => vec![(f64::from(minute), f64::from(minute))],
                None => stop.hours.iter().map(|hours| (f64::from(hours.from), f64::from(hours.until))).collect(),
            };
            let urgent = if stop.priority == Priority::High { HURRY } else { 0.0 };
            *hurry = urgent + HURRY_A_DAY * f64::from(stop.overdue.min(30));
        }
        if let (Some(back), Some(hours)) = (back, problem.hours.last_mut()) {
            *hours = vec![(0.0, back)];
        }
        problem
    }

    /// The order without the stops for which the day is too short: those of the least weight, and of these the one without which all is
    /// soonest in time. What fits in all the same is put back. Appointments stay.
    fn shortened(&self, problem: &Problem, mut order: Vec<usize>) -> Vec<usize> {
        let weight_of = |node: usize| node.checked_sub(1).and_then(|i| self.stops.get(i)).map(|(stop, _)| weight(stop));
        let mut late = problem.score(&order).late;
        while late > SAME {
            let free =
                || order.iter().filter_map(|node| Some((*node, weight_of(*node)?))).filter(|(_, (fixed, _, _))| !fixed);
            let Some(least) = free().map(|(_, weight)| weight).min() else { break };
            let without = |node: usize| order.iter().copied().filter(|other| *other != node).collect::<Vec<_>>();
            let best = free()
                .filter(|(_, weight)| *weight == least)
                .map(|(node, _)| (problem.score(&without(node)), node))
                .min_by(|(a, _), (b, _)| a.late.total_cmp(&b.late).then(a.cost.total_cmp(&b.cost)));
            let Some((score, node)) = best else { break };
            order = without(node);
            late = score.late;
        }
        let mut kept = order.clone();
        kept.sort_unstable();
        let (found, _) = solve(&problem.only(&kept));
        order = found.iter().filter_map(|index| kept.get(*index).copied()).collect();
        let mut out: Vec<usize> = (1..=self.stops.len()).filter(|node| !order.contains(node)).collect();
        out.sort_by_key(|node| std::cmp::Reverse(weight_of(*node)));
        for node in out {
            let inserted = (1..order.len()).map(|at| {
                let mut longer = order.clone();
                longer.insert(at, node);
                (problem.score(&longer), longer)
            });
            let best = inserted.min_by(|(a, _), (b, _)| a.late.total_cmp(&b.late).then(a.cost.total_cmp(&b.cost)));
            if let Some((_, longer)) = best.filter(|(score, _)| score.late <= late + SAME) {
                order = longer;
            }
        }
        order
    }

    /// The stops in order with their times.
    fn planned(&self, problem: &Problem, order: &[usize]) -> Plan {
        let mut plan = Plan { stops: Vec::new(), metres: 0, over: None, detour: self.day.detour.clamp(100, 300) };
        let (mut now, mut way) = (problem.leave, 0.0);
        for pair in order.windows(2) {
            let &[from, to] = pair else { continue };
            let travel = problem.travel.get(from).and_then(|row| row.get(to)).copied().unwrap_or(0.0);
            let there = now + problem.service.get(from).copied().unwrap_or(0.0) + travel;
            let (begin, late) = problem.begin(to, there);
            let metres = self.metres(from, to);
            way += metres;
            now = begin;
            if let Some((stop, _)) = to.checked_sub(1).and_then(|index| self.stops.get(index)) {
                let seen =
                    Seen { first: from == 0, metres: whole(metres), begin: whole(begin), late: whole(late.ceil()) };
                plan.stops.push(Planned {
                    id: stop.id,
                    arrive: Some(whole(there)),
                    begin: Some(whole(begin)),
                    metres: whole(metres),
                    reasons: reasons(stop, Some(seen)),
                });
            }
        }
        plan.metres = whole(way);
        plan.over = (!plan.stops.is_empty()).then(|| whole(now));
        plan
    }
}

/// What is seen of a stop in its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub first: bool,
    pub metres: u32,
    pub begin: u32,
    pub late: u32,
}

/// The nearest whole number; ways and times of a day are far below the end of the numbers.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ways and times of a day fit")]
fn whole(number: f64) -> u32 {
    number.round().clamp(0.0, f64::from(u32::MAX)) as u32
}
