//! Finding the header among titles, remarks and empty rows.

use std::collections::HashSet;

use crate::exchange::reading::{Cell, Row, Table};
use crate::values::texts::to_half_width;

use super::cells::{is_blank_cell, line_of};
use super::headings::{normal, role_of};

/// How many rows from the top may stand above the header.
const ROWS_ABOVE: usize = 50;
/// The longest heading, in characters.
const LONGEST_HEADING: usize = 40;

/// The index (into `table.rows`) of the row with the headings: the first with two headings that lists of customers have,
/// or else the first row of short, different texts over rows that hold numbers, dates or addresses. None if there is no header.
#[must_use]
pub fn find_header(table: &Table) -> Option<usize> {
    let width = usual_width(table);
    let mut possible = None;
    for (index, row) in table.rows.iter().enumerate().take(ROWS_ABOVE) {
        let Some(headings) = headings_of(row) else { continue };
        let different = count_different(&headings);
        let known = headings.iter().filter(|heading| role_of(heading).is_some()).count();
        if known >= 2 && different * 2 > headings.len()
            || (known == 1 && headings.len() * 3 >= width && (width == 1 || headings.len() > 1))
        {
            return Some(index);
        }
        if possible.is_none() && different == headings.len() && headings.len() * 5 >= width * 3 && width > 1 {
            possible = Some(index);
        }
    }
    possible.filter(|index| stands_over_data(table, *index))
}

/// The texts of a row that may be a header: short, no data among them.
fn headings_of(row: &Row) -> Option<Vec<String>> {
    if row.merged_title {
        return None;
    }
    let mut headings: Vec<String> = Vec::new();
    for cell in row.cells.iter().filter(|cell| !is_blank_cell(cell)) {
        let Cell::Text(_) = cell else { return None };
        let heading = line_of(cell);
        if heading.chars().count() > LONGEST_HEADING || is_data(cell) {
            return None;
        }
        headings.push(heading);
    }
    (!headings.is_empty()).then_some(headings)
}

fn count_different(headings: &[String]) -> usize {
    headings.iter().map(|heading| normal(heading)).collect::<HashSet<_>>().len()
}

/// True for numbers, dates, and texts that no heading has: an @, five digits, a date.
fn is_data(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => false,
        Cell::Text(text) => {
            let half = to_half_width(text);
            let digits = half.chars().filter(char::is_ascii_digit).count();
            digits >= 5
                || half.contains('@')
                || (digits > 0 && half.chars().all(|c| c.is_ascii_digit() || ".,/-¥ ".contains(c)))
        }
        _ => true,
    }
}

fn stands_over_data(table: &Table, header: usize) -> bool {
    table.rows.iter().skip(header + 1).take(ROWS_ABOVE).any(|row| row.cells.iter().any(is_data))
}

/// The number of cells that most of the first rows have.
fn usual_width(table: &Table) -> usize {
    let mut widths: Vec<usize> = table
        .rows
        .iter()
        .take(ROWS_ABOVE * 4)
        .map(|row| row.cells.iter().filter(|cell| !is_blank_cell(cell)).count())
        .filter(|width| *width > 0)
        .collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Table {
        let rows = rows
            .iter()
            .enumerate()
            .map(|(index, cells)| Row {
                number: u32::try_from(index).unwrap() + 1,
                hidden: false,
                merged_title: false,
                cells: cells
                    .iter()
                    .map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) })
                    .collect(),
            })
            .collect();
        Table { rows, ..Table::default() }
    }

    #[test]
    fn the_header_is_found_under_titles_remarks_and_empty_rows() {
        let mut titled = table(&[
            &["2025年客户台账（内部资料）"],
            &["制表：销售部", "", "单位：元"],
            &[],
            &["序号", "客户名称", "手机", "等级"],
            &["1", "剑翼五金店", "13800001234", "A"],
        ]);
        titled.rows[0].merged_title = true;
        assert_eq!(find_header(&titled), Some(3));
        assert_eq!(find_header(&table(&[&["客户名称", "手机"], &["剑翼五金店", "13800001234"]])), Some(0));
        assert_eq!(find_header(&table(&[&["姓名"], &["陈静"]])), Some(0), "a single column of names");
    }

    #[test]
    fn unknown_headings_are_a_header_if_data_stands_below() {
        assert_eq!(find_header(&table(&[&["Betrieb", "Hektar"], &["Hof Müller", "120"]])), Some(0));
    }

    #[test]
    fn a_list_without_a_header_has_none() {
        assert_eq!(find_header(&table(&[&["剑翼五金店", "13800001234"], &["红星农场", "13900001234"]])), None);
        assert_eq!(find_header(&table(&[&["陈静", "老客户"], &["王芳", "零售"]])), None);
        assert_eq!(find_header(&table(&[])), None);
    }
}
