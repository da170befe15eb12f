//! Searches for customers and in notes.

use rounds_core::Reader;
use rounds_core::search::{self, FindCustomers};
use rusqlite::Connection;

use crate::Outcome;
use crate::calls::Call;
use crate::goals;
use crate::plain;
use crate::subjects::Subjects;

fn find(reader: &Reader<'_>, text: &str) -> rounds_core::Result<usize> {
    let found = search::find(reader, &FindCustomers { text: text.to_owned(), limit: None })?;
    Ok(std::hint::black_box(found).len())
}

pub fn searches(subjects: &Subjects) -> Vec<Call<'_>> {
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
