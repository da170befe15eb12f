//! Address labels, on the sheets that shops sell.

use serde::{Deserialize, Serialize};

use super::fonts::Heavy::{Bold, Plain};
use super::sheets::{INK, PaperSize, Sheets};
use super::{Paper, PaperMade, Words};
use crate::book::{OnProgress, Reader};
use crate::contact_points::PointKind;
use crate::customers::{self, Card};
use crate::error::{Error, Result};

/// A millimetre in points.
const MM: f32 = 72.0 / 25.4;
/// Within a label, from its edge.
const INSET: f32 = 4.0 * MM;

/// A sheet of labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LabelSheet {
    /// A4, 24 labels of 70 × 37 mm, edge to edge.
    A4By24,
    /// A4, 21 labels of 63.5 × 38.1 mm.
    A4By21,
    /// A4, 14 labels of 99.1 × 38.1 mm.
    A4By14,
    /// Letter, 30 labels of 2⅝ × 1 inches.
    LetterBy30,
}

/// Where labels are on a sheet, in millimetres.
struct Grid {
    size: PaperSize,
    columns: usize,
    rows: usize,
    left: f32,
    top: f32,
    width: f32,
    height: f32,
    /// From the left edge of one to that of the next.
    across: f32,
}

impl LabelSheet {
    fn grid(self) -> Grid {
        let grid = |size, columns, rows, (left, top), (width, height), across| Grid {
            size,
            columns,
            rows,
            left,
            top,
            width,
            height,
            across,
        };
        match self {
            Self::A4By24 => grid(PaperSize::A4, 3, 8, (0.0, 0.5), (70.0, 37.0), 70.0),
            Self::A4By21 => grid(PaperSize::A4, 3, 7, (7.2, 15.15), (63.5, 38.1), 66.0),
            Self::A4By14 => grid(PaperSize::A4, 2, 7, (4.65, 15.15), (99.1, 38.1), 101.6),
            Self::LetterBy30 => grid(PaperSize::Letter, 3, 10, (4.8, 12.7), (66.7, 25.4), 69.85),
        }
    }
}

pub(super) fn make(
    reader: &Reader<'_>,
    ids: &[i64],
    sheet: LabelSheet,
    skip: u32,
    words: &Words<'_>,
    on_progress: OnProgress<'_>,
) -> Result<Paper> {
    let grid = sheet.grid();
    let each = grid.columns * grid.rows;
    let mut sheets = Sheets::new(grid.size.points());
    let mut at = usize::try_from(skip).unwrap_or(0) % each;
    let mut made = PaperMade { pages: 0, customers: 0, left_out: 0 };
    for (done, id) in (0..).zip(ids) {
        if done % 64 == 0 && !on_progress(done, ids.len() as u64) {
            return Err(Error::refused("cancelled"));
        }
        let card = customers::facts(reader, *id)?;
        let Some(lines) = lines(&card) else {
            made.left_out += 1;
            continue;
        };
        if sheets.count() == 0 || at == each {
            sheets.turn();
            at %= each;
        }
        label(&mut sheets, &grid, at, &lines);
        at += 1;
        made.customers += 1;
    }
    if made.customers == 0 {
        return Err(Error::refused("labels_no_address"));
    }
    made.pages = sheets.count() as u64;
    Ok(Paper { pdf: sheets.finish(&(words.word)("paper-labels"), words.language)?, made })
}

/// A line of a label, and whether it is who it goes to.
type Line = (String, bool);

/// What stands on a label: in China the place first and then the person, elsewhere the person first. None without an address.
fn lines(card: &Card) -> Option<Vec<Line>> {
    let address = card.contact_points.iter().find(|point| point.kind == PointKind::Address)?.raw.trim().to_owned();
    let to = card.contacts.first().map(|contact| contact.name.clone());
    let is_chinese = address.chars().any(|letter| matches!(letter, '\u{3400}'..='\u{9fff}'));
    let name = (card.name.clone(), true);
    let phone = card.contact_points.iter().find(|point| point.kind == PointKind::Phone).map(|point| point.raw.clone());
    if is_chinese {
        let mut lines = vec![(address, false), name];
        let person = [to, phone].into_iter().flatten().collect::<Vec<_>>().join("  ");
        lines.push((person, false));
        return Some(lines);
    }
    let mut lines = vec![name];
    lines.extend(to.map(|to| (to, false)));
    lines.push((address.replace(", ", "\n"), false));
    Some(lines)
}

/// Writes one label; what does not fit in height is written smaller, down to what can still be read.
#[allow(clippy::cast_precision_loss, reason = "places of a sheet are a few dozen")]
fn label(sheets: &mut Sheets, grid: &Grid, place: usize, lines: &[Line]) {
    let (column, row) = (place % grid.columns, place / grid.columns);
    let x = (grid.left + column as f32 * grid.across) * MM + INSET;
    let top = (grid.top + row as f32 * grid.height) * MM;
    let (width, height) = (grid.width * MM - 2.0 * INSET, grid.height * MM - INSET);
    let mut laid: Vec<(String, bool)> = Vec::new();
    let mut size = 11.0;
    for smaller in [11.0, 10.0, 9.0, 8.0, 7.0] {
        size = smaller;
        laid.clear();
        for (text, is_name) in lines.iter().filter(|(text, _)| !text.is_empty()) {
            let heavy = if *is_name { Bold } else { Plain };
            laid.extend(sheets.wrapped(text, size, heavy, width).into_iter().map(|line| (line, *is_name)));
        }
        if laid.len() as f32 * size * 1.3 <= height {
            break;
        }
    }
    let room = (height / (size * 1.3)) as usize;
    laid.truncate(room.max(1));
    let mut y = top + (grid.height * MM - laid.len() as f32 * size * 1.3) / 2.0 + size;
    for (line, is_name) in laid {
        sheets.text((x, y), size, (if is_name { Bold } else { Plain }, INK), &line);
        y += size * 1.3;
    }
}
