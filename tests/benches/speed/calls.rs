//! How a call is measured: the first in a book just opened, then many. And those that lists are made of.

use std::path::Path;
use std::time::Duration;

use rounds_core::conditions::{Day, FieldRule, FieldTest, Rule, Span};
use rounds_core::customers::{self, ListCustomers, Nothing, Sort, SortKey};
use rounds_core::fields::FieldContent;
use rounds_core::{Book, Reader, tags};
use rusqlite::Connection;

use crate::Outcome;
use crate::books::Made;
use crate::cards::{cards, days};
use crate::figures::{Line, Report, Times, Watch};
use crate::goals::{self, Goal};
use crate::pages::Pages;
use crate::plain;
use crate::searches::searches;
use crate::subjects::Subjects;

/// So often a book is opened for a first call.
const OPENINGS: usize = 3;
/// So many calls of one kind,
const CALLS: usize = 300;
/// fewer if they take longer than this together,
const PATIENCE: Duration = Duration::from_secs(3);
/// and so many of a prepared statement or of the naive way.
const OTHERS: usize = 50;

/// What is asked of the book; how many rows came of it.
pub type Ask<'a> = Box<dyn Fn(&Reader<'_>, usize) -> rounds_core::Result<usize> + 'a>;
/// The same asked of SQLite itself.
pub type AskPlain<'a> = Box<dyn Fn(&Connection, usize) -> Outcome<usize> + 'a>;

/// One kind of call; it gets the number of the call, so that it can ask for something else each time.
pub struct Call<'a> {
    pub group: &'static str,
    pub name: &'static str,
    pub ask: Ask<'a>,
    /// One prepared statement on the book's own connection that gives the same rows.
    pub prepared: Option<AskPlain<'a>>,
    /// The way one would write it first, on a plain file.
    pub naive: Option<AskPlain<'a>>,
    pub goal: Goal,
}

/// Measures all that are wanted.
pub fn measure(
    made: &Made,
    plain: &Path,
    subjects: &Subjects,
    wants: &dyn Fn(&str) -> bool,
    report: &mut Report,
) -> Outcome {
    let mut calls = pages(subjects);
    calls.extend(filters(subjects));
    calls.extend(orders(subjects));
    calls.extend(searches(subjects));
    calls.extend(cards(subjects));
    calls.extend(days());
    let wanted: Vec<&Call<'_>> = calls.iter().filter(|call| wants(call.group) || wants(call.name)).collect();
    let mut firsts = Vec::with_capacity(wanted.len());
    for call in &wanted {
        let mut opened = (0..OPENINGS)
            .map(|number| ask(call, &made.open()?, number))
            .collect::<Outcome<Vec<(Duration, Pages)>>>()?;
        opened.sort_by_key(|(time, _)| *time);
        firsts.push(opened.pop().unwrap_or_default());
    }
    if wanted.is_empty() {
        return Ok(());
    }
    let book = made.open()?;
    let open: u32 = book.read(|reader| {
        Ok(reader
            .query_row("SELECT count(*) FROM followup WHERE state = 'open' AND trashed_at = 0", [], |row| row.get(0))?)
    })?;
    report.fact("follow-ups that are open", f64::from(open), "");
    let start = Watch::start();
    book.warm()?;
    report.fact("warming up, in the background once it is open", start.elapsed().as_secs_f64() * 1_000.0, "ms");
    for (call, first) in wanted.into_iter().zip(firsts) {
        report.add(timed(call, &book, plain, first)?);
    }
    Ok(())
}

/// Asks once; how long it took, and how many pages.
fn ask(call: &Call<'_>, book: &Book, number: usize) -> Outcome<(Duration, Pages)> {
    let start = Watch::start();
    let pages = book.read(|reader| {
        let before = Pages::of(reader);
        (call.ask)(reader, number)?;
        Ok(Pages::of(reader).since(before))
    })?;
    Ok((start.elapsed(), pages))
}

/// Times a call in a book that is warmed up, and the others beside it.
fn timed(call: &Call<'_>, book: &Book, plain: &Path, first: (Duration, Pages)) -> Outcome<Line> {
    let (warm, _) = ask(call, book, 0)?;
    let mut pages = Vec::new();
    let times = Times::take(CALLS, PATIENCE, |number| {
        pages.push(ask(call, book, number)?.1.all);
        Ok(1)
    })?;
    pages.sort_unstable();
    let prepared = call.prepared.as_ref().map(|ask| -> Outcome<Times> {
        book.read(
            |reader| Ok(ask(reader, 0).and_then(|_| Times::take(OTHERS, PATIENCE, |number| ask(reader, number)))),
        )?
    });
    // Opened for this alone: all connections of a process share one cache, and a search through everything takes what others had.
    let naive = call.naive.as_ref().map(|ask| -> Outcome<Times> {
        let plain = plain::open(plain)?;
        ask(&plain, 0)?;
        Times::take(OTHERS, PATIENCE, |number| ask(&plain, number))
    });
    Ok(Line {
        group: call.group,
        name: call.name.to_owned(),
        first: Some(first.0.as_secs_f64() * 1_000.0),
        warm: Some(warm.as_secs_f64() * 1_000.0),
        times,
        pages: Some((first.1, pages.get(pages.len() / 2).copied().unwrap_or_default())),
        prepared: prepared.transpose()?,
        naive: naive.transpose()?,
        goal: Some(call.goal),
    })
}

pub fn list(reader: &Reader<'_>, rule: Rule, by: SortKey, desc: bool, at: usize) -> rounds_core::Result<usize> {
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    let answer = customers::list(
        reader,
        &ListCustomers { rule, sort: vec![Sort { by, desc }], at, ..ListCustomers::default() },
    )?;
    Ok(std::hint::black_box(answer).rows.len())
}

/// The place of the last of everybody plus one.
fn count(reader: &Reader<'_>) -> rounds_core::Result<usize> {
    let answer = customers::list(reader, &ListCustomers { limit: Some(1), ..ListCustomers::default() })?;
    Ok(answer.total as usize)
}

/// A place that is another each time, all over the list.
fn scattered(number: usize, total: usize) -> usize {
    (number * 7_919 + 101) * 131 % total.saturating_sub(100).max(1)
}

const PAGES: &str = "lists: everybody";
const PLACES: &str = "lists: any position";
const FILTERS: &str = "lists: filters";
const ORDERS: &str = "lists: other conditions and orders";

pub fn pages(subjects: &Subjects) -> Vec<Call<'_>> {
    let first = |name, by, desc, order: &'static str, index: &'static str| Call {
        group: PAGES,
        name,
        ask: Box::new(move |reader, _| list(reader, Rule::default(), by, desc, 0)),
        prepared: Some(Box::new(move |conn, _| plain::prepared(conn, "1", order, index))),
        naive: Some(Box::new(move |conn, _| plain::page(conn, "1", order, 0))),
        goal: goals::PAGE,
    };
    let mut calls = vec![
        first("first page by name", SortKey::Name, false, "c.sort_key, c.id", "customer_by_name"),
        first("… by kind", SortKey::Kind, false, "c.kind, c.sort_key, c.id", "customer_by_kind"),
        first("… by stage", SortKey::Stage, false, "c.stage_id, c.sort_key, c.id", "customer_by_stage"),
        first("… by owner", SortKey::Owner, false, "c.owner_id, c.sort_key, c.id", "customer_by_owner"),
        first(
            "… by last visit, latest first",
            SortKey::LastVisit,
            true,
            "c.last_visit_on DESC, c.id DESC",
            "customer_by_last_visit",
        ),
        first(
            "… by next follow-up",
            SortKey::NextFollowup,
            false,
            "c.next_followup_on, c.id",
            "customer_by_next_followup",
        ),
        first(
            "… by when it was made, newest first",
            SortKey::Created,
            true,
            "c.created_at DESC, c.id DESC",
            "customer_by_created",
        ),
        first(
            "… by when it was changed, newest first",
            SortKey::Updated,
            true,
            "c.updated_at DESC, c.id DESC",
            "customer_by_updated",
        ),
        first("… by name, backwards", SortKey::Name, true, "c.sort_key DESC, c.id DESC", "customer_by_name"),
    ];
    let at = |name, by, order: &'static str, place: fn(usize, usize) -> usize| Call {
        group: PLACES,
        name,
        ask: Box::new(move |reader, number| list(reader, Rule::default(), by, false, place(number, count(reader)?))),
        prepared: None,
        naive: Some(Box::new(move |conn, number| {
            let total: i64 =
                conn.query_row("SELECT count(*) FROM customer WHERE trashed_at = 0", [], |row| row.get(0))?;
            plain::page(conn, "1", order, place(number, usize::try_from(total)?))
        })),
        goal: goals::PLACE,
    };
    calls.push(at("the middle, by name", SortKey::Name, "c.sort_key, c.id", |_, total| total / 2));
    calls.push(at("the end, by last visit", SortKey::LastVisit, "c.last_visit_on, c.id", |_, total| {
        total.saturating_sub(100)
    }));
    // What a list read on from a place in its index would cost, if one knew who stands there.
    calls.push(Call {
        prepared: Some(Box::new(|conn, number| {
            let name = subjects.customers.get(number % subjects.customers.len().max(1)).map_or("", |(_, name)| name);
            plain::from_name(conn, name)
        })),
        ..at("anywhere, another place each time", SortKey::Name, "c.sort_key, c.id", scattered)
    });
    let tag = subjects.tags.first().map_or(0, |(id, _)| *id);
    calls.push(Call {
        group: PLACES,
        name: "anywhere among those with a common tag",
        ask: Box::new(move |reader, number| {
            let total = tags::list(reader, &Nothing {})?
                .tags
                .iter()
                .find(|known| known.id == tag)
                .map_or(0, |tag| tag.customers);
            list(
                reader,
                Rule::Tag(vec![tag]),
                SortKey::LastVisit,
                true,
                scattered(number, usize::try_from(total).unwrap_or(0)),
            )
        }),
        prepared: None,
        naive: Some(Box::new(move |conn, number| {
            let condition = tagged(tag);
            let total: i64 = conn.query_row(
                &format!("SELECT count(*) FROM customer AS c WHERE c.trashed_at = 0 AND {condition}"),
                [],
                |row| row.get(0),
            )?;
            plain::page(conn, &condition, "c.last_visit_on DESC, c.id DESC", scattered(number, usize::try_from(total)?))
        })),
        goal: goals::PLACE,
    });
    calls
}

/// Who has a tag, in SQL.
fn tagged(tag: i64) -> String {
    format!("c.id IN (SELECT customer_id FROM customer_tag WHERE tag_id = {tag})")
}

fn in_the_last_days(days: i32) -> Rule {
    Rule::LastVisit(Some(Span { from: Some(Day::Today(-days)), ..Span::default() }))
}

fn field(id: i64, content: FieldContent) -> Rule {
    Rule::Field(FieldRule { id, test: FieldTest::Is(Some(content)) })
}

pub fn filters(subjects: &Subjects) -> Vec<Call<'_>> {
    let id = |list: &[i64], at: usize| list.get(at % list.len().max(1)).copied().unwrap_or_default();
    let tag = move |at: usize| subjects.tags.get(at % subjects.tags.len().max(1)).map_or(0, |(id, _)| *id);
    let rare = subjects.tags.len().saturating_sub(1);
    let filter = |name, rule: Box<dyn Fn(usize) -> Rule>, condition: Option<Box<dyn Fn(usize) -> String>>| Call {
        group: FILTERS,
        name,
        ask: Box::new(move |reader, number| list(reader, rule(number), SortKey::Name, false, 0)),
        prepared: None,
        naive: condition.map(|condition| -> AskPlain<'_> {
            Box::new(move |conn, number| plain::page(conn, &condition(number), "c.sort_key, c.id", 0))
        }),
        goal: goals::FILTER,
    };
    // The same rows by one statement that walks the order's index, without the count.
    let walked = |call: Call<'static>, condition: String| Call {
        prepared: Some(Box::new(move |conn, _| {
            plain::prepared(conn, &condition, "c.sort_key, c.id", "customer_by_name")
        })),
        ..call
    };
    let has_tag = |tag: i64| format!("EXISTS (SELECT 1 FROM customer_tag WHERE tag_id = {tag} AND customer_id = c.id)");
    let (common, rarest) = (tag(0), tag(rare));
    let (first_stage, last_stage) = (id(&subjects.stages, 0), id(&subjects.stages, 1));
    let owner = id(&subjects.owners, 1);
    let (choice, options) = subjects.choices.clone();
    let option = options.first().cloned().unwrap_or_default();
    // As one keeps fields of one's own without rows for them: in JSON.
    let by_option = format!(
        "c.id IN (SELECT id FROM customer_json WHERE json_extract(data, '$.\"{choice}\"') IN
           (SELECT id FROM field_option WHERE field_id = {choice} AND label = '{option}'))"
    );
    let (text_field, texts) = subjects.texts.clone();
    let plain_texts = texts.clone();
    let stages = subjects.stages.clone();
    let tags: Vec<i64> = subjects.tags.iter().map(|(id, _)| *id).collect();
    let pick = |list: &[String], at: usize| list.get(at % list.len().max(1)).cloned().unwrap_or_default();
    vec![
        walked(
            filter("a common tag", Box::new(move |_| Rule::Tag(vec![common])), Some(Box::new(move |_| tagged(common)))),
            has_tag(common),
        ),
        walked(
            filter("a rare tag", Box::new(move |_| Rule::Tag(vec![rarest])), Some(Box::new(move |_| tagged(rarest)))),
            has_tag(rarest),
        ),
        walked(
            filter(
                "a stage",
                Box::new(move |_| Rule::Stage(vec![first_stage])),
                Some(Box::new(move |_| format!("c.stage_id = {first_stage}"))),
            ),
            format!("c.stage_id = {first_stage}"),
        ),
        filter(
            "an owner",
            Box::new(move |_| Rule::Owner(vec![owner])),
            Some(Box::new(move |_| format!("c.owner_id = {owner}"))),
        ),
        filter(
            "tag, stage and last visit",
            Box::new(move |_| {
                Rule::All(vec![Rule::Tag(vec![common]), Rule::Stage(vec![last_stage]), in_the_last_days(90)])
            }),
            Some(Box::new(move |_| {
                format!("{} AND c.stage_id = {last_stage} AND c.last_visit_on >= '2026-08-25'", tagged(common))
            })),
        ),
        filter(
            "tag, stage and last visit, others each time",
            Box::new(move |number| {
                let days = i32::try_from(number * 3 % 400).unwrap_or(90) + 10;
                Rule::All(vec![
                    Rule::Tag(vec![id(&tags, number)]),
                    Rule::Not(Box::new(Rule::Stage(vec![id(&stages, number)]))),
                    in_the_last_days(days),
                ])
            }),
            None,
        ),
        filter(
            "a field is",
            Box::new(move |_| field(choice, FieldContent::Choice(option.clone()))),
            Some(Box::new(move |_| by_option.clone())),
        ),
        filter(
            "a field's text is, another each time",
            Box::new(move |number| field(text_field, FieldContent::Text(pick(&texts, number)))),
            Some(Box::new(move |number| {
                let text = pick(&plain_texts, number).replace('\'', "''");
                format!(
                    "c.id IN (SELECT id FROM customer_json WHERE json_extract(data, '$.\"{text_field}\"') = '{text}')"
                )
            })),
        ),
    ]
}

/// Several keys, fields, texts: what no index has in order.
pub fn orders(subjects: &Subjects) -> Vec<Call<'_>> {
    let call = |name, ask: Ask<'static>, naive: Option<AskPlain<'static>>| Call {
        group: ORDERS,
        name,
        ask,
        prepared: None,
        naive,
        goal: goals::OTHER_FILTER,
    };
    let pick = |list: &[String], at: usize| list.get(at % list.len().max(1)).cloned().unwrap_or_default();
    let by_text = |name, texts: Vec<String>, naive: Option<AskPlain<'static>>| {
        call(
            name,
            Box::new(move |reader, number| list(reader, Rule::Text(pick(&texts, number)), SortKey::Name, false, 0)),
            naive,
        )
    };
    let names = |from: usize, length: usize| -> Vec<String> {
        subjects.customers.iter().map(|(_, name)| name.chars().skip(from).take(length).collect()).collect()
    };
    let two = names(0, 2);
    let single: Vec<String> = subjects.notes.iter().map(|note| note.chars().take(1).collect()).collect();
    let keys = vec![
        Sort { by: SortKey::Stage, desc: false },
        Sort { by: SortKey::LastVisit, desc: true },
        Sort { by: SortKey::Visits, desc: true },
    ];
    let field = subjects.texts.0;
    vec![
        by_text(
            "2 characters of a name, others each time",
            names(0, 2),
            Some(Box::new(move |conn, number| {
                let condition = format!("c.name LIKE '%{}%'", pick(&two, number).replace('\'', "''"));
                plain::page(conn, &condition, "c.sort_key, c.id", 0)
            })),
        ),
        by_text("3 characters of a name, others each time", names(2, 3), None),
        by_text("1 character, others each time", single, None),
        by_text("2 characters of a note, others each time", subjects.notes.clone(), None),
        call(
            "visited at least 3 times in 90 days",
            Box::new(|reader, _| {
                let rule = serde_json::from_str(r#"{"visits":{"at_least":3,"in":{"from":{"today":-90}}}}"#)?;
                list(reader, rule, SortKey::Name, false, 0)
            }),
            Some(Box::new(|conn, _| {
                let condition = "(SELECT count(*) FROM visit WHERE customer_id = c.id AND trashed_at = 0 AND visited_on >= '2026-08-25') >= 3";
                plain::page(conn, condition, "c.sort_key, c.id", 0)
            })),
        ),
        call(
            "everybody by stage, last visit and visits",
            Box::new(move |reader, number| {
                let at = u32::try_from(scattered(number, count(reader)?)).unwrap_or(0);
                let req = ListCustomers { sort: keys.clone(), at, ..ListCustomers::default() };
                Ok(customers::list(reader, &req)?.rows.len())
            }),
            Some(Box::new(|conn, number| {
                let order = "c.stage_id, c.last_visit_on DESC, c.visit_count DESC, c.sort_key, c.id";
                plain::page(conn, "1", order, scattered(number, 1_000))
            })),
        ),
        call(
            "everybody by a field of texts",
            Box::new(move |reader, number| {
                list(reader, Rule::default(), SortKey::Field(field), false, scattered(number, count(reader)?))
            }),
            Some(Box::new(move |conn, number| {
                let order =
                    format!("(SELECT json_extract(data, '$.\"{field}\"') FROM customer_json WHERE id = c.id), c.id");
                plain::page(conn, "1", &order, scattered(number, 1_000))
            })),
        ),
    ]
}
