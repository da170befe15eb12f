//! What the step did to each row, taken together.

use super::super::rows::{Columns, Key};
use super::{Net, Rest, Written, at};
use crate::error::Result;

impl Rest<'_> {
    /// The net effect of the step on each row. Uses: change_row's primary key.
    pub(super) fn gather(&mut self) -> Result<()> {
        let tx = self.tx;
        let mut statement = tx.prepare_cached(
            "SELECT seq, tbl, op, key, old FROM change_row WHERE change_id = ?1 AND op <> 'r' ORDER BY seq DESC",
        )?;
        let mut rows = statement.query([self.change_id])?;
        while let Some(row) = rows.next()? {
            let Some(table) = self.by_name.get(row.get_ref(1)?.as_str().unwrap_or_default()).copied() else { continue };
            let (seq, key): (i64, Key) = (row.get(0)?, self.key(table, row.get_ref(3)?)?);
            if self.is_in_range(table, &key) {
                continue;
            }
            let old = row.get_ref(4)?.as_str_or_null().ok().flatten();
            let old: Columns = old.map(serde_json::from_str).transpose()?.unwrap_or_default();
            let is_update = row.get_ref(2)?.as_str() == Ok("u");
            let is_new = row.get_ref(2)?.as_str() == Ok("i");
            let place = at(table, &key);
            // Last first: what comes now was written before what is known so far.
            let net = match self.written.remove(&place).map(|later| (later.seq, later.net)) {
                None if is_new => Some((seq, Net::Added)),
                None if is_update => Some((seq, Net::Changed(old))),
                None => Some((seq, Net::Gone(old))),
                // Made and gone within the step.
                Some((_, Net::Gone(_))) if is_new => None,
                Some((seq, _)) if is_new => Some((seq, Net::Added)),
                Some((seq, Net::Gone(whole) | Net::Changed(whole))) if is_update => {
                    let mut before = whole;
                    before.extend(old);
                    // A row that went is given whole by its last write; earlier ones say what it was before them.
                    match self.is_whole(table, &before) {
                        true => Some((seq, Net::Gone(before))),
                        false => Some((seq, Net::Changed(before))),
                    }
                }
                // It went and came again: the columns of before.
                Some((seq, Net::Added | Net::Changed(_))) => {
                    let values = self.tables[table].values();
                    let before = values.filter_map(|name| Some((name.clone(), old.get(name)?.clone())));
                    Some((seq, Net::Changed(before.collect())))
                }
                Some((seq, net @ Net::Gone(_))) => Some((seq, net)),
            };
            if let Some((seq, net)) = net {
                self.written.insert(place, Written { seq, table, key, net });
            }
        }
        Ok(())
    }

    /// Only the image of a row that went has its key, too.
    fn is_whole(&self, table: usize, columns: &Columns) -> bool {
        self.tables[table].key.iter().all(|part| columns.contains_key(part))
    }
}
