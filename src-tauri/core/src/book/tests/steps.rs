//! Random steps of a user: every command that writes, with ids that may not be there and texts as people paste them.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::book::Tx;
use crate::book::settings;
use crate::book::testing::{by, req};
use crate::error::Result;
use crate::{
    contact_points, contacts, customers, fields, followups, owners, segments, stages, tags, visit_kinds, visits,
};

/// One step: which command, and three numbers that say with what.
pub type Step = (u8, u8, u8, u8);

/// How many commands there are.
pub const COMMANDS: u8 = 63;

/// Steps that begin with a few customers, so that there is something to work on.
pub fn steps(length: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((0..COMMANDS, any::<u8>(), any::<u8>(), any::<u8>()), length)
}

/// Texts as they come: Chinese, English, rare, empty, long, with control characters, marks and half an emoji family.
pub fn text(number: u8) -> String {
    const TEXTS: &[&str] = &[
        "陈静",
        "Ada",
        "  王记五金  ",
        "寿光市金穗农资有限公司",
        "O'Brien & \"Söhne\" GmbH",
        "李 小龙",
        "重庆长安",
        "张三",
        "",
        "   ",
        "𠮷野家 𠀋",
        "👨‍👩‍👧 Li",
        "line\r\nbreak\ttab",
        "\u{202e}txet\u{202c} rtl",
        "nul\0inside",
        "％100_x'; DROP TABLE customer; --",
        "360",
        "=cmd|' /C calc'!A0",
        "e\u{301}cole",
        "ＡＢＣ（北京）",
        "批发",
        "VIP",
        "老客户",
        "欧阳娜娜",
    ];
    match number {
        250.. => "长".repeat(10_000),
        245.. => "名".repeat(200),
        other => pick(TEXTS, other).to_owned(),
    }
}

fn pick<'a>(from: &[&'a str], number: u8) -> &'a str {
    from[usize::from(number) % from.len()]
}

fn phone(number: u8) -> String {
    let phones = ["138 0000 1234", "+86-139-0000-5678", "0536-55501234转8", "abc", "123", "１３８００００００００", ""];
    phones.get(usize::from(number) % 9).map_or_else(|| format!("1370000{number:04}"), |&phone| phone.to_owned())
}

fn day(number: u8) -> String {
    let days =
        ["2026-11-20", "2026-11-23", "2026-12-01", "0000-01-01", "9999-12-31", "2024-02-30", "morgen", "2027-03-05"];
    pick(&days, number).to_owned()
}

/// An id: mostly one that may be there, now and then one that never is.
fn id(number: u8) -> i64 {
    if number == 255 { 4_000 } else { 1 + i64::from(number % 4) }
}

fn some(number: u8, value: impl Into<Value>) -> Value {
    if number.is_multiple_of(3) { Value::Null } else { value.into() }
}

fn value(a: u8, b: u8) -> Value {
    match a % 9 {
        0 => Value::Null,
        1 => json!({"text": text(b)}),
        2 => json!({"number": pick(&["12.5", "-0.000001", "1e5", "999999999999", "七"], b)}),
        3 => json!({"money": i64::from(b) * 100_000_000}),
        4 => json!({"date": day(b)}),
        5 => json!({"yes_no": b.is_multiple_of(2)}),
        6 => json!({"choice": text(b)}),
        _ => json!({"multi_choice": [text(b), text(b / 2), text(b)]}),
    }
}

/// A rule of a segment.
fn rule(a: u8, b: u8, c: u8) -> Value {
    match a % 6 {
        0 => json!({"tag": [id(b), id(c)]}),
        1 => json!({"not": {"has": pick(&["phone", "visit", "tag", "birthday"], b)}}),
        2 => json!({"any": [{"segment": id(b)}, {"stage": [id(c)]}]}),
        3 => json!({"field": {"id": id(b), "is": {"choice": text(c)}}}),
        4 => json!({"all": [{"visits": {"at_most": b % 3}}, {"kind": "person"}]}),
        _ => json!({"last_visit": {"from": {"today": -i64::from(c)}}}),
    }
}

/// Carries out a step.
pub fn take(tx: &Tx<'_>, &(command, a, b, c): &Step) -> Result<()> {
    let types = &["text", "long_text", "number", "date", "money", "choice", "multi_choice", "yes_no", "link", "phone"];
    let item = json!({"id": id(a), "name": some(b, text(b)), "color": some(c, "teal")});
    let new_item = json!({"name": text(a), "color": "red"});
    let order = json!({"ids": [id(a), id(b), id(c)]});
    let ids = [id(a), id(b), id(c)];
    match command {
        0..8 => customers::create(tx, &req(json!({
            "name": text(a), "contact": some(b, text(c)), "tags": if b.is_multiple_of(2) { vec![text(b)] } else { vec![] },
            "points": if c.is_multiple_of(2) { json!([{"kind": "phone", "value": phone(c)}]) } else { json!([]) },
            "stage_id": some(c, id(b)), "note": text(c),
        }))?).map(drop),
        8..12 => customers::edit(tx, &req(json!({"id": id(a), "name": some(b, text(b)), "note": some(c, text(c)),
            "kind": some(a, "company"), "stage_id": some(b / 3, id(c)), "owner_id": some(c / 3, id(b))}))?),
        12 => customers::edit(tx, &req(json!({"id": id(a), "birthday": if b > 200 { Value::Null } else { json!({
            "calendar": if c.is_multiple_of(2) { "lunar" } else { "solar" }, "year": some(b, 1900 + i64::from(c)),
            "month": b % 14, "day": c % 33, "leap_month": b.is_multiple_of(5)}) }}))?),
        13 => contacts::create(tx, &req(json!({"customer_id": id(a), "name": text(b), "role": text(c)}))?).map(drop),
        14 => contacts::edit(tx, &req(json!({"id": id(a), "name": some(b, text(b)), "note": some(c, text(c))}))?),
        15 => contacts::trash(tx, &by(id(a))),
        16 => contacts::restore(tx, &by(id(a))),
        17 | 18 => contact_points::create(tx, &req(json!({"customer_id": id(a), "contact_id": some(b, id(b)), "value": phone(c),
            "kind": pick(&["phone", "email", "wechat", "address", "website"], b), "label": text(b)}))?).map(drop),
        19 => contact_points::edit(tx, &req(json!({"id": id(a), "value": some(b, phone(b)), "label": some(c, text(c))}))?),
        20 => contact_points::trash(tx, &by(id(a))),
        21 => contact_points::restore(tx, &by(id(a))),
        22..26 => visits::log(tx, &req(json!({"customer_id": id(a), "summary": text(b), "outcome": text(c),
            "kind": some(b, pick(&["on_site", "电话", "其他", "没有"], c)), "on": some(a, day(b)),
            "time": some(c, pick(&["09:30", "23:59", "25:00"], c)), "contact_id": some(b, id(c)),
            "next_on": some(c, day(c)), "next_what": text(a), "tags": if a.is_multiple_of(4) { vec![text(c)] } else { vec![] }}))?).map(drop),
        26 => visits::edit(tx, &req(json!({"id": id(a), "summary": some(b, text(b)), "on": some(c, day(c)), "kind": some(a, "phone")}))?),
        27 => visits::edit(tx, &req(json!({"id": id(a), "contact_id": if b > 128 { Value::Null } else { json!(id(b)) }, "time": some(c, "10:15")}))?),
        28 => visits::trash(tx, &by(id(a))),
        29 => visits::restore(tx, &by(id(a))),
        30 => visit_kinds::create(tx, &req(json!({"name": text(a)}))?).map(drop),
        31 => visit_kinds::edit(tx, &req(item)?),
        32 => visit_kinds::order(tx, &req(order)?),
        33 => visit_kinds::trash(tx, &by(id(a))),
        34 => visit_kinds::restore(tx, &by(id(a))),
        35 => followups::create(tx, &req(json!({"customer_id": id(a), "due_on": day(b), "time": some(c, "08:00"), "what": text(c), "allow_past": true}))?).map(drop),
        36 => followups::edit(tx, &req(json!({"id": id(a), "due_on": some(b, day(b)), "what": some(c, text(c)), "allow_past": true}))?),
        37 => followups::finish(tx, &by(id(a))).map(drop),
        38 => match b % 3 {
            0 => followups::drop_it(tx, &by(id(a))),
            1 => followups::reopen(tx, &by(id(a))),
            _ => followups::restore(tx, &by(id(a))),
        },
        39 => followups::trash(tx, &by(id(a))),
        40 => tags::create(tx, &req(json!({"name": text(a), "group_id": some(b, id(c))}))?).map(drop),
        41 => tags::edit(tx, &req(item)?),
        42 => tags::order(tx, &req(order)?),
        43 => tags::group(tx, &req(json!({"id": id(a), "group_id": some(b, id(c))}))?),
        44 => tags::merge(tx, &req(json!({"from": [id(a), id(b)], "into": id(c)}))?),
        45 => if b > 128 { tags::trash(tx, &by(id(a))) } else { tags::restore(tx, &by(id(a))) },
        46 => tags::delete(tx, &by(id(a))),
        47 => tags::put_group(tx, &req(json!({"id": some(a, id(b)), "name": text(c), "exclusive": b.is_multiple_of(2)}))?).map(drop),
        48 => if b > 128 { tags::trash_group(tx, &by(id(a))) } else { tags::restore_group(tx, &by(id(a))) },
        49 => match b % 5 {
            0 => stages::create(tx, &req(new_item)?).map(drop),
            1 => stages::edit(tx, &req(item)?),
            2 => stages::order(tx, &req(order)?),
            3 => stages::trash(tx, &by(id(a))),
            _ => stages::restore(tx, &by(id(a))),
        },
        50 => match b % 5 {
            0 => owners::create(tx, &req(new_item)?).map(drop),
            1 => owners::edit(tx, &req(item)?),
            2 => owners::order(tx, &req(order)?),
            3 => owners::trash(tx, &by(id(a))),
            _ => owners::restore(tx, &by(id(a))),
        },
        51 => fields::create(tx, &req(json!({"label": text(a), "type": pick(types, b),
            "record": some(c, if c > 200 { "visit" } else { "customer" }), "options": [text(b), text(c)]}))?).map(drop),
        52 => match b % 4 {
            0 => fields::edit(tx, &req(json!({"id": id(a), "label": some(c, text(c)), "unit": "亩", "add_options": [text(b)]}))?),
            1 => fields::order(tx, &req(order)?),
            2 => fields::trash(tx, &by(id(a))),
            _ => fields::restore(tx, &by(id(a))),
        },
        53 | 54 => fields::set_value(tx, &req(json!({"customer_id": id(a), "field_id": id(c), "value": value(b, c)}))?),
        55 => settings::edit(tx, &req(json!({"home_country": some(a, pick(&["CN", "TW", "DE", "XX", "de"], b)),
            "currency": some(b, pick(&["CNY", "JPY", "euro"], c)), "week_start": some(c, "sunday")}))?),
        56 => customers::trash(tx, &ids).map(drop),
        57 => customers::restore(tx, &ids).map(drop),
        58 => customers::tag(tx, &ids, &[text(a), text(b)], &[text(c)]).map(drop),
        59 => match b % 6 {
            0 | 1 => segments::create(tx, &req(json!({"name": text(a), "rule": rule(a, b, c), "sort": [{"by": "visits"}]}))?).map(drop),
            2 => segments::edit(tx, &req(json!({"id": id(a), "name": some(b, text(c)), "rule": some(c, rule(b, c, a))}))?),
            3 => segments::order(tx, &req(order)?),
            4 => segments::trash(tx, &by(id(a))),
            _ => segments::restore(tx, &by(id(a))),
        },
        60 => customers::set(tx, &ids, &req(match c % 4 {
            0 => json!({"kind": "company"}),
            1 => json!({"stage": id(b)}),
            2 => json!({"owner": id(b)}),
            _ => json!({"field": {"id": id(a), "value": value(b, c)}}),
        })?).map(drop),
        61 => customers::edit(tx, &req(json!({"id": id(a), "reading": pick(&["chen jing", "zeng1 jìng", "", "Wang", "zhang san"], b)}))?),
        _ => if a > 128 { customers::set_stage(tx, &ids, id(b)).map(drop) } else { customers::set_owner(tx, &ids, id(b)).map(drop) },
    }
}
