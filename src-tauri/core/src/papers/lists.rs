//! A list of customers on paper: columns as wide as what stands in them, the head on every page.

use super::fonts::Heavy::{Bold, Plain};
use super::sheets::{GRAY, INK, Sheets};
use super::{MakePaper, Paper, PaperMade, Words};
use crate::book::{OnProgress, Reader, settings};
use crate::customers;
use crate::error::{Error, Result};
use crate::exchange::exports::{ExportColumn, cell_text, labelled};

/// Around what is written, in points.
const MARGIN: f32 = 36.0;
/// The size of text.
const SIZE: f32 = 8.5;
/// From line to line.
const STEP: f32 = 11.5;
/// Between columns.
const GAP: f32 = 8.0;
/// A cell is cut after so many lines.
const LINES: usize = 3;
/// A list of more columns stands on pages that lie on their side.
const UPRIGHT: usize = 5;
/// The widths of columns are told by so many rows.
const MEASURED: usize = 400;

pub(super) fn make(
    reader: &Reader<'_>,
    ids: &[i64],
    columns: &[ExportColumn],
    req: &MakePaper,
    words: &Words<'_>,
    on_progress: OnProgress<'_>,
) -> Result<Paper> {
    let word = words.word;
    let (short, long) = req.size.points();
    let size = if columns.len() > UPRIGHT { (long, short) } else { (short, long) };
    let mut sheets = Sheets::new(size);
    let headings: Vec<String> = labelled(reader, columns)?
        .into_iter()
        .map(|(column, label)| match column.code() {
            Some(code) => word(&format!("heading-{}", code.replace('_', "-"))),
            None => label,
        })
        .collect();
    let exponent = settings::get(reader)?.currency_exponent;
    let kinds = [word("kind-person"), word("kind-company")];
    let total = ids.len() as u64;
    let mut rows: Vec<Vec<String>> = Vec::with_capacity(ids.len());
    for (done, id) in (0..).zip(ids) {
        if done % 64 == 0 && !on_progress(done, total * 2) {
            return Err(Error::refused("cancelled"));
        }
        let card = customers::facts(reader, *id)?;
        rows.push(
            columns
                .iter()
                .map(|column| cell_text(&card, *column, exponent, &kinds).replace('|', " · ").replace('\n', " "))
                .collect(),
        );
    }
    let widths = widths(&mut sheets, &headings, &rows, size.0 - 2.0 * MARGIN);
    let mut y = head(&mut sheets, &headings, &widths, &req.title, size);
    for (done, row) in (0..).zip(&rows) {
        if done % 64 == 0 && !on_progress(total + done, total * 2) {
            return Err(Error::refused("cancelled"));
        }
        let cells: Vec<Vec<String>> = row
            .iter()
            .zip(&widths)
            .map(|(text, width)| {
                let mut lines = sheets.wrapped(text, SIZE, Plain, *width);
                if lines.len() > LINES {
                    let rest = lines.split_off(LINES - 1).join(" ");
                    lines.push(sheets.cut(&rest, SIZE, Plain, *width));
                }
                lines
            })
            .collect();
        let high = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
        #[allow(clippy::cast_precision_loss, reason = "lines of a cell are a few dozen")]
        let needed = high as f32 * STEP + 5.0;
        if y + needed > size.1 - MARGIN {
            y = head(&mut sheets, &headings, &widths, "", size);
        }
        let mut x = MARGIN;
        for (lines, width) in cells.iter().zip(&widths) {
            let mut at = y + STEP;
            for line in lines {
                sheets.text((x, at), SIZE, (Plain, INK), line);
                at += STEP;
            }
            x += width + GAP;
        }
        y += needed;
        sheets.line(MARGIN, y - 1.0, size.0 - MARGIN);
    }
    sheets.feet(MARGIN, &req.title, words.foot);
    let made = PaperMade { pages: sheets.count() as u64, customers: total, left_out: 0 };
    Ok(Paper { pdf: sheets.finish(&req.title, words.language)?, made })
}

/// Begins a page with the headings; gives where the rows begin.
fn head(sheets: &mut Sheets, headings: &[String], widths: &[f32], title: &str, size: (f32, f32)) -> f32 {
    sheets.turn();
    let mut y = MARGIN;
    if !title.is_empty() {
        let title = sheets.cut(title, 14.0, Bold, size.0 - 2.0 * MARGIN);
        sheets.text((MARGIN, y + 12.0), 14.0, (Bold, INK), &title);
        y += 26.0;
    }
    let mut x = MARGIN;
    for (heading, width) in headings.iter().zip(widths) {
        let heading = sheets.cut(heading, SIZE, Bold, *width);
        sheets.text((x, y + STEP), SIZE, (Bold, GRAY), &heading);
        x += width + GAP;
    }
    y += STEP + 5.0;
    sheets.line(MARGIN, y, size.0 - MARGIN);
    y + 2.0
}

/// As wide as what stands in them, as far as all fit; else the wide ones give way, none below a share of its own.
#[allow(clippy::cast_precision_loss, reason = "columns are a few dozen, rows that are measured a few hundred")]
fn widths(sheets: &mut Sheets, headings: &[String], rows: &[Vec<String>], room: f32) -> Vec<f32> {
    let count = headings.len().max(1) as f32;
    let room = room - GAP * (count - 1.0);
    let mut wanted: Vec<f32> = headings.iter().map(|heading| sheets.fonts.width(Bold, heading) * SIZE + 1.0).collect();
    for row in rows.iter().take(MEASURED) {
        for (cell, wanted) in row.iter().zip(&mut wanted) {
            *wanted = wanted.max(sheets.fonts.width(Plain, cell) * SIZE + 1.0);
        }
    }
    let least = (room / count).min(room * 0.12);
    let all: f32 = wanted.iter().sum();
    if all <= room {
        return wanted;
    }
    // What is narrower than its share keeps its width; the rest share what is left.
    let share = room / count;
    let narrow: f32 = wanted.iter().filter(|width| **width <= share).sum();
    let wide: f32 = wanted.iter().filter(|width| **width > share).sum();
    wanted
        .iter()
        .map(|width| if *width <= share { *width } else { (width / wide * (room - narrow)).max(least) })
        .collect()
}
