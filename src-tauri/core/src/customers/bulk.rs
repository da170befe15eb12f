//! Changing many customers at once, in one step.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use crate::book::sql::Sql;
use crate::book::{Reader, Tx};
use crate::conditions::Rule;
use crate::error::{Error, Result};
use crate::{owners, stages, tags};

/// Which customers are meant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Selection {
    /// These.
    Ids(Vec<i64>),
    /// All that match, but for those excepted.
    Matching {
        /// The rule.
        rule: Rule,
        /// Taken out by hand.
        #[serde(default)]
        except: Vec<i64>,
    },
}

/// One thing done to many customers: trash, restore, a stage, an owner. `to` is the stage's or owner's id.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Bulk {
    /// Which customers.
    pub customers: Selection,
    /// The stage or owner to give them, where one is asked for.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub to: Option<i64>,
}

/// Adds tags to customers and takes tags off.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TagCustomers {
    /// Which customers.
    pub customers: Selection,
    /// Names of tags to add; new ones are made.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>", optional))]
    pub add: Vec<String>,
    /// Names of tags to take off.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>", optional))]
    pub remove: Vec<String>,
}

/// The ids that a selection means right now.
///
/// # Errors
/// Those of the rule.
pub fn ids_of(reader: &Reader<'_>, selection: &Selection) -> Result<Vec<i64>> {
    match selection {
        Selection::Ids(ids) => Ok(ids.clone()),
        Selection::Matching { rule, except } => {
            let members = reader.sets().members(reader, rule)?;
            Ok(members.iter().map(i64::from).filter(|id| !except.contains(id)).collect())
        }
    }
}

/// Tells the history how many and, where it is one, who.
pub(super) fn about(tx: &Tx<'_>, ids: &[i64]) -> Result<()> {
    tx.about("count", ids.len());
    if let [id] = ids {
        let name: Option<String> = tx.first("SELECT name FROM customer WHERE id = ?1", [id], |row| row.get(0))?;
        tx.about("name", name.ok_or_else(|| Error::not_found("customer", *id))?);
    }
    Ok(())
}

/// Refuses customers who are gone or in the trash: they can be restored, and nothing else.
pub(super) fn check(tx: &Tx<'_>, ids: &[i64]) -> Result<()> {
    ids.iter().try_for_each(|id| tags::check_alive(tx, "customer", *id))
}

/// Does it to one after the other, and tells how far it is.
pub(super) fn each(tx: &Tx<'_>, ids: &[i64], mut f: impl FnMut(i64) -> Result<()>) -> Result<()> {
    let total = ids.len() as u64;
    for (done, id) in (0..).zip(ids) {
        tx.tell(done, total)?;
        f(*id)?;
    }
    Ok(())
}

/// Puts customers into the trash.
///
/// # Errors
/// Those of the database.
pub fn trash(tx: &Tx<'_>, ids: &[i64]) -> Result<usize> {
    about(tx, ids)?;
    let mut count = 0;
    each(tx, ids, |id| {
        count +=
            tx.run("UPDATE customer SET trashed_at = ?2 WHERE id = ?1 AND trashed_at = 0", params![id, tx.now()])?;
        Ok(())
    })?;
    Ok(count)
}

/// Takes customers out of the trash, with all that was theirs.
///
/// # Errors
/// Those of the database.
pub fn restore(tx: &Tx<'_>, ids: &[i64]) -> Result<usize> {
    about(tx, ids)?;
    let mut count = 0;
    each(tx, ids, |id| {
        count += tx.run("UPDATE customer SET trashed_at = 0 WHERE id = ?1 AND trashed_at > 0", [id])?;
        Ok(())
    })?;
    Ok(count)
}

/// Puts customers into a stage; who is there already stays untouched.
///
/// # Errors
/// `not_found` if the stage or a customer is not there.
pub fn set_stage(tx: &Tx<'_>, ids: &[i64], stage: i64) -> Result<usize> {
    about(tx, ids)?;
    check(tx, ids)?;
    each(tx, ids, |id| stages::enter(tx, id, stage))?;
    Ok(ids.len())
}

/// Gives customers to an owner.
///
/// # Errors
/// `not_found` if the owner or a customer is not there.
pub fn set_owner(tx: &Tx<'_>, ids: &[i64], owner: i64) -> Result<usize> {
    about(tx, ids)?;
    check(tx, ids)?;
    each(tx, ids, |id| owners::own(tx, id, owner))?;
    Ok(ids.len())
}

/// Adds and takes off tags by name.
///
/// # Errors
/// `invalid` for an empty tag, `not_found` if a customer is not there; a tag to take off that is not there is none of
/// theirs.
pub fn tag(tx: &Tx<'_>, ids: &[i64], add: &[String], remove: &[String]) -> Result<usize> {
    about(tx, ids)?;
    check(tx, ids)?;
    tx.about("tag", add.iter().chain(remove).cloned().collect::<Vec<_>>().join(" "));
    tx.about("added", add.to_vec());
    tx.about("removed", remove.to_vec());
    let added: Vec<i64> = add.iter().map(|name| tags::named(tx, name)).collect::<Result<_>>()?;
    let mut removed = Vec::new();
    for name in remove {
        removed.extend(tags::find(tx, name)?);
    }
    each(tx, ids, |id| {
        for tag in &added {
            tags::link(tx, id, *tag)?;
        }
        for tag in &removed {
            tx.run("DELETE FROM customer_tag WHERE customer_id = ?1 AND tag_id = ?2", params![id, tag])?;
        }
        Ok(())
    })?;
    Ok(ids.len())
}
