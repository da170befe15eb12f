//! Rows as people leave them, one habit at a time.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::*;
use crate::exchange::reading::{Cell, Row, Table};
use crate::values::amounts::Unit;
use crate::values::birthdays::{Birthday, Calendar};
use crate::values::field_types::FieldType;

fn row(number: u32, cells: &[&str]) -> Row {
    let cells =
        cells.iter().map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) }).collect();
    Row { number, hidden: false, merged_title: false, cells }
}

fn table(rows: &[&[&str]]) -> Table {
    let rows = rows.iter().zip(1..).map(|(cells, number)| row(number, cells)).collect();
    Table { rows, ..Table::default() }
}

struct Setting {
    fields: Vec<KnownField>,
    corrections: HashMap<(u32, usize), String>,
    take_hidden_rows: bool,
    width: Width,
}

impl Default for Setting {
    fn default() -> Self {
        Self { fields: Vec::new(), corrections: HashMap::new(), take_hidden_rows: true, width: Width::ANY }
    }
}

impl Setting {
    fn context(&self) -> Context<'_> {
        Context {
            home: "CN",
            currency: "CNY",
            exponent: 2,
            today: NaiveDate::from_ymd_opt(2025, 9, 1).unwrap(),
            is_1904: false,
            width: self.width,
            rows_are: super::RowsAre::Customers,
            take_hidden_rows: self.take_hidden_rows,
            fields: &self.fields,
            corrections: &self.corrections,
        }
    }

    fn prepare(&self, table: &Table) -> Vec<Prepared> {
        let header = find_header(table);
        let columns = propose_mapping(table, header, &self.fields, "CN");
        prepare_all(table, header, &columns, &self.context()).map(|(_, prepared)| prepared).collect()
    }
}

fn customer(rows: &[&[&str]]) -> PreparedCustomer {
    match Setting::default().prepare(&table(rows)).pop() {
        Some(Prepared::Customer(customer)) => *customer,
        other => panic!("a customer was expected, not {other:?}"),
    }
}

fn targets(rows: &[&[&str]]) -> Vec<Target> {
    let table = table(rows);
    propose_mapping(&table, find_header(&table), &[], "CN").into_iter().map(|column| column.target).collect()
}

fn new_field(label: &str, field_type: FieldType) -> Target {
    Target::NewField { label: label.into(), field_type }
}

fn skipped(reason: SkippedReason) -> Prepared {
    Prepared::Skipped { reason }
}

#[test]
fn a_missing_name_is_taken_from_the_contact_and_the_kind_from_the_words() {
    let header: &[&str] = &["客户名称", "联系人", "手机"];
    let shop = customer(&[header, &["剑翼五金店", "", "13800001234"]]);
    assert_eq!((shop.kind, shop.contact), (CustomerKind::Company, None));
    let person = customer(&[header, &["", "韩建勇", "13800001234"]]);
    assert_eq!((person.kind, person.name.as_str(), person.contact.as_deref()), (CustomerKind::Person, "韩建勇", None));
    assert!(!person.points[0].of_contact, "there is no contact that the phone could belong to");
    let same = customer(&[header, &["韩建勇", "韩建勇", "13800001234"]]);
    assert_eq!((same.kind, same.contact), (CustomerKind::Person, None), "the same name twice is one person");
    let with_contact = customer(&[header, &["老地方", "韩建勇", "13800001234/0512-55509301"]]);
    assert_eq!((with_contact.kind, with_contact.contact.as_deref()), (CustomerKind::Company, Some("韩建勇")));
    let two = customer(&[header, &["老地方", "韩建勇、王芳", "13800001234"]]);
    assert!(!two.points[0].of_contact, "nobody knows whose of the two it is");
}

#[test]
fn a_cell_that_cannot_be_read_does_not_cost_its_row() {
    let found = customer(&[
        &["客户名称", "手机", "生日", "最近拜访日期", "意向金额"],
        &["红星农场", "13900001234", "1980-02-03", "2024-03-05", "800"],
        &["剑翼五金店", "1380000123", "2月30日", "待定", "面议"],
    ]);
    let reasons: Vec<_> = found.problems.iter().map(|p| (p.column, p.value.as_str(), p.reason)).collect();
    assert_eq!(
        reasons,
        [
            (1, "1380000123", "too_short"),
            (2, "2月30日", "no_such_day"),
            (3, "待定", "not_a_date"),
            (4, "面议", "not_a_number")
        ]
    );
    assert_eq!(found.name, "剑翼五金店");
}

#[test]
fn a_correction_of_the_preview_is_read_instead_of_the_cell() {
    let table = table(&[&["客户名称", "手机", "备注"], &["剑翼五金店", "1380000123"], &["王芳", "暂无"]]);
    let corrections =
        HashMap::from([((2, 1), "13800001234".to_owned()), ((3, 1), String::new()), ((2, 2), "新备注".to_owned())]);
    let prepared = Setting { corrections, ..Setting::default() }.prepare(&table);
    let [Prepared::Customer(first), Prepared::Customer(second)] = prepared.as_slice() else { panic!("two customers") };
    assert_eq!(
        (first.points[0].value.as_str(), first.problems.len(), first.note.as_str()),
        ("+8613800001234", 0, "新备注")
    );
    assert_eq!((second.points.len(), second.problems.len()), (0, 0), "an emptied cell is no problem");
}

#[test]
fn totals_headers_and_remarks_are_skipped_and_companies_of_that_name_are_not() {
    let rows: &[&[&str]] = &[
        &["序号", "客户名称", "联系人", "手机", "金额"],
        &["1", "剑翼五金店", "金欣", "13800001234", "500"],
        &["2", "红星农场", "王芳", "13900001234", "300"],
        &["", "北京小计", "", "", "800"],
        &["合 计：", "", "", "", "800"],
        &["序号", "客户名称", "联系人", "手机", "金额"],
        &["注：A类客户每月至少拜访一次"],
        &["3"],
        &["", " ", "\u{3000}"],
        &["4", "Total", "Jean Dupré", "13700001234", ""],
        &["5", "", "", "13700001234", ""],
    ];
    let prepared = Setting::default().prepare(&table(rows));
    assert_eq!(
        prepared[2..8],
        [
            skipped(SkippedReason::Total),
            skipped(SkippedReason::Total),
            skipped(SkippedReason::RepeatedHeader),
            skipped(SkippedReason::Remark),
            skipped(SkippedReason::Empty),
            skipped(SkippedReason::Empty),
        ]
    );
    assert!(
        matches!(&prepared[8], Prepared::Customer(total) if total.name == "Total"),
        "an oil company with a contact"
    );
    assert_eq!(prepared[9], Prepared::Refused { reason: RefusedReason::NoName });
}

#[test]
fn rows_of_a_wrong_width_are_refused_but_not_where_programs_leave_out_the_end() {
    let header: &[&str] = &["客户名称", "手机", "备注"];
    let full: &[&str] = &["剑翼五金店", "13800001234", "好"];
    let mut rows = vec![header];
    rows.extend([full; 20]);
    rows.extend([&["红星农场", "13800001234"][..], &["王芳", "13800001234", "加急", "今天发"]]);
    let strict = table(&rows);
    let width = Width::of(&strict, Some(0));
    let prepared = Setting { width, ..Setting::default() }.prepare(&strict);
    assert_eq!(prepared[20], Prepared::Refused { reason: RefusedReason::TooFewCells });
    assert_eq!(prepared[21], Prepared::Refused { reason: RefusedReason::TooManyCells });
    rows.extend([&["红星农场", "13800001234"][..]; 20]);
    let ragged = table(&rows);
    let width = Width::of(&ragged, Some(0));
    let prepared = Setting { width, ..Setting::default() }.prepare(&ragged);
    assert!(
        matches!(prepared[20], Prepared::Customer(_)),
        "half of the rows are short: that is how this file ends its rows"
    );
}

#[test]
fn hidden_rows_are_the_users_to_take() {
    let mut table = table(&[&["客户名称", "手机"], &["剑翼五金店", "13800001234"]]);
    table.rows[1].hidden = true;
    assert!(matches!(Setting::default().prepare(&table)[0], Prepared::Customer(_)));
    let without = Setting { take_hidden_rows: false, ..Setting::default() };
    assert_eq!(without.prepare(&table)[0], skipped(SkippedReason::Hidden));
}

#[test]
fn empty_rows_that_a_workbook_leaves_out_are_counted() {
    let mut table = table(&[&["客户名称", "手机"], &["剑翼五金店", "13800001234"], &["王芳", "13900001234"]]);
    table.rows[2].number = 6;
    let prepared = Setting::default().prepare(&table);
    assert_eq!(prepared.iter().filter(|row| **row == skipped(SkippedReason::Empty)).count(), 3);
}

#[test]
fn long_and_odd_names_are_kept() {
    let long = "很".repeat(10_000);
    let found = customer(&[&["客户名称", "手机", "备注"], &[&long, "13800001234", "老客户"]]);
    assert_eq!((found.name.chars().count(), found.problems[0].reason), (200, "too_long"));
    assert_eq!(found.note, format!("{long}\n老客户"), "nothing is lost");
    assert_eq!(found.problems[0].value.chars().count(), 200, "the report stays readable");
    let mut odd = table(&[&["客户名称", "备注"], &["", ""]]);
    odd.rows[1].cells = vec![Cell::Number(360.0), Cell::Bool(true)];
    let Some(Prepared::Customer(odd)) = Setting::default().prepare(&odd).pop() else { panic!("a customer") };
    assert_eq!((odd.name.as_str(), odd.note.as_str()), ("360", "TRUE"));
    let formula = customer(&[&["客户名称", "备注"], &["𠮷野家👍", "=cmd|' /C calc'!A0"]]);
    assert_eq!(
        (formula.name.as_str(), formula.note.as_str()),
        ("𠮷野家👍", "=cmd|' /C calc'!A0"),
        "a formula in a text is text"
    );
}

#[test]
fn failed_formulas_are_reported_wherever_they_stand() {
    let mut sheet = table(&[&["客户名称", "手机", "备注"], &["王芳"]]);
    sheet.rows[1].cells.extend([Cell::Error("#N/A".into()), Cell::Error("#REF!".into())]);
    let Some(Prepared::Customer(found)) = Setting::default().prepare(&sheet).pop() else { panic!("a customer") };
    assert_eq!(found.problems.iter().map(|problem| problem.reason).collect::<Vec<_>>(), ["spreadsheet_error"; 2]);
    assert_eq!(found.note, "");
}

#[test]
fn birthdays_by_the_moon_and_wechat_by_the_phone_are_understood() {
    let found = customer(&[&["姓名", "手机", "微信", "生日"], &["王芳", "138-0000-1234", "同手机", "农历八月十五"]]);
    let lunar = Birthday { calendar: Calendar::Lunar, year: None, month: 8, day: 15, leap_month: false };
    assert_eq!(found.birthday, Some(lunar));
    assert_eq!(found.points[1].value, "13800001234", "the id is the phone's number");
    let future = customer(&[&["姓名", "生日"], &["王芳", "2031-01-01"]]);
    assert_eq!((future.birthday, future.problems[0].reason), (None, "in_the_future"));
}

#[test]
fn the_unit_may_stand_in_the_heading_or_in_a_remark_above() {
    let named = customer(&[&["客户名称", "意向金额（万元）"], &["剑翼五金店", "3.5"]]);
    assert_eq!(named.values, [(1, FieldValue::Money(3_500_000))]);
    let remarked =
        table(&[&["2025年台账", "单位：万元"], &["客户名称", "累计金额", "人数"], &["剑翼五金店", "3.5", "12"]]);
    let columns = propose_mapping(&remarked, find_header(&remarked), &[], "CN");
    assert_eq!([columns[1].unit, columns[2].unit], [Unit::TenThousand, Unit::One], "people are not counted in 万元");
    let dollars = customer(&[
        &["客户名称", "累计金额"],
        &["红星农场", "500"],
        &["张三", "¥600"],
        &["王五", "700"],
        &["李四", "800"],
        &["剑翼五金店", "US$500"],
    ]);
    assert_eq!(
        (dollars.values.len(), dollars.problems[0].reason),
        (0, "other_currency"),
        "500 dollars are not 500 yuan"
    );
}

#[test]
fn fields_of_the_book_are_found_by_their_label() {
    let table = table(&[&["姓名", "等级", "面积"], &["王芳", "A", "12.5"]]);
    let fields = vec![KnownField { id: 7, label: "面积".into(), field_type: FieldType::Number }];
    let setting = Setting { fields, ..Setting::default() };
    let Some(Prepared::Customer(found)) = setting.prepare(&table).pop() else { panic!("a customer") };
    assert_eq!(found.values, [(1, FieldValue::Text("A".into())), (2, FieldValue::Number(12_500_000))]);
}

#[test]
fn headings_mean_what_the_table_makes_of_them() {
    use Target::{Address, Contact, Email, Name, Owner, Phone, Skip};
    let company_and_person =
        targets(&[&["公司名称", "姓名", "职位", "电话2"], &["剑翼五金店", "金欣", "店长", "13800001234"]]);
    assert_eq!(company_and_person, [Name, Contact, Target::ContactRole, Phone]);
    assert_eq!(targets(&[&["联系人", "手机"], &["金欣", "13800001234"]]), [Name, Phone], "a phone list of contacts");
    assert_eq!(
        targets(&[&["客户", "联系人", "负责人"], &["a", "b", "c"]])[2],
        Owner,
        "beside a contact, the one in charge is ours"
    );
    assert_eq!(targets(&[&["客户", "电话", "负责人"], &["a", "13800001234", "c"]])[2], Contact);
    assert_eq!(
        targets(&[&["First Name", "Last Name", "E-mail"], &["Ada", "Lane", "a@example.com"]]),
        [Name, Name, Email]
    );
    let cities = targets(&[&["姓名", "省份", "城市"], &["王芳", "浙江", "杭州"]]);
    assert_eq!(
        cities[1..],
        [new_field("省份", FieldType::Text), new_field("城市", FieldType::Text)],
        "no address to be part of"
    );
    assert_eq!(targets(&[&["姓名", "省份", "地址"], &["王芳", "浙江", "杭州市滨江区"]])[1..], [Address, Address]);
    let twice = targets(&[&["序号", "姓名", "姓名"], &["1", "王芳", "王小芳"], &["2", "陈静", ""]]);
    assert_eq!(twice, [Skip, Name, new_field("姓名", FieldType::Text)], "a second name has no place");
    let ada = customer(&[&["First Name", "Last Name"], &["Ada", "Lane"]]);
    assert_eq!(ada.name, "Ada Lane");
    let address =
        customer(&[&["姓名", "省份", "城市", "地址"], &["王芳", "浙江省", "杭州市", "浙江省杭州市滨江区长江路7号"]]);
    assert_eq!(address.points[0].value, "浙江省杭州市滨江区长江路7号", "nothing is said twice");
}

#[test]
fn a_list_without_headings_is_understood_by_its_values() {
    let table =
        table(&[&["剑翼五金店", "13800001234", "a@example.com"], &["红星农场", "13900001234", "b@example.com"]]);
    assert_eq!(find_header(&table), None);
    let columns = propose_mapping(&table, None, &[], "CN");
    assert_eq!(
        columns.iter().map(|column| column.target.clone()).collect::<Vec<_>>(),
        [Target::Name, Target::Phone, Target::Email]
    );
    assert_eq!(columns[0].heading, "A");
    assert_eq!(Setting::default().prepare(&table).len(), 2, "the first row is a customer, too");
}

#[test]
fn dates_of_a_column_are_read_in_its_order() {
    let rows: &[&[&str]] = &[&["Name", "Last visit"], &["Ada Lane", "3/25/2024"], &["Ben Hill", "3/5/2024"]];
    let found = customer(rows);
    assert_eq!(found.last_visit_on.map(|date| date.to_string()).as_deref(), Some("2024-03-05"), "25 is no month");
}
