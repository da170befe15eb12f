//! Duplicates: finding them, merging, taking apart, telling apart.

use std::path::Path;

use rounds_api::Access;
use serde_json::{Map, Value, json};

use crate::args::{Duplicates, FIELD, Merge};
use crate::failures::{Exit, Outcome, refused};
use crate::rows::{line, row, row_of_card, text};
use crate::terminal::Terminal;

/// `duplicates`
pub fn list(terminal: &mut Terminal, look: &Duplicates) -> Outcome {
    terminal.open(&look.book, Access::Read)?;
    let found = match &look.customer {
        Some(customer) => of_customer(terminal, look, customer)?,
        None => {
            let asked = scan(terminal, look.least, &look.fields)?;
            let mut found = terminal.job("duplicates_scan", with(asked, "limit", json!(look.limit)))?;
            for pair in found["pairs"].as_array_mut().into_iter().flatten() {
                for side in ["a", "b"] {
                    pair[side] = row(&pair[side]);
                }
            }
            found
        }
    };
    if !terminal.answered(&found)? {
        for pair in found["pairs"].as_array().into_iter().flatten() {
            tell(terminal, pair)?;
        }
        terminal.say("cli-duplicates-found", &json!({ "count": found["total"] }))?;
    }
    Ok(Exit::Done)
}

fn with(mut object: Value, key: &str, value: Value) -> Value {
    object[key] = value;
    object
}

/// What a look over all asks for.
fn scan(terminal: &Terminal, least: Option<f64>, labels: &[String]) -> Outcome<Value> {
    let fields: Vec<i64> = labels.iter().map(|label| field(terminal, label)).collect::<Outcome<_>>()?;
    let mut asked = json!({ "fields": fields });
    if let Some(least) = least {
        asked["least"] = json!(least);
    }
    Ok(asked)
}

/// The id of the field of customers with this label.
pub(super) fn field(terminal: &Terminal, label: &str) -> Outcome<i64> {
    let fields = terminal.call("fields_list", Value::Null)?;
    let found =
        fields.as_array().into_iter().flatten().find(|field| {
            text(field, "label") == label && field.get("record").is_none_or(|record| record == "customer")
        });
    found
        .and_then(|field| field["id"].as_i64())
        .ok_or_else(|| refused("not_found", json!({ "record": "field", "name": label }), json!({ "field": label })))
}

/// Those who may be the same as one customer, in the shape of a look over all.
fn of_customer(terminal: &Terminal, look: &Duplicates, customer: &str) -> Outcome<Value> {
    let id = terminal.customer(customer, false)?;
    let own = row_of_card(&terminal.call("customers_show", json!({ "id": id }))?);
    let likely = terminal.call("duplicates_of", json!({ "id": id }))?;
    let least = look.least.unwrap_or(0.0);
    let pairs: Vec<Value> = likely
        .as_array()
        .into_iter()
        .flatten()
        .filter(|other| other["score"].as_f64().unwrap_or_default() >= least)
        .take(look.limit as usize)
        .map(|other| json!({ "a": own, "b": row(&other["customer"]), "score": other["score"], "reasons": other["reasons"] }))
        .collect();
    Ok(
        json!({ "customers": 1, "compared": likely.as_array().map_or(0, Vec::len), "total": pairs.len(), "pairs": pairs }),
    )
}

/// A pair as three lines: how likely and why, the one, the other.
fn tell(terminal: &mut Terminal, pair: &Value) -> Outcome<()> {
    let reasons: Vec<String> = pair["reasons"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|reason| {
            let key = |prefix: &str, name: &str| format!("{prefix}{}", text(reason, name).replace('_', "-"));
            let what = terminal.words.text(&key("evidence-", "evidence"), &Map::new());
            let how = terminal.words.text(&key("agreement-", "agreement"), &Map::new());
            format!("{what} {how} {:+}", reason["weight"].as_f64().unwrap_or_default())
        })
        .collect();
    let percent = (pair["score"].as_f64().unwrap_or_default() * 100.0).round();
    terminal.out.line(&format!("{percent} %\t{}", reasons.join("; ")))?;
    terminal.out.line(&format!("\t{}", line(&pair["a"])))?;
    Ok(terminal.out.line(&format!("\t{}", line(&pair["b"])))?)
}

/// `merge`
pub fn merge(terminal: &mut Terminal, merge: &Merge) -> Outcome {
    terminal.open(&merge.book, Access::Write)?;
    let Some(keep) = merge.keep.as_deref().filter(|_| !merge.all) else {
        let asked = scan(terminal, merge.least, &merge.fields)?;
        let done = terminal.job("customers_merge_all", asked)?;
        if !terminal.answered(&done)? {
            terminal.say("cli-merged-all", &json!({ "groups": done["groups"], "count": done["merged"] }))?;
        }
        return Ok(Exit::Done);
    };
    let keep = terminal.customer(keep, false)?;
    let others: Vec<i64> = merge.others.iter().map(|other| terminal.customer(other, false)).collect::<Outcome<_>>()?;
    let take = taken(terminal, &merge.take)?;
    let done = terminal.call("customers_merge", json!({ "keep": keep, "others": others, "take": take }))?;
    let own = row_of_card(&terminal.call("customers_show", json!({ "id": keep }))?);
    let done = json!({ "customer": own, "merges": done["merges"] });
    if !terminal.answered(&done)? {
        terminal.out.line(&line(&own))?;
    }
    Ok(Exit::Done)
}

/// `name=57` and `field:等级=57` as a choice.
fn taken(terminal: &Terminal, takes: &[String]) -> Outcome<Value> {
    let wrong = || refused("invalid", json!({ "field": "take", "reason": "not_a_choice" }), json!({ "field": "take" }));
    let mut choice = json!({ "fields": [] });
    for take in takes {
        let (what, customer) = take.rsplit_once('=').ok_or_else(wrong)?;
        let customer = terminal.customer(customer, false)?;
        match (what, what.strip_prefix(FIELD)) {
            (_, Some(label)) => {
                let field = field(terminal, label)?;
                if let Some(fields) = choice["fields"].as_array_mut() {
                    fields.push(json!({ "field_id": field, "customer_id": customer }));
                }
            }
            ("name" | "kind" | "birthday" | "stage" | "owner", None) => choice[what] = json!(customer),
            _ => return Err(wrong()),
        }
    }
    Ok(choice)
}

/// `merges`
pub fn merges(terminal: &mut Terminal, book: &Path, customer: Option<&str>) -> Outcome {
    terminal.open(book, Access::Read)?;
    let asked = match customer {
        Some(customer) => json!({ "customer_id": terminal.customer(customer, false)? }),
        None => json!({}),
    };
    let found = terminal.call("merges_list", asked)?;
    if !terminal.answered(&found)? {
        for merge in found.as_array().into_iter().flatten() {
            let id = merge["id"].to_string();
            terminal.out.line(&[&id, text(merge, "merged"), "→", text(merge, "customer")].join("\t"))?;
        }
    }
    Ok(Exit::Done)
}

/// `unmerge`
pub fn unmerge(terminal: &mut Terminal, book: &Path, merge: i64) -> Outcome {
    terminal.open(book, Access::Write)?;
    let done = terminal.call("merges_take_apart", json!({ "id": merge }))?;
    let side =
        |id: &Value| -> Outcome<Value> { Ok(row_of_card(&terminal.call("customers_show", json!({ "id": id }))?)) };
    let done = json!({ "kept": side(&done["kept"])?, "back": side(&done["back"])?, "left": done["left"] });
    if !terminal.answered(&done)? {
        terminal.out.line(&line(&done["kept"]))?;
        terminal.out.line(&line(&done["back"]))?;
    }
    Ok(Exit::Done)
}

/// `not-same`
pub fn not_same(terminal: &mut Terminal, book: &Path, customer: &str, other: &str, forget: bool) -> Outcome {
    terminal.open(book, Access::Write)?;
    let (a, b) = (terminal.customer(customer, false)?, terminal.customer(other, false)?);
    let command = if forget { "duplicates_unpart" } else { "duplicates_part" };
    terminal.call(command, json!({ "a": a, "b": b }))?;
    let done = json!({ "a": a, "b": b, "same": if forget { Value::Null } else { json!(false) } });
    if !terminal.answered(&done)? {
        terminal.say(if forget { "cli-not-same-forgotten" } else { "cli-not-same" }, &json!({}))?;
    }
    Ok(Exit::Done)
}
