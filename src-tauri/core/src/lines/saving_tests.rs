//! Lines that are saved: as one step, with what was set by hand, and never with an open question.

use super::tests::{NOW, book};
use super::{LogLine, LoggedLine, log};
use crate::book::Book;
use crate::book::sql::Sql;
use crate::error::Result;

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
