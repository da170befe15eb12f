//! Building the table of a sheet from cells as they come: only what is there takes memory, never the rectangle around it.

use super::references::Block;
use super::{Cell, MOST_CELLS, MOST_COLUMNS, ReadError, Row, Table};

/// Up to so many empty rows in a run are rows of the table; of a longer run none is.
const MOST_EMPTY_ROWS: u32 = 1_000;

/// A sheet in the making.
#[derive(Default)]
pub(super) struct Sheet {
    rows: Vec<Row>,
    taken: u64,
}

/// What a sheet says beside its cells.
#[derive(Default)]
pub(super) struct Layout {
    /// Rows from 0, ascending.
    pub(super) hidden_rows: Vec<u32>,
    /// Ranges of columns from 0, ends included.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    /// Merged cells.
    pub(super) merges: Vec<Block>,
    /// Number of the last row with a value; 0 if there is none.
    pub(super) last_row: u32,
    /// How many cells have a value.
    pub(super) values: u64,
}

impl Sheet {
    /// Puts a cell into its place; rows and columns count from 0. An empty cell takes none.
    ///
    /// # Errors
    /// `too_large` for columns and for cells in all.
    pub(super) fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), ReadError> {
        if cell.is_empty() {
            return Ok(());
        }
        let column = column as usize;
        if column >= MOST_COLUMNS {
            return Err(ReadError::TooLarge { what: "columns", limit: MOST_COLUMNS as u64 });
        }
        let number = row.saturating_add(1);
        if self.rows.last().is_none_or(|last| last.number != number) {
            self.rows.push(Row { number, hidden: false, cells: Vec::new(), merged_title: false });
            self.take(1)?;
        }
        let length = self.rows.last().map_or(0, |last| last.cells.len());
        if column >= length {
            self.take((column + 1 - length) as u64)?;
        }
        if let Some(last) = self.rows.last_mut() {
            put_into(&mut last.cells, column, cell);
        }
        Ok(())
    }

    /// Counts places before they are taken.
    fn take(&mut self, count: u64) -> Result<(), ReadError> {
        self.taken = self.taken.saturating_add(count);
        if self.taken > MOST_CELLS { Err(ReadError::TooLarge { what: "cells", limit: MOST_CELLS }) } else { Ok(()) }
    }

    /// The table: rows in order, short gaps as empty rows, merged values in all rows of their block, hidden ones marked.
    ///
    /// # Errors
    /// `too_large` if merged blocks fill too many cells.
    pub(super) fn finish(mut self, layout: &Layout, is_1904: bool) -> Result<Table, ReadError> {
        if !self.rows.is_sorted_by(|one, next| one.number < next.number) {
            self.sort();
        }
        self.rows = with_gaps(std::mem::take(&mut self.rows));
        let columns = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        for block in &layout.merges {
            self.merge(block, columns)?;
        }
        for row in &mut self.rows {
            row.hidden = row.number.checked_sub(1).is_some_and(|at| layout.hidden_rows.binary_search(&at).is_ok());
        }
        let is_hidden = |column: &usize| {
            layout.hidden_columns.iter().any(|(first, last)| (*first as usize..=*last as usize).contains(column))
        };
        Ok(Table { rows: self.rows, hidden_columns: (0..columns).filter(is_hidden).collect(), is_1904 })
    }

    /// For files whose rows come in disorder or in pieces.
    fn sort(&mut self) {
        self.rows.sort_by_key(|row| row.number);
        let mut rows: Vec<Row> = Vec::with_capacity(self.rows.len());
        for row in self.rows.drain(..) {
            match rows.last_mut() {
                Some(last) if last.number == row.number => {
                    let filled = row.cells.into_iter().enumerate().filter(|(_, cell)| !cell.is_empty());
                    filled.for_each(|(column, cell)| put_into(&mut last.cells, column, cell));
                }
                _ => rows.push(row),
            }
        }
        self.rows = rows;
    }

    /// A merge over half of the columns is a title and stays where it is, and so does one within a single row: its value is one
    /// value, not several. A block of several rows holds in all of them.
    fn merge(&mut self, block: &Block, columns: usize) -> Result<(), ReadError> {
        let first = self.rows.partition_point(|row| row.number <= block.first_row);
        let end = self.rows.partition_point(|row| row.number <= block.last_row.saturating_add(1));
        let width = block.last_column - block.first_column + 1;
        let is_title = width >= 2 && u64::from(width) * 2 >= columns as u64;
        let top = self.rows.get(first).filter(|row| row.number == block.first_row.saturating_add(1));
        let value = top.and_then(|row| row.cells.get(block.first_column as usize)).cloned().unwrap_or(Cell::Empty);
        let last_column = (block.last_column as usize).min(columns.saturating_sub(1));
        let fills = !is_title && block.last_row > block.first_row && !value.is_empty();
        self.take((end.saturating_sub(first)) as u64)?;
        for row in self.rows.get_mut(first..end).unwrap_or_default() {
            row.merged_title |= is_title;
            if !fills {
                continue;
            }
            for column in block.first_column as usize..=last_column {
                let place = row.cells.get(column);
                if place.is_none_or(Cell::is_empty) {
                    self.taken += (column + 1).saturating_sub(row.cells.len()).max(1) as u64;
                    if self.taken > MOST_CELLS {
                        return Err(ReadError::TooLarge { what: "cells", limit: MOST_CELLS });
                    }
                    put_into(&mut row.cells, column, value.clone());
                }
            }
        }
        Ok(())
    }
}

fn put_into(cells: &mut Vec<Cell>, column: usize, cell: Cell) {
    if cells.len() <= column {
        cells.resize(column + 1, Cell::Empty);
    }
    if let Some(place) = cells.get_mut(column) {
        *place = cell;
    }
}

fn with_gaps(rows: Vec<Row>) -> Vec<Row> {
    let mut all = Vec::with_capacity(rows.len());
    let mut next = 1;
    for row in rows {
        if row.number.saturating_sub(next) <= MOST_EMPTY_ROWS {
            all.extend((next..row.number).map(|number| Row {
                number,
                hidden: false,
                cells: Vec::new(),
                merged_title: false,
            }));
        }
        next = row.number.saturating_add(1);
        all.push(row);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::reading::references;

    fn sheet(cells: &[(&str, &str)]) -> Sheet {
        let mut sheet = Sheet::default();
        for (place, text) in cells {
            let Some((row, column)) = references::cell(place) else { panic!("no place: {place}") };
            assert_eq!(sheet.put(row, column, Cell::Text((*text).into())), Ok(()));
        }
        sheet
    }

    fn finished(cells: &[(&str, &str)], merges: &[&str]) -> Table {
        let layout =
            Layout { merges: merges.iter().filter_map(|text| references::block(text)).collect(), ..Layout::default() };
        match sheet(cells).finish(&layout, false) {
            Ok(table) => table,
            Err(error) => panic!("{error}"),
        }
    }

    fn text(table: &Table, number: u32, column: usize) -> &str {
        let row = table.rows.iter().find(|row| row.number == number);
        match row.and_then(|row| row.cells.get(column)) {
            Some(Cell::Text(text)) => text,
            _ => "",
        }
    }

    #[test]
    fn a_merged_block_holds_in_all_of_its_rows() {
        let cells = [
            ("A1", "区域"),
            ("B1", "客户"),
            ("C1", "手机"),
            ("A2", "北京"),
            ("B2", "张三"),
            ("B3", "李四"),
            ("A4", "上海"),
            ("B4", "王五"),
        ];
        let table = finished(&cells, &["A2:A3"]);
        assert_eq!(text(&table, 3, 0), "北京");
        assert_eq!(text(&table, 4, 0), "上海", "the next block is its own");
        assert!(table.rows.iter().all(|row| !row.merged_title));
    }

    #[test]
    fn a_merge_over_the_table_is_a_title_and_fills_nothing() {
        let table = finished(&[("A1", "客户台账"), ("A2", "客户"), ("D2", "手机")], &["A1:D1"]);
        assert!(table.rows[0].merged_title);
        assert_eq!(table.rows[0].cells.len(), 1);
        assert!(!table.rows[1].merged_title);
    }

    #[test]
    fn a_merge_over_a_few_cells_of_one_row_keeps_its_one_value() {
        let table = finished(&[("A1", "合计"), ("F1", "9")], &["A1:B1"]);
        assert_eq!((text(&table, 1, 0), text(&table, 1, 1)), ("合计", ""));
        assert!(!table.rows[0].merged_title);
    }

    #[test]
    fn short_gaps_are_empty_rows_and_long_ones_are_left_out() {
        let table = finished(&[("A2", "a"), ("A4", "b"), ("A1000000", "c")], &[]);
        let numbers: Vec<u32> = table.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 1_000_000]);
    }

    #[test]
    fn rows_in_disorder_are_put_in_order() {
        let table = finished(&[("A3", "c"), ("A1", "a"), ("B3", "d")], &[]);
        assert_eq!((text(&table, 1, 0), text(&table, 3, 0), text(&table, 3, 1)), ("a", "c", "d"));
        assert_eq!(table.rows.len(), 3);
    }

    #[test]
    fn a_merge_over_the_whole_sheet_costs_nothing() {
        let table = finished(&[("A1", "a"), ("B2", "b")], &["A1:XFD1048576"]);
        assert_eq!(table.rows.len(), 2);
    }

    #[test]
    fn far_cells_in_many_rows_are_refused_before_they_take_memory() {
        let mut sheet = Sheet::default();
        let mut put = |row| sheet.put(row, 16_383, Cell::Bool(true));
        let refused = (0..1_048_576).map(&mut put).find(Result::is_err);
        assert_eq!(refused, Some(Err(ReadError::TooLarge { what: "cells", limit: MOST_CELLS })));
    }
}
