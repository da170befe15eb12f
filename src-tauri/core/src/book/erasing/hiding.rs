//! What the book keeps besides its records (the journal, the wording of the history, reports of imports, drafts) may name
//! somebody in steps and rows of others. There the name is made unreadable; records themselves are the user's to clear.

use rusqlite::{Connection, params};
use serde_json::Value;

use super::needles::{Needles, explained};
use crate::book::sql::Sql;
use crate::error::Result;

/// Stands where a name was.
pub(super) const HIDDEN: &str = "•••";

/// Hides what no remaining record explains. A name that a record still has cannot be told from that record's own.
///
/// # Errors
/// Those of the database.
pub(super) fn hide(conn: &Connection, needles: &Needles) -> Result<()> {
    if needles.texts().is_empty() {
        return Ok(());
    }
    let explained = explained(conn, needles)?;
    let left = needles.texts().iter().zip(explained).filter(|(_, is_explained)| !is_explained);
    let needles = Needles::of(left.map(|(text, _)| text.clone()).collect())?;
    if needles.texts().is_empty() {
        return Ok(());
    }
    let steps: Vec<(i64, i64, String)> = found(conn, &needles, "SELECT change_id, seq, old FROM change_row")?;
    for (change, seq, old) in steps {
        let old = hidden_json(&old, &needles)?;
        conn.run("UPDATE change_row SET old = ?3 WHERE change_id = ?1 AND seq = ?2", params![change, seq, old])?;
        conn.run("UPDATE change SET erased = max(erased, 1) WHERE id = ?1", [change])?;
    }
    for (id, _, args) in found(conn, &needles, "SELECT id, 0, args FROM change")? {
        conn.run("UPDATE change SET args = ?2 WHERE id = ?1", params![id, hidden_json(&args, &needles)?])?;
    }
    for (id, _, report) in found(conn, &needles, "SELECT id, 0, report FROM import")? {
        conn.run("UPDATE import SET report = ?2 WHERE id = ?1", params![id, hidden_json(&report, &needles)?])?;
    }
    for column in ["file_name", "sheet"] {
        for (id, _, text) in found(conn, &needles, &format!("SELECT id, 0, {column} FROM import"))? {
            conn.run(
                &format!("UPDATE import SET {column} = ?2 WHERE id = ?1"),
                params![id, needles.hidden_in(&text, HIDDEN)],
            )?;
        }
    }
    let drafts: Vec<(String, String)> =
        conn.all("SELECT record, body FROM draft", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (record, body) in drafts.into_iter().filter(|(_, body)| needles.is_in(body)) {
        conn.run("UPDATE draft SET body = ?2 WHERE record = ?1", params![record, needles.hidden_in(&body, HIDDEN)])?;
    }
    Ok(())
}

/// The rows of two keys and a text in which one of the needles stands.
fn found(conn: &Connection, needles: &Needles, sql: &str) -> Result<Vec<(i64, i64, String)>> {
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        if let Ok(text) = row.get_ref(2)?.as_str()
            && needles.is_in(text)
        {
            all.push((row.get(0)?, row.get(1)?, text.to_owned()));
        }
    }
    Ok(all)
}

fn hidden_json(json: &str, needles: &Needles) -> Result<String> {
    let mut value: Value = serde_json::from_str(json)?;
    each_text(&mut value, &mut |text| *text = needles.hidden_in(text, HIDDEN));
    Ok(value.to_string())
}

/// Hides each text wholly in which one of the needles stands. Whether there was one.
pub(super) fn hide_whole(value: &mut Value, needles: &Needles) -> bool {
    let mut is_hidden = false;
    each_text(value, &mut |text| {
        if needles.is_in(text) {
            HIDDEN.clone_into(text);
            is_hidden = true;
        }
    });
    is_hidden
}

fn each_text(value: &mut Value, change: &mut dyn FnMut(&mut String)) {
    match value {
        Value::String(text) => change(text),
        Value::Array(items) => items.iter_mut().for_each(|item| each_text(item, change)),
        Value::Object(map) => map.values_mut().for_each(|item| each_text(item, change)),
        _ => {}
    }
}
