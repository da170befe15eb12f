//! How a list is asked so that its statement is the one of a cold start: with sets of its own.

use serde_json::{Value, json};

use crate::book::Reader;
use crate::book::testing::req;
use crate::conditions::Rule;
use crate::customers::{self, Sort, SortKey};
use crate::error::Result;
use crate::search::{self, FindCustomers};
use crate::sets::Sets;

pub(super) fn page(by: SortKey, desc: bool) -> impl Fn(&Reader<'_>) -> Result<()> {
    move |reader| {
        let fresh = Sets::default();
        let reader = reader.with_sets(&fresh);
        customers::list(&reader, &customers::ListCustomers { sort: vec![Sort { by, desc }], ..Default::default() })
            .map(drop)
    }
}

pub(super) fn page_with_fields(reader: &Reader<'_>) -> Result<()> {
    customers::list(reader, &req(json!({"fields": [1, 2, 3]}))?).map(drop)
}

pub(super) fn order(by: SortKey) -> impl Fn(&Reader<'_>) -> Result<()> {
    move |reader| {
        let fresh = Sets::default();
        let reader = reader.with_sets(&fresh);
        fresh.view(&reader, &Rule::default(), &[Sort { by, desc: false }]).map(drop)
    }
}

pub(super) fn several(sort: Value) -> impl Fn(&Reader<'_>) -> Result<()> {
    move |reader| {
        let asked: customers::ListCustomers = req(json!({"sort": sort.clone(), "limit": 1}))?;
        let fresh = Sets::default();
        fresh.view(&reader.with_sets(&fresh), &asked.rule, &asked.sort).map(drop)
    }
}

pub(super) fn leaf(rule: Value) -> impl Fn(&Reader<'_>) -> Result<()> {
    move |reader| {
        let rule: Rule = req(rule.clone())?;
        let fresh = Sets::default();
        fresh.members(&reader.with_sets(&fresh), &rule).map(drop)
    }
}

pub(super) fn find(text: &'static str) -> impl Fn(&Reader<'_>) -> Result<()> {
    move |reader| search::find(reader, &FindCustomers { text: text.into(), limit: None }).map(drop)
}

pub(super) fn resolve(reader: &Reader<'_>, customer: &str) -> Result<()> {
    match customers::resolve(reader, &req(json!({"customer": customer}))?) {
        Err(error) if !matches!(error.code(), "not_found" | "ambiguous") => Err(error),
        _ => Ok(()),
    }
}
