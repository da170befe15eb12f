//! Chinese public holidays, and the days on which work is made up for them, as they were announced.

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use tyme4rs::tyme::holiday::{LEGAL_HOLIDAY_DATA, LEGAL_HOLIDAY_NAMES};

/// The holiday that a day is off, or worked, for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum HolidayName {
    /// 元旦.
    NewYear,
    /// 春节.
    SpringFestival,
    /// 清明节.
    Qingming,
    /// 劳动节.
    LabourDay,
    /// 端午节.
    DragonBoat,
    /// 中秋节.
    MidAutumn,
    /// 国庆节.
    NationalDay,
    /// 国庆中秋, where both fall together.
    NationalDayAndMidAutumn,
    /// 抗战胜利日, in 2015.
    VictoryDay,
}

/// The names in the order and with the words of the library's data.
const NAMES: [(&str, HolidayName); 9] = [
    ("元旦", HolidayName::NewYear),
    ("春节", HolidayName::SpringFestival),
    ("清明节", HolidayName::Qingming),
    ("劳动节", HolidayName::LabourDay),
    ("端午节", HolidayName::DragonBoat),
    ("中秋节", HolidayName::MidAutumn),
    ("国庆节", HolidayName::NationalDay),
    ("国庆中秋", HolidayName::NationalDayAndMidAutumn),
    ("抗战胜利日", HolidayName::VictoryDay),
];

/// A day off, or a day that is worked although it is a Saturday or Sunday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Holiday {
    /// The day, `YYYY-MM-DD`.
    pub on: String,
    /// For which holiday.
    pub name: HolidayName,
    /// Whether it is worked (补班) instead of being off (休).
    pub work: bool,
}

/// All announced days in order. Each takes 13 characters in the library's data: the day, 0 for work or 1 for off, the number of the name,
/// how far it is to the holiday.
fn announced() -> &'static [(NaiveDate, HolidayName, bool)] {
    static ANNOUNCED: OnceLock<Vec<(NaiveDate, HolidayName, bool)>> = OnceLock::new();
    ANNOUNCED.get_or_init(|| {
        let records = (0..LEGAL_HOLIDAY_DATA.len()).step_by(13).filter_map(|at| LEGAL_HOLIDAY_DATA.get(at..at + 13));
        records.filter_map(record).collect()
    })
}

fn record(text: &str) -> Option<(NaiveDate, HolidayName, bool)> {
    let day = NaiveDate::parse_from_str(text.get(..8)?, "%Y%m%d").ok()?;
    let name = *LEGAL_HOLIDAY_NAMES.get(text.get(9..10)?.parse::<usize>().ok()?)?;
    let (_, name) = NAMES.iter().find(|(word, _)| *word == name)?;
    Some((day, *name, text.get(8..9)? == "0"))
}

/// The last year whose holidays are known: later ones are not announced, or not yet in this version of the program.
#[must_use]
pub fn holidays_until() -> Option<i32> {
    use chrono::Datelike;
    announced().last().map(|(day, ..)| day.year())
}

/// The holidays and shifted workdays from a day to another, both in it, in order.
#[must_use]
pub fn holidays(from: NaiveDate, to: NaiveDate) -> Vec<Holiday> {
    let all = announced();
    let first = all.partition_point(|(day, ..)| *day < from);
    let those = all.iter().skip(first).take_while(|(day, ..)| *day <= to);
    those.map(|(day, name, work)| Holiday { on: day.to_string(), name: *name, work: *work }).collect()
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;
    use tyme4rs::tyme::Culture;
    use tyme4rs::tyme::holiday::LegalHoliday;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_days_of_the_spring_festival_of_2026_are_told() {
        let told = holidays(day("2026-02-01"), day("2026-02-28"));
        let off = told.iter().filter(|day| !day.work).map(|day| day.on.as_str()).collect::<Vec<_>>();
        let worked = told.iter().filter(|day| day.work).map(|day| day.on.as_str()).collect::<Vec<_>>();
        assert_eq!((off.len(), off[0], off[8]), (9, "2026-02-15", "2026-02-23"));
        assert_eq!(worked, ["2026-02-14", "2026-02-28"]);
        assert!(told.iter().all(|day| day.name == HolidayName::SpringFestival));
        assert_eq!(holidays(day("2026-03-01"), day("2026-03-31")), []);
        assert_eq!(holidays(day("2026-02-28"), day("2026-02-01")), [], "a span the wrong way round is empty");
    }

    #[test]
    fn every_announced_day_is_what_the_library_says() {
        let all = announced();
        assert_eq!(all.len() * 13, LEGAL_HOLIDAY_DATA.len(), "no day is lost");
        for (day, name, work) in all.iter().step_by(7) {
            let (month, of_month) = (day.month() as usize, day.day() as usize);
            let theirs = LegalHoliday::from_ymd(day.year() as isize, month, of_month).unwrap();
            assert_eq!(theirs.is_work(), *work, "{day}");
            assert_eq!(NAMES.iter().find(|(word, _)| *word == theirs.get_name()).unwrap().1, *name, "{day}");
        }
        assert!(all.is_sorted_by_key(|(day, ..)| *day));
        assert!(holidays_until().unwrap() >= 2026);
        assert_eq!(holidays(day("2099-10-01"), day("2099-10-07")), [], "nothing is made up for years to come");
    }
}
