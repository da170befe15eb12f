use super::*;

fn on(text: &str) -> When {
    When::Day(text.parse().unwrap())
}

fn at(text: &str, zone: Option<Tz>) -> When {
    When::Time(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap(), zone)
}

fn file(name: &str) -> Calendar {
    let path = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/calendars").join(name);
    read(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn problems(calendar: &Calendar) -> Vec<(usize, Problem)> {
    calendar.unread.iter().map(|unread| (unread.line, unread.problem)).collect()
}

fn event(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
}

#[test]
fn a_daily_meeting_out_of_exchange_is_read() {
    let calendar = file("calendar-exchange-daily-standup.ics");
    let [meeting] = &calendar.appointments[..] else { panic!("{calendar:?}") };
    assert_eq!(meeting.summary, "Sprint 25 Daily Standup");
    assert_eq!(meeting.start, at("2015-07-03 10:00", Some(Tz::Europe__Berlin)), "the zone is the one so far off");
    assert_eq!(meeting.start.moment(Tz::UTC).unwrap().to_rfc3339(), "2015-07-03T08:00:00+00:00");
    assert_eq!(meeting.end, Some(at("2015-07-03 10:30", Some(Tz::Europe__Berlin))));
    let rule = meeting.repeat.as_deref().unwrap();
    assert_eq!(rule, "FREQ=DAILY;UNTIL=20150722T080000Z;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR;WKST=SU");
    let repeat = crate::repeats::Repeat::parse(rule).unwrap();
    let start = meeting.start.day().and_hms_opt(10, 0, 0).unwrap();
    let all = repeat.within(start, start, start + chrono::TimeDelta::days(60), Tz::Europe__Berlin, 100);
    assert_eq!((all.len(), all.last().unwrap().to_string().as_str()), (14, "2015-07-22 10:00:00"));
    assert_eq!(problems(&calendar), []);
}

#[test]
fn zones_are_known_by_the_names_that_windows_and_outlook_give_them() {
    let calendar = file("calendar-exchange-windows-tz.ics");
    assert_eq!(calendar.appointments[0].start, at("2024-10-28 17:00", Some(Tz::America__New_York)));
    assert_eq!(calendar.appointments[0].start.moment(Tz::UTC).unwrap().to_rfc3339(), "2024-10-28T21:00:00+00:00");
    let calendar = file("calendar-outlook-comma-tzid.ics");
    let moment = calendar.appointments[0].start.moment(Tz::UTC).unwrap();
    assert_eq!(moment.to_rfc3339(), "2008-05-30T05:00:00+00:00", "Canberra, Melbourne, Sydney");
    assert_eq!(problems(&calendar), []);
}

#[test]
fn a_series_with_exceptions_and_one_moved_is_read() {
    let calendar = file("calendar-recurrence-override.ics");
    let [series, moved] = &calendar.appointments[..] else { panic!("{calendar:?}") };
    assert_eq!(series.repeat.as_deref(), Some("FREQ=DAILY;COUNT=5"));
    let new_york = series.start;
    assert_eq!(new_york.moment(Tz::UTC).unwrap().to_rfc3339(), "2006-01-02T17:00:00+00:00");
    assert_eq!(series.besides.len(), 1);
    assert_eq!(series.besides[0].moment(Tz::UTC).unwrap().to_rfc3339(), "2006-01-02T20:00:00+00:00");
    assert!(
        series.description.contains("for one hour, with") && series.description.contains("long.\nPlease"),
        "{:?}",
        series.description
    );
    assert_eq!(moved.instead_of.unwrap().moment(Tz::UTC).unwrap().to_rfc3339(), "2006-01-04T17:00:00+00:00");
    assert_eq!(moved.start.moment(Tz::UTC).unwrap().to_rfc3339(), "2006-01-04T19:00:00+00:00");
    assert_eq!((series.uid.as_str(), series.line, moved.line), (moved.uid.as_str(), 22, 35));

    let calendar = file("calendar-thunderbird-weekly-cancelled.ics");
    let [series, first, second] = &calendar.appointments[..] else { panic!("{calendar:?}") };
    assert_eq!(series.except.len(), 9);
    assert_eq!(series.except[0], at("2017-10-23 18:30", Some(Tz::UTC)));
    assert_eq!((series.cancelled, first.cancelled, second.cancelled), (false, true, true));
    assert_eq!(series.location, "Some place, Some where");
    assert_eq!(problems(&calendar), []);
}

#[test]
fn whole_days_odd_folding_and_several_calendars_are_read() {
    let calendar = file("calendar-two-calendars-odd-folding.ics");
    let days: Vec<_> = calendar.appointments.iter().map(|a| (a.summary.as_str(), a.start, a.end)).collect();
    assert_eq!(
        days,
        [
            ("Christmas Day", on("2003-12-25"), Some(on("2003-12-26"))),
            ("Boxing Day", on("2003-05-01"), Some(on("2003-05-02"))),
            ("Christmas again!", on("2003-12-25"), Some(on("2003-12-26"))),
        ]
    );
    assert_eq!(problems(&calendar), []);
}

#[test]
fn what_is_no_appointment_is_told_with_its_line() {
    let calendar = file("calendar-todo.ics");
    assert!(calendar.appointments.is_empty());
    assert_eq!(problems(&calendar), [(4, Problem::NoAppointment)]);
    let calendar = file("calendar-unicode.ics");
    assert_eq!(calendar.appointments.len(), 2);
    assert_eq!(calendar.appointments[0].summary, "Non-ASCII Test: ÄÖÜ äöü €");
    assert_eq!(calendar.appointments[0].location, "Tribstrül");
    assert_eq!(problems(&calendar), [(20, Problem::NoStart)]);
}

#[test]
fn broken_files_say_what_is_wrong_and_where() {
    for text in ["", "hello", "BEGIN:VCARD\r\nFN:x\r\nEND:VCARD", "\u{0}\u{1}"] {
        assert_eq!(read(text), Err(NotACalendar), "{text:?}");
    }
    let told = |text: &str| problems(&read(text).unwrap());
    let count = |text: &str| read(text).unwrap().appointments.len();
    let cut = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261125T150000\nSUMMARY:cut o";
    assert_eq!((told(cut), count(cut)), (vec![(1, Problem::NeverEnds), (2, Problem::NeverEnds)], 0));
    let lost_end =
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261125\nBEGIN:VEVENT\nDTSTART:20261126\nEND:VEVENT\nEND:VCALENDAR";
    assert_eq!((told(lost_end), count(lost_end)), (vec![(2, Problem::NeverEnds)], 1));
    let stray = "BEGIN:VCALENDAR\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20261126\nrubbish\nEND:VEVENT\nEND:VCALENDAR";
    assert_eq!((told(stray), count(stray)), (vec![(2, Problem::EndsWithoutBeginning), (5, Problem::NotAProperty)], 1));
    for (lines, problem, read) in [
        ("DTSTART:20260230T100000", Problem::NoSuchTime, 0),
        ("DTSTART:20261125T250000", Problem::NoSuchTime, 0),
        ("DTSTART:tomorrow", Problem::NoSuchTime, 0),
        ("DTSTART;TZID=Mars/Base:20261125T100000", Problem::UnknownZone, 1),
        ("DTSTART:20261125T100000\r\nRRULE:FREQ=HOURLY", Problem::Rule, 1),
        ("DTSTART:20261125T100000\r\nRRULE:FREQ=DAILY\r\nRRULE:FREQ=WEEKLY", Problem::MoreRules, 1),
    ] {
        let text = event(lines);
        assert_eq!(told(&text).iter().map(|(_, problem)| *problem).collect::<Vec<_>>(), [problem], "{lines}");
        assert_eq!(count(&text), read, "{lines}");
        assert!(told(&text).iter().all(|(line, _)| (5..=7).contains(line)), "{lines}: {:?}", told(&text));
    }
    let backwards = event("DTSTART:20261125T100000\r\nDTEND:20261125T090000");
    assert_eq!(told(&backwards), [(6, Problem::EndsBeforeItBegins)]);
    assert_eq!(read(&backwards).unwrap().appointments[0].end, None);
}

#[test]
fn what_is_written_is_read_back() {
    let plain = Appointment {
        uid: "0197-1".to_owned(),
        summary: "拜访王记五金: 水泵; 20台, 带样品".to_owned(),
        description: "第一行\n第二行 \\ 完".to_owned(),
        location: "浙江省杭州市余杭区文一西路969号".to_owned(),
        start: at("2026-11-25 15:00", Some(Tz::Asia__Shanghai)),
        end: Some(at("2026-11-25 16:30", Some(Tz::Asia__Shanghai))),
        repeat: Some("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE".to_owned()),
        except: vec![at("2026-12-09 15:00", Some(Tz::Asia__Shanghai))],
        besides: vec![at("2026-12-10 15:00", Some(Tz::Asia__Shanghai))],
        instead_of: None,
        cancelled: false,
        line: 0,
    };
    let days = Appointment {
        uid: "0197-2".to_owned(),
        start: on("2026-12-24"),
        end: Some(on("2026-12-27")),
        repeat: Some("FREQ=YEARLY".to_owned()),
        except: vec![on("2027-12-24")],
        besides: vec![],
        ..plain.clone()
    };
    let moved = Appointment {
        start: at("2026-12-24 09:00", Some(Tz::UTC)),
        end: None,
        repeat: None,
        except: vec![],
        besides: vec![],
        instead_of: Some(at("2026-12-23 15:00", Some(Tz::America__New_York))),
        cancelled: true,
        ..plain.clone()
    };
    let floating =
        Appointment { start: at("2026-12-24 09:00", None), end: Some(at("2026-12-24 10:00", None)), ..days.clone() };
    let floating = Appointment { except: vec![], repeat: Some("FREQ=DAILY;UNTIL=20261231".to_owned()), ..floating };
    let all = vec![plain, days, moved, floating];
    let now = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
    let text = write(&all, now);
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.contains("TZID:Asia/Shanghai"), "{text}");
    assert!(text.lines().all(|line| line.len() <= 75), "no line is longer than the format allows:\n{text}");
    let back = read(&text).unwrap();
    assert_eq!(problems(&back), [], "{text}");
    let mut read = back.appointments;
    read.iter_mut().for_each(|appointment| appointment.line = 0);
    assert_eq!(read, all, "{text}");
    assert_eq!(write(&[], now).matches("BEGIN").count(), 1, "nothing is a calendar, too");
}
