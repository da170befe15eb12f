//! Of what the door answers, only what the book's owner allows to be shown.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

/// What may be shown of a customer; the words are those of the book's setting `assistant_shows`.
pub struct Shown(HashSet<String>);

impl Shown {
    /// What these words allow.
    pub fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        Self(words.map(str::to_owned).collect())
    }

    /// Whether the word is allowed.
    pub fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// A customer of a list.
    pub fn row(&self, row: &Value) -> Value {
        let mut shown = Map::new();
        self.basics(row, &mut shown);
        self.put(&mut shown, "phones", "phones", &row["phones"]);
        self.put(&mut shown, "tags", "tags", &row["tags"]);
        Value::Object(shown)
    }

    /// Whether all by which a row was found may be shown: else the answer itself would tell whose phone it is.
    pub fn was_found_by_shown(&self, row: &Value) -> bool {
        let mut found = each(&row["matches"]).peekable();
        found.peek().is_some()
            && found.all(|found| match found["field"].as_str().unwrap_or_default() {
                "name" => self.has("name"),
                "phone" => self.has("phones"),
                "point" => ["emails", "messengers", "addresses"].iter().all(|word| self.has(word)),
                "contact" => self.has("contacts"),
                "tag" => self.has("tags"),
                "note" => self.has("note"),
                "visit" => self.has("visits"),
                _ => false,
            })
    }

    /// A customer's card.
    pub fn card(&self, card: &Value) -> Value {
        let mut shown = Map::new();
        self.basics(card, &mut shown);
        let names = |list: &Value| -> Value { each(list).map(|one| one["name"].clone()).collect() };
        self.put(&mut shown, "tags", "tags", &names(&card["tags"]));
        for (word, kinds) in [
            ("phones", &["phone"] as &[&str]),
            ("emails", &["email"]),
            ("messengers", &["wechat", "website", "other"]),
            ("addresses", &["address"]),
        ] {
            let points = each(&card["contact_points"]).filter(|point| kinds.iter().any(|kind| point["kind"] == **kind));
            self.put(&mut shown, word, word, &points.map(|point| point["value"].clone()).collect());
        }
        self.put(&mut shown, "contacts", "contacts", &names(&card["contacts"]));
        self.put(&mut shown, "birthday", "birthday", &card["birthday"]);
        self.put(&mut shown, "note", "note", &card["note"]);
        self.put(&mut shown, "followups", "next_followup", &self.followup(&card["next_followup"]));
        self.put(&mut shown, "visits", "visit_count", &card["visit_count"]);
        let fields: Map<String, Value> = each(&card["fields"])
            .filter(|field| self.has(&format!("field:{}", field["field_id"])))
            .map(|field| (field["label"].as_str().unwrap_or_default().to_owned(), field["value"].clone()))
            .collect();
        if !fields.is_empty() {
            shown.insert("fields".to_owned(), Value::Object(fields));
        }
        Value::Object(shown)
    }

    /// What is planned; nothing if that is not shown.
    pub fn followup(&self, followup: &Value) -> Value {
        if !self.has("followups") || followup.is_null() {
            return Value::Null;
        }
        let mut shown = Map::new();
        for key in ["id", "customer_id", "due_on", "due_at", "ends_at", "what", "priority", "state"] {
            shown.insert(key.to_owned(), followup[key].clone());
        }
        self.put(&mut shown, "name", "customer", &followup["customer"]);
        Value::Object(shown)
    }

    /// A visit, of a customer whose visits are shown.
    pub fn visit(&self, visit: &Value) -> Value {
        let mut shown = Map::new();
        for key in ["id", "on", "at", "text", "outcome", "label"] {
            shown.insert(key.to_owned(), visit[key].clone());
        }
        self.put(&mut shown, "owner", "author", &visit["author"]);
        self.put(&mut shown, "contacts", "contact", &visit["contact"]);
        Value::Object(shown)
    }

    /// What a list and a card have in common; the id and when they were seen are always shown.
    fn basics(&self, of: &Value, shown: &mut Map<String, Value>) {
        shown.insert("id".to_owned(), of["id"].clone());
        for word in ["name", "kind", "stage", "owner"] {
            self.put(shown, word, word, &of[word]);
        }
        shown.insert("last_visit_on".to_owned(), of["last_visit_on"].clone());
        shown.insert("next_followup_on".to_owned(), of["next_followup_on"].clone());
    }

    fn put(&self, shown: &mut Map<String, Value>, word: &str, key: &str, value: &Value) {
        if self.has(word) && !value.is_null() && *value != json!("") && *value != json!([]) {
            shown.insert(key.to_owned(), value.clone());
        }
    }
}

fn each(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_shows_what_is_on_the_list_and_nothing_else() {
        let card = json!({
            "id": 4, "name": "王记五金", "kind": "company", "stage": "活跃", "owner": "我", "reading": "", "note": "怕狗",
            "birthday": { "month": 2, "day": 28 }, "tags": [{ "id": 1, "name": "重点", "color": "red" }],
            "contact_points": [{ "kind": "phone", "value": "+8613800001234" }, { "kind": "address", "value": "青州市" }],
            "contacts": [{ "id": 2, "name": "王芳" }], "fields": [
                { "field_id": 2, "label": "主营", "value": { "text": "水泵" } },
                { "field_id": 3, "label": "年采购额", "value": { "money": 400_000 } },
            ],
            "next_followup": { "id": 9, "customer_id": 4, "customer": "王记五金", "due_on": "2026-12-04", "what": "送样品" },
            "visit_count": 3, "last_visit_on": "2026-11-01", "next_followup_on": "2026-12-04", "place": { "latitude": 36.6 },
        });
        let shown = Shown::new(["name", "field:2"].into_iter()).card(&card);
        assert_eq!(
            shown,
            json!({
                "id": 4, "name": "王记五金", "last_visit_on": "2026-11-01", "next_followup_on": "2026-12-04",
                "fields": { "主营": { "text": "水泵" } },
            })
        );
        let all = Shown::new(
            [
                "name",
                "kind",
                "stage",
                "owner",
                "tags",
                "followups",
                "visits",
                "phones",
                "addresses",
                "contacts",
                "note",
            ]
            .into_iter(),
        );
        let text = all.card(&card).to_string();
        for said in ["重点", "+8613800001234", "青州市", "王芳", "怕狗", "送样品"] {
            assert!(text.contains(said), "{said} is in {text}");
        }
        assert!(!text.contains("主营") && !text.contains("36.6") && !text.contains("28"), "{text}");
    }

    #[test]
    fn nobody_is_found_by_what_is_not_shown() {
        let found = |field: &str| json!({ "matches": [{ "field": field, "text": "…" }] });
        let shown = Shown::new(["name"].into_iter());
        assert!(shown.was_found_by_shown(&found("name")));
        assert!(!shown.was_found_by_shown(&found("phone")));
        assert!(!shown.was_found_by_shown(&json!({ "matches": [] })));
        let both = json!({ "matches": [{ "field": "name" }, { "field": "phone" }] });
        assert!(!shown.was_found_by_shown(&both), "a name and a guess at a phone would tell whether it is theirs");
        assert!(Shown::new(["phones"].into_iter()).was_found_by_shown(&found("phone")));
    }
}
