//! Visits that come in out of a sheet of their own.

use super::imports::{self, ImportReport};
use super::matching::Existing;
use super::options::{ImportOptions, VisitSheet};
use super::planning::Plan;
use super::previews::PreviewFilter;
use super::reading;
use super::tests::{import, sample};
use crate::book::Book;
use crate::book::testing::{book_with, by, empty_book};
use crate::error::Result;

fn plan(book: &Book, options: &ImportOptions) -> Result<Plan> {
    let read = |options: &ImportOptions| -> Result<reading::Source> {
        let how = options.reading()?;
        match &options.text {
            Some(text) => reading::read_bytes(&options.path, text.clone().into_bytes(), &how),
            None => reading::read(options.path.as_ref(), &how, &mut |_, _| true),
        }
        .map_err(|error| super::file_error(&error, &options.path))
    };
    let source = read(options)?;
    let visits =
        options.of_visits().map(|visits| Ok::<_, crate::error::Error>((read(&visits)?, visits))).transpose()?;
    book.read(|reader| {
        let plan = Plan::new(reader, source, options)?;
        match visits {
            Some((source, options)) => plan.with_visits(reader, source, &options, &mut |_, _| true),
            None => Ok(plan),
        }
    })
}

fn run(book: &Book, options: &ImportOptions) -> Result<ImportReport> {
    let plan = plan(book, options)?;
    let foreseen = imports::dry_run(&plan, &mut |_, _| true)?;
    let report = book.change(plan.verb(), |tx| imports::run(tx, &plan, &mut |_, _| true))?;
    let told = ImportReport { change: None, import_id: None, ..report.clone() };
    assert_eq!(foreseen, told, "what was foreseen came to be");
    Ok(report)
}

fn workbook() -> ImportOptions {
    ImportOptions {
        path: sample("customers.xlsx").to_string_lossy().into_owned(),
        visits: Some(VisitSheet { sheet: "拜访记录".to_owned(), ..VisitSheet::default() }),
        ..ImportOptions::default()
    }
}

fn visits_pasted(text: &str) -> ImportOptions {
    ImportOptions {
        path: "拜访".to_owned(),
        text: Some(text.to_owned()),
        rows_are: super::meaning::RowsAre::Visits,
        ..ImportOptions::default()
    }
}

#[test]
fn a_workbook_brings_its_customers_and_their_visits_in_one_step() -> Result<()> {
    let book = empty_book()?;
    let before = book.dump_hash()?;
    let report = run(&book, &workbook())?;
    assert_eq!((report.taken, report.refused, report.skipped), (1_500, 0, 34));
    let visits = report.visits.unwrap();
    assert_eq!((visits.sheet.as_str(), visits.rows, visits.taken, visits.refused), ("拜访记录", 600, 588, 12));
    let refused: Vec<&str> = visits
        .problems
        .iter()
        .filter(|problem| problem.column.is_none())
        .map(|problem| problem.reason.as_str())
        .collect();
    assert_eq!(refused, ["nobody_fits"; 12]);
    assert!(visits.problems[0].value.starts_with("查无此客户"), "{:?}", visits.problems[0]);
    let timed = "SELECT count(*) || ' ' || count(visited_at) FROM visit WHERE summary <> ''";
    assert_eq!(book.ask(timed)?, ["588 583"], "five stand there with midnight, which is a day alone");
    let first =
        "SELECT visited_on || ' ' || ((visited_at / 60000 + offset_minutes) % 1440) || ' ' || k.name || ' ' || summary
         FROM visit AS v JOIN customer AS c ON c.id = v.customer_id JOIN visit_kind AS k ON k.id = v.kind_id
         WHERE c.name = '苏州随食随递商贸有限公司' AND visited_on = '2025-05-25'";
    assert_eq!(book.ask(first)?, ["2025-05-25 810 电话 催款"], "day, time, kind and text as in row 2");
    let twice = "SELECT count(DISTINCT v.customer_id) FROM visit AS v JOIN customer AS c ON c.id = v.customer_id WHERE c.name = '福满乐汽修厂'";
    assert_eq!(book.ask(twice)?, ["1"], "of one who stands in the list twice, all visits go to the first");
    let after = book.dump_hash()?;
    book.undo()?;
    assert_eq!(book.dump_hash()?, before, "both sheets are undone in one step");
    book.redo()?;
    assert_eq!(book.dump_hash()?, after);
    assert!(book.check()?.ok);
    Ok(())
}

#[test]
fn the_same_workbook_again_brings_nothing_new() -> Result<()> {
    let book = empty_book()?;
    run(&book, &workbook())?;
    let before = book.dump_hash()?;
    for existing in [Existing::Leave, Existing::Update] {
        let report = run(&book, &ImportOptions { existing, ..workbook() })?;
        assert_eq!((report.taken, report.changed), (0, 0), "{existing:?}");
        let visits = report.visits.unwrap();
        assert_eq!((visits.taken, visits.same, visits.refused), (0, 588, 12), "{existing:?}");
        assert_eq!(book.ask("SELECT count(*) FROM visit")?, ["588"], "{existing:?}");
    }
    assert_eq!(book.dump_hash()?, before);
    let told = "SELECT verb || ' ' || state || ' ' || (import_id > 0) FROM change ORDER BY id";
    let nothing = "customers.import final 1";
    assert_eq!(book.ask(told)?, ["customers.import done 1", nothing, nothing], "told, and no step to be undone");

    // A visit that was taken away comes again, and only that one.
    book.change("visit.trash", |tx| crate::visits::trash(tx, &by(7)))?;
    let report = run(&book, &ImportOptions { existing: Existing::Leave, ..workbook() })?;
    assert_eq!(report.visits.map(|visits| (visits.taken, visits.same)), Some((1, 587)));
    assert_eq!(book.ask(told)?.last().unwrap(), "visits.import done 1", "where nobody comes it is a change of visits");
    Ok(())
}

#[test]
fn visits_alone_find_their_customers_in_the_book() -> Result<()> {
    let book = book_with(&["宏达五金测试店", "Ada", "Ada"])?;
    import(&book, "utf16.csv")?;
    let phone = book.ask("SELECT value FROM contact_point WHERE kind = 'phone' GROUP BY value HAVING count(*) = 1 ORDER BY id LIMIT 1")?.remove(0);
    let text = format!(
        "客户,电话,日期,方式,内容,拜访人,下次拜访\n\
         宏达五金测试店,,2024-03-05 14:20,视频会议,谈了报价,李敏,2024-03-20\n\
         宏达五金测试店,,2024-04-01,电话,成交,李敏,\n\
         ,{phone},2024-05-01,电话,按电话找到,,2024-06-01\n\
         Ada,,2024-05-01,电话,两个 Ada,,\n\
         没有的人,,2024-05-01,电话,x,,\n\
         宏达五金测试店,,哪天,电话,y,,\n"
    );
    let options = visits_pasted(&text);
    let report = run(&book, &options)?;
    assert_eq!((report.rows, report.taken), (0, 0), "no row of it is a customer");
    let told = report.visits.unwrap();
    assert_eq!((told.sheet.as_str(), told.rows, told.taken, told.refused), ("拜访", 6, 3, 3));
    let refused: Vec<(u32, &str)> = told
        .problems
        .iter()
        .filter(|problem| problem.column.is_none())
        .map(|problem| (problem.row, problem.reason.as_str()))
        .collect();
    assert_eq!(refused, [(5, "matches_several"), (6, "nobody_fits"), (7, "no_visit_day")]);
    let visits = "SELECT visited_on || ' ' || k.name || ' ' || summary || ' ' || o.name FROM visit AS v
         JOIN visit_kind AS k ON k.id = v.kind_id JOIN owner AS o ON o.id = v.author_id WHERE o.name = '李敏' ORDER BY visited_on";
    assert_eq!(book.ask(visits)?, ["2024-03-05 视频会议 谈了报价 李敏", "2024-04-01 电话 成交 李敏"]);
    let followups = "SELECT due_on || ' ' || state FROM followup WHERE visit_id IS NOT NULL ORDER BY due_on";
    assert_eq!(book.ask(followups)?, ["2024-03-20 done", "2024-06-01 open"], "kept by a later visit, or not yet");
    let plan = plan(&book, &options)?;
    assert_eq!((plan.counts.taken, plan.counts.same), (0, 3));
    let preview = book.read(|reader| plan.preview(reader, PreviewFilter::Same, 0, 10))?;
    assert_eq!(preview.rows.len(), 3);
    Ok(())
}

#[test]
fn a_number_that_both_sheets_have_tells_whose_a_visit_is() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("账.xlsx");
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let mut sheet = |name: &str, rows: &[&[&str]]| {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for (at, cells) in (0..).zip(rows) {
            sheet.write_row(at, 0, cells.iter().copied()).unwrap();
        }
    };
    sheet("Customers", &[&["Customer", "Customer no."], &["Ada", "K-1"], &["Ada", "K-2"], &["Bo", "K-3"]]);
    sheet(
        "Visits",
        &[
            &["Customer", "Customer no.", "Date", "Summary"],
            &["Ada", "K-2", "2024-03-05", "second"],
            &["Ada", "", "2024-03-06", "either"],
        ],
    );
    workbook.save(&path).unwrap();
    let book = empty_book()?;
    let options = ImportOptions {
        path: path.to_string_lossy().into_owned(),
        visits: Some(VisitSheet { sheet: "Visits".to_owned(), ..VisitSheet::default() }),
        ..ImportOptions::default()
    };
    let report = run(&book, &options)?;
    let visits = report.visits.unwrap();
    assert_eq!((visits.taken, visits.refused), (1, 1), "{visits:?}");
    assert_eq!(book.ask("SELECT customer_id || ' ' || summary FROM visit")?, ["2 second"]);
    Ok(())
}

#[test]
fn stopping_among_the_visits_leaves_nothing() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let before = book.fingerprint()?;
    let plan = plan(&book, &workbook())?;
    // The customers of all 1,534 rows are written by then.
    let stop = |done: u64, _: u64| done < 1_600;
    let refused = book.change("customers.import", |tx| imports::run(tx, &plan, &mut { stop }));
    assert_eq!(refused.unwrap_err().code(), "cancelled");
    assert_eq!(book.fingerprint()?, before);
    Ok(())
}

#[test]
fn a_visit_finds_its_customer_by_the_uid_alone() -> Result<()> {
    let book = book_with(&["红星农资", "王伟"])?;
    let id = book.customer("王伟")?;
    let uid = book.ask(&format!("SELECT uid FROM customer WHERE id = {id}"))?.remove(0);
    let report = run(
        &book,
        &visits_pasted(&format!("UID\t拜访日期\t拜访内容\n{uid}\t2025-05-25\t送样品\nnobody\t2025-05-26\t对账\n")),
    )?;
    let visits = report.visits.unwrap();
    assert_eq!((visits.taken, visits.refused), (1, 1));
    assert_eq!(visits.problems[0].reason, "nobody_fits");
    assert_eq!(book.ask(&format!("SELECT summary FROM visit WHERE customer_id = {id}"))?, ["送样品"]);
    Ok(())
}
