//! Chinese days and times: 昨天, 下周三, 月底, 三天后, 十一月二十五号, 下午三点半.

use chrono::{DateTime, Datelike, FixedOffset, Months, NaiveDate, TimeDelta, Timelike, Weekday};

use super::text::Text;
use super::times::{Day, Hour, Part, Piece, bare_weekday, day_of_month, exact, in_month, month_day, weekday_of};
use crate::values::numbers::parse_chinese_number;

/// Days by their distance from today, with the part of the day that the word holds.
const DAYS: &[(&str, i64, Option<Part>)] = &[
    ("大前天", -3, None),
    ("前天", -2, None),
    ("前日", -2, None),
    ("前晚", -2, Some(Part::Evening)),
    ("昨天", -1, None),
    ("昨日", -1, None),
    ("昨儿", -1, None),
    ("昨晚", -1, Some(Part::Evening)),
    ("昨夜", -1, Some(Part::Evening)),
    ("昨早", -1, Some(Part::Morning)),
    ("昨下午", -1, Some(Part::Afternoon)),
    ("昨上午", -1, Some(Part::Morning)),
    ("今天", 0, None),
    ("今日", 0, None),
    ("今儿", 0, None),
    ("今早", 0, Some(Part::Morning)),
    ("今晨", 0, Some(Part::Morning)),
    ("今晚", 0, Some(Part::Evening)),
    ("今夜", 0, Some(Part::Evening)),
    ("明天", 1, None),
    ("明日", 1, None),
    ("明儿", 1, None),
    ("明早", 1, Some(Part::Morning)),
    ("明晨", 1, Some(Part::Morning)),
    ("明晚", 1, Some(Part::Evening)),
    ("明上午", 1, Some(Part::Morning)),
    ("明下午", 1, Some(Part::Afternoon)),
    ("后天", 2, None),
    ("後天", 2, None),
    ("后日", 2, None),
    ("后晚", 2, Some(Part::Evening)),
    ("大后天", 3, None),
    ("大後天", 3, None),
];

const PARTS: &[(&str, Part)] = &[
    ("凌晨", Part::Night),
    ("半夜", Part::Night),
    ("清晨", Part::Morning),
    ("清早", Part::Morning),
    ("一大早", Part::Morning),
    ("大早上", Part::Morning),
    ("早上", Part::Morning),
    ("早晨", Part::Morning),
    ("上午", Part::Morning),
    ("中午", Part::Noon),
    ("正午", Part::Noon),
    ("午间", Part::Noon),
    ("下午", Part::Afternoon),
    ("午后", Part::Afternoon),
    ("傍晚", Part::Evening),
    ("晚上", Part::Evening),
    ("晚间", Part::Evening),
    ("夜里", Part::Evening),
];

/// A Chinese piece of a time at a place.
pub(super) fn piece(text: &Text, place: usize, now: DateTime<FixedOffset>) -> Option<(Piece, usize)> {
    let today = now.date_naive();
    named_day(text, place, today)
        .or_else(|| week(text, place, today))
        .or_else(|| distance(text, place, now))
        .or_else(|| month(text, place, today))
        .or_else(|| year_end(text, place, today))
        .or_else(|| super::festivals::piece(text, place, today))
        .or_else(|| dated(text, place, today))
        .or_else(|| clock(text, place))
        .or_else(|| part(text, place))
}

fn add(today: NaiveDate, days: i64) -> Option<NaiveDate> {
    today.checked_add_signed(TimeDelta::try_days(days)?)
}

fn named_day(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
    let found = DAYS.iter().filter_map(|day| text.eat(place, day.0).map(|end| (day, end)));
    let ((_, days, part), end) = found.max_by_key(|(_, end)| *end)?;
    Some((Piece { part: *part, ..Piece::day(Day::Fixed(add(today, *days)?)) }, end))
}

fn part(text: &Text, place: usize) -> Option<(Piece, usize)> {
    if let Some((_, part, end)) = PARTS
        .iter()
        .filter_map(|(word, part)| text.eat(place, word).map(|end| (word, *part, end)))
        .max_by_key(|it| it.2)
    {
        return Some((Piece { part: Some(part), ..Piece::default() }, end));
    }
    // 晚8点, 早8点: one character only before a number.
    let part = match text.at(place)? {
        '早' => Part::Morning,
        '晚' => Part::Evening,
        _ => return None,
    };
    clock(text, place + 1)?;
    Some((Piece { part: Some(part), is_weak: true, ..Piece::default() }, place + 1))
}

fn weekday(ch: char) -> Option<Option<Weekday>> {
    Some(Some(match ch {
        '一' | '1' => Weekday::Mon,
        '二' | '2' => Weekday::Tue,
        '三' | '3' => Weekday::Wed,
        '四' | '4' => Weekday::Thu,
        '五' | '5' => Weekday::Fri,
        '六' | '6' | '末' => Weekday::Sat,
        '日' | '天' | '7' => Weekday::Sun,
        '八' | '九' | '8' | '9' | '零' | '0' => return Some(None),
        _ => return None,
    }))
}

/// 下周三, 上个星期五, 这周日, 礼拜二, 周末, 下周; 下周八 is none.
fn week(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
    const WEEKS: &[(&str, i64)] = &[
        ("上上", -2),
        ("上", -1),
        ("上一", -1),
        ("这", 0),
        ("這", 0),
        ("本", 0),
        ("下", 1),
        ("下一", 1),
        ("下下", 2),
        ("下下下", 3),
    ];
    let prefix =
        WEEKS.iter().filter_map(|(word, weeks)| text.eat(place, word).map(|at| (*weeks, at))).max_by_key(|it| it.1);
    let (weeks, at) = prefix.map_or((None, place), |(weeks, at)| (Some(weeks), at));
    let at = if weeks.is_some() { text.eat_any(at, &["个", "個"]).map_or(at, |(_, at)| at) } else { at };
    let (word, at) = text.eat_any(at, &["周", "週", "星期", "礼拜", "禮拜"])?;
    let named = text.at(at).and_then(weekday);
    // 下周3天, 周5点: the figure counts something else.
    let counts = text.at(at).is_some_and(|ch| ch.is_ascii_digit())
        && (text.at(at + 1).is_some_and(|ch| ch.is_ascii_digit())
            || text.eat_any(at + 1, &["点", "天", "个", ":", "月", "号", "日", "/", "."]).is_some());
    match (named, weeks) {
        (Some(day), weeks) if !counts => {
            let Some(day) = day else {
                // 周八: no such day; but 周九 may be a name.
                return (weeks.is_some() || word != "周").then_some((Piece::problem("no_such_day"), at + 1));
            };
            let piece = match weeks {
                Some(weeks) => Piece::day(Day::Fixed(weekday_of(today, weeks, day)?)),
                None => bare_weekday(today, day)?,
            };
            Some((piece, at + 1))
        }
        (_, Some(weeks)) => {
            let monday = weekday_of(today, weeks, Weekday::Mon)?;
            // This week: the day of it is open.
            let day = if weeks == 0 { today } else { monday };
            Some((Piece::day(Day::Fixed(day)).vague(), at))
        }
        _ => None,
    }
}

/// A number in figures or characters, and a half.
pub(super) fn number(text: &Text, place: usize) -> Option<(u32, usize)> {
    if let Some(found) = text.digits(place, 4) {
        return Some(found);
    }
    let mut end = place;
    while text.at(end).is_some_and(|ch| "零〇一二两三四五六七八九十廿百".contains(ch)) {
        end += 1;
    }
    let mut at = end;
    while at > place {
        let said = text.folded(place, at).replace('两', "二");
        if let Some(number) = parse_chinese_number(&said) {
            return Some((number, at));
        }
        at -= 1;
    }
    None
}

/// 三天后, 两周后, 半个月之后, 过两天, 5天内, 3天前, 两小时后.
fn distance(text: &Text, place: usize, now: DateTime<FixedOffset>) -> Option<(Piece, usize)> {
    let (passes, at) = match text.eat_any(place, &["再过", "过", "隔"]) {
        Some((_, at)) => (true, at),
        None => (false, place),
    };
    let at = text.skip_spaces(at);
    // 两三天, 三五天: the longer.
    let spread = ["一两", "两三", "三四", "三五", "四五", "五六", "七八", "十来", "十几"];
    let (count, half, at) = if let Some((word, at)) = text.eat_any(at, &spread) {
        let last = word.chars().last().and_then(|ch| parse_chinese_number(&ch.to_string().replace('两', "二")));
        (if word == "十来" || word == "十几" { 10 } else { last? }, false, at)
    } else if let Some(at) = text.eat(at, "半") {
        (0, true, at)
    } else {
        let (count, at) = number(text, at)?;
        (count, false, at)
    };
    let at = text.skip_spaces(at);
    let (more, at) = match text.eat_any(at, &["个半", "個半"]) {
        Some((_, at)) => (true, at),
        None => (false, at),
    };
    let at = text.eat_any(at, &["个", "個"]).map_or(at, |(_, at)| at);
    let (unit, at) = text.eat_any(
        at,
        &[
            "天",
            "日",
            "周",
            "週",
            "星期",
            "礼拜",
            "月",
            "年",
            "小时",
            "钟头",
            "小時",
            "分钟",
            "分鐘",
            "刻钟",
            "工作日",
            "来天",
        ],
    )?;
    let half = half || more;
    let at = if !half && text.at(at) == Some('半') { at + 1 } else { at };
    let (sign, end) = match text
        .eat_any(at, &["后", "後", "之后", "之後", "以后", "以後", "内", "以内", "之内", "前", "之前", "以前"])
    {
        Some((word, end)) => (if word.contains('前') { -1 } else { 1 }, end),
        None if passes => (1, at),
        None => return None,
    };
    let piece = far(now, sign, count, half, unit)?;
    Some((piece, end))
}

/// The day or moment that lies so far from now.
fn far(now: DateTime<FixedOffset>, sign: i64, count: u32, half: bool, unit: &str) -> Option<Piece> {
    let today = now.date_naive();
    let days = |days: u32| add(today, sign * i64::from(days)).map(|day| Piece::day(Day::Fixed(day)));
    match unit {
        "天" | "日" | "来天" => days(count),
        "周" | "週" | "星期" | "礼拜" => days(count.checked_mul(7)? + if half { 3 } else { 0 }),
        "工作日" => {
            let (mut day, mut left) = (today, count);
            while left > 0 {
                day = add(day, sign)?;
                left -= u32::from(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
            }
            Some(Piece::day(Day::Fixed(day)))
        }
        "月" | "年" => {
            let months = if unit == "年" { count.checked_mul(12)? + if half { 6 } else { 0 } } else { count };
            let day = shifted(today, sign, months)?;
            let rest = if half && unit == "月" { 15 } else { 0 };
            Some(Piece::day(Day::Fixed(add(day, sign * rest)?)))
        }
        _ => {
            let minutes = match unit {
                "分钟" | "分鐘" => count,
                "刻钟" => count.checked_mul(15)?,
                _ => count.checked_mul(60)? + if half { 30 } else { 0 },
            };
            Some(minutes_from(now, sign * i64::from(minutes))?)
        }
    }
}

/// A day so many months away, the month's last one if it has no such day.
pub(super) fn shifted(today: NaiveDate, sign: i64, months: u32) -> Option<NaiveDate> {
    if sign < 0 { today.checked_sub_months(Months::new(months)) } else { today.checked_add_months(Months::new(months)) }
}

/// The moment so many minutes from now.
pub(super) fn minutes_from(now: DateTime<FixedOffset>, minutes: i64) -> Option<Piece> {
    let then = now.checked_add_signed(TimeDelta::try_minutes(minutes)?)?;
    let hour = Hour { hour: then.hour(), minute: then.minute(), is_certain: true };
    Some(Piece { hour: Some(hour), ..Piece::day(Day::Fixed(then.date_naive())) })
}

/// 月底, 下个月5号, 本月15日, 上月20号, 月初, 下月.
fn month(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
    const MONTHS: &[(&str, i32)] =
        &[("上上", -2), ("上", -1), ("这", 0), ("這", 0), ("本", 0), ("当", 0), ("下", 1), ("下下", 2)];
    let prefix =
        MONTHS.iter().filter_map(|(word, months)| text.eat(place, word).map(|at| (*months, at))).max_by_key(|it| it.1);
    let (months, at) = prefix.map_or((None, place), |(months, at)| (Some(months), at));
    let at = if months.is_some() { text.eat_any(at, &["个", "個"]).map_or(at, |(_, at)| at) } else { at };
    let at = text.eat(at, "月")?;
    let at = text.eat(at, "份").unwrap_or(at);
    let at = if text.at(at) == Some('的') { at + 1 } else { at };
    if let Some((day, end)) = end_or_start(text, at) {
        let piece = match months {
            Some(months) => Piece::day(Day::Fixed(in_month(today, months, day)?)),
            None if text
                .before(place)
                .is_some_and(|ch| ch.is_ascii_digit() || "一二三四五六七八九十个".contains(ch)) =>
            {
                return None;
            }
            None => day_of_month(today, day),
        };
        return Some((piece, end));
    }
    let months = months?;
    if let Some((day, end)) = number(text, text.skip_spaces(at)).filter(|(day, _)| *day <= 99) {
        let marked = text.eat_any(end, &["号", "號", "日"]);
        if let Some((_, end)) = marked {
            let piece = in_month(today, months, day).filter(|_| day > 0);
            let piece = piece.map_or_else(|| Piece::problem("no_such_day"), |day| Piece::day(Day::Fixed(day)));
            return Some((piece, end));
        }
    }
    let day = if months == 0 { today } else { in_month(today, months, 1)? };
    Some((Piece::day(Day::Fixed(day)).vague(), at))
}

/// 底, 初, 中旬: the day of the month, 0 for the last.
fn end_or_start(text: &Text, place: usize) -> Option<(u32, usize)> {
    let (word, end) = text.eat_any(place, &["底", "末", "底前", "初", "中旬", "中", "上旬", "下旬"])?;
    let day = match word {
        "初" | "上旬" => 1,
        "中旬" | "中" => 15,
        "下旬" => 21,
        _ => 0,
    };
    Some((day, end))
}

/// 年底, 明年底, 年初.
fn year_end(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
    let (word, at) = text
        .eat_any(place, &["今年年底", "今年底", "年底", "年末", "明年年底", "明年底", "明年年初", "明年初", "年初"])?;
    if text.before(place).is_some_and(|ch| ch.is_ascii_digit()) {
        return None;
    }
    let year = today.year() + i32::from(word.starts_with('明'));
    let piece = match word {
        "明年年初" | "明年初" => exact(year, 1, 1),
        "年初" => month_day(today, 1, 1),
        _ => exact(year, 12, 31),
    };
    Some((piece, at))
}

/// 2026年11月25日, 明年3月5号, 11月25日, 十一月二十五, 11月底, 15号.
fn dated(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
    if let Some((word, at)) = text.eat_any(place, &["今年", "明年", "去年", "后年", "前年"]) {
        let years = match word {
            "今年" => 0,
            "明年" => 1,
            "去年" => -1,
            "后年" => 2,
            _ => -2,
        };
        let at = if text.at(at) == Some('的') { at + 1 } else { at };
        return of_year(text, at, today.year() + years);
    }
    if let Some((year, at)) = year(text, place) {
        return of_year(text, at, year);
    }
    let (count, at) = number(text, place)?;
    // 红包200 月底去, 剩700月底: the number is of something else.
    let stands_apart = count > 31 || text.skip_spaces(at) > at && !(1..=12).contains(&count);
    if let Some(at) = text.eat(text.skip_spaces(at), "月").filter(|_| !stands_apart) {
        return month_then_day(text, at, count, |month, day| month_day(today, month, day));
    }
    // 3号楼, 5号机: a number of something.
    const NUMBERED: &str = "楼店院机线仓地桌房门车棚柜池井站厅馆库区段钢材料料型筒炉塔";
    let (_, end) = text.eat_any(at, &["号", "號", "日"])?;
    let labels = text.at(end).is_some_and(|ch| NUMBERED.contains(ch));
    let is_day = (1..=31).contains(&count) && !labels && !text.before(place).is_some_and(|ch| "第月-/".contains(ch));
    is_day.then(|| (day_of_month(today, count), end))
}

/// A year in figures or characters, with 年 behind it; two figures are of this century.
fn year(text: &Text, place: usize) -> Option<(i32, usize)> {
    let mut at = place;
    while text.at(at).is_some_and(|ch| ch.is_ascii_digit() || "零〇一二三四五六七八九".contains(ch)) {
        at += 1;
    }
    let length = at - place;
    if text.at(at) != Some('年') || length != 4 && length != 2 {
        return None;
    }
    let said = text.folded(place, at);
    let year = said.parse::<i32>().ok().or_else(|| i32::try_from(parse_chinese_number(&said)?).ok())?;
    let year = if length == 2 { 2_000 + year } else { year };
    (1_900..=2_200).contains(&year).then_some((year, at + 1))
}

fn of_year(text: &Text, place: usize, year: i32) -> Option<(Piece, usize)> {
    let place = text.skip_spaces(place);
    let (month, at) = number(text, place)?;
    let at = text.eat(text.skip_spaces(at), "月")?;
    month_then_day(text, at, month, |month, day| {
        let last = (28..=31).rev().find(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some());
        exact(year, month, if day == 0 { last.unwrap_or(0) } else { day })
    })
}

/// What comes behind a month: a day, 底, 初, or nothing.
fn month_then_day(text: &Text, place: usize, month: u32, day_of: impl Fn(u32, u32) -> Piece) -> Option<(Piece, usize)> {
    let at = text.eat(place, "份").unwrap_or(place);
    if let Some((day, end)) = end_or_start(text, at) {
        return Some((day_of(month, day), end));
    }
    let spaced = text.skip_spaces(at);
    if at == place
        && let Some((day, end)) = number(text, spaced).filter(|(day, _)| *day <= 99)
    {
        let marked = text.eat_any(end, &["号", "號", "日"]);
        if let Some((_, end)) = marked {
            return Some((if day == 0 { Piece::problem("no_such_day") } else { day_of(month, day) }, end));
        }
        // 11月25 送货; but 3月5台 counts.
        if (1..=31).contains(&day) && spaced == at && !super::numeric::is_counted(text, end) {
            return Some((day_of(month, day), end));
        }
    }
    if !(1..=12).contains(&month) {
        return Some((Piece::problem("no_such_day"), at));
    }
    Some((day_of(month, 1).vague(), at))
}

/// 3点, 三点半, 3点一刻, 十点二十, 15时30分, 2点到4点.
fn clock(text: &Text, place: usize) -> Option<(Piece, usize)> {
    let (start, mut at, weak) = one_clock(text, place)?;
    let mut piece = Piece { hour: Some(start), is_weak: weak, ..Piece::default() };
    if let Some((_, after)) = text.eat_any(text.skip_spaces(at), &["到", "至", "-", "~"]) {
        let after = text.skip_spaces(after);
        let after = PARTS.iter().find_map(|(word, _)| text.eat(after, word)).unwrap_or(after);
        if let Some((until, end, _)) = one_clock(text, after) {
            piece.until = Some(until);
            at = end;
        }
    }
    Some((piece, at))
}

fn one_clock(text: &Text, place: usize) -> Option<(Hour, usize, bool)> {
    let (hour, at) = number(text, place).filter(|(hour, _)| *hour <= 99)?;
    let at = text.skip_spaces(at);
    let (word, at) = text.eat_any(at, &["点", "點", "点钟", "點鐘", "点整", "时"])?;
    if word == "时" && text.at(at).is_some_and(|ch| "候间常机代光段".contains(ch))
        || text.at(at).is_some_and(|ch| "要意建问原方内需名评赞播击菜餐单货".contains(ch))
    {
        return None;
    }
    let is_figure = text.at(place).is_some_and(|ch| ch.is_ascii_digit());
    let (minute, end) = minutes(text, at);
    // 便宜一点, 多两点: only beside a day, or with minutes.
    let weak = !is_figure && minute.is_none() && word == "点" && hour <= 2;
    let certain = hour > 12 || hour == 0;
    let end = text.eat_any(end, &["左右", "前后", "多", "钟"]).map_or(end, |(_, end)| end);
    Some((Hour { hour, minute: minute.unwrap_or(0), is_certain: certain }, end, weak))
}

fn minutes(text: &Text, place: usize) -> (Option<u32>, usize) {
    if let Some((word, end)) = text.eat_any(place, &["半", "一刻", "1刻", "三刻", "3刻", "两刻", "整"]) {
        let minute = match word {
            "半" | "两刻" => 30,
            "一刻" | "1刻" => 15,
            "三刻" | "3刻" => 45,
            _ => 0,
        };
        return (Some(minute), end);
    }
    let found = number(text, place).filter(|(minute, _)| *minute <= 99);
    if let Some((minute, at)) = found {
        if let Some(end) = text.eat(at, "分") {
            return (Some(minute), end);
        }
        let two = at - place == 2 || minute > 10;
        if two && minute <= 59 && !super::numeric::is_counted(text, at) {
            return (Some(minute), at);
        }
    }
    (None, place)
}
