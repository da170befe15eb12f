//! Questions in SQL.

use rounds_api::{Access, AskQuery, Format};
use serde_json::json;

use crate::args::{Query, QueryFormat};
use crate::failures::{Exit, Outcome};
use crate::output;
use crate::terminal::Terminal;

/// `query`
pub fn query(terminal: &mut Terminal, query: &Query) -> Outcome {
    terminal.open(&query.book, Access::Read)?;
    let asked = AskQuery {
        sql: query.sql.clone(),
        tables: query.tables,
        limit_ms: Some(query.timeout.saturating_mul(1_000)),
        limit: query.limit,
    };
    let format = match query.format {
        _ if terminal.out.is_json() => Format::Json,
        QueryFormat::Table => Format::Table,
        QueryFormat::Csv => Format::Csv,
        QueryFormat::Json => Format::Json,
        QueryFormat::Jsonl => Format::JsonLines,
    };
    let written = terminal.query(&asked, format)?;
    if written.is_cut && format == Format::Table {
        let told = terminal
            .words
            .text("cli-query-cut", json!({ "count": written.rows }).as_object().unwrap_or(&serde_json::Map::new()));
        output::error_line(&told);
    }
    Ok(Exit::Done)
}
