//! Coverage: how many of a group of customers were seen within some days, by tag, stage, owner or a field of choices such as
//! the village.

use serde::{Deserialize, Serialize};

use crate::book::Reader;
use crate::conditions::{Period, Rule, Span, Visits, span_of};
use crate::customers::{self, Group, GroupCustomers, GroupKey};
use crate::error::Result;

/// Asks how many were seen.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ShowCoverage {
    /// By what.
    pub by: GroupKey,
    /// Within which days; this month if absent.
    #[serde(default, rename = "in")]
    #[cfg_attr(feature = "bindings", ts(optional, rename = "in"))]
    pub span: Option<Span>,
    /// Of whom; everybody if absent.
    #[serde(default, rename = "where")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Rule>", optional, rename = "where"))]
    pub rule: Rule,
}

/// How many were seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Coverage {
    /// The first local day, none for an open end.
    pub from: Option<String>,
    /// The last one.
    pub to: Option<String>,
    /// How many there are in all.
    pub customers: u64,
    /// How many of them were seen.
    pub seen: u64,
    /// By group, in the user's order; who is in several is counted in each.
    pub groups: Vec<CoveredGroup>,
}

/// How many of a group were seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CoveredGroup {
    /// The group, with how many are in it.
    pub group: Group,
    /// How many of them were seen.
    pub seen: u64,
    /// Whom that leaves: in the group, and not seen.
    pub unseen: Rule,
}

/// How many of each group were seen: had any visit within the days.
///
/// # Errors
/// Those of the rule and of the days; `invalid` for a field that cannot be grouped by.
pub fn show(reader: &Reader<'_>, req: &ShowCoverage) -> Result<Coverage> {
    let span = req.span.clone().unwrap_or(Span { period: Some(Period::ThisMonth), ..Span::default() });
    let (from, to) = span_of(reader, &span)?;
    let seen_rule = Rule::Visits(Visits { span: Some(span), ..Visits::default() });
    let all = reader.sets().members(reader, &req.rule)?;
    let seen = reader.sets().members(reader, &seen_rule)?;
    let seen = &*all & &*seen;
    let groups = customers::groups(reader, &GroupCustomers { rule: req.rule.clone(), by: req.by })?;
    let groups = groups.into_iter().map(|group| {
        let count = reader.sets().members(reader, &group.rule)?.intersection_len(&seen);
        let not_seen = Rule::Not(Box::new(seen_rule.clone()));
        let mut unseen = vec![group.rule.clone(), not_seen];
        if req.rule != Rule::default() {
            unseen.insert(0, req.rule.clone());
        }
        Ok(CoveredGroup { group, seen: count, unseen: Rule::All(unseen) })
    });
    let day = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string());
    Ok(Coverage {
        from: day(from),
        to: day(to),
        customers: all.len(),
        seen: seen.len(),
        groups: groups.collect::<Result<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::book::testing::{book_with, req};
    use crate::{tags, visits};

    #[test]
    fn so_many_of_each_tag_were_seen_this_month() -> Result<()> {
        let book = book_with(&["陈静", "Ada", "王强", "李娜"])?;
        book.change("customers.tag", |tx| {
            let (village, vip) = (tags::named(tx, "李家村")?, tags::named(tx, "VIP")?);
            for (tag, customer) in [(village, 1), (village, 2), (village, 3), (vip, 1)] {
                tags::link(tx, customer, tag)?;
            }
            for (customer, on) in [(1, "2026-11-02"), (1, "2026-11-20"), (2, "2026-10-31"), (4, "2026-11-01")] {
                visits::log(tx, &req(json!({"customer_id": customer, "summary": "看苗", "on": on}))?)?;
            }
            Ok(())
        })?;
        let covered = |ask: serde_json::Value| -> Result<(u64, u64, Vec<String>)> {
            let told = book.read(|reader| show(reader, &req(ask)?))?;
            let rows = told.groups.iter().map(|row| {
                let name = row.group.label.clone().unwrap_or_else(|| row.group.code.clone());
                format!("{name} {}/{}", row.seen, row.group.customers)
            });
            Ok((told.seen, told.customers, rows.collect()))
        };
        let (seen, all, rows) = covered(json!({"by": "tag"}))?;
        assert_eq!((seen, all), (2, 4));
        assert_eq!(rows, ["李家村 1/3", "VIP 1/1", "none 1/1"]);
        let october = json!({"by": "tag", "in": {"from": {"on": "2026-10-01"}, "to": {"on": "2026-10-31"}}});
        assert_eq!(covered(october)?.2, ["李家村 1/3", "VIP 0/1", "none 0/1"]);
        let (seen, all, rows) = covered(json!({"by": "stage", "where": {"tag": [1]}}))?;
        assert_eq!((seen, all, rows), (1, 3, vec!["新 1/3".to_owned()]));
        let told = book.read(|reader| show(reader, &req(json!({"by": "tag"}))?))?;
        let left =
            book.read(|reader| Ok(reader.sets().members(reader, &told.groups[0].unseen)?.iter().collect::<Vec<_>>()))?;
        assert_eq!(left, [2, 3], "who is left to be seen");
        assert_eq!((told.from.as_deref(), told.to.as_deref()), (Some("2026-11-01"), Some("2026-11-30")));
        Ok(())
    }
}
