//! A customer's card on paper: who it is, what is known, what is planned, and what was said, newest first.

use super::fonts::Heavy::{Bold, Plain};
use super::sheets::{GRAY, INK, PaperSize, Sheets};
use super::{Paper, PaperMade, Words};
use crate::book::sql::Sql;
use crate::book::{OnProgress, Reader, settings};
use crate::customers::{self, ById, Card, CustomerKind};
use crate::error::{Error, Result};
use crate::exchange::exports::{ExportColumn, cell_text};
use crate::timeline::{self, ListTimeline, TimelineEntry};

/// Around what is written, in points.
const MARGIN: f32 = 48.0;
/// Where values stand beside their names.
const NAMES: f32 = 96.0;
/// The size of text.
const SIZE: f32 = 10.0;
/// From line to line.
const STEP: f32 = 15.0;
/// The latest so many entries of a timeline; of an older one only that there are more is said.
const ENTRIES: u32 = 300;

/// What is written now and where.
struct Page {
    sheets: Sheets,
    size: (f32, f32),
    y: f32,
}

impl Page {
    fn begin(&mut self) {
        self.sheets.turn();
        self.y = MARGIN;
    }

    /// Goes down, over to the next page where so much does not fit any more.
    fn down(&mut self, step: f32) {
        self.y += step;
        if self.y > self.size.1 - MARGIN {
            self.begin();
            self.y += STEP;
        }
    }

    fn width(&self) -> f32 {
        self.size.0 - 2.0 * MARGIN
    }

    fn heading(&mut self, text: &str) {
        // A heading does not stand alone at the end of a page.
        if self.y + 3.0 * STEP > self.size.1 - MARGIN {
            self.begin();
        }
        self.down(STEP * 1.6);
        self.sheets.text((MARGIN, self.y), SIZE, (Bold, INK), text);
        self.sheets.line(MARGIN, self.y + 4.0, self.size.0 - MARGIN);
        self.down(4.0);
    }

    fn fact(&mut self, name: &str, value: &str) {
        if value.trim().is_empty() {
            return;
        }
        let lines = self.sheets.wrapped(value, SIZE, Plain, self.width() - NAMES);
        for (place, line) in lines.iter().enumerate() {
            self.down(STEP);
            if place == 0 {
                let name = self.sheets.cut(name, SIZE, Plain, NAMES - 8.0);
                self.sheets.text((MARGIN, self.y), SIZE, (Plain, GRAY), &name);
            }
            self.sheets.text((MARGIN + NAMES, self.y), SIZE, (Plain, INK), line);
        }
    }
}

pub(super) fn make(
    reader: &Reader<'_>,
    ids: &[i64],
    size: PaperSize,
    words: &Words<'_>,
    on_progress: OnProgress<'_>,
) -> Result<Paper> {
    let size = size.points();
    let mut page = Page { sheets: Sheets::new(size), size, y: 0.0 };
    let total = ids.len() as u64;
    let mut title = String::new();
    for (done, id) in (0..).zip(ids) {
        if !on_progress(done, total) {
            return Err(Error::refused("cancelled"));
        }
        let card = customers::show(reader, &ById { id: *id })?;
        if done == 0 {
            title.clone_from(&card.name);
        }
        one(reader, &mut page, &card, words)?;
    }
    let Page { mut sheets, .. } = page;
    let left = if total == 1 { title.clone() } else { String::new() };
    sheets.feet(MARGIN, &left, words.foot);
    let made = PaperMade { pages: sheets.count() as u64, customers: total, left_out: 0 };
    Ok(Paper { pdf: sheets.finish(&title, words.language)?, made })
}

fn one(reader: &Reader<'_>, page: &mut Page, card: &Card, words: &Words<'_>) -> Result<()> {
    let word = words.word;
    page.begin();
    page.down(20.0);
    for line in page.sheets.wrapped(&card.name, 20.0, Bold, page.width()) {
        page.sheets.text((MARGIN, page.y), 20.0, (Bold, INK), &line);
        page.down(24.0);
    }
    let kind = word(if card.kind == CustomerKind::Person { "kind-person" } else { "kind-company" });
    let about = [Some(kind), card.stage.clone(), card.owner.clone()];
    let about: Vec<String> = about.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    page.sheets.text((MARGIN, page.y - 6.0), SIZE, (Plain, GRAY), &about.join(" · "));
    page.down(6.0);
    facts(reader, page, card, words)?;
    if !card.note.trim().is_empty() {
        page.heading(&word("heading-note"));
        paragraph(page, &card.note);
    }
    said(reader, page, card, words)
}

fn paragraph(page: &mut Page, text: &str) {
    for line in page.sheets.wrapped(text, SIZE, Plain, page.width()) {
        page.down(STEP);
        page.sheets.text((MARGIN, page.y), SIZE, (Plain, INK), &line);
    }
}

fn facts(reader: &Reader<'_>, page: &mut Page, card: &Card, words: &Words<'_>) -> Result<()> {
    let word = words.word;
    let exponent = settings::get(reader)?.currency_exponent;
    let kinds = [String::new(), String::new()];
    let of_contact = |id: i64| card.contact_points.iter().filter(move |point| point.contact_id == Some(id));
    for column in
        [ExportColumn::Phone, ExportColumn::Email, ExportColumn::Wechat, ExportColumn::Address, ExportColumn::Website]
    {
        let own = card.contact_points.iter().filter(|point| point.contact_id.is_none()).cloned().collect();
        let only = Card { contact_points: own, ..card.clone() };
        page.fact(&word(&heading(column)), &cell_text(&only, column, exponent, &kinds));
    }
    for contact in &card.contacts {
        let ways: Vec<String> = of_contact(contact.id).map(|point| point.raw.clone()).collect();
        let said = [contact.name.as_str(), contact.role.as_str(), &ways.join(" / "), contact.note.as_str()];
        let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
        page.fact(&word("heading-contact"), &said.join(" · "));
    }
    let tags: Vec<&str> = card.tags.iter().map(|tag| tag.name.as_str()).collect();
    page.fact(&word("heading-tags"), &tags.join(" · "));
    page.fact(&word("heading-birthday"), &cell_text(card, ExportColumn::Birthday, exponent, &kinds));
    for field in &card.fields {
        let value = cell_text(card, ExportColumn::Field(field.field_id), exponent, &kinds);
        let value = if field.unit.is_empty() { value } else { format!("{value} {}", field.unit) };
        page.fact(&field.label, &value.replace('|', " · "));
    }
    page.fact(&word("heading-last-visit"), card.last_visit_on.as_deref().unwrap_or_default());
    if let Some(next) = &card.next_followup {
        page.fact(&word("heading-next-followup"), &format!("{} {}", next.due_on, next.what));
    }
    let files: Vec<String> = reader.all(
        "SELECT name FROM file WHERE customer_id = ?1 AND trashed_at = 0 ORDER BY added_at, id",
        [card.id],
        |row| row.get(0),
    )?;
    page.fact(&word("files-title"), &files.join("、"));
    Ok(())
}

fn heading(column: ExportColumn) -> String {
    format!("heading-{}", column.code().unwrap_or_default().replace('_', "-"))
}

/// What was said and done, and what is planned.
fn said(reader: &Reader<'_>, page: &mut Page, card: &Card, words: &Words<'_>) -> Result<()> {
    let kinds = vec!["visit".to_owned(), "followup".to_owned()];
    let ask = ListTimeline { customer_id: card.id, kinds, at: 0, limit: Some(ENTRIES) };
    let all = timeline::list(reader, &ask)?;
    if all.entries.is_empty() {
        return Ok(());
    }
    page.heading(&(words.word)("timeline-label"));
    for entry in &all.entries {
        let (head, text) = entry_texts(entry, words);
        page.down(STEP * 1.2);
        page.sheets.text((MARGIN, page.y), SIZE - 1.0, (Plain, GRAY), entry.on.as_deref().unwrap_or_default());
        let head = page.sheets.cut(&head, SIZE - 1.0, Plain, page.width() - NAMES);
        page.sheets.text((MARGIN + NAMES, page.y), SIZE - 1.0, (Plain, GRAY), &head);
        for line in page.sheets.wrapped(&text, SIZE, Plain, page.width() - NAMES) {
            page.down(STEP);
            page.sheets.text((MARGIN + NAMES, page.y), SIZE, (Plain, INK), &line);
        }
    }
    if all.total as usize > all.entries.len() {
        page.down(STEP * 1.2);
        page.sheets.text((MARGIN + NAMES, page.y), SIZE, (Plain, GRAY), "…");
    }
    Ok(())
}

fn entry_texts(entry: &TimelineEntry, words: &Words<'_>) -> (String, String) {
    let word = words.word;
    if entry.kind == "followup" {
        return (word(&format!("timeline-followup-{}", entry.state.replace('_', "-"))), entry.text.clone());
    }
    let head: Vec<&str> =
        [Some(entry.label.as_str()), entry.contact.as_deref(), entry.author.as_deref()].into_iter().flatten().collect();
    let mut text = entry.text.clone();
    if !entry.outcome.is_empty() {
        text = format!("{text}\n→ {}", entry.outcome).trim().to_owned();
    }
    let files: Vec<&str> = entry.files.iter().map(|file| file.name.as_str()).collect();
    if !files.is_empty() {
        text = format!("{text}\n{}: {}", word("files-title"), files.join("、")).trim().to_owned();
    }
    (head.join(" · "), text)
}
