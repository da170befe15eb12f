//! Papers hold what they should, in letters of the system's fonts.
#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use super::*;
use crate::book::Book;
use crate::book::testing::{book_in, empty_book, req};
use crate::sample::{SampleOptions, fill};
use crate::{customers, visits};

fn paper(book: &Book, ask: Value) -> Result<Paper> {
    let asked: MakePaper = req(ask)?;
    let foot = |page: usize, pages: usize| format!("{page}/{pages}");
    let words = Words { word: &str::to_owned, foot: &foot, language: "zh-CN" };
    book.read(|reader| make(reader, &asked, &words, &mut |_, _| true))
}

fn shop() -> Result<Book> {
    let book = empty_book()?;
    book.change("test.make", |tx| {
        let shop = json!({"name": "王记五金店", "kind": "company", "contact": "王芳", "tags": ["批发", "VIP"], "note": "要开票，月底结。\nPays by the end of the month.",
            "points": [{"kind": "phone", "value": "13800001234"}, {"kind": "address", "value": "云南省大理市建设路5号"}]});
        customers::create(tx, &req(shop)?)?;
        let ada = json!({"name": "Ada Lovelace", "points": [{"kind": "address", "value": "12 St James's Square, London SW1Y 4JH"}]});
        customers::create(tx, &req(ada)?)?;
        customers::create(tx, &req(json!({"name": "没有地址的人"}))?)?;
        visits::log(tx, &req(json!({"customer_id": 1, "summary": "谈了化肥，想先试 20 袋", "outcome": "下周回复", "next_on": "2026-12-01", "next_what": "带样品"}))?)
    })?;
    Ok(book)
}

/// Whether there is ink in a part of the page, as shares of it.
fn inked(page: &Drawn, (left, top): (f32, f32), (right, bottom): (f32, f32)) -> bool {
    let picture = image::load_from_memory(&page.picture).unwrap().to_luma8();
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a small picture"
    )]
    let at = |share: f32, of: u32| (share * of as f32) as u32;
    let (width, height) = picture.dimensions();
    picture
        .enumerate_pixels()
        .filter(|(x, y, _)| {
            (at(left, width)..at(right, width)).contains(x) && (at(top, height)..at(bottom, height)).contains(y)
        })
        .any(|(_, _, pixel)| pixel.0[0] < 100)
}

#[test]
fn a_card_is_drawn_with_only_the_letters_that_it_needs() -> Result<()> {
    let made = paper(&shop()?, json!({"kind": "card", "customers": {"ids": [1]}}))?;
    assert_eq!((made.made.pages, made.made.customers), (1, 1));
    assert!(made.pdf.starts_with(b"%PDF-"));
    assert!(made.pdf.len() < 300_000, "of a font of many megabytes there is little in it: {}", made.pdf.len());
    let page = draw(made.pdf.clone(), 0).unwrap();
    assert_eq!(page.pages, 1);
    assert!(inked(&page, (0.07, 0.06), (0.4, 0.12)), "the name stands at the top");
    assert!(!inked(&page, (0.0, 0.0), (0.07, 1.0)), "and nothing in the margin");
    assert!(draw(made.pdf, 1).is_none(), "there is no second page");
    Ok(())
}

#[test]
fn a_long_list_goes_over_many_pages_and_can_be_stopped() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    book.change("customers.sample", |tx| fill(tx, &SampleOptions { customers: 150, seed: 3 }, &mut |_, _| true))?;
    let ask = json!({"kind": {"list": {"columns": ["name", "phone", "tags", "stage", "last_visit", "address"]}}, "customers": {"matching": {"rule": {"all": []}}}, "title": "全部客户"});
    let made = paper(&book, ask.clone())?;
    assert_eq!(made.made.customers, 150);
    assert!(made.made.pages >= 4, "{}", made.made.pages);
    let last = u32::try_from(made.made.pages - 1).unwrap();
    let page = draw(made.pdf, last).unwrap();
    assert!(inked(&page, (0.03, 0.04), (0.5, 0.12)), "the head is on the last page, too");
    let asked: MakePaper = req(ask)?;
    let words = Words { word: &str::to_owned, foot: &|_, _| String::new(), language: "en" };
    let stopped = book.read(|reader| make(reader, &asked, &words, &mut |_, _| false));
    assert_eq!(stopped.unwrap_err().code(), "cancelled");
    Ok(())
}

#[test]
fn labels_stand_where_the_sheet_has_them() -> Result<()> {
    let book = shop()?;
    let ask =
        |skip: u32| json!({"kind": {"labels": {"sheet": "a4_by24", "skip": skip}}, "customers": {"ids": [1, 2, 3]}});
    let made = paper(&book, ask(0))?;
    assert_eq!((made.made.pages, made.made.customers, made.made.left_out), (1, 2, 1));
    let page = draw(made.pdf, 0).unwrap();
    let third = 1.0 / 3.0;
    let eighth = 1.0 / 8.0;
    assert!(inked(&page, (0.0, 0.0), (third, eighth)) && inked(&page, (third, 0.0), (2.0 * third, eighth)));
    assert!(!inked(&page, (2.0 * third, 0.0), (1.0, 1.0)), "who has no address has no label");
    let page = draw(paper(&book, ask(23))?.pdf, 0).unwrap();
    assert!(inked(&page, (2.0 * third, 7.0 * eighth), (1.0, 1.0)), "the last one that is left of a sheet");
    assert!(!inked(&page, (0.0, 0.0), (1.0, 6.9 * eighth)));
    assert_eq!(draw(paper(&book, ask(23))?.pdf, 1).unwrap().pages, 2);
    let nobody = json!({"kind": {"labels": {"sheet": "letter_by30"}}, "customers": {"ids": [3]}});
    assert_eq!(paper(&book, nobody).unwrap_err().code(), "labels_no_address");
    Ok(())
}

#[test]
fn what_cannot_be_put_on_paper_is_said() -> Result<()> {
    let book = shop()?;
    let refused = |ask: Value| paper(&book, ask).unwrap_err();
    assert_eq!(refused(json!({"kind": "card", "customers": {"ids": []}})).code(), "invalid");
    assert_eq!(refused(json!({"kind": {"list": {"columns": []}}, "customers": {"ids": [1]}})).code(), "invalid");
    assert_eq!(refused(json!({"kind": "card", "customers": {"ids": [9]}})).code(), "not_found");
    let many: Vec<i64> = vec![1; 501];
    assert_eq!(refused(json!({"kind": "card", "customers": {"ids": many}})).code(), "paper_too_many");
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "好𐎠字 😀"}))?))?;
    let missing = refused(json!({"kind": "card", "customers": {"ids": [4]}}));
    assert_eq!((missing.code(), missing.args()["letters"].as_str()), ("font_missing", Some("𐎠")));
    book.change("customer.edit", |tx| customers::edit(tx, &req(json!({"id": 4, "name": "好字 😀"}))?))?;
    assert!(
        paper(&book, json!({"kind": "card", "customers": {"ids": [4]}})).is_ok(),
        "a sign that is missing is no loss"
    );
    Ok(())
}
