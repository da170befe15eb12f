//! Lines as people write them, with the parts that they hold: `tests/data/lines`, read on Friday 2026-11-20 at ten.

use serde::Deserialize;
use serde_json::json;

use super::{LogLine, LoggedLine, ParseLine, ParsedLine, log, parse};
use crate::book::Book;
use crate::book::sql::Sql;
use crate::book::testing::{book_that_starts_with, req, starter};
use crate::customers;
use crate::error::Result;

const NOW: &str = "2026-11-20T10:00:00+08:00";

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
fn book() -> Result<Book> {
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
fn what_was_set_by_hand_goes_before_the_line() -> Result<()> {
    let book = book()?;
    let sun = book.customer("孙丽")?;
    let line = |line: &str| LogLine {
        line: line.to_owned(),
        customer_id: Some(sun),
        now: Some(NOW.to_owned()),
        ..LogLine::default()
    };
    let next_by_hand = LogLine {
        kind: Some("message".to_owned()),
        time: Some("09:30".to_owned()),
        next_on: Some(Some("2026-12-01".to_owned())),
        next_what: Some("送报价".to_owned()),
        tags: vec!["重点".to_owned(), "面膜".to_owned()],
        plain: vec!["next".to_owned()],
        ..line("昨天电话 谈了面膜 下周三再去 #重点")
    };
    book.change("visit.log", |tx| log(tx, &next_by_hand))?;
    assert_eq!(book.ask("SELECT summary FROM visit")?, ["谈了面膜 下周三再去"], "and its words stay in the note");
    assert_eq!(book.ask("SELECT due_on || ' ' || what FROM followup")?, ["2026-12-01 送报价"]);
    let visit = "SELECT v.visited_on || ' ' || k.code FROM visit v JOIN visit_kind k ON k.id = v.kind_id";
    assert_eq!(book.ask(visit)?, ["2026-11-19 message"], "a time alone leaves the day of the line");
    let tags: Vec<String> = book.card("孙丽")?.tags.iter().map(|tag| tag.name.clone()).collect();
    assert_eq!(tags.len(), 2, "{tags:?}");
    // Only a next step, but for a kind that was set by hand.
    let only = LogLine { kind: Some("phone".to_owned()), ..line("下周三下午3点带样品再去") };
    let logged = book.change("visit.log", |tx| log(tx, &only))?;
    assert!(logged.id.is_some() && logged.followup_id.is_some());
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

fn save(book: &Book, line: &str) -> Result<LoggedLine> {
    let request = LogLine { line: line.to_owned(), now: Some(NOW.to_owned()), ..LogLine::default() };
    book.change("visit.log", |tx| log(tx, &request))
}

#[test]
fn a_line_is_saved_as_one_step_that_undo_takes_back() -> Result<()> {
    let book = book()?;
    let request = LogLine {
        line: "昨天拜访王记五金 谈了水泵 下周三下午3点带样品再去 #重点".to_owned(),
        now: Some(NOW.to_owned()),
        ..LogLine::default()
    };
    let logged = book.turn_round(|tx| log(tx, &request))?;
    assert_eq!(logged.next_on.as_deref(), Some("2026-11-25"));
    let card = book.card("王记五金店")?;
    assert_eq!(card.last_visit_on.as_deref(), Some("2026-11-19"));
    assert_eq!(card.tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["重点"]);
    assert_eq!(book.ask("SELECT what FROM followup")?, ["带样品再去"]);
    assert_eq!(book.ask("SELECT summary FROM visit")?, ["谈了水泵"]);
    Ok(())
}

#[test]
fn what_is_only_to_be_done_makes_no_visit() -> Result<()> {
    let book = book()?;
    let logged = save(&book, "明天上午拜访李秀英 #重点")?;
    assert_eq!((logged.id, logged.followup_id.is_some()), (None, true));
    assert_eq!(book.ask("SELECT count(*) FROM visit")?, ["0"]);
    assert_eq!(
        book.ask("SELECT due_on || ' ' || what FROM followup")?,
        ["2026-11-21 拜访 (明天上午)"],
        "a morning is no time, but is kept"
    );
    Ok(())
}

#[test]
fn a_line_that_must_be_asked_about_is_not_saved() -> Result<()> {
    let book = book()?;
    let refused = |line: &str| {
        let request = LogLine { line: line.to_owned(), now: Some(NOW.to_owned()), ..LogLine::default() };
        book.refusal(|tx| log(tx, &request))
    };
    assert_eq!(refused("宏达 要一批水管")?, "ambiguous: 宏达");
    assert_eq!(refused("昨天拜访李四海，想代理咱们的泵")?, "not_found: customer 李四海");
    assert_eq!(refused("谈了水泵，下周三再去")?, "invalid: customer empty");
    assert_eq!(refused("拜访李秀英，谈了种子，昨天再去")?, "invalid: next_on in_the_past");
    assert_eq!(refused("红星超市 2点半来电话催货")?, "invalid: on in_the_future");
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
fn an_appointment_is_saved_with_its_end() -> Result<()> {
    let book = book()?;
    let saved = "SELECT strftime('%H:%M', due_at / 1000 + 8 * 3600, 'unixepoch') || '–' ||
        strftime('%H:%M', ends_at / 1000 + 8 * 3600, 'unixepoch') || ' ' || what FROM followup ORDER BY id";
    save(&book, "下周三下午3点拜访王记五金一小时")?;
    save(&book, "拜访李秀英，谈了种子，下周三下午3点到4点再去")?;
    let request = LogLine {
        line: "meet Ada Lovelace Wed 3pm for 30 min".to_owned(),
        now: Some(NOW.to_owned()),
        next_time: Some(Some("17:00".to_owned())),
        ..LogLine::default()
    };
    book.turn_round(|tx| log(tx, &request))?;
    assert_eq!(book.ask(saved)?, ["15:00–16:00 拜访", "15:00–16:00 再去", "17:00–17:30 meet"], "another time, as long");
    Ok(())
}

#[test]
fn another_day_for_the_next_step_keeps_its_time() -> Result<()> {
    let book = book()?;
    let request = LogLine {
        line: "拜访李秀英，谈了种子，下周三下午3点再去".to_owned(),
        now: Some(NOW.to_owned()),
        next_on: Some(Some("2026-12-10".to_owned())),
        ..LogLine::default()
    };
    book.change("visit.log", |tx| log(tx, &request))?;
    let promised: String = book.read(|reader| {
        reader.value(
            "SELECT due_on || ' ' || strftime('%H:%M', due_at / 1000 + 8 * 3600, 'unixepoch') FROM followup
             ORDER BY id DESC LIMIT 1",
            [],
        )
    })?;
    assert_eq!(promised, "2026-12-10 15:00");
    Ok(())
}

#[test]
fn a_name_that_nobody_has_becomes_a_customer_if_told_so() -> Result<()> {
    let book = book()?;
    let request = LogLine {
        line: "昨天拜访李四海，想代理咱们的泵".to_owned(),
        now: Some(NOW.to_owned()),
        makes_customer: true,
        ..LogLine::default()
    };
    let logged = book.turn_round(|tx| log(tx, &request))?;
    assert!(logged.is_new);
    assert_eq!(book.card("李四海")?.visit_count, 1);
    Ok(())
}

#[test]
fn a_day_that_is_none_stays_in_the_note() -> Result<()> {
    let book = book()?;
    let logged = save(&book, "拜访李秀英 谈了种子 2月30日再去")?;
    assert_eq!(logged.followup_id, None);
    assert_eq!(book.ask("SELECT summary FROM visit")?, ["谈了种子 2月30日再去"]);
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
