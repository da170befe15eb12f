//! One customer, invented as a whole before anything is written. Days are counted back from today: 0 is today.

use super::Speech;
use super::companies;
use super::dice::Dice;
use super::notes::{self, Note};
use super::people::{self, Person};
use super::points::{self, Point};
use super::trades::{self, Trade};
use crate::exchange::meaning::{CustomerKind, PointKind};
use crate::values::birthdays::{Birthday, Calendar};

/// How far back the book reaches, in days.
const TWO_YEARS: i64 = 730;

/// A contact: name, role.
pub(super) type Contact = (String, &'static str);

/// A visit.
pub(super) struct Visit {
    /// Days ago.
    pub ago: i64,
    /// Minutes after midnight, or none for a day without a time.
    pub minute: Option<i64>,
    /// What was said.
    pub note: Note,
    /// Which contact was spoken to.
    pub contact: Option<usize>,
}

/// A follow-up.
pub(super) struct FollowUp {
    /// Which visit promised it.
    pub visit: Option<usize>,
    /// Days ago; negative for days to come.
    pub due_ago: i64,
    /// What is to be done.
    pub what: String,
    /// `open`, `done` or `dropped`.
    pub state: &'static str,
    /// How many days ago it was closed.
    pub closed_ago: i64,
}

/// Values of the sample's fields; amounts in whole units of the currency.
#[derive(Default)]
pub(super) struct Values {
    pub line: Option<String>,
    pub cycle: Option<i64>,
    pub yearly: Option<i64>,
    pub grade: Option<usize>,
    pub first_deal_ago: Option<i64>,
}

/// A customer with everything that is theirs.
pub(super) struct Invented {
    pub kind: CustomerKind,
    pub name: String,
    pub note: &'static str,
    pub birthday: Option<Birthday>,
    pub known_for: i64,
    pub contacts: Vec<Contact>,
    pub points: Vec<Point>,
    /// Places in the list of tags.
    pub tags: Vec<usize>,
    /// Place of the stage in their order, and since how many days; oldest first.
    pub stages: Vec<(usize, i64)>,
    /// 0 is oneself, then colleagues, and since how many days; oldest first.
    pub owners: Vec<(usize, i64)>,
    /// Oldest first.
    pub visits: Vec<Visit>,
    pub followups: Vec<FollowUp>,
    pub values: Values,
}

/// How many visits a customer has had.
const VISITS: &[(i64, usize)] =
    &[(0, 13), (1, 5), (2, 8), (3, 10), (4, 11), (5, 10), (6, 9), (7, 8), (8, 7), (9, 6), (10, 5), (11, 3), (12, 5)];
/// When the last visit was: between so many days ago.
const LAST: &[((i64, i64), usize)] = &[((0, 6), 12), ((7, 30), 33), ((31, 90), 30), ((91, 365), 18), ((366, 700), 7)];
/// When an open follow-up is due: between so many days ago, negative for days to come.
const DUE: &[((i64, i64), usize)] = &[((1, 21), 22), ((0, 0), 8), ((-7, -1), 30), ((-30, -8), 30), ((-90, -31), 10)];

/// Invents a customer of this language.
pub(super) fn invent(dice: &mut Dice, speech: Speech) -> Invented {
    let trade = &trades::one(dice, speech);
    let place = companies::place(dice, speech);
    let first = people::person(dice, speech);
    let kind = if dice.chance(60) { CustomerKind::Company } else { CustomerKind::Person };
    let (name, contacts) = match kind {
        CustomerKind::Person => (first.name.clone(), Vec::new()),
        CustomerKind::Company => (companies::company(dice, speech, trade, &place), contacts(dice, speech, &first)),
    };
    let visits = visits(dice, speech, trade, &first, contacts.len());
    let known_for = match visits.first() {
        Some(visit) => (visit.ago + dice.between(0, 20)).min(TWO_YEARS),
        None => dice.between(0, 400),
    };
    let followups = followups(dice, speech, trade, &visits);
    let last_ago = visits.last().map(|visit| visit.ago);
    Invented {
        kind,
        note: if dice.chance(25) { notes::about(dice, speech) } else { "" },
        birthday: if kind == CustomerKind::Person && dice.chance(35) { Some(birthday(dice)) } else { None },
        points: points_of(dice, speech, &place, &first, kind, contacts.len()),
        tags: tags(dice, trade, known_for, visits.len()),
        stages: stages(dice, known_for, &visits),
        owners: owners(dice, known_for),
        values: values(dice, speech, trade, kind, known_for, last_ago),
        name,
        known_for,
        contacts,
        visits,
        followups,
    }
}

fn contacts(dice: &mut Dice, speech: Speech, first: &Person) -> Vec<Contact> {
    let count = dice.weighted(&[(0, 12), (1, 68), (2, 15), (3, 5)]);
    (0..count)
        .map(|place| {
            let name = if place == 0 { first.name.clone() } else { people::person(dice, speech).name };
            (name, people::role(dice, speech))
        })
        .collect()
}

fn points_of(
    dice: &mut Dice,
    speech: Speech,
    place: &companies::Place,
    first: &Person,
    kind: CustomerKind,
    contacts: usize,
) -> Vec<Point> {
    let mut points = Vec::new();
    let theirs = if contacts > 0 { Some(0) } else { None };
    if dice.chance(92) {
        points.push(points::mobile(dice, speech).of(theirs));
    }
    for contact in 1..contacts {
        points.push(points::mobile(dice, speech).of(Some(contact)));
    }
    if dice.chance(if kind == CustomerKind::Company { 35 } else { 5 }) {
        points.push(points::landline(dice, speech, place.area));
    }
    let (wechat, email) = if speech == Speech::Chinese { (45, 10) } else { (3, 70) };
    if dice.chance(wechat) {
        points.push(points::wechat(dice, first).of(theirs));
    }
    if dice.chance(email) {
        points.push(points::email(dice, first).of(theirs));
    }
    if dice.chance(55) {
        points.push(Point::plain(PointKind::Address, place.address.clone()));
    }
    points
}

fn visits(dice: &mut Dice, speech: Speech, trade: &Trade, first: &Person, contacts: usize) -> Vec<Visit> {
    let count = dice.weighted(VISITS);
    if count == 0 {
        return Vec::new();
    }
    let (from, to) = dice.weighted(LAST);
    let mut ago = dice.between(from, to);
    let gap = ((TWO_YEARS - 20 - ago) / count).clamp(1, 90);
    let mut visits = Vec::new();
    for _ in 0..count {
        let good = dice.pick(trade.goods);
        let contact = if contacts > 0 && dice.chance(60) { Some(dice.below(contacts)) } else { None };
        let minute = if ago > 0 && dice.chance(85) { Some(5 * dice.between(102, 216)) } else { None };
        visits.push(Visit { ago, minute, note: notes::visit(dice, speech, good, &first.called), contact });
        ago += dice.between(1.max(gap / 3), gap);
    }
    visits.reverse();
    visits
}

fn followups(dice: &mut Dice, speech: Speech, trade: &Trade, visits: &[Visit]) -> Vec<FollowUp> {
    let mut followups = Vec::new();
    for (place, (visit, next)) in visits.iter().zip(visits.iter().skip(1)).enumerate() {
        if dice.chance(45) {
            let state = if dice.chance(94) { "done" } else { "dropped" };
            followups.push(FollowUp {
                visit: Some(place),
                due_ago: dice.between(next.ago, visit.ago - 1),
                what: notes::next_step(dice, speech, dice_good(trade, place)),
                state,
                closed_ago: next.ago,
            });
        }
    }
    let last = visits.last().map(|visit| visit.ago);
    let open = match last {
        None => 25,
        Some(ago) if ago > 180 => 15,
        Some(_) => 55,
    };
    if dice.chance(open) {
        let (from, to) = dice.weighted(DUE);
        let due = dice.between(from, to);
        followups.push(FollowUp {
            visit: visits.len().checked_sub(1),
            // The next step comes after the visit that promised it.
            due_ago: last.map_or(due, |ago| due.min(ago - 1)),
            what: notes::next_step(dice, speech, dice_good(trade, visits.len())),
            state: "open",
            closed_ago: 0,
        });
    }
    followups
}

fn dice_good(trade: &Trade, place: usize) -> trades::Good {
    trade.goods.get(place % trade.goods.len().max(1)).copied().unwrap_or_default()
}

fn birthday(dice: &mut Dice) -> Birthday {
    let lunar = dice.chance(25);
    let year = i32::try_from(dice.between(1955, 2004)).ok();
    let small = |number: i64| u8::try_from(number).unwrap_or(1);
    Birthday {
        calendar: if lunar { Calendar::Lunar } else { Calendar::Solar },
        year: year.filter(|_| dice.chance(if lunar { 40 } else { 80 })),
        month: small(dice.between(1, 12)),
        // Every month by the sun has a 28th, every month by the moon a 29th.
        day: small(dice.between(1, if lunar { 29 } else { 28 })),
        leap_month: false,
    }
}

fn tags(dice: &mut Dice, trade: &Trade, known_for: i64, visits: usize) -> Vec<usize> {
    let mut tags = Vec::new();
    let mut maybe = |tag, percent| {
        if dice.chance(percent) && !tags.contains(&tag) {
            tags.push(tag);
        }
    };
    maybe(trade.tag, 80);
    maybe(0, 20);
    maybe(1, 30);
    maybe(2, 25);
    maybe(3, if visits > 3 { 60 } else { 2 });
    maybe(4, if known_for < 60 { 60 } else { 0 });
    maybe(5, 30);
    maybe(9, 45);
    maybe(10, 15);
    maybe(11, 25);
    tags
}

fn stages(dice: &mut Dice, known_for: i64, visits: &[Visit]) -> Vec<(usize, i64)> {
    let mut stages = vec![(0, known_for)];
    let (Some(first), Some(last)) = (visits.first(), visits.last()) else { return stages };
    if dice.chance(75) {
        stages.push((1, first.ago));
    }
    if last.ago > 120 {
        match dice.below(100) {
            0..60 => stages.push((3, last.ago - 90)),
            60..75 => stages.push((4, last.ago - 60)),
            _ => {}
        }
    } else if visits.len() > 1 && dice.chance(25) {
        stages.push((2, last.ago));
    }
    stages
}

fn owners(dice: &mut Dice, known_for: i64) -> Vec<(usize, i64)> {
    let owner = dice.weighted(&[(0, 60), (1, 25), (2, 15)]);
    let mut owners = vec![(owner, known_for)];
    if known_for > 60 && dice.chance(8) {
        owners.push(((owner + 1) % 3, dice.between(1, known_for - 1)));
    }
    owners
}

fn values(
    dice: &mut Dice,
    speech: Speech,
    trade: &Trade,
    kind: CustomerKind,
    known_for: i64,
    last_ago: Option<i64>,
) -> Values {
    if !dice.chance(if kind == CustomerKind::Company { 85 } else { 35 }) {
        return Values::default();
    }
    let skip = dice.below(trade.goods.len());
    let goods: Vec<&str> = trade.goods.iter().skip(skip).take(3).map(|good| good.0).collect();
    let line = goods.join(if speech == Speech::Chinese { "、" } else { ", " });
    Values {
        line: if dice.chance(80) { Some(line) } else { None },
        cycle: if dice.chance(60) { Some(dice.pick(&[7, 10, 14, 15, 30, 30, 45, 60, 90])) } else { None },
        yearly: if dice.chance(55) { Some(dice.between(8, 900) * dice.pick(&[100, 500, 1_000])) } else { None },
        grade: if dice.chance(70) { Some(dice.weighted(&[(0, 15), (1, 35), (2, 50)])) } else { None },
        first_deal_ago: last_ago.filter(|_| dice.chance(50)).map(|last| dice.between(last, known_for)),
    }
}
