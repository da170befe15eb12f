//! Address books (vCard 2.1, 3.0 and 4.0; RFC 2426, RFC 6350) into a table: a row for each card, under the headings that lists
//! of customers have, so that all that comes after is the same for every kind of file.
//!
//! What a card says and no column takes goes into its note, with its own name; only what says nothing to a person (versions,
//! ids of programs) is left out. Pictures come along beside the table; addresses of pictures are kept as text and never looked at.

mod columns;
mod parts;
mod splitting;
#[cfg(test)]
mod tests;

use super::progress::Progress;
use super::{Cell, Format, MOST_CELLS, ReadError, ReadOptions, Row, Source, Table, encodings};
use columns::Heading;
use parts::Card;

/// Cards between two looks at the progress.
const STEP: usize = 500;

/// Reads an address book.
///
/// # Errors
/// `unknown_encoding`, `not_a_table` if there is no card in it, `too_large`, `cancelled`.
pub(super) fn read(
    name: String,
    bytes: Vec<u8>,
    options: &ReadOptions,
    progress: &mut Progress<'_>,
) -> Result<Source, ReadError> {
    let (text, encoding) = encodings::decode(splitting::mended(bytes), options.encoding.as_deref())?;
    let texts = splitting::cards(&text);
    if texts.is_empty() {
        return Err(ReadError::NotATable);
    }
    if texts.len() as u64 * Heading::ALL.len() as u64 > MOST_CELLS {
        return Err(ReadError::TooLarge { what: "cells", limit: MOST_CELLS });
    }
    let mut cards = Vec::with_capacity(texts.len());
    for (done, text) in texts.iter().enumerate() {
        if done.is_multiple_of(STEP) {
            progress.understood(done as u64, texts.len() as u64)?;
        }
        cards.push(Card::read(text));
    }
    progress.understood(1, 1)?;
    Ok(Source {
        format: Format::Cards,
        file_name: name,
        encoding: Some(encoding),
        delimiter: None,
        sheets: Vec::new(),
        sheet: None,
        table: table(&cards),
        photos: (1..)
            .zip(&mut cards)
            .map(|(row, card)| (row, card.take_photos()))
            .filter(|(_, all)| !all.is_empty())
            .collect(),
    })
}

/// The header, and a row for each card: the first is number 1, as people count cards. A heading under which no card has
/// anything is left out, but for the name.
fn table(cards: &[Card]) -> Table {
    let is_chinese = cards.iter().filter(|card| card.is_chinese()).count() * 2 > cards.len();
    let used: Vec<Heading> = Heading::ALL
        .into_iter()
        .filter(|heading| *heading == Heading::Name || cards.iter().any(|card| !card.text(*heading).is_empty()))
        .collect();
    let row = |number: u32, cells: Vec<Cell>| Row { number, hidden: false, cells, merged_title: false };
    let header = used.iter().map(|heading| Cell::Text(heading.word(is_chinese).to_owned())).collect();
    let cell = |text: String| if text.is_empty() { Cell::Empty } else { Cell::Text(text) };
    let rows = (1..)
        .zip(cards)
        .map(|(number, card)| row(number, used.iter().map(|heading| cell(card.text(*heading))).collect()));
    Table { rows: std::iter::once(row(0, header)).chain(rows).collect(), hidden_columns: Vec::new(), is_1904: false }
}
