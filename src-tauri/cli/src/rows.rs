//! The shape in which a customer stands in a list.

use serde_json::{Map, Value, json};

/// The keys of a row, in order; a promise of `docs/CLI.md`.
const KEYS: [&str; 9] = ["id", "uid", "kind", "name", "phones", "tags", "stage", "last_visit_on", "next_followup_on"];

/// A row of the door's, cut to the promised keys.
pub fn row(full: &Value) -> Value {
    let map: Map<String, Value> =
        KEYS.iter().map(|key| ((*key).to_owned(), full.get(*key).cloned().unwrap_or(Value::Null))).collect();
    Value::Object(map)
}

/// The row of the customer on a card.
pub fn row_of_card(card: &Value) -> Value {
    let list = |key: &str| card.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let mut row = row(card);
    row["phones"] = list("contact_points")
        .iter()
        .filter(|point| point["kind"] == "phone")
        .map(|point| point["value"].clone())
        .collect();
    row["tags"] = list("tags").iter().map(|tag| tag["name"].clone()).collect();
    row
}

/// A text of a JSON value; empty for null.
pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// A row as one line with tabs.
pub fn line(row: &Value) -> String {
    let joined = |key: &str| -> String {
        let texts: Vec<&str> =
            row.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        texts.join(" ")
    };
    [
        row.get("id").map(ToString::to_string).unwrap_or_default(),
        text(row, "name").to_owned(),
        joined("phones"),
        joined("tags"),
        text(row, "stage").to_owned(),
        text(row, "last_visit_on").to_owned(),
        text(row, "next_followup_on").to_owned(),
    ]
    .join("\t")
}

/// The selection of this one customer.
pub fn only(id: i64) -> Value {
    json!({ "ids": [id] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_gives_the_same_row_as_a_list() {
        let card = json!({
            "id": 7, "uid": "u", "kind": "company", "name": "王记五金", "note": "x",
            "contact_points": [{"kind": "phone", "value": "+8613800000001"}, {"kind": "wechat", "value": "wang"}],
            "tags": [{"id": 1, "name": "重点", "color": "red"}], "stage": "新", "last_visit_on": null, "next_followup_on": "2026-12-01",
        });
        let row = row_of_card(&card);
        assert_eq!(row.as_object().unwrap().keys().collect::<Vec<_>>(), KEYS, "these keys and no others");
        assert_eq!((&row["phones"], &row["tags"]), (&json!(["+8613800000001"]), &json!(["重点"])));
        assert_eq!(line(&row), "7\t王记五金\t+8613800000001\t重点\t新\t\t2026-12-01");
    }
}
