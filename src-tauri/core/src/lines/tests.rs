//! Lines as people write them, with the parts that they hold: `tests/data/lines`, read on Friday 2026-11-20 at ten.

use serde::Deserialize;
use serde_json::json;

use super::{LogLine, ParseLine, ParsedLine, log, parse};
use crate::book::Book;
use crate::book::testing::{book_that_starts_with, req, starter};
use crate::customers;
use crate::error::Result;

pub(super) const NOW: &str = "2026-11-20T10:00:00+08:00";

#[derive(Deserialize)]
struct Wanted {
    line: String,
    makes: String,
    customer: (String, String),
    when: Option<Day>,
    kind: Option<String>,
    summary: String,
    next: Option<Step>,
    amount: Option<Money>,
    tags: Vec<String>,
    problems: Vec<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Day {
    on: String,
    time: Option<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Step {
    on: String,
    time: Option<String>,
    #[serde(default)]
    until: Option<String>,
    what: String,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Money {
    minor: i64,
    currency: String,
}

/// A book with the customers whom the lines speak of, some of them easily mistaken for each other.
pub(super) fn book() -> Result<Book> {
    let mut starter = starter();
    let kind = |(a, b): (&str, &str)| (a.to_owned(), b.to_owned());
    starter.visit_kinds = [
        ("on_site", "上门"),
        ("in_shop", "到店"),
        ("phone", "电话"),
        ("message", "微信"),
        ("email", "邮件"),
        ("delivery", "送货"),
        ("other", "其他"),
    ]
    .map(kind)
    .to_vec();
    let book = book_that_starts_with(starter)?;
    let people = [
        ("王记五金店", Some("王强"), "13800001234"),
        ("李秀英", None, "13912345678"),
        ("张伟", None, "13611112222"),
        ("张伟民", None, ""),
        ("陈静", None, ""),
        ("陈静怡", None, ""),
        ("刘记农资", None, ""),
        ("绿源合作社", None, ""),
        ("红星超市", None, ""),
        ("和平五金", None, ""),
        ("明天超市", None, ""),
        ("赵铁柱", None, ""),
        ("孙丽", None, ""),
        ("东方建材有限公司", None, ""),
        ("周大福养殖场", None, ""),
        ("美丽美发店", None, ""),
        ("吴老三", None, ""),
        ("林芳", None, ""),
        ("顺达汽修", None, ""),
        ("宏达五金", None, ""),
        ("宏达农资", None, ""),
        ("Green Valley Farm", None, ""),
        ("Ada Lovelace", None, ""),
        ("Smith Hardware", None, ""),
        ("John Smith", None, ""),
        ("Bob's Garage", None, ""),
        ("Tom Baker", None, ""),
        ("Linda Chen", None, ""),
        ("Oak Street Bakery", None, ""),
        ("Miller & Sons", None, ""),
        ("Maria Garcia", None, ""),
        ("Sunrise Salon", None, ""),
        ("Peter Jones", None, ""),
        ("Peter Miller", None, ""),
        ("Harbor Hotel", None, ""),
    ];
    book.change("customer.create", |tx| {
        for (name, contact, phone) in people {
            let points = if phone.is_empty() { json!([]) } else { json!([{"kind": "phone", "value": phone}]) };
            customers::create(tx, &req(json!({"name": name, "contact": contact, "points": points}))?)?;
        }
        Ok(())
    })?;
    Ok(book)
}

fn read(book: &Book, line: &str) -> Result<ParsedLine> {
    let ask = ParseLine { line: line.to_owned(), now: Some(NOW.to_owned()), ..ParseLine::default() };
    book.read(|reader| parse(reader, &ask))
}

/// What a line was read as, in the shape of what is wanted.
fn differences(wanted: &Wanted, found: &ParsedLine) -> Vec<String> {
    let mut told = Vec::new();
    let mut differ = |what: &str, wanted: String, found: String| {
        if wanted != found {
            told.push(format!("{what}: wanted {wanted}, found {found}"));
        }
    };
    let whom = if found.customer.state == "found" {
        found.customer.name.clone().unwrap_or_default()
    } else {
        found.customer.typed.clone()
    };
    differ("customer", format!("{:?}", wanted.customer), format!("{:?}", (found.customer.state.clone(), whom)));
    differ("makes", wanted.makes.clone(), found.makes.clone());
    let when = found.when.as_ref().map(|when| Day { on: when.on.clone(), time: when.time.clone() });
    differ("when", format!("{:?}", wanted.when), format!("{when:?}"));
    let kind = found.kind.as_ref().map(|kind| kind.code.clone());
    differ("kind", format!("{:?}", wanted.kind), format!("{kind:?}"));
    let next = found.next.as_ref().map(|next| Step {
        on: next.on.clone(),
        time: next.time.clone(),
        until: next.until.clone(),
        what: next.what.clone(),
    });
    differ("next", format!("{:?}", wanted.next), format!("{next:?}"));
    differ("summary", wanted.summary.clone(), found.summary.clone());
    let amount = found.amount.as_ref().map(|amount| Money { minor: amount.minor, currency: amount.currency.clone() });
    differ("amount", format!("{:?}", wanted.amount), format!("{amount:?}"));
    let tags: Vec<String> = found.tags.iter().map(|tag| tag.name.clone()).collect();
    differ("tags", format!("{:?}", wanted.tags), format!("{tags:?}"));
    let problems: Vec<String> = found.problems.iter().map(|problem| problem.code.clone()).collect();
    differ("problems", format!("{:?}", wanted.problems), format!("{problems:?}"));
    told
}

fn all_are_read(lines: &str, at_least: usize) -> Result<()> {
    let book = book()?;
    let mut failed = Vec::new();
    let mut count = 0;
    for line in lines.lines() {
        let wanted: Wanted = serde_json::from_str(line)?;
        let told = differences(&wanted, &read(&book, &wanted.line)?);
        count += 1;
        if !told.is_empty() {
            failed.push(format!("{}\n    {}", wanted.line, told.join("\n    ")));
        }
    }
    assert!(count >= at_least, "only {count} lines");
    assert!(failed.is_empty(), "{} of {count} lines are read otherwise:\n{}", failed.len(), failed.join("\n"));
    Ok(())
}

#[test]
fn chinese_lines_are_read_as_their_parts() -> Result<()> {
    all_are_read(include_str!("../../../../tests/data/lines/chinese.jsonl"), 380)
}

#[test]
fn english_lines_are_read_as_their_parts() -> Result<()> {
    all_are_read(include_str!("../../../../tests/data/lines/english.jsonl"), 250)
}

fn on_screen(book: &Book, line: &str, customer: &str) -> Result<ParsedLine> {
    let customer_id = Some(book.customer(customer)?);
    let ask = ParseLine { line: line.to_owned(), customer_id, now: Some(NOW.to_owned()), ..ParseLine::default() };
    book.read(|reader| parse(reader, &ask))
}

#[test]
fn the_customer_on_the_screen_is_meant_unless_another_is_named() -> Result<()> {
    let book = book()?;
    let told = |line: &str| -> Result<(String, Option<String>, String)> {
        let found = on_screen(&book, line, "孙丽")?;
        Ok((found.customer.state, found.customer.name, found.summary))
    };
    let given = |summary: &str| ("given".to_owned(), Some("孙丽".to_owned()), summary.to_owned());
    assert_eq!(told("昨天来店 买了面膜")?, given("买了面膜"));
    assert_eq!(told("谈了王记五金介绍来的单子")?, given("谈了王记五金介绍来的单子"), "who is spoken of is not meant");
    assert_eq!(told("孙丽 买了面膜")?, given("买了面膜"), "her own name is no note");
    assert_eq!(told("拜访李四海 谈了面膜")?, given("李四海 谈了面膜"), "a name that nobody has stays in the note");
    let other = on_screen(&book, "昨天拜访王记五金店 谈了水泵", "孙丽")?;
    let names: Vec<&str> = other.customer.candidates.iter().map(|candidate| candidate.name.as_str()).collect();
    assert_eq!((other.customer.state.as_str(), names), ("ambiguous", vec!["孙丽", "王记五金店"]), "that is asked");
    Ok(())
}

#[test]
fn a_part_that_is_mere_text_stays_in_the_note() -> Result<()> {
    let book = book()?;
    let line = "昨天电话 谈了水泵 下周三下午3点带样品再去 #重点";
    let told = |plain: &[&str]| -> Result<ParsedLine> {
        let plain = plain.iter().map(|part| (*part).to_owned()).collect();
        let customer_id = Some(book.customer("孙丽")?);
        let ask = ParseLine { line: line.to_owned(), customer_id, now: Some(NOW.to_owned()), plain };
        book.read(|reader| parse(reader, &ask))
    };
    assert_eq!(told(&[])?.summary, "谈了水泵");
    let next = told(&["next"])?;
    assert_eq!((next.summary.as_str(), next.next), ("谈了水泵 下周三下午3点带样品再去", None));
    let kind = told(&["kind"])?;
    assert_eq!((kind.summary.as_str(), kind.kind), ("电话 谈了水泵", None));
    let when = told(&["when"])?;
    assert_eq!((when.summary.as_str(), when.when), ("昨天 谈了水泵", None));
    let tag = told(&["#重点"])?;
    assert_eq!((tag.summary.as_str(), tag.tags.len()), ("谈了水泵 #重点", 0));
    assert_eq!(told(&["when", "kind", "next", "#重点"])?.summary, line, "all of it is as it was typed");
    Ok(())
}

#[test]
fn an_amount_that_is_mere_text_makes_room_for_the_next_one() -> Result<()> {
    let book = book()?;
    let told = |plain: &[&str]| -> Result<Option<i64>> {
        let plain = plain.iter().map(|part| (*part).to_owned()).collect();
        let line = "客户说5200元太贵，报了4500元 ".to_owned();
        let ask = ParseLine { line, customer_id: Some(book.customer("孙丽")?), now: Some(NOW.to_owned()), plain };
        Ok(book.read(|reader| parse(reader, &ask))?.amount.map(|amount| amount.minor))
    };
    assert_eq!(told(&[])?, Some(520_000));
    assert_eq!(told(&["5200元"])?, Some(450_000));
    assert_eq!(told(&["5200元", "4500元"])?, None);
    Ok(())
}

#[test]
fn plain_prose_is_kept_as_it_was_typed() -> Result<()> {
    let book = book()?;
    for prose in ["1、水泵20台\n2、电缆，\n\n3、价格再谈，", "谈了水泵，想要20台。", "- pumps\n- cables;"]
    {
        assert_eq!(on_screen(&book, prose, "孙丽")?.summary, prose);
    }
    let lines = on_screen(&book, "昨天谈了水泵，\n想要20台\n下周三再去\n老板姓赵", "孙丽")?;
    assert_eq!(lines.summary, "谈了水泵，\n想要20台\n老板姓赵", "lines stay lines where a part is taken out");
    Ok(())
}

#[test]
fn what_happens_to_people_on_a_day_is_no_next_step() -> Result<()> {
    let book = book()?;
    for (line, is_step) in [
        ("她说周一儿子开学", false),
        ("老公周日出院 想买电视", false),
        ("周一开学前再来一次", true),
        ("周日出院 送点水果去", true),
        ("下周三再来", true),
    ] {
        assert_eq!(on_screen(&book, line, "孙丽")?.next.is_some(), is_step, "{line}");
    }
    Ok(())
}

#[test]
fn a_new_customer_is_offered_beside_the_one_on_the_screen() -> Result<()> {
    let book = book()?;
    let found = on_screen(&book, "拜访李四海 谈了面膜", "孙丽")?.customer;
    assert_eq!((found.state.as_str(), found.typed.as_str(), found.span), ("given", "李四海", None));
    let request = LogLine {
        line: "拜访李四海 谈了面膜".to_owned(),
        customer_id: Some(book.customer("孙丽")?),
        makes_customer: true,
        ..LogLine::default()
    };
    assert!(book.change("visit.log", |tx| log(tx, &request))?.is_new);
    assert_eq!(book.card("李四海")?.visit_count, 1);
    assert_eq!(book.card("孙丽")?.visit_count, 0);
    Ok(())
}

#[test]
fn spans_are_counted_as_javascript_does() -> Result<()> {
    let book = book()?;
    let line = "😀 昨天拜访王记五金 谈了水泵 下周三下午3点带样品再去 #重点";
    let found = read(&book, line)?;
    let units: Vec<u16> = line.encode_utf16().collect();
    let text = |(from, length): (usize, usize)| String::from_utf16_lossy(&units[from..from + length]);
    let next = found.next.unwrap();
    assert_eq!(found.customer.span.map(text).as_deref(), Some("王记五金"));
    assert_eq!(text(next.span), "下周三下午3点");
    assert_eq!(text(next.what_spans[0]), "带样品再去");
    assert_eq!(text(found.tags[0].span), "#重点");
    Ok(())
}

#[test]
fn how_long_an_appointment_takes_gives_its_end() -> Result<()> {
    let book = book()?;
    let mut wrong = Vec::new();
    for (line, time, until, what) in [
        ("下周三下午3点拜访王记五金一小时", "15:00", Some("16:00"), "拜访"),
        ("下周三下午3点拜访王记五金 1个小时", "15:00", Some("16:00"), "拜访"),
        ("明天9点和陈静开会90分钟", "09:00", Some("10:30"), "开会"),
        ("给张伟打了电话，周一下午2点一个半小时看样", "14:00", Some("15:30"), "看样"),
        ("明天下午3点，半小时，给李秀英打电话", "15:00", Some("15:30"), "打电话"),
        ("明天下午3点给李秀英打电话 半个小时", "15:00", Some("15:30"), "打电话"),
        ("明天晚上11点半到绿源合作社接货2小时", "23:30", Some("01:30"), "接货"),
        ("拜访李秀英 谈了一小时 下周三下午3点再去", "15:00", None, "再去"),
        ("下周三下午3点拜访王记五金 提前半小时", "15:00", None, "拜访 提前半小时"),
        ("下周三下午3点拜访王记五金 一小时后回", "15:00", None, "拜访 一小时后回"),
        ("拜访李秀英，谈了种子，下周三下午3点到4点再去", "15:00", Some("16:00"), "再去"),
        ("拜访李秀英，谈了种子，下周三15:00-16:30再去", "15:00", Some("16:30"), "再去"),
        ("meet Ada Lovelace Wed 3pm for 1 hour", "15:00", Some("16:00"), "meet"),
        ("call Linda Chen tomorrow at 10 for 30 min about chairs", "10:00", Some("10:30"), "call about chairs"),
        ("called Tom Baker, wants a demo, demo next Tue 2pm for an hour and a half", "14:00", Some("15:30"), "demo"),
        ("call Ada Lovelace for half an hour tomorrow at 3pm", "15:00", Some("15:30"), "call"),
        ("meet Ada Lovelace Wed 3pm for 1.5 hours", "15:00", Some("16:30"), "meet"),
        ("visited Smith Hardware, wants valves, back Wed 3–4pm", "15:00", Some("16:00"), "back"),
        ("visited Smith Hardware, wants valves, back Wed 3-4pm", "15:00", Some("16:00"), "back"),
        ("meet Peter Jones Dec 3 3:30-4:30pm", "15:30", Some("16:30"), "meet"),
        ("meet Peter Jones Dec 3 at 11am-1pm", "11:00", Some("13:00"), "meet"),
        ("visited Harbor Hotel for 1 hour, back Wed 3pm", "15:00", None, "back"),
        ("meet Ada Lovelace Wed 3pm for 2 hours' drive", "15:00", None, "meet for 2 hours' drive"),
        ("meet Ada Lovelace Wed 3pm for 5 chairs", "15:00", None, "meet for 5 chairs"),
    ] {
        let next = read(&book, line)?.next;
        let found = next.as_ref().map(|next| (next.time.as_deref(), next.until.as_deref(), next.what.as_str()));
        if found != Some((Some(time), until, what)) {
            wrong.push(format!("{line}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn no_line_makes_the_reading_fail_and_nothing_is_lost() -> Result<()> {
    let book = book()?;
    let long = "水泵".repeat(3_000);
    for line in [
        "",
        " ",
        "#",
        "#3",
        "：",
        "2月30日",
        "25:99",
        "99999999999999999999元",
        "周",
        "下",
        "at",
        "in 999 weeks",
        "in 999999 years",
        "a a a a",
        "９９９９年９９月",
        "过十百千万天后",
        &long,
    ] {
        let found = read(&book, line)?;
        let letters = |text: &str| text.chars().filter(|ch| ch.is_alphanumeric()).count();
        let kept = letters(&found.summary) + found.next.iter().map(|next| letters(&next.what)).sum::<usize>();
        let read = found.next.is_some()
            || found.when.is_some()
            || !found.tags.is_empty()
            || found.customer.span.is_some()
            || found.kind.is_some();
        assert!(read || kept == letters(line), "{line}: {found:?}");
    }
    Ok(())
}
