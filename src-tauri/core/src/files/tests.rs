//! Files: kept once, undone like all else, gone without a trace, and no content that breaks the program.
#![allow(clippy::unwrap_used)]

use std::io::Cursor;
use std::path::Path;

use image::{DynamicImage, ImageFormat, RgbImage};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::book::Access;
use crate::book::Book;
use crate::book::backups::{BackupReason, FetchCustomers, MakeBackup};
use crate::book::erasing::EraseCustomer;
use crate::book::testing::{book_and_clock, book_in, book_with, by, days_later, empty_book, open_options, req};
use crate::customers;
use crate::exchange::exports::{export_whole, take_whole};
use crate::merges;
use crate::timeline::{self, ListTimeline};
use crate::trash as bin;
use crate::visits;

/// A picture of one colour, told apart by it.
fn picture(width: u32, height: u32, tone: u8, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let one = DynamicImage::ImageRgb8(RgbImage::from_pixel(width, height, image::Rgb([tone, 90, 60])));
    one.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn stored(book: &Book, bytes: &[u8]) -> String {
    let one = Stored::of(bytes.to_vec()).unwrap();
    book.note(|conn| store(conn, book.clock().now_ms(), &one)).unwrap();
    one.hash
}

/// Attaches a content to a customer, or to one of their visits.
fn add(book: &Book, customer: i64, visit: Option<i64>, name: &str, bytes: &[u8]) -> Result<i64> {
    let files = vec![NewFile { hash: stored(book, bytes), name: name.to_owned() }];
    Ok(book.change("file.attach", |tx| attach(tx, &AttachFiles { customer_id: customer, visit_id: visit, files }))?[0])
}

fn names(book: &Book, customer: i64) -> Vec<String> {
    let files = book.read(|reader| list(reader, &OfCustomer { customer_id: customer })).unwrap();
    files.into_iter().map(|file| file.name).collect()
}

fn contents(book: &Book) -> usize {
    book.ask("SELECT hash FROM file_content").unwrap().len()
}

#[test]
fn a_photo_is_kept_with_a_small_picture_and_taken_back() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let photo = picture(1_200, 800, 200, ImageFormat::Jpeg);
    let id = add(&book, 1, None, "门头.jpg", &photo)?;
    let file = book.read(|reader| list(reader, &OfCustomer { customer_id: 1 }))?.remove(0);
    assert_eq!((file.id, file.kind.as_str(), file.size), (id, "image/jpeg", photo.len() as u64));
    assert!(file.has_thumb);
    let small = book.read(|reader| thumb(reader, &ThumbOf { hash: file.hash.clone() }))?.unwrap();
    assert!(small.starts_with("data:image/jpeg;base64,") && small.len() < 20_000, "{}", small.len());
    let (file, bytes) = book.read(|reader| content(reader, id))?;
    assert_eq!(bytes, photo, "what was put in comes out");
    assert!(show(file, bytes, 0).picture.is_some());
    book.undo()?;
    assert_eq!(names(&book, 1), [""; 0]);
    assert_eq!(contents(&book), 1, "it can be done again");
    book.redo()?;
    assert_eq!(names(&book, 1), ["门头.jpg"]);
    book.turn_round(|tx| edit(tx, &req(json!({"id": id, "name": "新门头.jpg", "is_portrait": true}))?))?;
    book.turn_round(|tx| trash(tx, &by(id)))?;
    assert_eq!(book.check()?.problems, [""; 0]);
    Ok(())
}

#[test]
fn one_content_is_there_once_and_goes_when_nobody_names_it() -> Result<()> {
    let (book, clock) = book_and_clock()?;
    for name in ["陈静", "Ada"] {
        book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": name}))?))?;
    }
    let paper = b"%PDF-1.4 not much of one";
    let first = add(&book, 1, None, "报价.pdf", paper)?;
    add(&book, 2, None, "报价.pdf", paper)?;
    assert_eq!(contents(&book), 1);
    stored(&book, "没有附上的".as_bytes());
    let left = stored(&book, "还在框里的".as_bytes());
    book.note(|conn| {
        let body = json!({"files": [{"hash": left, "name": "a.txt"}]}).to_string();
        crate::drafts::put(conn, 1, &req(json!({"record": "visit-of-customer-1", "body": body}))?)
    })?;
    let sweep_now = |book: &Book| book.note(|conn| sweep(conn, Some(book.clock().now_ms())));
    assert_eq!(sweep_now(&book)?, 0, "what was just stored may be about to be attached");
    clock.set(days_later(2));
    assert_eq!(sweep_now(&book)?, 1, "and what is in a draft stays");
    book.change("file.trash", |tx| trash(tx, &by(first)))?;
    book.change("test.gone", |tx| tx.run("DELETE FROM file", []).map(drop))?;
    assert_eq!((sweep_now(&book)?, contents(&book)), (0, 2), "it can still be undone");
    book.undo()?;
    assert_eq!(names(&book, 2), ["报价.pdf"]);
    Ok(())
}

#[test]
fn emptying_the_trash_takes_the_papers_of_a_visit_along() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "陈静"}))?))?;
    let hash = stored(&book, b"receipt 4711");
    let visit = book.change("visit.log", |tx| {
        visits::log(tx, &req(json!({"customer_id": 1, "files": [{"hash": hash, "name": "收据.txt"}]}))?)
    })?;
    let entry = book.read(|reader| timeline::list(reader, &ListTimeline { customer_id: 1, ..Default::default() }))?;
    assert_eq!(entry.entries[0].files[0].name, "收据.txt", "a visit may have a paper and no words");
    assert_eq!(names(&book, 1), ["收据.txt"]);
    book.change("visit.trash", |tx| visits::trash(tx, &by(visit.id)))?;
    assert_eq!(names(&book, 1), [""; 0], "it is in the trash with its visit");
    let listed = book.read(|reader| bin::list(reader, &bin::ListTrash::default()))?;
    assert_eq!(listed.total, 1, "and not listed beside it");
    book.empty_trash(&req(json!({"days": 0}))?, &mut |_, _| true)?;
    assert_eq!(book.ask("SELECT id FROM file")?, [""; 0]);
    assert!(book.check()?.ok);
    Ok(())
}

#[test]
fn files_stand_in_the_timeline_and_in_the_trash() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let id = add(&book, 1, None, "合同.txt", "第一条".as_bytes())?;
    let ask = ListTimeline { customer_id: 1, ..ListTimeline::default() };
    let line = book.read(|reader| timeline::list(reader, &ask))?;
    let one = line.entries.iter().find(|entry| entry.kind == "file").unwrap();
    assert_eq!((one.text.as_str(), one.files.len()), ("合同.txt", 1));
    assert_eq!(line.total as usize, line.entries.len());
    book.change("file.trash", |tx| trash(tx, &by(id)))?;
    let listed = book.read(|reader| bin::list(reader, &bin::ListTrash::default()))?;
    assert_eq!((listed.items[0].record.as_str(), listed.items[0].title.as_str()), ("file", "合同.txt"));
    let restore = bin::RestoreTrash { items: vec![bin::TrashRef { record: "file".into(), id }] };
    book.change("trash.restore", |tx| bin::restore(tx, &restore))?;
    assert_eq!(names(&book, 1), ["合同.txt"]);
    Ok(())
}

#[test]
fn who_is_merged_brings_their_files_and_takes_them_along_again() -> Result<()> {
    let book = book_with(&["王记五金", "王记五金店"])?;
    add(&book, 1, None, "一.txt", b"one of them")?;
    add(&book, 2, None, "二.txt", b"two of them")?;
    let visit = book.change("visit.log", |tx| visits::log(tx, &req(json!({"customer_id": 2, "summary": "送货"}))?))?.id;
    add(&book, 2, Some(visit), "送货单.txt", b"three")?;
    let before = book.check()?.content_hash;
    let merge = book.change("customer.merge", |tx| merges::merge(tx, &req(json!({"keep": 1, "others": [2]}))?))?;
    assert_eq!(names(&book, 1).len(), 3);
    book.change("customer.unmerge", |tx| merges::unmerge(tx, &by(merge.merges[0])))?;
    assert_eq!(book.check()?.content_hash, before);
    let merge = book.change("customer.merge", |tx| merges::merge(tx, &req(json!({"keep": 1, "others": [2]}))?))?;
    add(&book, 1, Some(visit), "签收.txt", b"four")?;
    add(&book, 1, None, "后来.txt", b"five")?;
    book.change("customer.unmerge", |tx| merges::unmerge(tx, &by(merge.merges[0])))?;
    assert_eq!(names(&book, 2), ["签收.txt", "送货单.txt", "二.txt"], "a visit keeps what came to it since");
    assert_eq!(names(&book, 1), ["后来.txt", "一.txt"]);
    assert_eq!(book.check()?.problems, [""; 0]);
    Ok(())
}

#[test]
fn a_whole_book_with_files_comes_back_the_same() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_with(&["陈静", "Ada"])?;
    add(&book, 1, None, "大.bin", &vec![7; 2 << 20])?;
    add(&book, 2, None, "a.png", &picture(40, 30, 9, ImageFormat::Png))?;
    let visit = book.change("visit.log", |tx| visits::log(tx, &req(json!({"customer_id": 2, "summary": "hi"}))?))?.id;
    let gone = add(&book, 2, Some(visit), "b.txt", b"text")?;
    book.change("file.trash", |tx| trash(tx, &by(gone)))?;
    let path = folder.path().join("whole.json");
    book.read(|reader| export_whole(reader, &path, &mut |_, _| true))?;
    let other = empty_book()?;
    other.change("book.take", |tx| take_whole(tx, &path))?;
    assert_eq!(other.check()?.content_hash, book.check()?.content_hash);
    let id = other.ask("SELECT id FROM file WHERE name = 'a.png'")?[0].parse().unwrap();
    assert_eq!(other.read(|reader| content(reader, id))?.1, picture(40, 30, 9, ImageFormat::Png));

    let text = std::fs::read_to_string(&path)?;
    for (from, to) in
        [("dGV4dA==", "dGV4dQ=="), ("dGV4dA==", "%"), ("\"file_content\",{\"hash\"", "\"file_content\",{\"hash_\"")]
    {
        std::fs::write(&path, text.replacen(from, to, 1))?;
        let refused = empty_book()?.change("book.take", |tx| take_whole(tx, &path)).unwrap_err();
        assert_eq!(refused.code(), "file_damaged", "{to}: a content is what its hash says");
    }
    Ok(())
}

#[test]
fn an_erased_customer_leaves_no_byte_of_their_papers() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    for name in ["欧阳娜娜", "Ada"] {
        book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": name}))?))?;
    }
    let secret = "只有这份合同里才有的一句话";
    add(&book, 1, None, "欧阳娜娜的合同.txt", secret.repeat(2_000).as_bytes())?;
    let shared = "大家都有的价目表".repeat(500);
    add(&book, 1, None, "价目.txt", shared.as_bytes())?;
    add(&book, 2, None, "价目.txt", shared.as_bytes())?;
    // What was thrown away and can still be had back goes, too.
    let old = add(&book, 1, None, "旧的.txt", "撤销之后还在的一句话".repeat(300).as_bytes())?;
    book.change("file.trash", |tx| trash(tx, &by(old)))?;
    add(&book, 1, None, "撤.txt", "已经撤销的一句话".repeat(300).as_bytes())?;
    book.undo()?;
    book.backup(&MakeBackup { target: None, reason: BackupReason::Asked }, &mut |_, _| true)?;
    let looked_for = [secret, "撤销之后还在的一句话", "已经撤销的一句话"].map(str::to_owned).to_vec();
    let look = |book: &Book| book.verify(&req(json!({"traces": looked_for.clone()})).unwrap(), &[]);
    assert!(look(&book)?.traces.len() >= 3, "before, they are found: {:?}", look(&book)?.traces);
    let erase: EraseCustomer = req(json!({"id": 1, "name": "欧阳娜娜"}))?;
    let erased = book.erase(&erase, &[], &mut |_, _| true)?;
    assert!(erased.is_gone, "{:?}", erased.left);
    assert_eq!(look(&book)?.traces, [], "not in the book, not in its backups");
    assert_eq!((contents(&book), names(&book, 2)), (1, vec!["价目.txt".to_owned()]), "what others have stays theirs");
    Ok(())
}

#[test]
fn who_is_made_anonymous_has_no_photos_left() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "陈静雯"}))?))?;
    add(&book, 1, None, "a.png", &picture(20, 20, 1, ImageFormat::Png))?;
    let erase: EraseCustomer = req(json!({"id": 1, "name": "陈静雯", "neutral": "某客户"}))?;
    book.erase(&erase, &[], &mut |_, _| true)?;
    assert_eq!((names(&book, 1).len(), contents(&book)), (0, 0));
    Ok(())
}

#[test]
fn who_is_fetched_out_of_a_backup_has_their_files() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "陈静"}))?))?;
    add(&book, 1, None, "合同.txt", b"a contract")?;
    let made = book.backup(&MakeBackup { target: None, reason: BackupReason::Asked }, &mut |_, _| true)?;
    book.change("customers.trash", |tx| customers::trash(tx, &[1]))?;
    book.empty_trash(&req(json!({"days": 0}))?, &mut |_, _| true)?;
    assert_eq!(contents(&book), 0);
    let ask = FetchCustomers { path: made.path, names: vec!["陈静".into()], ..FetchCustomers::default() };
    book.fetch_customers(&ask, &open_options(folder.path(), Access::Write), &mut |_, _| true)?;
    let id = book.ask("SELECT id FROM file")?[0].parse().unwrap();
    assert_eq!(book.read(|reader| content(reader, id))?.1, b"a contract");
    Ok(())
}

#[test]
fn what_cannot_be_attached_is_said() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("leer.txt"), b"")?;
    std::fs::File::create(at("large.bin"))?.set_len(MOST_BYTES + 1)?;
    let refused = |path: &Path| read(path).unwrap_err().code();
    assert_eq!(refused(&at("leer.txt")), "file_empty");
    assert_eq!(refused(&at("large.bin")), "attachment_too_large");
    assert_eq!(refused(folder.path()), "file_is_directory");
    assert_eq!(refused(&at("none")), "file_missing");
    std::fs::File::create(at("just.bin"))?.set_len(MOST_BYTES)?;
    assert_eq!(read(&at("just.bin"))?.0.named("x").size, MOST_BYTES, "20 MB are taken");
    let long = format!("{}.jpeg", "长".repeat(80));
    std::fs::write(at(&long), b"x")?;
    assert_eq!(read(&at(&long))?.1, long);
    let book = book_with(&["陈静", "Ada"])?;
    let hash = stored(&book, b"x");
    let visit = book.change("visit.log", |tx| visits::log(tx, &req(json!({"customer_id": 2, "summary": "hi"}))?))?.id;
    let ask = |request: serde_json::Value| book.refusal(|tx| attach(tx, &req(request)?));
    let files = json!([{"hash": hash, "name": "x"}]);
    assert_eq!(ask(json!({"customer_id": 9, "files": files}))?, "not_found: customer");
    assert_eq!(ask(json!({"customer_id": 1, "files": []}))?, "invalid: files empty");
    assert_eq!(ask(json!({"customer_id": 1, "visit_id": visit, "files": files}))?, "not_found: visit");
    assert_eq!(ask(json!({"customer_id": 1, "files": [{"hash": "00", "name": "x"}]}))?, "not_found: file");
    assert_eq!(ask(json!({"customer_id": 1, "files": [{"hash": hash, "name": " "}]}))?, "invalid: name empty");
    Ok(())
}

#[test]
fn the_kind_is_told_by_the_content() {
    let all: [(&[u8], &str); 6] = [
        (b"%PDF-1.7\n", "application/pdf"),
        ("价目表\n化肥 120".as_bytes(), "text/plain"),
        (&[0xbb, 0xaf, 0xb7, 0xca], "text/plain"),
        (b"MZ\x90\x00\x03", "application/octet-stream"),
        (b"PK\x03\x04", "application/octet-stream"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "text/plain"),
    ];
    for (bytes, kind) in all {
        assert_eq!(look_at(bytes).kind, kind);
    }
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Bmp] {
        let look = look_at(&picture(500, 250, 8, format));
        assert_eq!((look.width, look.height), (500, 250), "{format:?}");
        let small = image::load_from_memory(&look.thumb).unwrap();
        assert_eq!((small.width(), small.height()), (320, 160), "{format:?}");
    }
}

#[test]
fn a_photo_that_lies_on_its_side_is_shown_upright() {
    let photo = picture(60, 40, 8, ImageFormat::Jpeg);
    // An APP1 block with the orientation 6: turned by a quarter.
    let exif = b"\xff\xe1\x00\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let turned = [&photo[..2], exif.as_slice(), &photo[2..]].concat();
    let look = look_at(&turned);
    assert_eq!((look.width, look.height), (40, 60));
}

#[test]
fn pictures_that_are_bombs_are_kept_and_not_unpacked() {
    // A PNG of 60,000 × 60,000 pixels in a few bytes, and one of 9,000 × 9,000 that is whole.
    let mut bomb = picture(1, 1, 0, ImageFormat::Png);
    bomb[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bomb[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    // Its checksum is of the old size; the reader must not even come so far.
    let look = look_at(&bomb);
    assert_eq!((look.kind, look.thumb.len(), look.width), ("image/png", 0, 0));
    let large = picture(9_000, 9_000, 3, ImageFormat::Png);
    assert!(large.len() < 2 << 20);
    let look = look_at(&large);
    assert_eq!((look.kind, look.thumb.len()), ("image/png", 0), "81 million pixels are too many");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_content_breaks_the_look(
        format in 0..5_usize, hits in prop::collection::vec((0.0..1.0_f64, any::<u8>()), 1..40), cut in 0.0..1.0_f64, tail in prop::collection::vec(any::<u8>(), 0..64),
    ) {
        let format = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Bmp][format];
        let mut bytes = picture(48, 32, 77, format);
        for (place, byte) in hits {
            let at = (place * bytes.len() as f64) as usize;
            bytes[at] = byte;
        }
        let end = (cut * bytes.len() as f64) as usize;
        let cut = [&bytes[..end.max(12)], tail.as_slice()].concat();
        for broken in [bytes, cut, tail] {
            let look = look_at(&broken);
            prop_assert!(look.thumb.len() < 200_000);
        }
    }

    #[test]
    fn no_paper_breaks_the_drawing(hits in prop::collection::vec((0.0..1.0_f64, any::<u8>()), 0..30), cut in 0.2..1.0_f64) {
        let mut bytes = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>endobj\n4 0 obj<</Length 62>>stream\nBT /F 12 Tf 10 10 Td (Hello) Tj ET /X Do 0 0 10 10 re f endstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n6 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 5>>stream\n/X Do endstream endobj\ntrailer<</Root 1 0 R>>\n".to_vec();
        for (place, byte) in hits {
            let at = 9 + (place * (bytes.len() - 9) as f64) as usize;
            bytes[at] = byte;
        }
        bytes.truncate((cut * bytes.len() as f64) as usize);
        let _ = crate::papers::draw(bytes, 0);
    }
}
