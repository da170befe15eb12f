//! Lists, searches and cards: the first call in a book just opened, then many.

use std::path::Path;
use std::time::Duration;

use rounds_core::agendas::{self, ShowAgenda};
use rounds_core::conditions::{Day, FieldRule, FieldTest, Rule, Span};
use rounds_core::customers::{self, ById, ListCustomers, Nothing, Sort, SortKey};
use rounds_core::day_plans::{self, ShowPlan};
use rounds_core::fields::FieldContent;
use rounds_core::reviews::{self, ShowReview};
use rounds_core::search::{self, FindCustomers};
use rounds_core::timeline::{self, ListTimeline};
use rounds_core::weeks::{self, ListWeeks};
use rounds_core::{Book, Reader};
use rounds_core::{owners, segments, stages, tags, today};
use rusqlite::Connection;

use crate::Outcome;
use crate::books::Made;
use crate::figures::{Line, Report, Times, Watch};
use crate::goals::{self, Goal, Judged};
use crate::pages::Pages;
use crate::plain;
use crate::subjects::Subjects;

/// So often a book is opened for a first call.
const OPENINGS: usize = 3;
/// So many calls of one kind,
const CALLS: usize = 300;
/// fewer if they take longer than this together,
const PATIENCE: Duration = Duration::from_secs(3);
/// and so many of a prepared statement or of the naive way.
const OTHERS: usize = 50;

type Ask<'a> = Box<dyn Fn(&Reader<'_>, usize) -> rounds_core::Result<usize> + 'a>;
type AskPlain<'a> = Box<dyn Fn(&Connection, usize) -> Outcome<usize> + 'a>;

/// One kind of call; it gets the number of the call, so that it can ask for something else each time.
struct Call<'a> {
    group: &'static str,
    name: &'static str,
    ask: Ask<'a>,
    /// One prepared statement on the book's own connection that gives the same rows.
    prepared: Option<AskPlain<'a>>,
    /// The way one would write it first, on a plain file.
    naive: Option<AskPlain<'a>>,
    goal: Goal,
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

fn list(reader: &Reader<'_>, rule: Rule, by: SortKey, desc: bool, at: usize) -> rounds_core::Result<usize> {
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

fn pages(subjects: &Subjects) -> Vec<Call<'_>> {
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

fn filters(subjects: &Subjects) -> Vec<Call<'_>> {
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
fn orders(subjects: &Subjects) -> Vec<Call<'_>> {
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

fn find(reader: &Reader<'_>, text: &str) -> rounds_core::Result<usize> {
    let found = search::find(reader, &FindCustomers { text: text.to_owned(), limit: None })?;
    Ok(std::hint::black_box(found).len())
}

fn searches(subjects: &Subjects) -> Vec<Call<'_>> {
    let chinese = || subjects.customers.iter().map(|(_, name)| name).filter(|name| !name.is_ascii());
    let part = |from: usize, length: usize| -> Vec<String> {
        chinese()
            .map(|name| name.chars().skip(from).take(length).collect())
            .filter(|part: &String| !part.is_empty())
            .collect()
    };
    let spelled = |form: &dyn Fn(&[String]) -> String| -> Vec<String> {
        subjects.syllables.iter().map(|name| form(name)).collect()
    };
    let initials = |name: &[String]| -> String { name.iter().filter_map(|syllable| syllable.chars().next()).collect() };
    let first = |name: &[String]| name.first().cloned().unwrap_or_default();
    let last_four = |phone: &String| phone.get(phone.len().saturating_sub(4)..).unwrap_or_default().to_owned();
    let english: Vec<String> = subjects
        .customers
        .iter()
        .filter(|(_, name)| name.is_ascii())
        .filter_map(|(_, name)| name.split_whitespace().next())
        .map(|word| word.chars().take(4).collect())
        .collect();
    let search = |name, texts: Vec<String>, like: fn(&Connection, &str) -> Outcome<usize>| {
        let (other, indexed) = (texts.clone(), texts.clone());
        let pick = |list: &[String], number: usize| list.get(number % list.len().max(1)).cloned().unwrap_or_default();
        Call {
            group: "search",
            name,
            ask: Box::new(move |reader: &Reader<'_>, number| find(reader, &pick(&texts, number))),
            prepared: Some(Box::new(move |conn, number| plain::find_indexed(conn, &pick(&indexed, number)))),
            naive: Some(Box::new(move |conn, number| like(conn, &pick(&other, number)))),
            goal: goals::COMMON_SEARCH,
        }
    };
    let noted = |name, texts: Vec<String>| {
        let indexed = texts.clone();
        let pick = move |number: usize| indexed.get(number % indexed.len().max(1)).cloned().unwrap_or_default();
        Call {
            prepared: Some(Box::new(move |conn, number| plain::find_note_indexed(conn, &pick(number)))),
            ..search(name, texts, plain::find_in_notes)
        }
    };
    // What few have: the naive way must read everything.
    let rare = |call: Call<'static>| Call { goal: goals::SEARCH, ..call };
    let mut calls = vec![
        search("1 character", part(0, 1), plain::find),
        search("2 characters", part(0, 2), plain::find),
        rare(search("3 characters", part(0, 3), plain::find)),
        search("3 characters within", part(2, 3), plain::find),
        search("4 characters everybody has", vec!["有限公司".to_owned()], plain::find),
        rare(search("the whole name", chinese().cloned().collect(), plain::find)),
        search("English, 4 letters", english, plain::find),
    ];
    let mut spoken = vec![
        search("pinyin: 1 letter", spelled(&|name| initials(name).chars().take(1).collect()), plain::find),
        search("pinyin: 2 initials", spelled(&|name| initials(name).chars().take(2).collect()), plain::find),
        search("pinyin: 3 initials", spelled(&|name| initials(name).chars().take(3).collect()), plain::find),
        search("pinyin: all initials", spelled(&|name| initials(name)), plain::find),
        search("pinyin: first syllable", spelled(&first), plain::find),
        search("pinyin: two syllables", spelled(&|name| name.iter().take(2).cloned().collect()), plain::find),
        search("pinyin: a beginning (zhan)", spelled(&|name| first(name).chars().take(3).collect()), plain::find),
        search(
            "pinyin: mixed (wangf)",
            spelled(&|name| first(name) + &initials(name).chars().skip(1).take(1).collect::<String>()),
            plain::find,
        ),
    ];
    // Plain SQLite knows no pinyin.
    spoken.iter_mut().for_each(|call| call.naive = None);
    calls.extend(spoken);
    calls.extend([
        rare(search("last 4 digits", subjects.phones.iter().map(last_four).collect(), plain::find)),
        rare(search(
            "a whole phone",
            subjects.phones.iter().map(|phone| phone.trim_start_matches("86").to_owned()).collect(),
            plain::find,
        )),
        rare(search("a contact", subjects.contacts.clone(), plain::find)),
        search("a tag", subjects.tags.iter().map(|(_, name)| name.clone()).collect(), plain::find),
        search(
            "a character and a tag",
            chinese()
                .zip(subjects.tags.iter().cycle())
                .map(|(name, (_, tag))| name.chars().take(1).chain(" ".chars()).chain(tag.chars()).collect())
                .collect(),
            |conn, text| plain::find(conn, text.split(' ').next().unwrap_or_default()),
        ),
        search(
            "公司 and a tag",
            subjects.tags.iter().map(|(_, tag)| format!("公司 {tag}")).collect(),
            |conn, _| plain::find(conn, "公司"),
        ),
        noted("2 characters of a note", subjects.notes.clone()),
        noted("1 character of a note", subjects.notes.iter().map(|note| note.chars().take(1).collect()).collect()),
        noted("a clause of a note", subjects.clauses.clone()),
        Call { goal: goals::NOTES, ..noted("nothing found in notes", vec!["齉龘".to_owned(), "zzqqxx".to_owned()]) },
        rare(search(
            "nothing found",
            vec!["齉龘".to_owned(), "qqxxzz".to_owned(), "0000000099".to_owned()],
            plain::find,
        )),
    ]);
    calls
}

/// The day and the calendar: the sample has a day behind each of its follow-ups.
fn days() -> Vec<Call<'static>> {
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
        day("a week of the calendar", agenda("2026-11-23", "2026-11-29", 60)),
        day("thirty days as a list", agenda("2026-11-23", "2026-12-22", 50)),
        Call {
            goal: goals::WAY,
            ..day(
                "the way of the day",
                Box::new(|reader, _| Ok(day_plans::show(reader, &ShowPlan::default())?.stops.len())),
            )
        },
        day(
            "a look back at a week",
            Box::new(|reader, _| Ok(reviews::show(reader, &ShowReview::default())?.customers.len())),
        ),
    ]
}

fn cards(subjects: &Subjects) -> Vec<Call<'_>> {
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

const COUNTS: &str = "counts at the side";

/// Runs this program once more, only to open the book and look round, and takes down what memory it needed.
pub fn measure_memory(made: &Made, report: &mut Report) -> Outcome {
    let output = std::process::Command::new(std::env::current_exe()?)
        .arg("--memory")
        .arg(&made.path)
        .arg(&made.config)
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut numbers = text.split_whitespace().filter_map(|number| number.parse::<f64>().ok());
    let mut next = || numbers.next().ok_or("the memory could not be measured");
    report.judge(Judged::most(7, "open and first page, in a process of its own", next()?, 5.0, "ms"));
    report.fact("memory after the first page", next()?, "MB");
    let memory = next()?;
    match made.customers {
        0..=10_000 => report.judge(Judged::most(7, MEMORY, memory, 60.0, "MB")),
        1_000_000 => report.judge(Judged::most(7, MEMORY, memory, 350.0, "MB")),
        _ => report.fact(MEMORY, memory, "MB"),
    }
    Ok(())
}

const MEMORY: &str = "memory after all lists, searches and cards";

/// Opens a book, asks everything a few times, and prints how much memory that took.
pub fn print_memory(path: &Path, config: &Path) -> Outcome {
    let made = Made::known(path, config);
    let start = Watch::start();
    let book = made.open()?;
    book.read(|reader| list(reader, Rule::default(), SortKey::Name, false, 0))?;
    println!("{}", start.elapsed().as_secs_f64() * 1_000.0);
    println!("{}", resident()?);
    let subjects = crate::subjects::draw(&book)?;
    let calls = [pages(&subjects), filters(&subjects), orders(&subjects), searches(&subjects), cards(&subjects)];
    for call in calls.iter().flatten() {
        for number in 0..20 {
            book.read(|reader| (call.ask)(reader, number))?;
        }
    }
    println!("{}", resident()?);
    Ok(())
}

/// Resident memory of this process in MB, as Linux tells it; 0 elsewhere.
pub fn resident() -> Outcome<f64> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default();
    Ok(line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0) / 1_024.0)
}
