//! The sample files, read as they are.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::*;

fn path(name: &str) -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/import")).join(name)
}

fn sample(name: &str) -> Source {
    sample_with(name, &ReadOptions::default())
}

fn sample_with(name: &str, options: &ReadOptions) -> Source {
    match read(&path(name), options, &mut |_, _| true) {
        Ok(source) => source,
        Err(error) => panic!("{name}: {error}"),
    }
}

fn text(cell: Option<&Cell>) -> String {
    match cell {
        None | Some(Cell::Empty) => String::new(),
        Some(Cell::Text(text) | Cell::Error(text)) => text.clone(),
        Some(Cell::Number(number)) => number.to_string(),
        Some(Cell::Bool(truth)) => truth.to_string(),
        Some(Cell::Date { serial, .. }) => format!("day {serial}"),
    }
}

fn words(row: &Row) -> Vec<String> {
    row.cells.iter().map(|cell| text(Some(cell))).collect()
}

fn row(table: &Table, number: u32) -> &Row {
    match table.rows.iter().find(|row| row.number == number) {
        Some(row) => row,
        None => panic!("no row {number}"),
    }
}

/// Row number and one more column of an expected file.
fn expected(name: &str, column: &str) -> BTreeMap<u32, String> {
    let table = sample(name).table;
    let headings = words(&table.rows[0]);
    let at = |heading: &str| headings.iter().position(|found| found == heading);
    let (Some(number), Some(column)) = (at("row"), at(column)) else {
        panic!("no such columns in {name}: {headings:?}")
    };
    let rows = table
        .rows
        .iter()
        .skip(1)
        .filter_map(|row| Some((text(row.cells.get(number)).parse().ok()?, text(row.cells.get(column)))));
    rows.collect()
}

#[test]
fn the_customer_list_of_a_chinese_spreadsheet() {
    let source = sample("kehu-gbk.csv");
    assert_eq!((source.format, source.encoding, source.delimiter), (Format::Delimited, Some("GBK"), Some(',')));
    let table = &source.table;
    assert_eq!(table.rows.len(), 2_008, "the header and 2,007 rows; the final line break is none");
    assert_eq!(words(&table.rows[0]).join(","), "客户名称,联系人,手机,电话,地址,标签,最近拜访日期,备注,意向金额");
    let counts = |count: usize| {
        table.rows.iter().filter(|row| row.cells.len() == count).map(|row| row.number).collect::<Vec<_>>()
    };
    assert_eq!(counts(0).len(), 6, "rows with nothing at all: {:?}", counts(0));
    assert!(
        [143, 196, 294, 385].iter().all(|number| counts(0).contains(number)),
        "where the truth has them: {:?}",
        counts(0)
    );
    assert_eq!(counts(5), [403], "the short row stays short");
    assert_eq!(counts(10), [1_204], "the long row stays long");
    assert_eq!(row(table, 905).cells, table.rows[0].cells, "the header pasted in again");
    assert_eq!(text(row(table, 2_008).cells.first()), "合计", "the last row is the total");
}

#[test]
fn every_good_row_of_the_customer_list_stands_on_its_number() {
    let table = sample("kehu-gbk.csv").table;
    let names = expected("kehu-gbk.expected.csv", "name");
    let notes = expected("kehu-gbk.expected.csv", "note");
    assert_eq!(names.len(), 1_982);
    for (number, name) in names {
        let read = text(row(&table, number).cells.first());
        let contact = text(row(&table, number).cells.get(1));
        assert!([read.trim(), contact.trim()].contains(&name.trim()), "row {number}: {read:?} for {name:?}");
    }
    let differ = |(number, note): (u32, String)| {
        let read = text(row(&table, number).cells.get(7)).replace("\r\n", "\n");
        (read.trim() != note.replace("\r\n", "\n").trim()).then_some((number, read, note))
    };
    assert_eq!(notes.into_iter().find_map(differ), None, "quoted notes arrive whole");
}

#[test]
fn the_small_tables() {
    let about = |name: &str| {
        let source = sample(name);
        let columns: Vec<usize> = source.table.rows.iter().map(|row| row.cells.len()).collect();
        assert!(columns.iter().all(|count| *count == columns[0]), "{name}: all rows have as many cells");
        (source.encoding, source.delimiter, source.table.rows.len(), columns[0])
    };
    assert_eq!(about("utf16.csv"), (Some("UTF-16LE"), Some('\t'), 101, 6));
    assert_eq!(about("gb18030.csv"), (Some("GB18030"), Some(','), 101, 6));
    assert_eq!(about("big5.csv"), (Some("Big5"), Some(','), 101, 8));
    assert_eq!(about("semicolon-latin1.csv"), (Some("windows-1252"), Some(';'), 101, 8));
}

#[test]
fn rare_characters_and_line_breaks_arrive() {
    let all = |name: &str| sample(name).table.rows.iter().flat_map(words).collect::<Vec<_>>();
    let has = |cells: &[String], wanted: &str| cells.iter().any(|cell| cell.contains(wanted));
    let with_breaks = |cells: &[String]| cells.iter().filter(|cell| cell.contains('\n')).count();
    let wide = all("utf16.csv");
    assert!(has(&wide, "𠮷") && has(&wide, "𠀋"));
    assert_eq!(with_breaks(&wide), 29);
    let four_bytes = all("gb18030.csv");
    assert!(has(&four_bytes, "😀") && has(&four_bytes, "𠮷") && has(&four_bytes, "€"));
    assert_eq!(with_breaks(&four_bytes), 22);
    assert!(has(&all("big5.csv"), "民國113年8月23日"));
    assert!(has(&all("semicolon-latin1.csv"), "Straße des Süßwassers 24"));
    for name in ["utf16.csv", "gb18030.csv", "big5.csv", "semicolon-latin1.csv", "kehu-gbk.csv"] {
        assert!(!has(&all(name), "\u{FFFD}"), "{name}: every character was read");
    }
}

#[test]
fn the_first_rows_of_each_file_are_enough_to_find_its_encoding() {
    for (name, encoding) in [("kehu-gbk.csv", "GBK"), ("big5.csv", "Big5"), ("semicolon-latin1.csv", "windows-1252")] {
        let Ok(bytes) = fs::read(path(name)) else { panic!("{name} is missing") };
        for rows in 1..6 {
            let start: Vec<u8> = bytes.split_inclusive(|byte| *byte == b'\n').take(rows).flatten().copied().collect();
            let source = read_bytes(name, start, &ReadOptions::default());
            assert_eq!(source.map(|source| source.encoding), Ok(Some(encoding)), "{name}, {rows} lines");
        }
    }
}

#[test]
fn the_user_may_know_encoding_and_delimiter_better() {
    let options = ReadOptions { encoding: Some("big5".into()), delimiter: Some(';'), sheet: None };
    let source = sample_with("kehu-gbk.csv", &options);
    assert_eq!((source.encoding, source.delimiter), (Some("Big5"), Some(';')));
    assert!(
        source.table.rows.iter().flat_map(words).any(|cell| cell.contains('\u{FFFD}')),
        "what cannot be decoded is marked"
    );
}

#[test]
fn the_workbook_of_a_sales_team() {
    let source = sample("customers.xlsx");
    assert_eq!((source.format, source.encoding, source.sheet.as_deref()), (Format::Workbook, None, Some("客户")));
    let sheet = |name: &str, hidden, rows| SheetInfo { name: name.into(), hidden, rows };
    assert_eq!(source.sheets, [sheet("客户", false, 1_537), sheet("拜访记录", false, 601), sheet("选项", true, 3)]);
    let table = &source.table;
    assert_eq!(table.rows.len(), 1_537, "empty rows between the regions are rows");
    assert_eq!(
        table.rows.iter().filter(|row| row.merged_title).map(|row| row.number).collect::<Vec<_>>(),
        [1],
        "one title"
    );
    assert_eq!(table.hidden_columns, [12, 13]);
    let hidden: Vec<u32> = table.rows.iter().filter(|row| row.hidden).map(|row| row.number).collect();
    assert_eq!(hidden, [49, 121, 337, 381, 492, 497, 548, 1_024, 1_520]);
    assert_eq!(
        words(row(table, 3)).join(","),
        "序号,区域,客户名称,联系人,手机,微信,邮箱,生日,首次成交日期,累计金额,等级,标签,内部编号,成本系数,备注"
    );
    assert!(row(table, 85).cells.is_empty(), "the empty row below a region");
}

#[test]
fn each_row_of_the_workbook_has_its_region_and_name() {
    let table = sample("customers.xlsx").table;
    let names = expected("customers.expected.csv", "name");
    assert_eq!(names.len(), 1_500);
    for (number, name) in &names {
        let read = text(row(&table, *number).cells.get(2));
        assert_eq!(read.trim(), name.trim(), "row {number}");
    }
    let regions = names.keys().map(|number| text(row(&table, *number).cells.get(1)));
    let mut different: Vec<String> = regions.collect();
    assert!(
        different.iter().all(|region| !region.is_empty() && !region.contains("小计")),
        "each customer has a region"
    );
    different.sort();
    different.dedup();
    assert_eq!(different.len(), 16);
}

#[test]
fn cells_of_the_workbook_keep_their_types() {
    let table = sample("customers.xlsx").table;
    let customers: Vec<u32> = expected("customers.expected.csv", "name").into_keys().collect();
    let count = |column: usize, fits: fn(&Cell) -> bool| {
        customers.iter().filter(|number| row(&table, **number).cells.get(column).is_some_and(fits)).count()
    };
    let is_date = |cell: &Cell| matches!(cell, Cell::Date { .. });
    let is_number = |cell: &Cell| matches!(cell, Cell::Number(_));
    let is_text = |cell: &Cell| matches!(cell, Cell::Text(_));
    assert_eq!((count(4, is_number), count(4, is_text)), (1_031, 469), "phones");
    assert_eq!(count(7, is_date) + count(8, is_date), 1_498, "dates in several formats");
    assert_eq!(count(7, is_number) + count(8, is_number), 62, "bare serial numbers");
    assert_eq!(count(9, is_number), 997, "amounts");
    assert_eq!(row(&table, 54).cells[9], Cell::Error("#N/A".into()));
    assert_eq!(row(&table, 86).cells[2], Cell::Number(360.0), "a company called 360");
    assert_eq!(count(14, |cell| *cell == Cell::Bool(true)), 1, "a note that is TRUE");
    assert!(row(&table, 84).cells.get(9).is_none_or(Cell::is_empty), "a formula without a stored result");
    let sum: f64 = customers
        .iter()
        .filter_map(|number| match row(&table, *number).cells.get(9) {
            Some(Cell::Number(amount)) => Some(*amount),
            _ => None,
        })
        .sum();
    assert!(sum > 200_000_000.0 && sum < 279_771_864.51, "the numbers among the amounts: {sum}");
}

#[test]
fn an_old_binary_workbook() {
    let source = sample("old.xls");
    let sheet = |name: &str, hidden, rows| SheetInfo { name: name.into(), hidden, rows };
    assert_eq!(source.sheets, [sheet("客户", false, 6), sheet("选项", true, 1)]);
    let table = &source.table;
    assert!(table.rows[0].merged_title);
    let date = |serial| Cell::Date { serial, is_1904: false };
    let text = |text: &str| Cell::Text(text.into());
    assert_eq!(table.rows[2].cells, [text("北京"), text("张三"), Cell::Number(13_800_001_234.0), date(32_937.0)]);
    assert_eq!(
        table.rows[3].cells,
        [text("北京"), text("李四"), text("13900001234")],
        "the block holds in its second row"
    );
    assert!(row(table, 5).cells.is_empty());
    assert_eq!(row(table, 6).cells, [text("上海"), text("王五经销部"), Cell::Bool(true)]);
    let Ok(bytes) = fs::read(path("old.xls")) else { panic!("old.xls is missing") };
    let cut = read_bytes("old.xls", bytes[..bytes.len() / 2].to_vec(), &ReadOptions::default());
    assert_eq!(cut.map(|source| source.sheets), Err(ReadError::Damaged));
}

#[test]
fn another_sheet_is_read_when_asked_for() {
    let options = |name: &str| ReadOptions { sheet: Some(name.into()), ..ReadOptions::default() };
    let visits = sample_with("customers.xlsx", &options("拜访记录"));
    assert_eq!((visits.sheet.as_deref(), visits.table.rows.len()), (Some("拜访记录"), 601));
    assert_eq!(sample_with("customers.xlsx", &options("选项")).table.rows.len(), 3, "hidden ones too");
    let missing = read(&path("customers.xlsx"), &options("没有"), &mut |_, _| true);
    assert_eq!(missing, Err(ReadError::SheetMissing { name: "没有".into() }));
}

#[test]
fn a_workbook_cut_off_anywhere_is_damaged() {
    let Ok(bytes) = fs::read(path("customers.xlsx")) else { panic!("customers.xlsx is missing") };
    for length in [4, 30, 1_000, 50_000, 120_000, bytes.len() - 30] {
        let read = read_bytes("customers.xlsx", bytes[..length].to_vec(), &ReadOptions::default());
        assert_eq!(read, Err(ReadError::Damaged), "{length} bytes");
    }
    let mut spoilt = bytes.clone();
    for byte in &mut spoilt[60_000..60_400] {
        *byte ^= 0x5A;
    }
    assert_eq!(read_bytes("customers.xlsx", spoilt, &ReadOptions::default()), Err(ReadError::Damaged));
}

#[test]
fn what_is_no_table_is_named() {
    let of = |bytes: &[u8]| read_bytes("x.csv", bytes.to_vec(), &ReadOptions::default());
    assert_eq!(of(b""), Err(ReadError::EmptyFile));
    assert_eq!(of(b" \r\n\t\r\n"), Err(ReadError::EmptyFile));
    assert_eq!(of(b"\xEF\xBB\xBF"), Err(ReadError::EmptyFile), "a byte order mark alone");
    assert_eq!(of(b"\xFF\xFE\r\0\n\0"), Err(ReadError::EmptyFile), "in UTF-16, too");
    let noise: Vec<u8> = (0..8_000u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(of(&noise), Err(ReadError::NotATable));
    assert_eq!(of(&[0u8; 5_000]), Err(ReadError::EmptyFile));
    assert_eq!(of(b"%PDF-1.4 and so on"), Err(ReadError::UnknownFormat { found: "pdf" }));
}

#[test]
fn folders_and_missing_files_have_their_own_errors() {
    let Ok(folder) = tempfile::tempdir() else { panic!("no temporary folder") };
    let at = |path: &Path| read(path, &ReadOptions::default(), &mut |_, _| true);
    assert_eq!(at(folder.path()), Err(ReadError::IsDirectory));
    assert_eq!(at(&folder.path().join("none.csv")), Err(ReadError::NotFound));
}

#[test]
fn a_file_that_changes_meanwhile_is_not_read() {
    let Ok(folder) = tempfile::tempdir() else { panic!("no temporary folder") };
    let path = folder.path().join("grows.csv");
    assert!(fs::write(&path, "客户\n张三\n").is_ok());
    let mut grow = |_, _| {
        let file = fs::OpenOptions::new().append(true).open(&path);
        file.is_ok_and(|mut file| file.write_all("李四\n".as_bytes()).is_ok())
    };
    assert_eq!(read(&path, &ReadOptions::default(), &mut grow), Err(ReadError::ChangedWhileReading));
    assert!(read(&path, &ReadOptions::default(), &mut |_, _| true).is_ok(), "at rest it is read");
}

#[test]
fn the_user_can_stop_it_at_any_step() {
    for name in ["kehu-gbk.csv", "customers.xlsx"] {
        let mut steps = Vec::new();
        let all = read(&path(name), &ReadOptions::default(), &mut |done, total| {
            steps.push((done, total));
            true
        });
        assert!(all.is_ok());
        assert_eq!(steps.last().map(|(done, total)| done == total), Some(true), "{name}: ends at the whole");
        for stop in 0..steps.len() {
            let mut left = stop;
            let cancelled = read(&path(name), &ReadOptions::default(), &mut |_, _| {
                left = left.wrapping_sub(1);
                left != usize::MAX
            });
            assert_eq!(cancelled, Err(ReadError::Cancelled), "{name}, step {stop}");
        }
    }
}
