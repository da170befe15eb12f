//! Finding what parts the cells of a delimited text.

use super::records::Records;

/// Candidates; of equals the earlier wins.
const CANDIDATES: [u8; 4] = [b'\t', b';', b',', b'|'];
/// Records that are looked at, and the most bytes for it.
const RECORDS: usize = 200;
const BYTES: usize = 1 << 20;
const MOST_CELLS: usize = 1_000;

/// A first line `sep=;`, which tells spreadsheets the delimiter: it, and the bytes to leave out. No row is counted for it.
pub(super) fn told(text: &str) -> Option<(u8, usize)> {
    let line = text.split(['\r', '\n']).next()?;
    let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] = line.as_bytes() else { return None };
    let rest = text.get(line.len()..)?;
    let end = if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) };
    is_usable(*delimiter).then_some((*delimiter, line.len() + end))
}

/// True for what can part cells.
pub(super) fn is_usable(delimiter: u8) -> bool {
    delimiter.is_ascii() && !matches!(delimiter, b'"' | b'\n' | b'\r' | 0)
}

/// The candidate that parts most records into the same number of cells; a comma if none parts any.
pub(super) fn find(text: &str) -> u8 {
    let sample = text.get(..text.floor_char_boundary(BYTES)).unwrap_or(text);
    let mut best = (b',', 0.0);
    for candidate in CANDIDATES {
        let score = consistency(sample, candidate);
        if score > best.1 {
            best = (candidate, score);
        }
    }
    best.0
}

/// Delimiters found where the most frequent number of cells says, weighted by the share of such records: title lines and free
/// text cost little, a delimiter that only now and then occurs wins nothing.
fn consistency(sample: &str, delimiter: u8) -> f64 {
    let mut records = Records::new(sample, delimiter);
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    let mut all = 0usize;
    for _ in 0..RECORDS {
        let Some(cells) = records.next_record(MOST_CELLS) else { break };
        if !cells.is_empty() {
            *counts.entry(cells.len()).or_default() += 1;
            all += 1;
        }
    }
    let usual = counts.iter().filter(|(cells, _)| **cells > 1).max_by_key(|(cells, records)| (**records, **cells));
    let Some((cells, records)) = usual else { return 0.0 };
    let share = *records as f64 / all as f64;
    (cells - 1) as f64 * share * share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_that_parts_evenly() {
        assert_eq!(find("客户,标签,备注\n张三,A;B,x\n李四,A;B;C,y\n"), b',');
        assert_eq!(find("Firma;Umsatz\nMüller;21.442,33\nMeier;5.000,00\n"), b';');
        assert_eq!(find("a\tb,c\td\n1\t2,3\t4\n"), b'\t');
        assert_eq!(find("name|phone\n张三|1\n李四|2\n"), b'|');
        assert_eq!(find("客户名称\n张三\n李四\n"), b',', "one column has none");
    }

    #[test]
    fn delimiters_within_quotes_do_not_count() {
        assert_eq!(find("a,b\n\"1;2;3;4\",x\n\"5;6;7;8\",y\n\"9;1;2;3\",z\n"), b',');
    }

    #[test]
    fn title_lines_do_not_mislead() {
        assert_eq!(find("2025年客户台账,内部\n\n客户;手机;地址\n张三;1;a,b\n李四;2;c\n王五;3;d,e\n"), b';');
    }

    #[test]
    fn a_first_line_may_tell_the_delimiter() {
        assert_eq!(told("sep=;\r\na,b;c\r\n"), Some((b';', 7)));
        assert_eq!(told("SEP=|\na"), Some((b'|', 6)));
        assert_eq!(told("sep=ab\n"), None);
        assert_eq!(told("separator\n"), None);
    }
}
