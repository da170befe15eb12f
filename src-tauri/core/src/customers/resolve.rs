//! Finding the one customer that a text means.

use serde::{Deserialize, Serialize};

use crate::book::Reader;
use crate::book::sql::Sql;
use crate::checks::NAME_LIMIT;
use crate::error::{Error, Result};
use crate::values::texts::clean_line;

/// Which customer a text means: an id, `uid:…`, or an exact name.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ResolveCustomer {
    /// `42`, `uid:0192…`, or `王记五金`.
    pub customer: String,
    /// Also those in the trash.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>", optional))]
    pub trashed: bool,
}

/// The ids that fit, at most 20. An id wins over a name of digits. Uses: primary key, uid, customer_by_exact_name.
///
/// # Errors
/// `not_found` if nobody fits; `ambiguous` with the ids as `candidates` if several do.
pub fn resolve(reader: &Reader<'_>, req: &ResolveCustomer) -> Result<i64> {
    let text = clean_line(&req.customer);
    let sign = if req.trashed { ">" } else { "=" };
    let found: Vec<i64> = if let Some(uid) = text.strip_prefix("uid:") {
        reader
            .all(&format!("SELECT id FROM customer WHERE uid = ?1 AND trashed_at {sign} 0"), [uid], |row| row.get(0))?
    } else {
        let by_id: Vec<i64> = match text.parse::<i64>() {
            Ok(id) => {
                reader.all(&format!("SELECT id FROM customer WHERE id = ?1 AND trashed_at {sign} 0"), [id], |row| {
                    row.get(0)
                })?
            }
            Err(_) => Vec::new(),
        };
        if by_id.is_empty() {
            reader.all(
                &format!("SELECT id FROM customer WHERE name = ?1 AND trashed_at {sign} 0 ORDER BY id LIMIT 20"),
                [&text],
                |row| row.get(0),
            )?
        } else {
            by_id
        }
    };
    let shown: String = text.chars().take(NAME_LIMIT).collect();
    match found.as_slice() {
        [id] => Ok(*id),
        [] => Err(Error::refused("not_found").arg("record", "customer").arg("name", shown)),
        several => Err(Error::refused("ambiguous").arg("name", shown).arg("candidates", several.to_vec())),
    }
}
