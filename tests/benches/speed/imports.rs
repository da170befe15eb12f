//! Import of a CSV file as they come from people's computers, into an empty book and into a full one, and by plain SQLite.

use std::collections::HashMap;
use std::path::Path;
use std::time::{Duration, Instant};

use rounds_core::Book;
use rounds_core::book::sql::Sql;
use rounds_core::exchange::imports;
use rounds_core::exchange::matching::Existing;
use rounds_core::exchange::options::ImportOptions;
use rounds_core::exchange::planning::Plan;
use rounds_core::exchange::reading;
use rusqlite::{Connection, params};

use crate::Outcome;
use crate::books::Made;
use crate::figures::{Line, Report, Times, Watch};
use crate::goals::Judged;
use crate::memory;
use crate::plain;

const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志玉兰海波红梅春燕晓鹏飞宇浩然子涵梓轩雨欣";
const CITIES: [&str; 8] = ["杭州", "苏州", "南京", "成都", "武汉", "长沙", "郑州", "济南"];
const TRADES: [&str; 8] = ["农资", "五金", "建材", "种业", "饲料", "百货", "美容", "教育"];
const FORMS: [&str; 5] = ["有限公司", "有限责任公司", "商行", "经营部", "店"];
const TAGS: [&str; 10] = ["重点", "批发", "零售", "老客户", "新客户", "VIP", "种植", "养殖", "欠款", "转介绍"];

/// A stream of chance that is the same always (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % end.max(1)
    }

    fn sign(&mut self, from: &str) -> char {
        from.chars().nth(self.below(from.chars().count())).unwrap_or('王')
    }

    fn one<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from.get(self.below(from.len())).copied().unwrap_or_default()
    }
}

/// Writes a file of so many rows, as dirty as people's files are: 1 in 200 is empty, 1 in 100 has a cell that cannot be read.
fn write_file(path: &Path, rows: u32) -> Outcome {
    let mut chance = Chance(88_172_645_463_325_252);
    let mut writer = csv::Writer::from_path(path)?;
    writer.write_record(["客户名称", "联系人", "手机", "电话", "地址", "标签", "最近拜访日期", "备注", "意向金额"])?;
    for row in 0..rows {
        if row % 200 == 199 {
            writer.write_record([""; 9])?;
            continue;
        }
        let city = chance.one(&CITIES);
        let core: String = (0..2).map(|_| chance.sign(GIVEN)).collect();
        let name = format!("{city}{core}{}{}", chance.one(&TRADES), chance.one(&FORMS));
        let contact: String = [chance.sign(SURNAMES), chance.sign(GIVEN), chance.sign(GIVEN)].iter().collect();
        let mobile = match row % 100 {
            50 => "1.38E+10".to_owned(),
            place if place % 10 == 0 => format!("+86 138-{:04}-{:04}", chance.below(10_000), chance.below(10_000)),
            _ => format!("13{}{:08}", chance.below(10), chance.below(100_000_000)),
        };
        let landline =
            if chance.below(3) == 0 { format!("0571-5550{:04}", chance.below(10_000)) } else { String::new() };
        let address = format!("{city}市幸福路{}号", chance.below(900) + 1);
        let tags =
            if chance.below(5) > 0 { format!("{}、{}", chance.one(&TAGS), chance.one(&TAGS)) } else { String::new() };
        let (month, day) = (chance.below(12) + 1, chance.below(28) + 1);
        let visit = match chance.below(6) {
            0 => String::new(),
            1 => format!("2026年{month}月{day}日").replace("2026", "2025"),
            2 => format!("2025-{month:02}-{day:02}"),
            _ => format!("2025/{month}/{day}"),
        };
        let note = if chance.below(2) == 0 { "门口有条狗，先打电话再去。月底结账" } else { "" };
        let amount = if chance.below(2) == 0 { format!("{}", (chance.below(500) + 1) * 100) } else { String::new() };
        writer.write_record([&name, &contact, &mobile, &landline, &address, &tags, &visit, note, &amount])?;
    }
    Ok(writer.flush()?)
}

/// How long the parts of an import took.
struct Taken {
    reading: Duration,
    writing: Duration,
    undo: Duration,
}

/// Takes the file into a book, and takes that back again.
fn import(made: &Made, book: &Book, file: &Path, existing: Existing) -> Outcome<Taken> {
    let options = ImportOptions { path: file.display().to_string(), existing, ..ImportOptions::default() };
    let start = Watch::start();
    let source = reading::read(file, &options.reading()?, &mut |_, _| true).map_err(|error| format!("{error:?}"))?;
    let plan = book.read(|reader| Plan::new(reader, source, &options))?;
    let reading = start.elapsed();
    made.pass();
    let start = Watch::start();
    let mut last = (Instant::now(), Duration::ZERO);
    book.change("customers.import", |tx| {
        imports::run(tx, &plan, &mut |_, _| {
            last = (Instant::now(), last.1.max(last.0.elapsed()));
            true
        })
    })?;
    let writing = start.elapsed();
    eprintln!("import: {writing:?}, silent for {:?} at most, for {:?} at the end", last.1, last.0.elapsed());
    drop(plan);
    let start = Watch::start();
    book.undo()?;
    Ok(Taken { reading, writing, undo: start.elapsed() })
}

/// The same rows as they are, without reading any meaning into them.
fn import_plainly(conn: &Connection, file: &Path) -> Outcome {
    let mut tags: HashMap<String, i64> = HashMap::new();
    conn.run("INSERT INTO owner (id, uid, name) VALUES (1, 'me', '我')", [])?;
    conn.run("INSERT INTO stage (id, uid, name) VALUES (1, 'new', '新')", [])?;
    conn.run("INSERT INTO visit_kind (id, uid, name) VALUES (1, 'other', '其他')", [])?;
    conn.run("INSERT INTO field (id, uid, label, type) VALUES (1, 'amount', '意向金额', 'money')", [])?;
    conn.execute_batch("BEGIN IMMEDIATE")?;
    for (row, record) in csv::Reader::from_path(file)?.records().enumerate() {
        let record = record?;
        let cell = |place: usize| record.get(place).unwrap_or_default();
        if cell(0).is_empty() {
            continue;
        }
        conn.run(
            "INSERT INTO customer (uid, kind, name, sort_key, stage_id, owner_id, last_visit_on, created_at, updated_at)
             VALUES (?1, 'company', ?2, ?2, 1, 1, ?3, 0, 0)",
            params![format!("c{row}"), cell(0), cell(6)],
        )?;
        let id = conn.last_insert_rowid();
        if !cell(7).is_empty() {
            conn.run("INSERT INTO customer_detail (customer_id, note) VALUES (?1, ?2)", params![id, cell(7)])?;
        }
        conn.run(
            "INSERT INTO contact (uid, customer_id, name) VALUES (?1, ?2, ?3)",
            params![format!("k{row}"), id, cell(1)],
        )?;
        let contact = conn.last_insert_rowid();
        for (place, kind) in [(2, "phone"), (3, "phone"), (4, "address")] {
            if !cell(place).is_empty() {
                conn.run(
                    "INSERT INTO contact_point (uid, customer_id, contact_id, kind, value, raw, position) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6)",
                    params![format!("p{row}-{place}"), id, contact, kind, cell(place), place],
                )?;
            }
        }
        for tag in cell(5).split('、').filter(|tag| !tag.is_empty()) {
            let tag = match tags.get(tag) {
                Some(tag) => *tag,
                None => {
                    conn.run("INSERT INTO tag (uid, name) VALUES (?1, ?1)", [tag])?;
                    tags.insert(tag.to_owned(), conn.last_insert_rowid());
                    conn.last_insert_rowid()
                }
            };
            conn.run("INSERT OR IGNORE INTO customer_tag (tag_id, customer_id) VALUES (?1, ?2)", [tag, id])?;
        }
        conn.run("INSERT INTO stage_entry (customer_id, stage_id, entered_at) VALUES (?1, 1, 0)", [id])?;
        conn.run("INSERT INTO ownership (customer_id, owner_id, since_at) VALUES (?1, 1, 0)", [id])?;
        if !cell(6).is_empty() {
            conn.run(
                "INSERT INTO visit (uid, customer_id, visited_on, kind_id, author_id, created_at, updated_at) VALUES (?1, ?2, ?3, 1, 1, 0, 0)",
                params![format!("v{row}"), id, cell(6)],
            )?;
        }
        if !cell(8).is_empty() {
            conn.run(
                "INSERT INTO customer_value (customer_id, field_id, number) VALUES (?1, 1, ?2)",
                params![id, cell(8).parse::<i64>()?],
            )?;
        }
    }
    Ok(conn.execute_batch("COMMIT")?)
}

/// So many rows are taken into a full book.
const INTO_FULL: u32 = 20_000;

/// Measures them, and takes the quickest: what disturbs only makes slower.
pub fn measure(folder: &Path, full: &Made, rows: u32, report: &mut Report) -> Outcome {
    let file = folder.join("import.csv");
    write_file(&file, rows)?;
    let mut taken = Vec::new();
    for round in 0..2 {
        eprintln!("imports, round {} …", round + 1);
        let (made, book) = Made::create(folder, "import.rounds")?;
        taken.push(import(&made, &book, &file, Existing::Add)?);
        drop(book);
        std::fs::remove_file(&made.path)?;
    }
    let least = |part: fn(&Taken) -> Duration| taken.iter().map(part).min().unwrap_or_default();
    let (schema, _) = Made::create(folder, "schema.rounds")?;
    let conn = plain::create(&folder.join("import.sqlite"), &plain::schema(&schema)?)?;
    let start = Watch::start();
    import_plainly(&conn, &file)?;
    let bare = start.elapsed();
    let group = "import";
    let once = |time: Duration| Times::of(vec![time]);
    let mut note = |name: &str, time: Duration, naive: Option<Duration>| {
        report.add(Line { group, name: name.to_owned(), times: once(time), naive: naive.map(once), ..Line::default() });
    };
    note("read the file, work out what it means", least(|taken| taken.reading), None);
    note("import it", least(|taken| taken.writing), Some(bare));
    note("undo it", least(|taken| taken.undo), None);
    let some = rows.min(INTO_FULL);
    write_file(&file, some)?;
    eprintln!("imports into a full book …");
    let into_full = import(full, &full.open()?, &file, Existing::Add)?;
    note(&format!("import {some} into the sample"), into_full.writing, None);
    note("undo it", into_full.undo, None);
    write_file(&file, full.customers)?;
    eprintln!("as many as the sample has, each looked for …");
    let (made, book) = Made::create(folder, "matched.rounds")?;
    let matched = import(&made, &book, &file, Existing::Update)?;
    note(&format!("read {} who may be there already", full.customers), matched.reading, None);
    note("add them, each looked for", matched.writing, None);
    note("undo it", matched.undo, None);
    book.redo()?;
    let again = import(&made, &book, &file, Existing::Update)?;
    drop(book);
    note("read them once more", again.reading, None);
    note("find each of them, change what differs", again.writing, None);
    note("undo it", again.undo, None);
    report.fact("most memory that this process had so far", memory::most()?, "MB");
    let empty = per_second(rows, least(|taken| taken.writing));
    report.judge(Judged::least(6, "rows imported in a second into an empty book", empty, 25_000.0, ""));
    let full = per_second(some, into_full.writing);
    report.judge(Judged::least(6, "rows imported in a second into the sample", full, 5_000.0, ""));
    Ok(())
}

fn per_second(rows: u32, time: Duration) -> f64 {
    f64::from(rows) / time.as_secs_f64()
}
