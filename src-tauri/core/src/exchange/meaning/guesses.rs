//! Guessing from its values what a column holds.

use std::collections::HashMap;

use crate::exchange::reading::Cell;
use crate::values::amounts::{AmountStyle, Unit};
use crate::values::dates::DateStyle;
use crate::values::emails::{parse_email, parse_link};
use crate::values::field_types::FieldType;
use crate::values::phones::parse_phone;
use crate::values::tags::split_tags;
use crate::values::texts::{is_nothing, to_half_width};

use super::cells::{amount_of_cell, date_of_cell, line_of, shown, yes_no_of_cell};
use super::headings::normal;

/// Words of headings over amounts of money.
const MONEY_WORDS: &[&str] = &[
    "金额",
    "价",
    "货款",
    "欠款",
    "余额",
    "费用",
    "费",
    "收入",
    "营业额",
    "销售额",
    "成交额",
    "采购额",
    "消费",
    "预算",
    "工资",
    "押金",
    "定金",
    "额度",
    "umsatz",
    "betrag",
    "preis",
    "amount",
    "revenue",
    "price",
    "balance",
    "sales",
    "budget",
    "turnover",
    "spent",
    "value",
    "cost",
];
/// Words of headings over dates.
const DATE_WORDS: &[&str] = &["日期", "时间", "年月日", "date", "datum"];
/// Most options that a choice is guessed to have.
const MOST_OPTIONS: usize = 30;
/// Longest option of a choice, in characters.
const LONGEST_OPTION: usize = 20;

/// The type of field that fits the values under this heading; none if there are no values.
pub(super) fn guess_type(
    cells: &[&Cell],
    heading: &str,
    dates: DateStyle,
    amounts: AmountStyle,
    home: &str,
) -> Option<FieldType> {
    let cells: Vec<&Cell> = cells.iter().copied().filter(|cell| !is_nothing(&shown(cell))).collect();
    if cells.is_empty() {
        return None;
    }
    let heading = normal(heading);
    let says = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    let share = |fits: &dyn Fn(&Cell) -> bool| cells.iter().filter(|cell| fits(cell)).count() * 100 / cells.len();

    let is_date = |cell: &Cell| date_of_cell(cell, dates).is_ok();
    let is_plain_digits = |cell: &Cell| {
        !matches!(cell, Cell::Date { .. }) && shown(cell).trim().bytes().all(|byte| byte.is_ascii_digit())
    };
    let dated = share(&is_date);
    if dated >= 90 && (says(DATE_WORDS) || share(&is_plain_digits) < 50) || dated >= 60 && says(DATE_WORDS) {
        return Some(FieldType::Date);
    }
    if share(&|cell| matches!(cell, Cell::Bool(_))) >= 90
        || heading.starts_with("是否") && share(&|cell| yes_no_of_cell(cell).is_some()) >= 90
    {
        return Some(FieldType::YesNo);
    }
    let is_amount = |cell: &Cell| amount_of_cell(cell, amounts).is_ok();
    let has_currency = |cell: &Cell| amount_of_cell(cell, amounts).is_ok_and(|amount| amount.currency.is_some());
    let numbers = share(&is_amount);
    if numbers >= 50 && (says(MONEY_WORDS) || amounts.unit != Unit::One) || numbers >= 90 && share(&has_currency) >= 30
    {
        return Some(FieldType::Money);
    }
    if numbers >= 95 && share(&is_code) == 0 {
        return Some(FieldType::Number);
    }
    let texts: Vec<String> = cells.iter().map(|cell| line_of(cell)).collect();
    let text_share = |fits: &dyn Fn(&str) -> bool| texts.iter().filter(|text| fits(text)).count() * 100 / texts.len();
    if text_share(&is_yes_or_no) == 100 && texts.len() >= 3 {
        return Some(FieldType::YesNo);
    }
    if text_share(&|text| parse_link(text).is_some() && (text.contains("://") || text.starts_with("www."))) >= 80 {
        return Some(FieldType::Link);
    }
    if text_share(&|text| parse_phone(text, home).is_ok()) >= 80 {
        return Some(FieldType::Phone);
    }
    if cells.iter().any(|cell| matches!(cell, Cell::Text(text) if text.trim().contains('\n')))
        || texts.iter().map(|text| text.chars().count()).sum::<usize>() > texts.len() * 60
    {
        return Some(FieldType::LongText);
    }
    Some(if is_choice(texts.iter().map(|text| vec![text.clone()])) {
        FieldType::Choice
    } else if texts.iter().any(|text| split_tags(text).len() > 1)
        && is_choice(texts.iter().map(|text| split_tags(text)))
    {
        FieldType::MultiChoice
    } else {
        FieldType::Text
    })
}

/// True if the values come from few short options, each used several times.
fn is_choice(values: impl Iterator<Item = Vec<String>>) -> bool {
    let (mut options, mut count) = (HashMap::<String, usize>::new(), 0);
    for option in values.flatten() {
        if option.chars().count() > LONGEST_OPTION {
            return false;
        }
        *options.entry(option).or_default() += 1;
        count += 1;
    }
    let few =
        options.len() <= 5 && count >= options.len() * 3 || options.len() <= MOST_OPTIONS && count >= options.len() * 8;
    count >= 6 && few
}

fn is_yes_or_no(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "是" | "否" | "yes" | "no" | "true" | "false" | "√" | "×" | "ja" | "nein")
}

/// Digits that are a code and no number: 007, and twelve digits or more.
fn is_code(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    let half = to_half_width(text);
    let text = half.trim();
    text.bytes().all(|byte| byte.is_ascii_digit()) && (text.len() > 11 || (text.len() > 1 && text.starts_with('0')))
}

/// True if the values count up one by one, as a running number does; sums and remarks between them do not matter.
pub(super) fn is_running(cells: &[&Cell]) -> bool {
    let numbers: Vec<i64> = cells.iter().filter_map(|cell| shown(cell).trim().parse().ok()).collect();
    let steps = numbers.windows(2).filter(|pair| matches!(pair, [a, b] if *b == a + 1)).count();
    numbers.len() >= 2 && numbers.len() * 2 >= cells.len() && steps * 10 >= (numbers.len() - 1) * 8
}

/// The part of the values, in per cent, that are phone numbers of 7 digits or more.
pub(super) fn phone_share(cells: &[&Cell], home: &str) -> usize {
    share_of(cells, |text| parse_phone(text, home).is_ok())
}

/// The part of the values, in per cent, that are e-mail addresses.
pub(super) fn email_share(cells: &[&Cell]) -> usize {
    share_of(cells, |text| parse_email(text).is_some())
}

fn share_of(cells: &[&Cell], fits: impl Fn(&str) -> bool) -> usize {
    let texts: Vec<String> = cells.iter().map(|cell| line_of(cell)).filter(|text| !is_nothing(text)).collect();
    if texts.is_empty() { 0 } else { texts.iter().filter(|text| fits(text)).count() * 100 / texts.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(heading: &str, values: &[&str]) -> Option<FieldType> {
        let cells: Vec<Cell> = values.iter().map(|text| Cell::Text((*text).into())).collect();
        guess_type(&cells.iter().collect::<Vec<_>>(), heading, DateStyle::default(), AmountStyle::default(), "CN")
    }

    #[test]
    fn the_type_follows_values_and_heading() {
        assert_eq!(guess("首次成交日期", &["2024/3/5", "45529", "2024年3月5日"]), Some(FieldType::Date));
        assert_eq!(guess("累计金额", &["24000", "3万", "￥500", "12,000", "面议"]), Some(FieldType::Money));
        assert_eq!(guess("面积", &["12.5", "30", "8"]), Some(FieldType::Number));
        assert_eq!(
            guess("面积", &["45529", "45530", "45531"]),
            Some(FieldType::Number),
            "serial days need a heading that says so"
        );
        assert_eq!(guess("等级", &["A", "B", "A", "C", "B", "A", "A", "C", "B"]), Some(FieldType::Choice));
        assert_eq!(
            guess("作物", &["水稻、玉米", "玉米", "水稻", "水稻、玉米", "大豆", "玉米、大豆"]),
            Some(FieldType::MultiChoice)
        );
        assert_eq!(guess("会员卡号", &["00012", "00013", "00107"]), Some(FieldType::Text), "leading zeros make a code");
        assert_eq!(guess("是否开票", &["是", "否", "是"]), Some(FieldType::YesNo));
        assert_eq!(guess("店铺链接", &["https://example.com/1", "www.example.com"]), Some(FieldType::Link));
        assert_eq!(guess("推荐人电话", &["13800001234", "139-0000-1234"]), Some(FieldType::Phone));
        assert_eq!(guess("情况", &["东门进\n左转", "好"]), Some(FieldType::LongText));
        assert_eq!(guess("内部编号", &["NB00001", "NB00002"]), Some(FieldType::Text));
        assert_eq!(guess("空", &["", " - "]), None);
    }

    #[test]
    fn a_running_number_counts_up_one_by_one() {
        let cells = |numbers: &[&str]| numbers.iter().map(|n| Cell::Text((*n).into())).collect::<Vec<_>>();
        let running = cells(&["1", "2", "3", "4", "5", "6", "合计"]);
        assert!(is_running(&running.iter().collect::<Vec<_>>()));
        let codes = cells(&["17", "4", "99", "3"]);
        assert!(!is_running(&codes.iter().collect::<Vec<_>>()));
    }
}
