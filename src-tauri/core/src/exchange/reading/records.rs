//! Records of delimited text: RFC 4180, and what people's programs make of it.

use super::Cell;

/// The most lines and bytes that a quoted cell may have before its quote counts as a stray one. A spreadsheet allows 32,767
/// characters in a cell, at most four bytes each.
const MOST_LINES: usize = 100;
const MOST_BYTES: usize = 4 * 32_767;

/// Goes through the records of a text. A line without anything is a record of no cells; a final line break ends the last record
/// and begins none.
pub(super) struct Records<'a> {
    text: &'a str,
    at: usize,
    delimiter: u8,
    /// An opening quote without any closing one was met: not far behind any other shall be looked.
    unclosed: bool,
}

impl<'a> Records<'a> {
    /// Over `text`, cells parted by `delimiter` (ASCII, neither a quote nor a line break).
    pub(super) fn new(text: &'a str, delimiter: u8) -> Self {
        Records { text, at: 0, delimiter, unclosed: false }
    }

    /// Where the next record begins, in bytes.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// The cells of the next record; at most `most` of them are kept.
    pub(super) fn next_record(&mut self, most: usize) -> Option<Vec<Cell>> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut cells = Vec::new();
        if self.end_line() {
            return Some(cells);
        }
        loop {
            let cell = self.cell();
            if cells.len() < most {
                cells.push(cell);
            }
            if self.byte(self.at) == Some(self.delimiter) {
                self.at += 1;
            } else {
                self.end_line();
                return Some(cells);
            }
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// Steps over one line break, if there is one.
    fn end_line(&mut self) -> bool {
        let step = match (self.byte(self.at), self.byte(self.at + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\r' | b'\n'), _) => 1,
            _ => 0,
        };
        self.at += step;
        step > 0
    }

    fn cell(&mut self) -> Cell {
        let quoted = if self.byte(self.at) == Some(b'"') { self.quoted() } else { None };
        let text = quoted.unwrap_or_else(|| {
            let end = self.end_of_plain(self.at);
            let text = self.slice(self.at, end).to_owned();
            self.at = end;
            text
        });
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// Where the text that begins at `from` meets a delimiter, a line break or the end.
    fn end_of_plain(&self, from: usize) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        let ends = |byte: &u8| *byte == self.delimiter || *byte == b'\n' || *byte == b'\r';
        rest.iter().position(ends).map_or(self.text.len(), |length| from + length)
    }

    /// The cell in quotes that begins here, or nothing if this quote is text.
    fn quoted(&mut self) -> Option<String> {
        let start = self.at + 1;
        let mut text = String::new();
        let mut lines = 0;
        let mut from = start;
        loop {
            let rest = self.text.as_bytes().get(from..).unwrap_or_default();
            let Some(quote) = rest.iter().position(|byte| *byte == b'"').map(|length| from + length) else {
                self.unclosed = true;
                return None;
            };
            lines += self.slice(from, quote).bytes().filter(|byte| *byte == b'\n').count();
            if lines > MOST_LINES && (self.unclosed || quote - start > MOST_BYTES) {
                return None;
            }
            text.push_str(self.slice(from, quote));
            match self.byte(quote + 1) {
                Some(b'"') => {
                    text.push('"');
                    from = quote + 2;
                }
                None | Some(b'\n' | b'\r') => {
                    self.at = quote + 1;
                    return Some(text);
                }
                Some(byte) if byte == self.delimiter => {
                    self.at = quote + 1;
                    return Some(text);
                }
                // On another line this is rather the opening quote of another cell: the first one never closed.
                Some(_) if lines > 0 => return None,
                Some(_) => {
                    let end = self.end_of_plain(quote + 1);
                    text.push_str(self.slice(quote + 1, end));
                    self.at = end;
                    return Some(text);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        let mut records = Records::new(text, b',');
        let word = |cell: &Cell| match cell {
            Cell::Text(text) => text.clone(),
            _ => "-".to_owned(),
        };
        std::iter::from_fn(|| records.next_record(100)).map(|cells| cells.iter().map(word).collect()).collect()
    }

    #[test]
    fn blank_lines_are_records_and_a_final_line_break_is_none() {
        assert_eq!(read("a,b\r\n\r\n,\r\nc\r\n"), [vec!["a", "b"], vec![], vec!["-", "-"], vec!["c"]]);
        assert_eq!(read("a\nb"), [["a"], ["b"]], "the last line may lack its break");
        assert_eq!(read("a\rb\r"), [["a"], ["b"]], "old Macintosh");
        assert_eq!(read("a,\n"), [["a", "-"]], "a delimiter at the end has a cell behind it");
    }

    #[test]
    fn quotes_hold_delimiters_line_breaks_and_quotes() {
        assert_eq!(read("\"a,b\",\"c\nd\",\"e\"\"f\"\"\"\n"), [["a,b", "c\nd", "e\"f\""]]);
        assert_eq!(read("\"\",x"), [["-", "x"]]);
    }

    #[test]
    fn a_stray_quote_within_a_cell_is_text() {
        assert_eq!(read("型号\"M8*30\",平垫\n5\" pipe,x\n"), [["型号\"M8*30\"", "平垫"], ["5\" pipe", "x"]]);
        assert_eq!(read("\"Ada\" Lovelace,x\n"), [["Ada Lovelace", "x"]], "as spreadsheets read it");
    }

    #[test]
    fn a_quote_that_never_closes_swallows_nothing() {
        let mut text = String::from("name,note\n张三,\"没有写完\n");
        for number in 0..500 {
            text.push_str(&format!("客户{number},好\n"));
        }
        let rows = read(&text);
        assert_eq!(rows.len(), 502, "every row is still there");
        assert_eq!(rows[1], ["张三", "\"没有写完"], "the quote is text");
    }

    #[test]
    fn a_quote_that_never_closes_does_not_reach_the_next_quoted_cell() {
        let rows = read("张三,\"没有写完\n李四,好\n王五,\"一,二\"\n");
        assert_eq!(rows, [vec!["张三", "\"没有写完"], vec!["李四", "好"], vec!["王五", "一,二"]]);
        let mut text = String::from("张三,\"没有写完\n");
        text.push_str(&"李四,一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十\n".repeat(2_000));
        text.push_str("王五,\",二\"\n");
        assert_eq!(read(&text).len(), 2_002, "a cell longer than a spreadsheet allows is none");
    }

    #[test]
    fn a_long_note_that_closes_stays_one_cell() {
        let note = "一行\n".repeat(150);
        assert_eq!(read(&format!("\"{note}\",x\ny,z\n")), [[note.as_str(), "x"], ["y", "z"]]);
    }
}
