//! A short way through all stops within their hours: the travelling salesman's problem with time windows, by local search.
//!
//! Two beginnings (cheapest insertion; by closing time), then 2-opt and Or-opt moves to a local optimum, then shakes of a fixed number
//! and a fixed seed: the same question has the same answer, and it takes its time from the number of stops, not from the clock.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What is to be ordered. All times are in one unit, from one moment on. Node 0 is where the way starts, the last node where it ends.
#[derive(Debug, Clone)]
pub(super) struct Problem {
    /// How long from one to the other, both ways the same: `travel[from][to]`.
    pub travel: Vec<Vec<f64>>,
    /// The hours in which a visit may begin, in order of time; none for any time.
    pub hours: Vec<Vec<(f64, f64)>>,
    /// How long a visit takes.
    pub service: Vec<f64>,
    /// What each unit of time until a visit costs, in units of travel.
    pub hurry: Vec<f64>,
    /// When the way starts.
    pub leave: f64,
    /// What each unit of waiting costs, in units of travel.
    pub waiting: f64,
}

/// How good an order is: first how late it comes to closed doors in all, then what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Score {
    /// The sum of the times after closing.
    pub late: f64,
    /// The travel, with waiting and hurry as they weigh.
    pub cost: f64,
    /// The travel alone.
    pub travel: f64,
}

/// Less than this is no difference.
pub(super) const SAME: f64 = 1e-7;
/// Schedules looked at in all: about a tenth of a second in a release build for fifty stops.
const SCHEDULES: usize = 400_000;
/// Shakes without gain before it is enough.
const SHAKES: usize = 400;

impl Score {
    fn beats(self, other: Self) -> bool {
        if (self.late - other.late).abs() > SAME { self.late < other.late } else { self.cost < other.cost - SAME }
    }
}

impl Problem {
    /// The same for some of the nodes, which are in order of their numbers.
    pub fn only(&self, nodes: &[usize]) -> Self {
        fn some<T: Clone>(of: &[T], nodes: &[usize]) -> Vec<T> {
            nodes.iter().filter_map(|node| of.get(*node).cloned()).collect()
        }
        Self {
            travel: some(&self.travel, nodes).iter().map(|row| some(row, nodes)).collect(),
            hours: some(&self.hours, nodes),
            service: some(&self.service, nodes),
            hurry: some(&self.hurry, nodes),
            ..*self
        }
    }

    fn travel_between(&self, from: usize, to: usize) -> f64 {
        self.travel.get(from).and_then(|row| row.get(to)).copied().unwrap_or(0.0)
    }

    /// When a visit can begin for who is there at a time, and how much too late that is.
    pub fn begin(&self, node: usize, there: f64) -> (f64, f64) {
        let Some(hours) = self.hours.get(node).filter(|hours| !hours.is_empty()) else { return (there, 0.0) };
        match hours.iter().find(|(_, until)| there <= *until) {
            Some((from, _)) => (there.max(*from), 0.0),
            None => (there, hours.last().map_or(0.0, |(_, until)| there - until)),
        }
    }

    /// When one is at the end of an order.
    pub fn over(&self, order: &[usize]) -> f64 {
        let arrive = |now: f64, pair: &[usize]| match pair {
            [from, to] => {
                let service = self.service.get(*from).copied().unwrap_or(0.0);
                self.begin(*to, now + service + self.travel_between(*from, *to)).0
            }
            _ => now,
        };
        order.windows(2).fold(self.leave, arrive)
    }

    /// How good an order of all nodes is.
    pub fn score(&self, order: &[usize]) -> Score {
        self.score_below(order, Score { late: f64::INFINITY, ..Score::default() })
    }

    /// How good an order is, or, as soon as that is clear, something that does not beat the other.
    fn score_below(&self, order: &[usize], other: Score) -> Score {
        let mut score = Score::default();
        let mut now = self.leave;
        for pair in order.windows(2) {
            if score.late > other.late + SAME {
                break;
            }
            let &[from, to] = pair else { continue };
            let way = self.travel_between(from, to);
            let there = now + self.service.get(from).copied().unwrap_or(0.0) + way;
            let (begin, late) = self.begin(to, there);
            score.travel += way;
            score.late += late;
            score.cost += way
                + self.waiting * (begin - there)
                + self.hurry.get(to).copied().unwrap_or(0.0) * (begin - self.leave);
            now = begin;
        }
        score
    }
}

/// The best order found, from the first node to the last.
pub(super) fn solve(problem: &Problem) -> (Vec<usize>, Score) {
    let count = problem.travel.len();
    let mut search = Search { problem, schedules: 0, moved: Vec::with_capacity(count) };
    if count <= 3 {
        let order: Vec<usize> = (0..count).collect();
        let score = problem.score(&order);
        return (order, score);
    }
    let mut best: Option<(Vec<usize>, Score)> = None;
    for mut order in [search.by_insertion(), search.by_closing()] {
        let score = search.descend(&mut order);
        if best.as_ref().is_none_or(|(_, other)| score.beats(*other)) {
            best = Some((order, score));
        }
    }
    let (mut best, mut score) = best.unwrap_or_default();
    let mut chance = ChaCha8Rng::seed_from_u64(1);
    let mut since = 0;
    while since < SHAKES && search.schedules < SCHEDULES {
        let mut order = shaken(&best, &mut chance, 1 + since % 3);
        let found = search.descend(&mut order);
        if found.beats(score) {
            (best, score, since) = (order, found, 0);
        } else {
            since += 1;
        }
    }
    (best, score)
}

struct Search<'a> {
    problem: &'a Problem,
    schedules: usize,
    /// The order with a move made.
    moved: Vec<usize>,
}

impl Search<'_> {
    /// Each time the node and the place where it lengthens the way least.
    fn by_insertion(&mut self) -> Vec<usize> {
        let last = self.problem.travel.len() - 1;
        let mut order = vec![0, last];
        let mut left: Vec<usize> = (1..last).collect();
        while !left.is_empty() {
            let mut best: Option<(Score, usize, usize)> = None;
            for (which, node) in left.iter().enumerate() {
                for at in 1..order.len() {
                    self.moved.clear();
                    self.moved.extend_from_slice(order.get(..at).unwrap_or_default());
                    self.moved.push(*node);
                    self.moved.extend_from_slice(order.get(at..).unwrap_or_default());
                    let score = self.problem.score(&self.moved);
                    if best.is_none_or(|(other, _, _)| score.beats(other)) {
                        best = Some((score, which, at));
                    }
                }
            }
            let Some((_, which, at)) = best else { break };
            order.insert(at, left.remove(which));
        }
        order
    }

    /// Who closes first is visited first.
    fn by_closing(&self) -> Vec<usize> {
        let last = self.problem.travel.len() - 1;
        let closing = |node: &usize| {
            self.problem.hours.get(*node).and_then(|hours| hours.last()).map_or(f64::INFINITY, |(_, until)| *until)
        };
        let mut order: Vec<usize> = (0..=last).collect();
        if let Some(middle) = order.get_mut(1..last) {
            middle.sort_by(|a, b| closing(a).total_cmp(&closing(b)));
        }
        order
    }

    /// Makes moves as long as one is better.
    fn descend(&mut self, order: &mut Vec<usize>) -> Score {
        let mut score = self.problem.score(order);
        while self.turn(order, &mut score) | self.shift(order, &mut score) {
            if self.schedules >= 2 * SCHEDULES {
                break;
            }
        }
        score
    }

    fn way(&self, order: &[usize], from: usize, to: usize) -> f64 {
        match (order.get(from), order.get(to)) {
            (Some(from), Some(to)) => self.problem.travel_between(*from, *to),
            _ => 0.0,
        }
    }

    /// Takes the move if it is better. What it costs is at least its travel: most moves need no schedule.
    fn take(
        &mut self,
        order: &mut Vec<usize>,
        score: &mut Score,
        longer: f64,
        make: impl FnOnce(&mut Vec<usize>),
    ) -> bool {
        if score.late <= SAME && score.travel + longer >= score.cost - SAME {
            return false;
        }
        self.moved.clear();
        self.moved.extend_from_slice(order);
        make(&mut self.moved);
        self.schedules += 1;
        let found = self.problem.score_below(&self.moved, *score);
        let better = found.beats(*score);
        if better {
            std::mem::swap(order, &mut self.moved);
            *score = found;
        }
        better
    }

    /// 2-opt: a part of the way the other way round.
    fn turn(&mut self, order: &mut Vec<usize>, score: &mut Score) -> bool {
        let last = order.len() - 1;
        let mut better = false;
        for from in 1..last {
            for to in from + 1..last {
                let longer = self.way(order, from - 1, to) + self.way(order, from, to + 1)
                    - self.way(order, from - 1, from)
                    - self.way(order, to, to + 1);
                let make = |moved: &mut Vec<usize>| {
                    if let Some(part) = moved.get_mut(from..=to) {
                        part.reverse();
                    }
                };
                better |= self.take(order, score, longer, make);
            }
        }
        better
    }

    /// Or-opt: up to three stops in a row elsewhere, also the other way round.
    fn shift(&mut self, order: &mut Vec<usize>, score: &mut Score) -> bool {
        let last = order.len() - 1;
        let mut better = false;
        for length in 1..=3.min(last - 1) {
            for from in 1..=last - length {
                let end = from + length - 1;
                let freed = self.way(order, from - 1, from) + self.way(order, end, end + 1)
                    - self.way(order, from - 1, end + 1);
                let mut moved = false;
                for before in (1..from).chain(end + 2..=last) {
                    let gap = self.way(order, before - 1, before);
                    // A move made has changed what stands here: the rest of the gaps are for the next round.
                    if moved {
                        break;
                    }
                    let straight = self.way(order, before - 1, from) + self.way(order, end, before) - gap - freed;
                    let turned = self.way(order, before - 1, end) + self.way(order, from, before) - gap - freed;
                    for (longer, turn) in [(straight, false), (turned, true)] {
                        if moved || (turn && length == 1) {
                            continue;
                        }
                        let make = |order: &mut Vec<usize>| relocate(order, from, length, before, turn);
                        moved = self.take(order, score, longer, make);
                    }
                }
                better |= moved;
            }
        }
        better
    }
}

/// Moves `length` stops at `from` to before what stands at `before`.
fn relocate(order: &mut [usize], from: usize, length: usize, before: usize, turn: bool) {
    if turn && let Some(part) = order.get_mut(from..from + length) {
        part.reverse();
    }
    if before < from {
        if let Some(part) = order.get_mut(before..from + length) {
            part.rotate_right(length);
        }
    } else if let Some(part) = order.get_mut(from..before) {
        part.rotate_left(length);
    }
}

/// The order with two of its middle parts exchanged (a double bridge), or with some stops put elsewhere.
fn shaken(order: &[usize], chance: &mut ChaCha8Rng, how: usize) -> Vec<usize> {
    let middle = order.len() - 2;
    let mut below = |end: usize| usize::try_from((u64::from(chance.next_u32()) * end as u64) >> 32).unwrap_or(0);
    let mut shaken = order.to_vec();
    if how == 1 && middle >= 4 {
        let mut cuts = [1 + below(middle), 1 + below(middle), 1 + below(middle)];
        cuts.sort_unstable();
        let [a, b, c] = cuts;
        if let Some(part) = shaken.get_mut(a..c) {
            part.rotate_left(b - a);
        }
        return shaken;
    }
    for _ in 0..=how {
        let node = shaken.remove(1 + below(middle));
        shaken.insert(1 + below(middle), node);
    }
    shaken
}
