//! A look back as text to paste into a report.

use rounds_core::Result;
use rounds_core::reviews::{self, Review, ReviewedCustomer, ReviewedStep, ShowReview};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::session::Session;
use crate::words::Words;

/// Asks for a look back as text.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SayReview {
    /// The first local day; the first of this week if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub from: Option<String>,
    /// The last local day; today if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub to: Option<String>,
    /// In which language; the app's if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub language: Option<String>,
}

/// The text of some days.
pub(crate) fn text(session: &Session, req: SayReview) -> Result<String> {
    let span = ShowReview { from: req.from, to: req.to };
    let review = session.book()?.read(|reader| reviews::show(reader, &span))?;
    let app = session.prefs().language.clone();
    let language = req.language.or(app).unwrap_or_else(|| "zh-CN".to_owned());
    Ok(worded(&Words::load(&language)?, &review))
}

/// A look back in words: the span and the counts, then each customer with the visits and what comes next.
fn worded(words: &Words, review: &Review) -> String {
    let say = |key: &str, args: Value| words.text(key, args.as_object().unwrap_or(&Map::new()));
    let mut lines = vec![
        say("review-title", json!({ "from": review.from, "to": review.to })),
        say(
            "review-counts",
            json!({ "visits": review.visits, "count": review.customers.len(), "open": review.without_next }),
        ),
    ];
    for customer in &review.customers {
        lines.push(String::new());
        lines.extend(of_customer(&say, customer));
    }
    for (key, steps) in [("review-done", &review.done), ("review-put-off", &review.moved)] {
        if steps.is_empty() {
            continue;
        }
        lines.push(String::new());
        lines.push(say(key, json!({ "count": steps.len() })));
        lines.extend(steps.iter().map(|step| of_step(&say, step)));
    }
    if review.is_cut {
        lines.push(String::new());
        lines.push(say("review-cut", json!({ "count": reviews::MOST })));
    }
    lines.join("\n")
}

fn of_customer(say: &impl Fn(&str, Value) -> String, customer: &ReviewedCustomer) -> Vec<String> {
    let mut lines = vec![customer.customer.clone()];
    for visit in &customer.visits {
        let said: Vec<&str> =
            [visit.summary.as_str(), visit.outcome.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
        let said = said.join(" → ").replace('\n', " ");
        lines.push(say("review-visit", json!({ "day": visit.on, "kind": visit.kind, "text": said })));
    }
    lines.push(match &customer.next_on {
        Some(day) if customer.next_what.is_empty() => say("review-next-day", json!({ "day": day })),
        Some(day) => say("review-next", json!({ "day": day, "what": customer.next_what.replace('\n', " ") })),
        None => say("review-no-next", json!({})),
    });
    lines
}

/// A follow-up that was done or put off.
fn of_step(say: &impl Fn(&str, Value) -> String, step: &ReviewedStep) -> String {
    let what = step.what.replace('\n', " ");
    let key = if what.is_empty() { "review-step" } else { "review-step-what" };
    say(key, json!({ "name": step.customer, "day": step.due_on, "what": what }))
}

#[cfg(test)]
mod tests {
    use rounds_core::reviews::ReviewedVisit;

    use super::*;

    fn week() -> Review {
        let visit = ReviewedVisit {
            on: "2026-11-23".into(),
            kind: "上门".into(),
            summary: "谈了水泵".into(),
            outcome: "要20台".into(),
        };
        let one = |customer: &str, next_on: Option<&str>| ReviewedCustomer {
            customer_id: 1,
            customer: customer.into(),
            visits: vec![visit.clone()],
            next_on: next_on.map(str::to_owned),
            next_what: "带样品".into(),
        };
        Review {
            from: "2026-11-23".into(),
            to: "2026-11-26".into(),
            visits: 2,
            without_next: 1,
            is_cut: false,
            customers: vec![one("王记五金", Some("2026-12-01")), one("Ada", None)],
            done: Vec::new(),
            moved: Vec::new(),
        }
    }

    #[test]
    fn what_was_done_and_put_off_stands_behind() {
        let step = |what: &str, due_on: &str| ReviewedStep {
            id: 1,
            customer_id: 1,
            customer: "陈静".into(),
            what: what.into(),
            due_on: due_on.into(),
            moved: 1,
        };
        let day = Review { done: vec![step("打电话", "2026-11-24")], moved: vec![step("", "2026-12-01")], ..week() };
        let chinese = worded(&Words::load("zh-CN").unwrap(), &day);
        let end = "\n\n做完 1 件\n- 陈静 2026-11-24：打电话\n\n改期 1 件\n- 陈静 2026-12-01";
        assert!(chinese.ends_with(end), "{chinese}");
        let english = worded(&Words::load("en").unwrap(), &day);
        assert!(english.ends_with("\n\n1 done\n- 陈静 2026-11-24: 打电话\n\n1 moved\n- 陈静 2026-12-01"), "{english}");
    }

    #[test]
    fn a_week_is_told_in_both_languages() {
        let chinese = worded(&Words::load("zh-CN").unwrap(), &week());
        assert_eq!(
            chinese,
            "2026-11-23 至 2026-11-26 拜访小结\n共拜访 2 次，2 位客户；1 位还没定下次\n\n王记五金\n- 2026-11-23 上门：谈了水泵 → 要20台\n- 下次 2026-12-01：带样品\n\nAda\n- 2026-11-23 上门：谈了水泵 → 要20台\n- 还没定下次"
        );
        let english = worded(&Words::load("en").unwrap(), &week());
        assert!(english.starts_with("Visits from 2026-11-23 to 2026-11-26\n2 visits, 2 customers; 1 without a next step\n\n王记五金\n- 2026-11-23 上门: 谈了水泵 → 要20台\n- Next 2026-12-01: 带样品"), "{english}");
        assert!(english.ends_with("- No next step"), "{english}");
    }
}
