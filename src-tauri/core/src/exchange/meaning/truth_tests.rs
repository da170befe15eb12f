//! The sample files against what a right import makes of them, cell by cell.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use chrono::NaiveDate;
use serde_json::Value;

use super::*;
use crate::exchange::reading::{Format, ReadOptions, Source, read};
use crate::values::birthdays::Calendar;
use crate::values::field_types::FieldType;

fn path(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/import/")).join(name)
}

fn truth(name: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path(name)).unwrap()).unwrap()
}

fn expected(name: &str) -> Vec<HashMap<String, String>> {
    csv::Reader::from_path(path(name)).unwrap().deserialize().collect::<Result<_, _>>().unwrap()
}

/// A sample file, mapped as proposed, and what became of its rows.
struct Import {
    columns: Vec<Column>,
    header: usize,
    customers: Vec<PreparedCustomer>,
    refused: BTreeMap<String, Vec<u32>>,
    skipped: BTreeMap<String, Vec<u32>>,
}

fn code(reason: &impl serde::Serialize) -> String {
    serde_json::to_value(reason).unwrap().as_str().unwrap().to_owned()
}

fn import(name: &str, home: &str, currency: &str) -> Import {
    let source = read(&path(name), &ReadOptions::default(), &mut |_, _| true).unwrap();
    import_source(&source, home, currency)
}

fn import_source(source: &Source, home: &str, currency: &str) -> Import {
    let header = find_header(&source.table).unwrap();
    let columns = propose_mapping(&source.table, Some(header), &[], home);
    let corrections = HashMap::new();
    let context = Context {
        home,
        currency,
        exponent: 2,
        today: NaiveDate::from_ymd_opt(2025, 9, 1).unwrap(),
        is_1904: source.table.is_1904,
        width: if source.format == Format::Delimited { Width::of(&source.table, Some(header)) } else { Width::ANY },
        rows_are: super::RowsAre::Customers,
        take_hidden_rows: true,
        fields: &[],
        corrections: &corrections,
    };
    let mut import = Import {
        header,
        customers: Vec::new(),
        refused: BTreeMap::new(),
        skipped: BTreeMap::new(),
        columns: columns.clone(),
    };
    for (number, prepared) in prepare_all(&source.table, Some(header), &columns, &context) {
        match prepared {
            Prepared::Customer(customer) => import.customers.push(*customer),
            Prepared::Refused { reason } => import.refused.entry(code(&reason)).or_default().push(number),
            Prepared::Skipped { reason } => import.skipped.entry(code(&reason)).or_default().push(number),
        }
    }
    import
}

impl Import {
    fn column(&self, heading: &str) -> &Column {
        self.columns.iter().find(|column| column.heading == heading).unwrap()
    }

    fn value<'a>(&self, customer: &'a PreparedCustomer, heading: &str) -> Option<&'a FieldValue> {
        let index = self.column(heading).index;
        customer.values.iter().find(|(column, _)| *column == index).map(|(_, value)| value)
    }

    fn money(&self, customer: &PreparedCustomer, heading: &str) -> Option<i64> {
        self.value(customer, heading).map(|value| match value {
            FieldValue::Money(minor) => *minor,
            other => panic!("{heading} should be money, is {other:?}"),
        })
    }

    fn problems(&self) -> Vec<(u32, String, String)> {
        let mut problems: Vec<_> = self
            .customers
            .iter()
            .flat_map(|customer| {
                customer.problems.iter().map(|problem| (customer.row, problem.heading.clone(), problem.value.clone()))
            })
            .collect();
        problems.sort();
        problems
    }

    fn points(&self, kind: PointKind) -> usize {
        self.customers.iter().map(|customer| values_of(customer, kind).len()).sum()
    }
}

fn values_of(customer: &PreparedCustomer, kind: PointKind) -> Vec<&str> {
    customer.points.iter().filter(|point| point.kind == kind).map(|point| point.value.as_str()).collect()
}

fn date_text(date: Option<NaiveDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn fen(yuan: &str) -> Option<i64> {
    (!yuan.is_empty()).then(|| crate::values::numbers::Decimal::parse(yuan).unwrap().scaled(2).unwrap())
}

fn rows_of_kind(truth: &Value, kind: &str) -> Vec<u32> {
    let rows = truth["not_imported"].as_array().unwrap();
    rows.iter()
        .filter(|row| row["kind"] == kind)
        .map(|row| u32::try_from(row["row"].as_u64().unwrap()).unwrap())
        .collect()
}

fn unreadable(truth: &Value, keep: impl Fn(&str) -> bool) -> Vec<(u32, String, String)> {
    let cells = truth["unreadable_cells"].as_array().unwrap();
    let mut cells: Vec<_> = cells
        .iter()
        .map(|cell| {
            let text = |key: &str| cell[key].as_str().unwrap().to_owned();
            (u32::try_from(cell["row"].as_u64().unwrap()).unwrap(), text("column"), text("value"))
        })
        .filter(|(_, column, _)| keep(column))
        .collect();
    cells.sort();
    cells
}

#[test]
fn every_cell_of_the_gbk_list_arrives() {
    let (truth, expected) = (truth("kehu-gbk.truth.json"), expected("kehu-gbk.expected.csv"));
    let import = import("kehu-gbk.csv", "CN", "CNY");
    assert_eq!(import.customers.len(), 1_982);
    for (customer, want) in import.customers.iter().zip(&expected) {
        let row = customer.row;
        assert_eq!(row.to_string(), want["row"]);
        // A name that is missing was taken from the contact, who then is no separate contact.
        let contact =
            if want["name"].is_empty() { &customer.name } else { customer.contact.as_ref().unwrap_or(&customer.name) };
        if !want["name"].is_empty() {
            assert_eq!(customer.name, want["name"], "name of row {row}");
        }
        if !want["contact"].is_empty() {
            assert_eq!(*contact, want["contact"], "contact of row {row}");
        } else {
            assert_eq!(customer.contact, None, "no contact in row {row}");
        }
        assert_eq!(values_of(customer, PointKind::Phone).join(" "), want["phones"], "phones of row {row}");
        assert_eq!(customer.tags.join("|"), want["tags"], "tags of row {row}");
        assert_eq!(date_text(customer.last_visit_on), want["last_visit"], "last visit of row {row}");
        assert_eq!(import.money(customer, "意向金额"), fen(&want["amount"]), "amount of row {row}");
        assert_eq!(customer.note, want["note"], "note of row {row}");
    }
    assert_eq!(import.customers.len(), expected.len());
    assert_eq!(import.problems(), unreadable(&truth, |_| true), "the 23 unreadable cells");
    assert_eq!(
        import.customers.iter().filter_map(|customer| import.money(customer, "意向金额")).sum::<i64>(),
        6_945_480_000
    );
    assert_eq!(import.points(PointKind::Phone), 2_630);
    let kinds: Vec<_> =
        import.customers.iter().filter(|customer| customer.kind == CustomerKind::Person).map(|c| &c.name).collect();
    assert!(kinds.len() < 10, "nearly all are companies, not {kinds:?}");
}

#[test]
fn rows_of_the_gbk_list_that_are_no_customers_say_why() {
    let truth = truth("kehu-gbk.truth.json");
    let import = import("kehu-gbk.csv", "CN", "CNY");
    assert_eq!(import.refused["no_name"], rows_of_kind(&truth, "no_name"));
    assert_eq!(import.refused["too_few_cells"], rows_of_kind(&truth, "too_few"));
    assert_eq!(import.refused["too_many_cells"], rows_of_kind(&truth, "too_many"));
    assert_eq!(import.skipped["empty"], rows_of_kind(&truth, "blank"));
    assert_eq!(import.skipped["repeated_header"], rows_of_kind(&truth, "repeated_header"));
    assert_eq!(import.skipped["total"], rows_of_kind(&truth, "summary"));
    assert_eq!((import.refused.values().flatten().count(), import.skipped.values().flatten().count()), (5, 20));
}

#[test]
fn mobiles_of_the_gbk_list_belong_to_the_contact_and_landlines_to_the_company() {
    let import = import("kehu-gbk.csv", "CN", "CNY");
    let customer = import.customers.iter().find(|customer| customer.row == 3).unwrap();
    let owners: Vec<_> = customer
        .points
        .iter()
        .filter(|p| p.kind == PointKind::Phone)
        .map(|p| (p.value.as_str(), p.of_contact))
        .collect();
    assert_eq!(owners, [("+8619900001717", true), ("+8651255509301", false)]);
    let labels =
        import.customers.iter().flat_map(|customer| &customer.points).filter(|point| !point.label.is_empty()).count();
    assert!(labels >= 38, "remarks behind the numbers are kept: {labels}");
}

#[test]
fn every_cell_of_the_workbook_arrives() {
    let (truth, expected) = (truth("customers.truth.json"), expected("customers.expected.csv"));
    let import = import("customers.xlsx", "CN", "CNY");
    assert_eq!(import.customers.len(), 1_500);
    let mut kept = 0;
    for (customer, want) in import.customers.iter().zip(&expected) {
        let row = customer.row;
        assert_eq!(row.to_string(), want["row"]);
        assert_eq!(customer.name, want["name"], "name of row {row}");
        assert_eq!(customer.contact.clone().unwrap_or_default(), want["contact"], "contact of row {row}");
        let region = match import.value(customer, "区域") {
            Some(FieldValue::Choice(text) | FieldValue::Text(text)) => text.as_str(),
            other => panic!("区域 of row {row} is {other:?}"),
        };
        assert_eq!(region, want["region"], "region of row {row}");
        assert_eq!(values_of(customer, PointKind::Phone).join(" "), want["phones"], "phones of row {row}");
        assert_eq!(values_of(customer, PointKind::Email).join(" "), want["email"], "email of row {row}");
        assert_eq!(customer.tags.join("|"), want["tags"], "tags of row {row}");
        let first_deal = import.value(customer, "首次成交日期").map(|value| match value {
            FieldValue::Date(date) => date.to_string(),
            other => panic!("首次成交日期 of row {row} is {other:?}"),
        });
        assert_eq!(first_deal.unwrap_or_default(), want["first_deal"], "first deal of row {row}");
        assert_eq!(import.money(customer, "累计金额"), fen(&want["amount"]), "amount of row {row}");
        assert_eq!(customer.note, want["note"], "note of row {row}");
        match customer.birthday {
            Some(birthday) if birthday.year.is_some() => {
                let text = format!("{:04}-{:02}-{:02}", birthday.year.unwrap(), birthday.month, birthday.day);
                assert_eq!(
                    (birthday.calendar, text.as_str()),
                    (Calendar::Solar, want["birthday"].as_str()),
                    "birthday of row {row}"
                );
            }
            Some(_) => kept += 1,
            None => assert_eq!("", want["birthday"], "birthday of row {row}"),
        }
    }
    assert_eq!(kept, 39, "birthdays by the moon or without a year are kept");
    assert_eq!(import.problems(), unreadable(&truth, |column| column != "生日"), "only three cells cannot be read");
    assert_eq!(import.points(PointKind::Phone), 1_559);
    assert_eq!(
        import.customers.iter().filter_map(|customer| import.money(customer, "累计金额")).sum::<i64>(),
        27_977_186_451
    );
}

#[test]
fn rows_of_the_workbook_that_are_no_customers_say_why() {
    let truth = truth("customers.truth.json");
    let import = import("customers.xlsx", "CN", "CNY");
    assert_eq!(import.header, 2, "the header stands under a title and remarks");
    let mut totals = rows_of_kind(&truth, "subtotal");
    totals.extend(rows_of_kind(&truth, "summary"));
    assert_eq!(import.skipped["total"], totals);
    assert_eq!(import.skipped["empty"], rows_of_kind(&truth, "blank"));
    assert_eq!(import.skipped["remark"], rows_of_kind(&truth, "footnote"));
    assert_eq!(import.skipped.values().flatten().count(), 34);
    assert!(import.refused.is_empty());
}

#[test]
fn columns_of_the_workbook_are_proposed() {
    let import = import("customers.xlsx", "CN", "CNY");
    let target = |heading: &str| import.column(heading).target.clone();
    let field = |heading: &str, field_type| Target::NewField { label: heading.into(), field_type };
    assert_eq!(target("序号"), Target::Skip);
    assert_eq!(target("区域"), field("区域", FieldType::Choice));
    assert_eq!(target("客户名称"), Target::Name);
    assert_eq!(target("联系人"), Target::Contact);
    assert_eq!(target("微信"), Target::Wechat);
    assert_eq!(target("生日"), Target::Birthday);
    assert_eq!(target("首次成交日期"), field("首次成交日期", FieldType::Date));
    assert_eq!(target("累计金额"), field("累计金额", FieldType::Money));
    assert_eq!(target("等级"), field("等级", FieldType::Choice));
    for (heading, field_type) in [("内部编号", FieldType::Text), ("成本系数", FieldType::Number)] {
        let column = import.column(heading);
        assert!(column.hidden && column.target == Target::Skip, "{heading} is hidden and not taken unasked");
        assert_eq!(column.offered, field(heading, field_type), "{heading} is offered");
    }
}

#[test]
fn small_tables_in_four_encodings_arrive() {
    for name in ["utf16.csv", "gb18030.csv"] {
        let import = import(name, "CN", "CNY");
        assert_eq!((import.customers.len(), import.problems()), (100, Vec::new()), "{name}");
        assert_eq!(import.points(PointKind::Phone), 100, "{name}");
        assert!(
            import.customers.iter().all(|customer| customer.last_visit_on.is_some() && customer.contact.is_some()),
            "{name}"
        );
        assert!(import.customers.iter().any(|customer| customer.note.contains('😀')), "{name} keeps its emoji");
        assert!(
            import.customers.iter().any(|customer| customer.contact.as_deref().is_some_and(|c| c.starts_with('𠮷'))),
            "{name}"
        );
        let breaks = import.customers.iter().filter(|customer| customer.note.contains('\n')).count();
        assert_eq!(breaks, if name == "utf16.csv" { 29 } else { 22 }, "{name} keeps line breaks in notes");
    }
}

#[test]
fn the_taiwanese_table_arrives() {
    let import = import("big5.csv", "TW", "TWD");
    assert_eq!((import.customers.len(), import.problems()), (100, Vec::new()));
    assert!(
        import.columns.iter().all(|column| !matches!(column.target, Target::NewField { .. })),
        "all headings are known"
    );
    assert!(
        import
            .customers
            .iter()
            .all(|customer| customer.kind == CustomerKind::Company && customer.last_visit_on.is_some())
    );
    let second = import.customers.iter().find(|customer| customer.name == "泰瑞企業股份有限公司").unwrap();
    assert_eq!(date_text(second.last_visit_on), "2024-08-23", "民國113年8月23日");
    assert_eq!(values_of(second, PointKind::Phone), ["+886962000499", "+886625553929"]);
    assert_eq!(values_of(second, PointKind::Address), ["台南市永康區中山路22號"]);
}

#[test]
fn the_european_table_arrives() {
    let import = import("semicolon-latin1.csv", "DE", "EUR");
    assert_eq!((import.customers.len(), import.problems()), (100, Vec::new()));
    assert_eq!(
        import.customers.iter().filter_map(|customer| import.money(customer, "Umsatz")).sum::<i64>(),
        237_109_945
    );
    assert_eq!(import.customers.iter().filter(|customer| customer.note.contains(';')).count(), 31);
    let first = &import.customers[0];
    assert_eq!((first.name.as_str(), first.contact.as_deref()), ("Señor Tapas S.L. Zürich", Some("Günther Weiß")));
    assert_eq!(values_of(first, PointKind::Phone), ["+493023125175"]);
    assert_eq!(
        values_of(first, PointKind::Address),
        ["Straße des Süßwassers 24, Århus"],
        "the town follows the street"
    );
    assert_eq!(date_text(first.last_visit_on), "2024-10-19");
    assert_eq!(import.points(PointKind::Phone), 100);
}
