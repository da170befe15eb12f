//! An address book that was written is read as the same customers.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::book::Book;
use crate::book::testing::{book_in, empty_book, req};
use crate::customers;
use crate::exchange::options::ImportOptions;
use crate::exchange::planning::Plan;
use crate::exchange::{imports, reading};
use crate::sample::{SampleOptions, fill};

fn write(book: &Book, path: &std::path::Path, format: ExportFormat) -> u64 {
    let asked: ExportCustomers = req(json!({"format": format, "path": path})).unwrap();
    book.read(|reader| export(reader, &asked, &str::to_owned, &mut |_, _| true)).unwrap().rows
}

fn import(book: &Book, path: &std::path::Path) {
    let options = ImportOptions { path: path.display().to_string(), ..ImportOptions::default() };
    let source = reading::read(path, &options.reading().unwrap(), &mut |_, _| true).unwrap();
    let plan = book.read(|reader| Plan::new(reader, source, &options)).unwrap();
    book.change("customers.import", |tx| imports::run(tx, &plan, &mut |_, _| true)).unwrap();
}

/// What an address book holds of each customer, in order of the names.
fn known(book: &Book) -> Vec<String> {
    book.ask(
        "SELECT c.name || ' ' || c.kind || ' ' || coalesce(d.birthday_calendar || d.birthday_year || '-' || d.birthday_month || '-' || d.birthday_day || d.birthday_leap, '0-0-00')
           || ' [' || coalesce((SELECT group_concat(value, '|') FROM (
                SELECT kind || ' ' || value || ' ' || label AS value FROM contact_point
                WHERE customer_id = c.id AND contact_id IS NULL AND trashed_at = 0 ORDER BY kind, value)), '')
           || '] [' || coalesce((SELECT group_concat(name, '|') FROM (
                SELECT t.name FROM customer_tag AS m JOIN tag AS t ON t.id = m.tag_id WHERE m.customer_id = c.id ORDER BY t.name)), '')
           || '] ' || coalesce(d.note, '')
         FROM customer AS c LEFT JOIN customer_detail AS d ON d.customer_id = c.id WHERE c.trashed_at = 0 ORDER BY 1",
    )
    .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn an_address_book_comes_back_the_same(seed in 0..1_000_u64, is_newest in any::<bool>()) {
        let folder = tempfile::tempdir().unwrap();
        let book = book_in(folder.path()).unwrap();
        book.change("customers.sample", |tx| fill(tx, &SampleOptions { customers: 25, seed }, &mut |_, _| true)).unwrap();
        // Contacts are cards of their own, and companies have several addresses where a list has one.
        book.change("customers.trash", |tx| {
            use crate::book::sql::Sql as _;
            let with: Vec<i64> = tx.all("SELECT DISTINCT customer_id FROM contact UNION SELECT customer_id FROM contact_point WHERE kind IN ('address', 'website')
                GROUP BY customer_id, kind HAVING count(*) > 1", [], |row| row.get(0))?;
            customers::trash(tx, &with)
        }).unwrap();
        let path = folder.path().join("a.vcf");
        let format = if is_newest { ExportFormat::Vcard4 } else { ExportFormat::Vcard3 };
        let wanted = known(&book);
        prop_assert_eq!(write(&book, &path, format), wanted.len() as u64);
        if wanted.is_empty() {
            return Ok(());
        }
        let other = empty_book().unwrap();
        import(&other, &path);
        prop_assert_eq!(known(&other), wanted);
    }
}

#[test]
fn a_company_has_a_card_and_each_of_its_contacts_another() {
    let folder = tempfile::tempdir().unwrap();
    let book = empty_book().unwrap();
    let new = json!({"name": "红星农资，大理店", "kind": "company", "contact": "王强; 老板", "note": "第一行\n逗号, 分号; 反斜杠\\",
        "points": [{"kind": "phone", "value": "0872-2123456", "label": "店里"}, {"kind": "wechat", "value": "hongxing88"}]});
    let id = book.change("customer.create", |tx| customers::create(tx, &req(new)?)).unwrap().id;
    let birthday = json!({"calendar": "lunar", "year": null, "month": 8, "day": 15, "leap_month": false});
    book.change("customer.edit", |tx| customers::edit(tx, &req(json!({"id": id, "birthday": birthday}))?)).unwrap();
    let path = folder.path().join("a.vcf");
    write(&book, &path, ExportFormat::Vcard3);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("BEGIN:VCARD\r\nVERSION:3.0\r\n") && text.ends_with("END:VCARD\r\n"));
    assert!(text.split("\r\n").all(|line| line.len() <= 77), "folded: {text}");
    assert_eq!(text.matches("BEGIN:VCARD").count(), 2);
    let whole = text.replace("\r\n ", "");
    for line in [
        "X-ABShowAs:COMPANY",
        "item1.X-ABLabel",
        "X-WECHAT",
        "X-LUNAR-BDAY",
        "逗号\\, 分号\\; 反斜杠\\\\",
        "王强\\; 老板",
    ] {
        assert!(whole.contains(line), "{line}: {whole}");
    }
    let other = empty_book().unwrap();
    import(&other, &path);
    let told = known(&other);
    assert_eq!(told.len(), 2);
    assert!(told.contains(&known(&book)[0]), "{told:?} has {:?}", known(&book)[0]);
}

#[test]
fn a_photo_comes_in_with_its_card_and_goes_out_again() {
    let folder = tempfile::tempdir().unwrap();
    let files =
        "SELECT c.name || ' ' || f.name || ' ' || f.kind || ' ' || f.is_portrait || ' ' || f.hash FROM file AS f
        JOIN customer AS c ON c.id = f.customer_id ORDER BY 1";
    // The books of phones that the tests have: with photos, folded and encoded as each program does.
    for (name, photos) in [("contacts-iphone-3.0.vcf", 1), ("contacts-mac-3.0.vcf", 1)] {
        let book = empty_book().unwrap();
        let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/contacts").join(name);
        import(&book, &data);
        let came = book.ask(files).unwrap();
        assert!(came.len() >= photos, "{name}: {came:?}");
        assert!(came.iter().all(|one| one.contains("image/")), "{name}: {came:?}");
        import_again(&book, &data);
        assert_eq!(book.ask(files).unwrap(), came, "{name}: who is there has it already");
        for format in [ExportFormat::Vcard3, ExportFormat::Vcard4] {
            let path = folder.path().join(format!("{name}-{format:?}.vcf"));
            write(&book, &path, format);
            let other = empty_book().unwrap();
            import(&other, &path);
            let hashes = |book: &Book| book.ask("SELECT hash FROM file WHERE is_portrait = 1 ORDER BY hash").unwrap();
            assert_eq!(hashes(&other), hashes(&book), "{name} {format:?}: to the last byte");
        }
    }
}

fn import_again(book: &Book, path: &std::path::Path) {
    let existing = crate::exchange::matching::Existing::Update;
    let options = ImportOptions { path: path.display().to_string(), existing, ..ImportOptions::default() };
    let source = reading::read(path, &options.reading().unwrap(), &mut |_, _| true).unwrap();
    let plan = book.read(|reader| Plan::new(reader, source, &options)).unwrap();
    book.change("customers.import", |tx| imports::run(tx, &plan, &mut |_, _| true)).unwrap();
}

#[test]
fn a_card_with_another_photo_is_a_change_that_is_undone_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("one.vcf");
    let photo = |side: u32| {
        let mut png = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_rgb8(side, side).write_to(&mut png, image::ImageFormat::Png).unwrap();
        let png = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, png.into_inner());
        let card = format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:陈静\r\nTEL:13800001234\r\nPHOTO;ENCODING=b;TYPE=PNG:{png}\r\nEND:VCARD\r\n"
        );
        std::fs::write(&path, card).unwrap();
    };
    let book = empty_book().unwrap();
    photo(2);
    import(&book, &path);
    let planned = |book: &Book| {
        let existing = crate::exchange::matching::Existing::Update;
        let options = ImportOptions { path: path.display().to_string(), existing, ..ImportOptions::default() };
        let source = reading::read(&path, &options.reading().unwrap(), &mut |_, _| true).unwrap();
        let plan = book.read(|reader| Plan::new(reader, source, &options)).unwrap();
        (plan.counts.changed, plan.counts.same)
    };
    assert_eq!(planned(&book), (0, 1), "the same card brings nothing");
    photo(3);
    assert_eq!(planned(&book), (1, 0), "only its photo is another");
    import_again(&book, &path);
    let files = || book.ask("SELECT count(*) || ' ' || sum(is_portrait) FROM file").unwrap();
    assert_eq!(files(), ["2 1"], "the one that was there stays");
    book.undo().unwrap();
    assert_eq!(files(), ["1 1"]);
}

#[test]
fn photos_of_very_many_cards_come_in_at_once() {
    use base64::Engine as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.vcf");
    let mut png = std::io::Cursor::new(Vec::new());
    let dot = image::DynamicImage::new_rgb8(2, 2);
    dot.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let photo = base64::engine::general_purpose::STANDARD.encode(png.into_inner());
    let card = |number: u32| {
        format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:客户{number}\r\nPHOTO;ENCODING=b;TYPE=PNG:{photo}\r\nEND:VCARD\r\n")
    };
    std::fs::write(&path, (0..2_500).map(card).collect::<String>()).unwrap();
    let book = empty_book().unwrap();
    import(&book, &path);
    assert_eq!(book.ask("SELECT count(*) || ' ' || count(DISTINCT hash) FROM file").unwrap(), ["2500 1"]);
    assert_eq!(book.ask("SELECT count(*) FROM file_content").unwrap(), ["1"], "what is the same is kept once");
    book.undo().unwrap();
    assert_eq!(book.ask("SELECT count(*) FROM file").unwrap(), ["0"]);
    book.redo().unwrap();
    assert!(book.check().unwrap().ok);
}
