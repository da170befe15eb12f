//! What people type, and what they must get.

use std::collections::HashSet;

use super::properties::{Customer, evaluate, found, samples};
use super::readings::readings;
use super::*;

fn place(name: &str, typed: &str) -> Option<Place> {
    found(&Customer::named(name), typed).map(|found| found.best)
}

#[test]
fn the_best_places_come_first() {
    for (name, typed, wanted) in [
        ("王记", "王记", Place::WholeName),
        ("王记五金", "王", Place::NameStart),
        ("北京海娜花商贸", "海娜花", Place::Name),
        ("Green Acres", "gre", Place::NameStart),
        ("Green Acres", "acr", Place::Name),
        ("Green Acres", "ga", Place::WholePinyin),
        ("奇虎360科技", "360", Place::Name),
        ("王记五金", "wangjiwujin", Place::WholePinyin),
        ("王记五金", "wjwj", Place::WholePinyin),
        ("王记五金", "wj", Place::PinyinStart),
        ("王记五金", "wangj", Place::PinyinStart),
        ("王记五金", "wangjiw", Place::PinyinStart),
        ("王记五金", "wangjwj", Place::WholePinyin),
        ("王记五金", "wjwujin", Place::WholePinyin),
        ("王记五金", "王ji", Place::PinyinStart),
        ("张伟", "zhangw", Place::WholePinyin),
        ("张伟", "zhw", Place::WholePinyin),
        ("北京海娜花商贸", "hnh", Place::Pinyin),
        ("3M中国", "3mzg", Place::WholePinyin),
        ("3M中国", "3m", Place::NameStart),
        ("M8*30", "m8*30", Place::WholeName),
        ("M8*30", "8*30", Place::Name),
        ("西安先锋", "xi'an", Place::PinyinStart),
        ("Muñoz", "munoz", Place::WholeName),
        ("Muñoz", "MUÑOZ", Place::WholeName),
        ("Groß", "gross", Place::WholeName),
        ("海娜花（北京）", "海娜花北京", Place::WholeName),
        ("𠮷野家", "𠮷", Place::NameStart),
        ("😀小店", "😀", Place::NameStart),
        ("单县羊肉汤", "shanxian", Place::PinyinStart),
        ("重庆小面", "cqxm", Place::WholePinyin),
    ] {
        assert_eq!(place(name, typed), Some(wanted), "{name} by {typed}");
    }
    for typed in ["lv", "lu", "lü", "lyu"] {
        assert_eq!(place("吕布", typed), Some(Place::PinyinStart), "{typed}");
    }
}

#[test]
fn what_is_not_there_is_not_found() {
    for (name, typed) in [
        ("王记五金", "wjj"),
        ("王记五金", "记王"),
        ("王记五金", "j"),
        ("Green Acres", "een"),
        ("北京海娜花", "海花"),
        ("王记", "王记五金"),
        ("张伟", "zhangwen"),
    ] {
        assert_eq!(place(name, typed), None, "{name} by {typed}");
    }
    let mut customer = Customer::named("王记五金");
    customer.phones = vec!["+8613800138000".into()];
    assert!(found(&customer, "138").is_none(), "three digits look for no phone");
    assert!(found(&customer, "8613").is_none(), "the country's code is not a part of the phone");
    assert!(found(&customer, "王 9999").is_none(), "all terms must match");
    assert_eq!(found(&customer, "wj 8000").unwrap().rank, Place::PinyinStart as u32 + Place::PhoneEnd as u32);
}

#[test]
fn marks_cover_what_was_typed() {
    let mut customer = Customer::named("𠮷野·Ｇreen店");
    customer.contacts = vec!["李四".into(), "曾敏".into()];
    customer.phones = vec!["+861055501234;ext=12".into()];
    customer.points = vec!["zeng.min_88@example.com".into()];
    customer.note = "周末不在，打 360 找她".into();
    let marked = |typed: &str| -> Vec<(MarkedField, usize, usize, usize)> {
        let marks = found(&customer, typed).map(|found| found.marks).unwrap_or_default();
        marks.iter().map(|mark| (mark.field, mark.index, mark.start, mark.len)).collect()
    };
    assert_eq!(marked("野"), [(MarkedField::Name, 0, 2, 1)]);
    assert_eq!(marked("gre"), [(MarkedField::Name, 0, 4, 3)]);
    assert_eq!(marked("jiyegr"), [(MarkedField::Name, 0, 0, 6)]);
    assert_eq!(marked("zengm"), [(MarkedField::Contact, 1, 0, 2)]);
    assert_eq!(marked("01055501234"), [(MarkedField::Phone, 0, 3, 10)]);
    assert_eq!(marked("1234"), [(MarkedField::Phone, 0, 9, 4)]);
    assert_eq!(marked("min_88@ex"), [(MarkedField::Point, 0, 5, 9)]);
    assert_eq!(marked("360"), [(MarkedField::Note, 0, 7, 3)]);
    assert_eq!(marked("𠮷野 野"), [(MarkedField::Name, 0, 0, 3)]);
    assert_eq!(parse("360 周末").match_note(&customer.note).map(|marks| marks.len()), Some(2));
}

#[test]
fn typed_text_never_breaks_the_expression() {
    let customer = Customer::named("王记 \"五金\" OR (NEAR)");
    for typed in [
        "\"",
        "王\" OR \"",
        "(王",
        "NOT 王",
        "王*",
        "^王",
        "name:王",
        "-王",
        "+王",
        "NEAR(王 记)",
        "{王}",
        "王\0记",
        "a\u{301}\"b",
        "'; DROP",
        "\u{202e}王",
        "“王”",
        "\\\"王\\\"",
        "~wang",
        "_wj",
        "=8000",
        "王.",
        "........",
        "\u{feff}",
        "＂王＂",
        "ﾞ",
        "\u{3099}",
        "﷽",
        "㍿",
        "½",
        "𝔊𝔯",
        "\u{e000}",
        "\u{10ffff}",
    ] {
        let query = parse(typed);
        assert_eq!(query.customer_match().is_none(), query.is_empty(), "{typed:?}");
        for expression in
            [query.customer_match(), query.customer_match_first(), query.note_match()].into_iter().flatten()
        {
            evaluate(&expression, &HashSet::new());
        }
        found(&customer, typed);
    }
}

#[test]
fn a_typical_company_costs_few_tokens_and_rare_names_not_many() {
    let mut most = 0;
    let mut sum = 0;
    let customers = samples();
    for customer in &customers {
        let doc = CustomerText { note: "", points: &[], ..customer.doc() };
        let count = customer_tokens(&doc).split(' ').count();
        most = most.max(count);
        sum += count;
    }
    let mean = sum / customers.len();
    assert!(mean <= 90 && most <= 150, "{mean} on average, {most} at most");
    let heteronyms = "行乐重长会".repeat(100);
    assert!(customer_tokens(&Customer::named(&heteronyms).doc()).split(' ').count() < 400);
}

#[test]
fn expressions_stay_short() {
    for typed in [
        "wangjiwujin",
        "bjhnhsmyxgs",
        "beijinghainahuashangmaoyouxiangongsi",
        "zh",
        "xianxianxianxian",
        "aaaaaaaaaaaaaaaa",
        "ananananananananan",
        "13800138000",
    ] {
        let expression = parse(typed).customer_match().unwrap();
        let tokens = expression.matches("\" ").count() + 1;
        assert!(tokens <= 130, "{typed}: {tokens} tokens");
    }
    let long: String = "xiang".repeat(2_000);
    assert!(parse(&long).customer_match().unwrap().len() < 5_000);
    assert!(readings('长').as_slice().len() >= 2);
}
