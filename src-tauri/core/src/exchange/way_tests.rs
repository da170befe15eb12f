//! Long looks at a file: how far they are, and that they end when told to.

use super::conflicts;
use super::imports;
use super::matching::Existing;
use super::meaning::RowsAre;
use super::options::ImportOptions;
use super::planning::Plan;
use super::reading::{self, Source};
use super::tests::{import, sample};
use crate::book::testing::empty_book;
use crate::book::{Book, OnProgress};
use crate::error::Result;

fn source(options: &ImportOptions) -> Result<Source> {
    let how = options.reading()?;
    match &options.text {
        Some(text) => reading::read_bytes(&options.path, text.clone().into_bytes(), &how),
        None => reading::read(options.path.as_ref(), &how, &mut |_, _| true),
    }
    .map_err(|error| super::file_error(&error, &options.path))
}

fn of_file(file: &str) -> ImportOptions {
    ImportOptions { path: sample(file).to_string_lossy().into_owned(), ..ImportOptions::default() }
}

fn plan(book: &Book, options: &ImportOptions, on_progress: OnProgress<'_>) -> Result<Plan> {
    book.read(|reader| Plan::new_telling(reader, source(options)?, options, on_progress))
}

fn with_visits(
    book: &Book,
    customers: &ImportOptions,
    visits: &ImportOptions,
    on_progress: OnProgress<'_>,
) -> Result<Plan> {
    let plan = plan(book, customers, &mut |_, _| true)?;
    book.read(|reader| plan.with_visits(reader, source(visits)?, visits, on_progress))
}

/// All that goes through the rows of a file, each with the rows that it goes through.
type Work<'a> = &'a dyn Fn(OnProgress<'_>) -> Result<()>;

fn all(book: &Book, see: &dyn Fn(Work<'_>, u64)) -> Result<()> {
    let customers = of_file("kehu-gbk.csv");
    let known = ImportOptions { existing: Existing::Leave, ..customers.clone() };
    let updated = ImportOptions { existing: Existing::Update, ..customers.clone() };
    let few = of_file("gb18030.csv");
    let rows = (0..700).map(|row| format!("客户{row},2025-03-05,电话,催款\n"));
    let text = Some(format!("客户名称,拜访时间,方式,内容\n{}", rows.collect::<String>()));
    let visits =
        ImportOptions { text, rows_are: RowsAre::Visits, path: "拜访".to_owned(), ..ImportOptions::default() };
    see(&|told| plan(book, &customers, told).map(drop), 2_007);
    see(&|told| plan(book, &known, told).map(drop), 2_007);
    see(&|told| plan(book, &updated, told).map(drop), 2_007);
    see(&|told| plan(book, &visits, told).map(drop), 700);
    see(&|told| with_visits(book, &few, &visits, told).map(drop), 100 + 700);
    let made = plan(book, &known, &mut |_, _| true)?;
    see(&|told| imports::dry_run(&made, told).map(drop), 2_007);
    see(&|told| book.read(|reader| conflicts::check(reader, &made, told)).map(drop), 2_007);
    let made = with_visits(book, &few, &visits, &mut |_, _| true)?;
    see(&|told| imports::dry_run(&made, told).map(drop), 100 + 700);
    Ok(())
}

#[test]
fn a_look_tells_of_every_stretch_of_its_rows_and_never_goes_back() -> Result<()> {
    let book = empty_book()?;
    import(&book, "kehu-gbk.csv")?;
    all(&book, &|work, rows| {
        let mut told = Vec::new();
        work(&mut |done, total| {
            told.push((done, total));
            true
        })
        .unwrap();
        assert!(told.is_sorted() && told.iter().all(|(_, total)| *total == rows), "of {rows}: {told:?}");
        assert_eq!(told.last(), Some(&(rows, rows)));
        let longest = told.windows(2).map(|pair| pair[1].0 - pair[0].0).max();
        assert!(longest.is_some_and(|rows| rows <= 256), "no long silence: {told:?}");
    })
}

#[test]
fn a_look_ends_at_any_moment_and_leaves_nothing() -> Result<()> {
    let book = empty_book()?;
    import(&book, "kehu-gbk.csv")?;
    let before = book.fingerprint()?;
    all(&book, &|work, rows| {
        let mut moments = 0;
        work(&mut |_, _| {
            moments += 1;
            true
        })
        .unwrap();
        assert!(moments > rows / 256, "it was asked too seldom: {moments}");
        for moment in [1, moments / 2, moments] {
            let mut asked = 0;
            let ended = work(&mut |_, _| {
                asked += 1;
                asked < moment
            });
            assert_eq!((ended.unwrap_err().code(), asked), ("cancelled", moment), "nothing is done after it");
        }
    })?;
    assert_eq!(book.fingerprint()?, before);
    Ok(())
}

#[test]
fn very_many_new_tags_do_not_keep_a_look_from_ending() -> Result<()> {
    let book = empty_book()?;
    let rows = (0..2_000).map(|row| format!("客户{row},标签{row}\n"));
    let text = Some(format!("客户名称,标签\n{}", rows.collect::<String>()));
    let options = ImportOptions { text, path: "标签".to_owned(), ..ImportOptions::default() };
    let mut at_the_last_row = 0;
    plan(&book, &options, &mut |done, _| {
        at_the_last_row += u32::from(done == 2_000);
        true
    })?;
    assert!(at_the_last_row > 5, "asked while tags are looked for: {at_the_last_row}");
    let mut asked = 0;
    let ended = plan(&book, &options, &mut |done, _| {
        asked += u32::from(done == 2_000);
        asked < 3
    });
    assert_eq!(ended.unwrap_err().code(), "cancelled");
    Ok(())
}
