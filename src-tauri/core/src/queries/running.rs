//! Running a question where it can do no harm.

use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::types::ValueRef;
use serde_json::Value;

use super::{AskQuery, LIMIT_MS};
use crate::book::Book;
use crate::book::sql::Sql;
use crate::error::{Error, Result};

/// The views, as SQL.
pub(crate) const VIEWS: &str = include_str!("views.sql");
/// So many steps of SQLite's are between two looks at the clock.
const STEPS: i32 = 10_000;
/// A function that there is not. Views with the names of the tables call it, so that a question which reads a table by its
/// name is not even understood; the views of ours name the schema, too.
const NO_TABLES: &str = "only_the_views_can_be_read";
/// The schema of the book's own tables.
const SCHEMA: &str = "main";

/// Takes the names of the columns and a row; answers whether it wants more.
pub type Each<'a> = &'a mut dyn FnMut(&[String], Vec<Value>) -> Result<bool>;

/// Asks a question on a connection of its own, and gives each row, with the names of the columns, to `each` until that says
/// it has enough. Gives the names.
///
/// # Errors
/// `query_refused` for what is not one reading statement, or reads what is no view; `query_wrong` for what SQLite does not
/// understand, with its word as `detail`; `query_too_long` if the time is over; those of `each`.
pub fn stream(book: &Book, req: &AskQuery, each: Each<'_>) -> Result<Vec<String>> {
    let conn = book.apart()?;
    conn.execute_batch(VIEWS)?;
    if !req.tables {
        hide_tables(&conn)?;
    }
    conn.execute_batch("PRAGMA query_only = ON")?;
    let limit = Duration::from_millis(req.limit_ms.unwrap_or(LIMIT_MS));
    let began = Instant::now();
    conn.progress_handler(STEPS, Some(move || began.elapsed() > limit))?;
    let tables = req.tables;
    if !tables && names_schema(&req.sql) {
        return Err(refused("table"));
    }
    conn.authorizer(Some(move |context: AuthContext<'_>| judge(&context, tables)))?;
    let told = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::OperationInterrupted) => {
            Error::refused("query_too_long").arg("seconds", limit.as_secs())
        }
        Some(rusqlite::ErrorCode::AuthorizationForStatementDenied) => refused("table"),
        Some(rusqlite::ErrorCode::Unknown) | None if detail(&error).contains(NO_TABLES) => refused("table"),
        Some(rusqlite::ErrorCode::Unknown) | None => Error::refused("query_wrong").arg("detail", detail(&error)),
        _ => Error::from(error),
    };
    let answered = answer(&conn, &req.sql, each, &told);
    conn.authorizer(None::<fn(AuthContext<'_>) -> Authorization>)?;
    answered
}

fn answer(
    conn: &Connection,
    sql: &str,
    each: Each<'_>,
    told: &dyn Fn(rusqlite::Error) -> Error,
) -> Result<Vec<String>> {
    let mut statement = match conn.prepare(sql) {
        Err(rusqlite::Error::MultipleStatement) => return Err(refused("several")),
        other => other.map_err(told)?,
    };
    if !statement.readonly() || statement.column_count() == 0 {
        return Err(refused("writes"));
    }
    if statement.parameter_count() > 0 {
        return Err(refused("parameter"));
    }
    let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    let mut rows = statement.query([]).map_err(told)?;
    while let Some(row) = rows.next().map_err(told)? {
        let values = (0..names.len())
            .map(|place| row.get_ref(place).map(json_of))
            .collect::<rusqlite::Result<Vec<Value>>>()
            .map_err(told)?;
        if !each(&names, values)? {
            break;
        }
    }
    Ok(names)
}

fn refused(reason: &'static str) -> Error {
    Error::refused("query_refused").arg("reason", format!("query_{reason}"))
}

/// SQLite's own word, which names tables and columns of the question.
fn detail(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(_, Some(text)) => text.clone(),
        rusqlite::Error::SqlInputError { msg, offset, .. } => format!("{msg} ({offset})"),
        other => other.to_string(),
    }
}

fn json_of(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::from(number),
        ValueRef::Real(number) => Value::from(number),
        ValueRef::Text(bytes) => Value::from(String::from_utf8_lossy(bytes)),
        ValueRef::Blob(bytes) => Value::from(hex::encode(bytes)),
    }
}

/// What a question may do: read, and nothing else; of SQLite's own tables only with `tables`.
fn judge(context: &AuthContext<'_>, tables: bool) -> Authorization {
    let may = match context.action {
        AuthAction::Select | AuthAction::Recursive => true,
        AuthAction::Function { function_name } => !function_name.eq_ignore_ascii_case("load_extension"),
        AuthAction::Read { table_name, .. } => {
            let lower = table_name.to_ascii_lowercase();
            tables || !(lower.starts_with("sqlite_") || lower.starts_with("pragma_"))
        }
        _ => false,
    };
    if may { Authorization::Allow } else { Authorization::Deny }
}

/// Puts a view that cannot be read before each table.
fn hide_tables(conn: &Connection) -> Result<()> {
    let names: Vec<String> =
        conn.all("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", [], |row| {
            row.get(0)
        })?;
    for name in names {
        conn.execute_batch(&format!("CREATE TEMP VIEW \"{name}\" AS SELECT {NO_TABLES}() AS refused"))?;
    }
    Ok(())
}

/// Whether a question names the schema of the tables: `main.customer`, `"main" . customer`. Comments and texts do not count.
fn names_schema(sql: &str) -> bool {
    let mut words: Vec<String> = Vec::new();
    let mut letters = sql.chars().peekable();
    while let Some(letter) = letters.next() {
        let until = |end: char, letters: &mut std::iter::Peekable<std::str::Chars<'_>>| -> String {
            letters.by_ref().take_while(|next| *next != end).collect()
        };
        match letter {
            '-' if letters.peek() == Some(&'-') => drop(until('\n', &mut letters)),
            '/' if letters.peek() == Some(&'*') => {
                letters.next();
                let mut last = ' ';
                for next in letters.by_ref() {
                    if last == '*' && next == '/' {
                        break;
                    }
                    last = next;
                }
            }
            '\'' => {
                // A text may stand for a name, too: what is before a dot is one.
                let text = until('\'', &mut letters);
                words.push(text);
            }
            '"' | '`' => words.push(until(letter, &mut letters)),
            '[' => words.push(until(']', &mut letters)),
            _ if letter.is_whitespace() => {}
            _ if letter.is_alphanumeric() || letter == '_' => {
                let mut word = letter.to_string();
                while let Some(next) = letters.next_if(|next| next.is_alphanumeric() || *next == '_') {
                    word.push(next);
                }
                words.push(word);
            }
            _ => words.push(letter.to_string()),
        }
    }
    words.windows(2).any(|pair| pair[0].eq_ignore_ascii_case(SCHEMA) && pair[1] == ".")
}

#[cfg(test)]
mod unit {
    use super::names_schema;

    #[test]
    fn the_schema_is_seen_however_it_is_written() {
        for sql in [
            "SELECT * FROM main.customer",
            "select * from \"MAIN\" . customer",
            "SELECT * FROM [main]/* x */.customer",
            "SELECT * FROM 'main'.customer",
            "SELECT * FROM `main`--\n.customer",
        ] {
            assert!(names_schema(sql), "{sql}");
        }
        for sql in [
            "SELECT main FROM v_customers",
            "SELECT * FROM v_customers WHERE name = 'main'",
            "SELECT domain.name FROM v_customers AS domain -- main.customer",
            "SELECT 'it''s main' || '.'",
            "",
            "'",
            "/*",
        ] {
            assert!(!names_schema(sql), "{sql}");
        }
    }
}
