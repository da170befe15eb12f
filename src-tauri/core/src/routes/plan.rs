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
/// such an order; where there is none, what is late says by how much. If the day has to end, what is too far away for it is left over, then
/// those of the least weight that cost the most time, appointments last. The same stops always give the same order. A hundred stops take less than a second.
#[must_use]
pub fn plan(day: &Day, stops: &[Stop]) -> Plan {
    let mut placed: Vec<&Stop> = stops.iter().filter(|stop| stop.point.is_some()).collect();
    // The most urgent first: what is over the end of the list is left over.
    placed.sort_by_key(|stop| (std::cmp::Reverse(weight(stop)), stop.id));
    let too_many = placed.split_off(placed.len().min(MOST_STOPS));
    let points = placed.iter().filter_map(|stop| stop.point);
    let chart = Chart { day, stops: placed.iter().copied().zip(points).collect() };
    let problem = chart.problem();
    let last = chart.stops.len() + 1;
    let is_end = |node: usize| node == 0 || node == last;
    let near: Vec<usize> = (0..=last).filter(|node| is_end(*node) || chart.is_near(&problem, *node)).collect();
    let order = chart.shortened(&problem, best(&problem, &near));
    let mut plan = chart.planned(&problem, &order);
    plan.stops.extend(chart.left_over(&problem, &order));
    plan.stops.extend(too_many.into_iter().map(|stop| without_time(stop, Reason::TooMany)));
    let mut nowhere: Vec<&Stop> = stops.iter().filter(|stop| stop.point.is_none()).collect();
    nowhere.sort_by_key(|stop| (stop.fixed.is_none(), stop.fixed, std::cmp::Reverse(weight(stop)), stop.id));
    plan.stops.extend(nowhere.into_iter().map(|stop| without_time(stop, Reason::NoPlace)));
    plan
}

/// The best order of some of the nodes, which are in order of their numbers.
fn best(problem: &Problem, nodes: &[usize]) -> Vec<usize> {
    let (order, _) = solve(&problem.only(nodes));
    order.iter().filter_map(|index| nodes.get(*index).copied()).collect()
}

/// A stop that has no place in the order.
fn without_time(stop: &Stop, why: Reason) -> Planned {
    let reasons = std::iter::once(why).chain(reasons(stop, None)).collect();
    Planned { id: stop.id, arrive: None, begin: None, metres: 0, reasons }
}

/// Tells the times of the stops in the order in which they are given. What has no place stays where it is, without a time; what the day
/// has to end before stands at the end, and the way goes on without it.
#[must_use]
pub fn in_order(day: &Day, stops: &[Stop]) -> Plan {
    let placed = stops.iter().filter_map(|stop| Some((stop, stop.point?))).collect();
    let chart = Chart { day, stops: placed };
    let problem = chart.problem();
    let last = chart.stops.len() + 1;
    let mut order = vec![0, last];
    for node in 1..last {
        order.insert(order.len() - 1, node);
        if chart.overrun(&problem, &order) > SAME {
            order.remove(order.len() - 2);
        }
    }
    let mut plan = chart.planned(&problem, &order);
    let mut timed = std::mem::take(&mut plan.stops).into_iter();
    let mut node = 0;
    for stop in stops {
        if stop.point.is_none() {
            plan.stops.push(without_time(stop, Reason::NoPlace));
            continue;
        }
        node += 1;
        if order.contains(&node) {
            plan.stops.extend(timed.next());
        }
    }
    plan.stops.extend(chart.left_over(&problem, &order));
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

    /// How long after the day has to end an order is over, in minutes; 0 if it is in time.
    fn overrun(&self, problem: &Problem, order: &[usize]) -> f64 {
        self.day.back.map_or(0.0, |back| (problem.over(order) - f64::from(back)).max(0.0))
    }

    /// Whether one gets there and back within the day, were it the only stop.
    fn is_near(&self, problem: &Problem, node: usize) -> bool {
        self.overrun(problem, &[0, node, self.stops.len() + 1]) <= SAME
    }

    /// The stops that an order leaves out, with the reason.
    fn left_over(&self, problem: &Problem, order: &[usize]) -> Vec<Planned> {
        let out = (1..).zip(&self.stops).filter(|(node, _)| !order.contains(node));
        out.map(|(node, (stop, _))| {
            let metres = whole(self.metres(0, node));
            let is_too_far = metres > 0 && !self.is_near(problem, node);
            without_time(stop, if is_too_far { Reason::TooFar { metres } } else { Reason::NoTime })
        })
        .collect()
    }

    /// The order without the stops for which the day is too short: those that matter least, and of these one after the other the one
    /// that takes the most time. What fits in all the same is put back.
    fn shortened(&self, problem: &Problem, mut order: Vec<usize>) -> Vec<usize> {
        if self.overrun(problem, &order) <= SAME {
            return order;
        }
        let stop_of = |node: usize| node.checked_sub(1).and_then(|i| self.stops.get(i)).map(|(stop, _)| *stop);
        let matters = |node: &usize| stop_of(*node).map(|stop| (stop.fixed.is_some(), stop.priority));
        while self.overrun(problem, &order) > SAME {
            let Some(least) = order.iter().filter_map(matters).min() else { break };
            let without = |node: usize| order.iter().copied().filter(|other| *other != node).collect::<Vec<_>>();
            let shortest = order.iter().filter(|node| matters(node) == Some(least)).map(|node| without(*node));
            let Some(next) = shortest.min_by(|a, b| problem.over(a).total_cmp(&problem.over(b))) else { break };
            order = next;
        }
        order.sort_unstable();
        order = best(problem, &order);
        let late = problem.score(&order).late;
        let mut out: Vec<usize> = (1..=self.stops.len()).filter(|node| !order.contains(node)).collect();
        out.sort_by_key(|node| std::cmp::Reverse(stop_of(*node).map(weight)));
        for node in out {
            let inserted = (1..order.len()).map(|at| {
                let mut longer = order.clone();
                longer.insert(at, node);
                (problem.score(&longer), longer)
            });
            let best = inserted.min_by(|(a, _), (b, _)| a.late.total_cmp(&b.late).then(a.cost.total_cmp(&b.cost)));
            let fits = |longer: &Vec<usize>| self.overrun(problem, longer) <= SAME;
            if let Some((_, longer)) = best.filter(|(score, longer)| score.late <= late + SAME && fits(longer)) {
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
