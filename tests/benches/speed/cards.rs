//! Cards, counts at the side, the day and the calendar.

use rounds_core::agendas::{self, ShowAgenda};
use rounds_core::customers::{self, ById, Nothing};
use rounds_core::day_plans::{self, ShowPlan};
use rounds_core::reviews::{self, ShowReview};
use rounds_core::timeline::{self, ListTimeline};
use rounds_core::weeks::{self, ListWeeks};
use rounds_core::{owners, segments, stages, tags, today};

use crate::calls::{Ask, Call};
use crate::goals;
use crate::plain;
use crate::subjects::Subjects;

const COUNTS: &str = "counts at the side";

/// The day and the calendar: the sample has a day behind each of its follow-ups.
pub fn days() -> Vec<Call<'static>> {
    let day =
        |name, ask: Ask<'static>| Call { group: "days", name, ask, prepared: None, naive: None, goal: goals::DAY };
    let agenda = |from: &'static str, to: &'static str, a_day: u32| -> Ask<'static> {
        Box::new(move |reader, _| {
            let ask = ShowAgenda { from: from.to_owned(), to: to.to_owned(), a_day: Some(a_day) };
            Ok(agendas::show(reader, &ask)?.days.len())
        })
    };
    vec![
        day("today", Box::new(|reader, _| Ok(today::show(reader, &Nothing {})?.overdue.rows.len()))),
        day("a month of the calendar", agenda("2026-10-26", "2026-12-06", 6)),
        // What is over is closed by then, and its birthdays are not the next ones.
        day("a month of a year ago", agenda("2025-10-27", "2025-12-07", 6)),
        day("a week of the calendar", agenda("2026-11-23", "2026-11-29", 60)),
        day("thirty days as a list", agenda("2026-11-23", "2026-12-22", 20)),
        Call {
            goal: goals::WAY,
            ..day(
                "the way of the day",
                Box::new(|reader, _| Ok(day_plans::show(reader, &ShowPlan::default())?.stops.len())),
            )
        },
        Call {
            goal: goals::BACK,
            ..day(
                "a look back at a week",
                Box::new(|reader, _| Ok(reviews::show(reader, &ShowReview::default())?.customers.len())),
            )
        },
    ]
}

pub fn cards(subjects: &Subjects) -> Vec<Call<'_>> {
    let id = |number: usize| subjects.customer(number);
    vec![
        Call {
            group: "cards",
            name: "a card",
            ask: Box::new(move |reader, number| {
                Ok(usize::from(customers::show(reader, &ById { id: id(number) })?.id > 0))
            }),
            prepared: Some(Box::new(move |conn, number| plain::card(conn, id(number)))),
            naive: Some(Box::new(move |conn, number| plain::card_with_totals(conn, id(number)))),
            goal: goals::CARD,
        },
        Call {
            group: "cards",
            name: "its timeline",
            ask: Box::new(move |reader, number| {
                let timeline =
                    timeline::list(reader, &ListTimeline { customer_id: id(number), ..ListTimeline::default() })?;
                Ok(timeline.entries.len())
            }),
            prepared: Some(Box::new(move |conn, number| plain::timeline(conn, id(number)))),
            naive: None,
            goal: goals::CARD,
        },
        Call {
            group: COUNTS,
            name: "tags",
            ask: Box::new(|reader, _| Ok(tags::list(reader, &Nothing {})?.tags.len())),
            prepared: None,
            naive: Some(Box::new(|conn, _| plain::tags(conn))),
            goal: goals::DASHBOARD,
        },
        Call {
            group: COUNTS,
            name: "stages and owners",
            ask: Box::new(|reader, _| {
                Ok(stages::list(reader, &Nothing {})?.len() + owners::list(reader, &Nothing {})?.len())
            }),
            prepared: None,
            naive: Some(Box::new(|conn, _| plain::stages(conn))),
            goal: goals::DASHBOARD,
        },
        Call {
            group: COUNTS,
            name: "weeks",
            ask: Box::new(|reader, _| Ok(weeks::list(reader, &ListWeeks { weeks: Some(53) })?.len())),
            prepared: None,
            naive: Some(Box::new(|conn, _| plain::weeks(conn))),
            goal: goals::DASHBOARD,
        },
        Call {
            group: COUNTS,
            name: "segments",
            ask: Box::new(|reader, _| Ok(segments::list(reader, &Nothing {})?.len())),
            prepared: None,
            naive: None,
            goal: goals::DASHBOARD,
        },
    ]
}
