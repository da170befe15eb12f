//! Files in and out, and who may be one: beside the bare libraries that do the same without a book.

use std::path::Path;
use std::time::Duration;

use rounds_core::Book;
use rounds_core::book::sql::Sql;
use rounds_core::customers::Selection;
use rounds_core::duplicates::{self, CheckDuplicates, ScanDuplicates};
use rounds_core::exchange::exports::{ExportCustomers, ExportFormat, export};
use rounds_core::exchange::options::ImportOptions;
use rounds_core::exchange::planning::Plan;
use rounds_core::exchange::previews::PreviewFilter;
use rounds_core::exchange::reading;

use crate::Outcome;
use crate::books::Made;
use crate::figures::{Line, Report, Times, Watch};
use crate::goals::{self, Judged};
use crate::memory;
use crate::subjects::Subjects;

const GROUP: &str = "files";
/// As many orders as the largest file in the sets that others measure with.
const ORDERS: u32 = 541_909;
/// So many customers are written to a workbook.
const WRITTEN: u32 = 20_000;
const LIVE: usize = 200;
const PATIENCE: Duration = Duration::from_secs(30);

/// Measures them; `is_small` as one of the tests.
pub fn measure(folder: &Path, made: &Made, subjects: &Subjects, is_small: bool, report: &mut Report) -> Outcome {
    let book = made.open()?;
    orders(folder, &book, if is_small { 5_000 } else { ORDERS }, report)?;
    workbook(folder, &book, WRITTEN.min(made.customers), report)?;
    live_check(&book, subjects, report)?;
    scan(&book, report)?;
    report.fact("most memory that this process had so far", memory::most()?, "MB");
    Ok(())
}

fn once(time: Duration) -> Times {
    Times::of(vec![time])
}

fn note(report: &mut Report, name: String, time: Duration, bare: Option<Duration>) {
    report.add(Line { group: GROUP, name, times: once(time), prepared: bare.map(once), ..Line::default() });
}

/// A long file of orders is read and its first page shown as it would be taken.
fn orders(folder: &Path, book: &Book, rows: u32, report: &mut Report) -> Outcome {
    let file = folder.join("orders.csv");
    let mut writer = csv::Writer::from_path(&file)?;
    writer.write_record(["订单号", "货号", "名称", "数量", "下单日期", "单价", "客户名称", "地区"])?;
    for row in 0..rows {
        let (order, goods, customer) = (row / 20, row % 3_877, row % 4_372);
        writer.write_record([
            format!("5{order:05}"),
            format!("{goods:05}A"),
            format!("复合肥 {goods} 号"),
            (row % 48 + 1).to_string(),
            format!("2025/{}/{} 8:26", row % 12 + 1, row % 28 + 1),
            format!("{}.{:02}", row % 90, row % 100),
            format!("农资店{customer}"),
            "浙江".to_owned(),
        ])?;
    }
    writer.flush()?;
    let options = ImportOptions { path: file.display().to_string(), ..ImportOptions::default() };
    let start = Watch::start();
    let source = reading::read(&file, &options.reading()?, &mut |_, _| true).map_err(|error| format!("{error:?}"))?;
    let read = start.elapsed();
    let plan = book.read(|reader| Plan::new(reader, source, &options))?;
    let shown = book.read(|reader| plan.preview(reader, PreviewFilter::All, 0, 100))?;
    let previewed = start.elapsed();
    if shown.rows.is_empty() {
        return Err("nothing is shown of the orders".into());
    }
    drop((plan, shown));
    let start = Watch::start();
    let mut bytes = 0;
    for record in csv::Reader::from_path(&file)?.records() {
        bytes += std::hint::black_box(record?).as_slice().len();
    }
    let bare = start.elapsed();
    std::hint::black_box(bytes);
    note(report, format!("{rows} orders, read"), read, Some(bare));
    note(report, format!("{rows} orders, read and previewed"), previewed, Some(bare));
    std::fs::remove_file(file)?;
    Ok(())
}

/// Customers with all their columns as a workbook, beside one of as many cells of text.
fn workbook(folder: &Path, book: &Book, rows: u32, report: &mut Report) -> Outcome {
    let ids = book.read(|reader| {
        reader.all("SELECT id FROM customer WHERE trashed_at = 0 ORDER BY id LIMIT ?1", [rows], |row| row.get(0))
    })?;
    let file = folder.join("list.xlsx");
    let ask = ExportCustomers {
        customers: Some(Selection::Ids(ids)),
        path: file.display().to_string(),
        ..serde_json::from_value(serde_json::json!({"format": ExportFormat::Xlsx, "path": ""}))?
    };
    let start = Watch::start();
    book.read(|reader| export(reader, &ask, &str::to_owned, &mut |_, _| true))?;
    let ours = start.elapsed();
    let options = ImportOptions { path: ask.path.clone(), ..ImportOptions::default() };
    let source = reading::read(&file, &options.reading()?, &mut |_, _| true).map_err(|error| format!("{error:?}"))?;
    let columns = u16::try_from(source.table.rows.first().map_or(0, |row| row.cells.len()))?;
    let start = Watch::start();
    let mut bare = rust_xlsxwriter::Workbook::new();
    let sheet = bare.add_worksheet();
    for row in 0..rows {
        for column in 0..columns {
            sheet.write_string(row, column, format!("第 {row} 行 {column}"))?;
        }
    }
    bare.save(folder.join("bare.xlsx"))?;
    let bare = start.elapsed();
    note(report, format!("{rows} customers to a workbook of {columns} columns"), ours, Some(bare));
    if rows == WRITTEN {
        report.judge(Judged::most(6, "20,000 customers to a workbook", ours.as_secs_f64(), 2.0, "s"));
    }
    Ok(())
}

/// Who may be the same as somebody whose name and phone are being typed.
fn live_check(book: &Book, subjects: &Subjects, report: &mut Report) -> Outcome {
    let typed = (0..LIVE)
        .map(|number| {
            let id = subjects.customer(number);
            book.read(|reader| {
                let name: String = reader.value("SELECT name FROM customer WHERE id = ?1", [id])?;
                let phone: String = reader.value(
                    "SELECT coalesce(max(value), '') FROM contact_point WHERE customer_id = ?1 AND kind = 'phone'",
                    [id],
                )?;
                Ok(CheckDuplicates { name, phones: vec![phone], ..CheckDuplicates::default() })
            })
        })
        .collect::<Result<Vec<_>, _>>()?;
    let times = Times::take(LIVE, PATIENCE, |number| {
        let ask = typed.get(number % LIVE).ok_or("nobody is typed")?;
        Ok(book.read(|reader| duplicates::check(reader, ask))?.len())
    })?;
    let name = "who may be the same as the one being typed".to_owned();
    report.add(Line { group: GROUP, name, times, goal: Some(goals::LIVE), ..Line::default() });
    Ok(())
}

/// The look over everybody, in its three parts: reading them, the pairs that share something, how much they share.
fn scan(book: &Book, report: &mut Report) -> Outcome {
    let start = Watch::start();
    let (mut read, mut paired) = (Duration::ZERO, Duration::ZERO);
    let found = book.read(|reader| {
        duplicates::scan(reader, &ScanDuplicates::default(), &mut |done, of| {
            if done * 2 < of {
                read = start.elapsed();
            } else if paired == Duration::ZERO {
                paired = start.elapsed();
            }
            true
        })
    })?;
    let all = start.elapsed();
    eprintln!("{} pairs told of {} compared", found.total, found.compared);
    let (pairs, scores) = (paired.saturating_sub(read), all.saturating_sub(paired));
    note(report, "who may be one: everybody read, the last part not".to_owned(), read, None);
    note(report, "the rest read, and the pairs that share something".to_owned(), pairs, None);
    note(report, format!("{} pairs scored", found.compared), scores, None);
    report.judge(Judged::most(6, "duplicates: candidate pairs", pairs.as_secs_f64(), 0.5, "s"));
    report.judge(Judged::most(6, "duplicates: scored", scores.as_secs_f64(), 5.0, "s"));
    Ok(())
}
