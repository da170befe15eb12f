use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

use super::*;

fn at(text: &str) -> NaiveDateTime {
    let date = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0);
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").ok().or_else(date).unwrap()
}

fn next(rule: &str, start: &str, after: &str) -> Option<String> {
    let repeat = Repeat::parse(rule).unwrap();
    repeat.next_after(at(start), at(after), Tz::Asia__Shanghai).map(|time| time.format("%Y-%m-%d %H:%M").to_string())
}

#[test]
fn the_next_day_of_a_rule_is_found() {
    for (rule, start, after, wanted) in [
        ("FREQ=DAILY", "2026-11-25", "2026-11-25", "2026-11-26 00:00"),
        ("FREQ=DAILY;INTERVAL=3", "2026-11-25 09:30", "2026-11-25 09:30", "2026-11-28 09:30"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-25", "2026-11-27", "2026-11-30 00:00"),
        ("rrule:freq=weekly;byday=mo, we", "2026-11-25", "2026-11-25", "2026-11-30 00:00"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "2026-11-25", "2026-11-25", "2026-12-09 00:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-10-31", "2026-10-31", "2026-12-31 00:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31", "2026-01-31", "2026-02-28 00:00"),
        ("FREQ=MONTHLY;BYDAY=2TU", "2026-11-10", "2026-11-10", "2026-12-08 00:00"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "2026-11-27", "2026-12-25 00:00"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2024-02-29", "2024-02-29", "2028-02-29 00:00"),
        ("FREQ=YEARLY", "2025-11-25 14:00", "2026-11-25", "2026-11-25 14:00"),
        ("FREQ=DAILY", "2000-01-01", "2026-11-25", "2026-11-26 00:00"),
    ] {
        assert_eq!(next(rule, start, after).as_deref(), Some(wanted), "{rule} from {start}, after {after}");
    }
}

#[test]
fn rules_end_by_count_by_day_and_by_moment() {
    assert_eq!(next("FREQ=DAILY;COUNT=3", "2026-11-25", "2026-11-26").as_deref(), Some("2026-11-27 00:00"));
    assert_eq!(next("FREQ=DAILY;COUNT=3", "2026-11-25", "2026-11-27"), None);
    assert_eq!(
        next("FREQ=DAILY;UNTIL=20261126", "2026-11-25 18:00", "2026-11-25 18:00").as_deref(),
        Some("2026-11-26 18:00")
    );
    assert_eq!(next("FREQ=DAILY;UNTIL=20261126", "2026-11-25 18:00", "2026-11-26 18:00"), None);
    // Two in the morning UTC is ten o'clock in Shanghai.
    assert_eq!(
        next("FREQ=DAILY;UNTIL=20261126T020000Z", "2026-11-25 10:00", "2026-11-25 10:00").as_deref(),
        Some("2026-11-26 10:00")
    );
    assert_eq!(next("FREQ=DAILY;UNTIL=20261126T015959Z", "2026-11-25 10:00", "2026-11-25 10:00"), None);
}

#[test]
fn rules_without_end_and_rules_that_never_come_do_not_loop() {
    assert_eq!(next("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-01-01", "2026-01-01"), None, "there is no such day");
    let daily = Repeat::parse("FREQ=DAILY").unwrap();
    let days = daily.within(at("1990-01-01"), at("2026-02-01"), at("2026-02-28"), Tz::UTC, 1_000);
    assert_eq!(days.len(), 28, "a month of a rule without end");
    assert_eq!(daily.within(at("1990-01-01"), at("2026-02-01"), at("2099-02-28"), Tz::UTC, 10).len(), 10);
    assert_eq!(daily.next_after(at("1990-01-01"), at("9000-01-01"), Tz::UTC), None, "far behind all that is looked at");
}

#[test]
fn nine_stays_nine_when_the_clocks_change() {
    let daily = Repeat::parse("FREQ=DAILY").unwrap();
    let berlin = Tz::Europe__Berlin;
    let moments = |start: &str, days: usize| -> Vec<String> {
        let times = daily.within(at(start), at(start), at("2027-01-01"), berlin, days);
        times.iter().map(|time| moment(*time, berlin).unwrap().format("%d %H:%M").to_string()).collect()
    };
    assert_eq!(moments("2026-03-28 09:00", 2), ["28 08:00", "29 07:00"]);
    assert_eq!(
        moments("2026-03-28 02:30", 3),
        ["28 01:30", "29 01:30", "30 00:30"],
        "2:30 is leapt over: 3:30 instead"
    );
    assert_eq!(moments("2026-10-24 02:30", 3), ["24 00:30", "25 00:30", "26 01:30"], "2:30 comes twice: the first");
    // Samoa had no 30 December 2011.
    let lost = moment(at("2011-12-30 09:00"), Tz::Pacific__Apia).unwrap();
    assert_eq!(lost.format("%Y-%m-%d %H:%M").to_string(), "2011-12-30 19:00");
}

#[test]
fn what_is_no_rule_is_refused() {
    for (text, problem) in [
        ("", RepeatProblem::NotARule),
        ("every week", RepeatProblem::NotARule),
        ("FREQ=WEEKLY;BYDAY=XX", RepeatProblem::NotARule),
        ("FREQ=DAILY;INTERVAL=0", RepeatProblem::NotARule),
        ("FREQ=DAILY;COUNT=0", RepeatProblem::NotARule),
        ("FREQ=DAILY;UNTIL=soon", RepeatProblem::NotARule),
        ("FREQ=MONTHLY;BYMONTHDAY=32", RepeatProblem::NotARule),
        ("FREQ=DAILY;COUNT=3;UNTIL=20261126", RepeatProblem::NotARule),
        ("INTERVAL=2", RepeatProblem::NotARule),
        ("FREQ=HOURLY", RepeatProblem::TooOften),
        ("FREQ=SECONDLY;COUNT=5", RepeatProblem::TooOften),
        ("FREQ=DAILY;BYHOUR=9,17", RepeatProblem::NotKept),
        ("RSCALE=CHINESE;FREQ=YEARLY", RepeatProblem::NotKept),
    ] {
        assert_eq!(Repeat::parse(text).err(), Some(problem), "{text}");
    }
}

#[test]
fn every_rule_of_the_form_is_read_back() {
    let start = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    let patterns = [
        Pattern::Daily,
        Pattern::Weekdays,
        Pattern::Weekly { days: vec![] },
        Pattern::Weekly { days: vec![1, 3, 7] },
        Pattern::MonthlyDay { day: 31 },
        Pattern::MonthlyLastDay,
        Pattern::MonthlyWeekday { nth: 2, day: 3 },
        Pattern::MonthlyWeekday { nth: -1, day: 5 },
        Pattern::Yearly { month: 2, day: 29 },
    ];
    for pattern in patterns {
        for every in [1, 2, 999] {
            if pattern == Pattern::Weekdays && every > 1 {
                continue;
            }
            for end in [End::Never, End::Count { times: 12 }, End::Until { on: start.to_string() }] {
                let form = Form { pattern: pattern.clone(), every, end };
                let repeat = form.repeat().unwrap_or_else(|| panic!("{form:?} makes a rule"));
                assert_eq!(repeat.form(start), Some(form), "{}", repeat.text());
                assert_eq!(Repeat::parse(repeat.text()).unwrap().text(), repeat.text(), "it is stored as it is read");
            }
        }
    }
    for (rule, pattern) in [
        ("FREQ=MONTHLY", Pattern::MonthlyDay { day: 25 }),
        ("FREQ=YEARLY", Pattern::Yearly { month: 11, day: 25 }),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", Pattern::Weekdays),
    ] {
        assert_eq!(Repeat::parse(rule).unwrap().form(start).unwrap().pattern, pattern, "{rule}");
    }
    assert_eq!(Repeat::parse("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1").unwrap().form(start), None, "no form makes it");
    for (pattern, every) in [
        (Pattern::Weekly { days: vec![8] }, 1),
        (Pattern::MonthlyDay { day: 32 }, 1),
        (Pattern::MonthlyWeekday { nth: 5, day: 1 }, 1),
        (Pattern::Yearly { month: 2, day: 30 }, 1),
        (Pattern::Daily, 0),
        (Pattern::Daily, 1_000),
    ] {
        assert!(Form { pattern, every, end: End::Never }.repeat().is_none());
    }
}

#[test]
fn rules_of_the_form_are_said() {
    let said = |pattern: Pattern, every: u16, end: End| Form { pattern, every, end }.sentence().plain().to_string();
    assert_eq!(said(Pattern::Daily, 3, End::Never), r#"["repeat-daily",{"count":3}]"#);
    assert_eq!(
        said(Pattern::Weekly { days: vec![1, 3] }, 2, End::Until { on: "2027-01-31".to_owned() }),
        r#"["repeat-until",{"what":["repeat-weekly-on",{"count":2,"days":["repeat-and",{"a":["repeat-weekday",{"day":1}],"b":["repeat-weekday",{"day":3}]}]}],"day":"2027-01-31"}]"#
    );
    assert_eq!(
        said(Pattern::MonthlyWeekday { nth: -1, day: 5 }, 1, End::Count { times: 12 }),
        r#"["repeat-times",{"what":["repeat-monthly-last-weekday",{"count":1,"day":["repeat-weekday",{"day":5}]}],"count":12}]"#
    );
}
