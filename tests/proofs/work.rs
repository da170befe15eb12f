//! What a user does in a day, and what must be found again afterwards.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rounds_core::book::testing::{book_in, open_options, req};
use rounds_core::book::{Access, Book};
use rounds_core::exchange::options::ImportOptions;
use rounds_core::exchange::planning::Plan;
use rounds_core::exchange::{imports, reading};
use rounds_core::{Result, contact_points, contacts, customers, drafts, fields, followups, segments, tags, visits};
use serde_json::json;

use super::dice::Dice;

const NAMES: &[&str] = &[
    "陈静",
    "王记五金店",
    "寿光市金穗农资有限公司",
    "Ada Lovelace",
    "O'Brien & Söhne GmbH",
    "欧阳娜娜",
    "曾敏",
    "𠮷野家",
];
const NOTES: &[&str] = &[
    "送 5 箱螺丝，下次带样品",
    "asked for -5 % on 20 t, wants it in writing",
    "电话没人接",
    "孩子高考，九月再来。尿素还剩两吨，问了复合肥 45% 的价",
    "=cmd|' /C calc'!A0",
];

/// A book that somebody works in.
pub struct Work {
    folder: PathBuf,
    book: Option<Book>,
    dice: Dice,
    /// Every book that is opened is told this.
    pragma: &'static str,
}

impl Work {
    /// A new book `book.rounds` in the folder.
    pub fn begin(folder: &Path, seed: u64, pragma: &'static str) -> Result<Self> {
        let book = book_in(folder)?;
        book.tamper(pragma)?;
        Ok(Self { folder: folder.to_owned(), book: Some(book), dice: Dice::new(seed), pragma })
    }

    /// The open book.
    pub fn book(&self) -> &Book {
        self.book.as_ref().unwrap()
    }

    /// Does one thing; whatever it is, it is done when this returns.
    pub fn step(&mut self) -> Result<()> {
        let mut dice = self.dice.clone();
        let what = dice.below(32);
        let (a, b) = (1 + dice.below(8), 1 + dice.below(8));
        let name = format!("{}{}", dice.pick(NAMES), dice.below(100));
        let note = *dice.pick(NOTES);
        let phone = format!("138{:08}", dice.below(100_000_000));
        self.dice = dice;
        let book = self.book.as_ref().unwrap();
        let change = |f: &dyn Fn(&rounds_core::Tx<'_>) -> Result<()>| {
            // What cannot be done leaves nothing, which is as good a step as any.
            match book.change("test.step", f) {
                Err(error) if !is_refusal(error.code()) => Err(error),
                _ => Ok(()),
            }
        };
        match what {
            0..8 => change(&|tx| {
                customers::create(
                    tx,
                    &req(json!({"name": name, "contact": NAMES[a % 8], "note": note, "tags": ["批发"],
                    "stage_id": 1 + a % 3, "points": [{"kind": "phone", "value": phone}]}))?,
                )
                .map(drop)
            }),
            8..14 => change(&|tx| {
                visits::log(
                    tx,
                    &req(json!({"customer_id": a, "summary": note, "next_on": "2026-12-05", "tags": ["VIP"]}))?,
                )
                .map(drop)
            }),
            14 => change(&|tx| customers::edit(tx, &req(json!({"id": a, "name": name, "note": note}))?)),
            15 => change(&|tx| contacts::create(tx, &req(json!({"customer_id": a, "name": name}))?).map(drop)),
            16 => change(&|tx| {
                let point = json!({"customer_id": a, "kind": "email", "value": "ada@example.org", "label": "办公室"});
                contact_points::create(tx, &req(point)?).map(drop)
            }),
            17 => {
                change(&|tx| fields::create(tx, &req(json!({"label": name, "type": "money", "unit": ""}))?).map(drop))
            }
            18 => change(&|tx| {
                fields::set_value(tx, &req(json!({"customer_id": a, "field_id": b, "value": {"money": 1_200_000}}))?)
            }),
            19 => change(&|tx| {
                followups::create(
                    tx,
                    &req(json!({"customer_id": a, "due_on": "2026-12-24", "what": note, "allow_past": true}))?,
                )
                .map(drop)
            }),
            20 => change(&|tx| customers::trash(tx, &[a as i64, b as i64]).map(drop)),
            21 => change(&|tx| customers::restore(tx, &[a as i64, b as i64]).map(drop)),
            22 => change(&|tx| tags::edit(tx, &req(json!({"id": 1, "name": name}))?)),
            23 => change(&|tx| {
                segments::create(tx, &req(json!({"name": name, "rule": {"tag": [1]}, "color": "red"}))?).map(drop)
            }),
            24 => self.bulk(a),
            25 => self.import(a),
            26 => refused_or(book.undo()),
            27 => refused_or(book.redo()),
            28 => book.note(|conn| drafts::put(conn, 1, &req(json!({"record": "visit-of-customer-1", "body": note}))?)),
            29 => book.check().map(|report| assert!(report.ok, "{:?}", report.problems)),
            30 => self.rest(),
            _ => self.reopen(),
        }
    }

    /// The same for all.
    pub fn bulk(&self, stage: usize) -> Result<()> {
        let book = self.book();
        let all: Vec<i64> = (1..=i64::try_from(book.names()?.len()).unwrap_or(0)).collect();
        let stage = 1 + stage as i64 % 3;
        refused_or(book.change("customers.set_stage", |tx| customers::set_stage(tx, &all, stage)))
    }

    /// Some rows of a file.
    fn import(&self, rows: usize) -> Result<()> {
        let lines: String = (0..rows).map(|row| format!("导入{row},1390000{row:04},老客户\n")).collect();
        import(self.book(), &format!("客户名称,手机,标签\n{lines}"))
    }

    /// Nobody does anything for a while.
    fn rest(&self) -> Result<()> {
        std::thread::sleep(Duration::from_millis(260));
        while self.book().idle_work(Duration::from_millis(20))? {}
        Ok(())
    }

    /// The program ends and starts again.
    fn reopen(&mut self) -> Result<()> {
        self.book = None;
        let book = Book::open(&self.folder.join("book.rounds"), &open_options(&self.folder, Access::Write))?;
        book.tamper(self.pragma)?;
        self.book = Some(book);
        Ok(())
    }
}

fn is_refusal(code: &str) -> bool {
    matches!(
        code,
        "not_found"
            | "invalid"
            | "duplicate_name"
            | "exclusive_tags"
            | "too_long"
            | "nothing_to_undo"
            | "nothing_to_redo"
    )
}

/// What makes no sense is refused; everything else must go well.
fn refused_or<T>(done: Result<T>) -> Result<()> {
    match done {
        Err(error) if !is_refusal(error.code()) => Err(error),
        _ => Ok(()),
    }
}

/// Takes a CSV text into the book.
pub fn import(book: &Book, text: &str) -> Result<()> {
    let options = ImportOptions { path: "客户.csv".into(), ..ImportOptions::default() };
    let source = reading::read_bytes("客户.csv", text.as_bytes().to_vec(), &options.reading()?)
        .map_err(|error| rounds_core::exchange::file_error(&error, "客户.csv"))?;
    let plan = book.read(|reader| Plan::new(reader, source, &options))?;
    book.change("customers.import", |tx| imports::run(tx, &plan, &mut |_, _| true)).map(drop)
}

/// All that a user could miss: every row, every step of the history, the draft. Looks without writing.
pub fn all_of(book: &Book) -> Result<String> {
    let steps = book.ask("SELECT id || state || verb || customers FROM change ORDER BY id")?.join(" ");
    let drafts = book.ask("SELECT record || body FROM draft ORDER BY record")?.join(" ");
    let reports = book.ask("SELECT count(*) FROM import")?.join(" ");
    Ok(format!("{} | {steps} | {drafts} | {reports}", book.dump_hash()?))
}
