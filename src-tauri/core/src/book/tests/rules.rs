//! Random rules over random books: the set in memory is what one plain statement gives, and what each customer alone is
//! told; after changes, undo and redo too. Orders by any keys are the same patched and built anew.

use proptest::prelude::*;
use rusqlite::params_from_iter;
use rusqlite::types::Value as SqlValue;
use serde_json::{Value, json};

use super::steps::{Step, steps, take};
use crate::book::sql::Sql;
use crate::book::testing::{empty_book, req};
use crate::book::{Book, Reader};
use crate::conditions::{self, Meaning, Rule};
use crate::customers::Sort;
use crate::error::{Error, Result};
use crate::sets::Sets;

/// Bytes as dice; zero when they are all thrown.
struct Dice<'a>(std::slice::Iter<'a, u8>);

impl Dice<'_> {
    fn throw(&mut self, sides: u8) -> u8 {
        self.0.next().copied().unwrap_or(0) % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[usize::from(self.throw(u8::try_from(from.len()).unwrap()))]
    }

    /// Ids of which most may be there.
    fn ids(&mut self) -> Vec<i64> {
        (0..self.throw(4)).map(|_| 1 + i64::from(self.throw(5))).collect()
    }

    fn day(&mut self) -> Value {
        match self.throw(3) {
            0 => json!({"on": self.pick(&["2026-11-20", "2026-11-23", "2026-12-01", "2027-03-05", "1999-12-31"])}),
            _ => json!({"today": i64::from(self.throw(40)) - 20}),
        }
    }

    fn span(&mut self) -> Value {
        match self.throw(5) {
            0 => json!({}),
            1 => json!({"from": self.day()}),
            2 => json!({"to": self.day()}),
            3 => json!({"from": self.day(), "to": self.day()}),
            _ => json!({"period": self.pick(&["this_week", "last_week", "this_month", "next_month", "this_year"])}),
        }
    }

    fn text(&mut self) -> String {
        super::steps::text(self.throw(24)).trim().to_owned()
    }

    fn field(&mut self) -> Value {
        let id = 1 + i64::from(self.throw(4));
        let mut test = match self.throw(9) {
            0 => json!({"holds": true}),
            1 => json!({"holds": false}),
            2 => json!({"is": null}),
            3 => json!({"options": self.ids()}),
            4 => json!({"number": {"from": "-1", "to": self.pick(&["1", "20", "1000000"])}}),
            5 => json!({"money": {"from": i64::from(self.throw(9)) * 100_000_000}}),
            6 => json!({"date": self.span()}),
            7 => json!({"contains": self.pick(&["a", "陈", "_", "%", "李", ""])}),
            _ => json!({"one_of": [{"choice": self.text()}, {"choice": self.text()}]}),
        };
        test["id"] = json!(id);
        test
    }

    fn leaf(&mut self) -> Value {
        const PARTS: &[&str] = &[
            "phone", "email", "wechat", "address", "website", "other", "tag", "stage", "owner", "visit", "followup",
            "birthday", "contact", "note", "place", "cadence",
        ];
        match self.throw(28) {
            0 => json!({"tag": self.ids()}),
            1 => json!({"all_tags": self.ids()}),
            2 => json!({"stage": self.ids()}),
            3 => json!({"owner": self.ids()}),
            4 => json!({"kind": self.pick(&["person", "company"])}),
            5 => json!({"name": {"is": self.text()}}),
            6 => json!({"name": {"begins": self.pick(&["陈", "A", "", "寿光市", "👨"])}}),
            7 => json!({"last_visit": self.span()}),
            8 => json!({"no_visit_for": self.throw(90)}),
            9 | 10 => {
                let mut visits = json!({"kinds": self.ids()});
                for (key, of) in [("at_least", 3), ("at_most", 3)] {
                    if self.throw(2) == 0 {
                        visits[key] = json!(self.throw(of));
                    }
                }
                if self.throw(2) == 0 {
                    visits["in"] = self.span();
                }
                json!({"visits": visits})
            }
            11 => json!({"visit_text": self.pick(&["陈", "Ada", "王记", "zz", ""])}),
            12 => json!({"visit_field": self.field()}),
            13 => json!({"next_followup": if self.throw(4) == 0 { Value::Null } else { self.span() }}),
            14 => json!({"followup": self.span()}),
            15 => json!({"overdue": self.throw(9)}),
            16 => json!({"created": self.span()}),
            17 => json!({"changed": self.span()}),
            18 => json!({"birthday": self.span()}),
            19 => json!({"has": self.pick(PARTS)}),
            20 => json!({"lacks": self.pick(PARTS)}),
            21 | 22 => json!({"field": self.field()}),
            23 => json!({"text": self.pick(&["陈", "1234", "VIP", "王记", "ada"])}),
            24 => json!({"visit_due": self.span()}),
            25 => json!({"slipping": self.throw(40)}),
            26 => {
                json!({"near": {"point": {"lat": 36_860_000 + i32::from(self.throw(9)) * 100_000, "lon": 118_730_000},
                "metres": 1 + u32::from(self.throw(250)) * 9_000}})
            }
            _ => json!({"segment": 1 + i64::from(self.throw(4))}),
        }
    }

    fn rule(&mut self, depth: u8) -> Value {
        let several = |dice: &mut Self| (0..dice.throw(4)).map(|_| dice.rule(depth - 1)).collect::<Vec<_>>();
        match (depth, self.throw(5)) {
            (0, _) | (_, 0 | 1) => self.leaf(),
            (_, 2) => json!({"all": several(self)}),
            (_, 3) => json!({"any": several(self)}),
            _ => json!({"not": self.rule(depth - 1)}),
        }
    }

    fn sort(&mut self) -> Value {
        const KEYS: &[&str] = &[
            "name",
            "kind",
            "stage",
            "owner",
            "last_visit",
            "next_followup",
            "created",
            "updated",
            "tags",
            "phone",
            "contact",
            "visits",
            "birthday",
        ];
        let key = |dice: &mut Self| match dice.throw(5) {
            0 => json!({"field": 1 + i64::from(dice.throw(4))}),
            _ => json!(dice.pick(KEYS)),
        };
        (0..1 + self.throw(3)).map(|_| json!({"by": key(self), "desc": self.throw(2) == 0})).collect()
    }
}

/// A statement with its parameters counted from behind those that are there already.
fn behind(sql: &str, offset: usize) -> String {
    let mut parts = sql.split('?');
    let mut shifted = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let number: usize = part[..digits].parse().unwrap();
        shifted.push_str(&format!("?{}{}", number + offset, &part[digits..]));
    }
    shifted
}

/// A rule as one condition on `c.id`, nothing kept in memory.
fn plain(reader: &Reader<'_>, rule: &Rule, params: &mut Vec<SqlValue>) -> Result<String> {
    let mut several = |rules: &[Rule], none: &str, word: &str| -> Result<String> {
        let parts = rules.iter().map(|rule| plain(reader, rule, params)).collect::<Result<Vec<_>>>()?;
        Ok(if parts.is_empty() { none.to_owned() } else { format!("({})", parts.join(word)) })
    };
    Ok(match rule {
        Rule::All(rules) => several(rules, "1", " AND ")?,
        Rule::Any(rules) => several(rules, "0", " OR ")?,
        Rule::Not(rule) => format!("NOT {}", plain(reader, rule, params)?),
        leaf => match conditions::meaning(reader, leaf)? {
            Meaning::Rule(rule) => plain(reader, &rule, params)?,
            Meaning::Sql(statement) => {
                let sql = behind(&statement.sql(), params.len());
                params.extend(statement.params.iter().cloned());
                format!("c.id IN ({sql})")
            }
            Meaning::Text(_) | Meaning::Notes(_) | Meaning::Parts => {
                let sets = Sets::default();
                let fresh = reader.with_sets(&sets);
                let ids: Vec<String> = sets.members(&fresh, leaf)?.iter().map(|id| id.to_string()).collect();
                format!("c.id IN ({})", ids.join(", "))
            }
        },
    })
}

fn plainly(reader: &Reader<'_>, rule: &Rule) -> Result<Vec<u32>> {
    let mut params = Vec::new();
    let condition = plain(reader, rule, &mut params)?;
    let sql = format!("SELECT c.id FROM customer AS c WHERE c.trashed_at = 0 AND {condition} ORDER BY c.id");
    reader.all(&sql, params_from_iter(params), |row| row.get(0))
}

/// What went wrong, as far as a user would be told.
fn code(error: &Error) -> String {
    format!("{} {}", error.code(), error.args().get("reason").and_then(Value::as_str).unwrap_or_default())
}

fn agree(reader: &Reader<'_>, rules: &[Rule], sorts: &[Vec<Sort>]) -> Result<usize> {
    let everybody: Vec<u32> = reader.all("SELECT id FROM customer ORDER BY id", [], |row| row.get(0))?;
    let mut understood = 0;
    for rule in rules {
        let kept = match reader.sets().members(reader, rule) {
            Ok(kept) => kept.iter().collect::<Vec<u32>>(),
            Err(error) => {
                assert_eq!(error.code(), "invalid", "{rule:?}: {error}");
                let again = conditions::describe(reader, rule).err().map(|error| code(&error));
                assert!(again.is_none_or(|again| again.starts_with("invalid")), "{rule:?}");
                continue;
            }
        };
        understood += 1;
        assert_eq!(kept, plainly(reader, rule)?, "the set of {rule:?} is not what a plain statement gives");
        for id in &everybody {
            let alone = conditions::holds(reader, rule, i64::from(*id))?;
            assert_eq!(alone, kept.contains(id), "{rule:?} of customer {id} alone");
        }
        conditions::describe(reader, rule)?;
    }
    let sets = Sets::default();
    let fresh = reader.with_sets(&sets);
    for (sort, rule) in sorts.iter().zip(rules) {
        let (kept, anew) = (reader.sets().view(reader, rule, sort), sets.view(&fresh, rule, sort));
        match (kept, anew) {
            (Ok(kept), Ok(anew)) => assert_eq!(kept, anew, "{sort:?} of {rule:?} is stale"),
            (kept, anew) => assert_eq!(
                kept.err().map(|error| code(&error)),
                anew.err().map(|error| code(&error)),
                "{sort:?} of {rule:?}"
            ),
        }
    }
    Ok(understood)
}

/// Walks, and looks every few steps at whether all agree; how many rules made sense.
fn walk(steps: &[Step], dice: &[Vec<u8>], look_every: usize) -> Result<usize> {
    let book = empty_book()?;
    let rules: Vec<Rule> = dice.iter().map(|bytes| req(Dice(bytes.iter()).rule(3))).collect::<Result<_>>()?;
    let sorts: Vec<Vec<Sort>> = dice.iter().map(|bytes| req(Dice(bytes.iter()).sort())).collect::<Result<_>>()?;
    let look = |book: &Book| book.read(|reader| agree(reader, &rules, &sorts));
    let mut understood = look(&book)?;
    let mut done = 0;
    for (number, step) in steps.iter().enumerate() {
        if book.change("test.step", |tx| take(tx, step)).is_ok() {
            done += 1;
        }
        if number % look_every == 0 {
            understood += look(&book)?;
        }
    }
    let mut undone = 0;
    for _ in 0..done.min(look_every * 3) {
        if book.undo().is_err() {
            break;
        }
        undone += 1;
    }
    understood += look(&book)?;
    for _ in 0..undone {
        book.redo()?;
    }
    understood += look(&book)?;
    let report = book.check()?;
    assert!(report.ok, "{:?}", report.problems);
    Ok(understood)
}

fn many_dice() -> impl Strategy<Value = Vec<Vec<u8>>> {
    prop::collection::vec(prop::collection::vec(any::<u8>(), 10..50), 6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sets_are_what_plain_statements_and_each_customer_alone_say(steps in steps(5..60), dice in many_dice()) {
        walk(&steps, &dice, 7).unwrap();
    }
}

/// Long once, and always the same: enough rules make sense, and of each kind.
#[test]
fn many_random_rules_agree_over_a_long_walk() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let all = steps(400..401).new_tree(&mut runner).unwrap().current();
    let dice = prop::collection::vec(prop::collection::vec(any::<u8>(), 10..50), 120..121);
    let dice = dice.new_tree(&mut runner).unwrap().current();
    let understood = walk(&all, &dice, 60).unwrap();
    assert!(understood > 500, "{understood}");
}
