//! Pages: where texts and lines stand, in points from the upper left corner, and how that becomes a PDF.

use krilla::Document;
use krilla::color::luma;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};
use serde::{Deserialize, Serialize};

use super::fonts::{Fonts, Heavy};
use crate::error::{Error, Result};

/// The size of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PaperSize {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

impl PaperSize {
    /// Width and height in points.
    #[must_use]
    pub const fn points(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.28, 841.89),
            Self::Letter => (612.0, 792.0),
        }
    }
}

/// How dark something is: 0 black, 255 white.
pub type Tone = u8;
/// Text.
pub const INK: Tone = 20;
/// What stands beside it.
pub const GRAY: Tone = 110;
/// Lines.
pub const LINE: Tone = 205;

enum Mark {
    Text { x: f32, y: f32, size: f32, heavy: Heavy, tone: Tone, text: String },
    Line { x: f32, y: f32, to: f32 },
}

/// Pages on their way.
pub struct Sheets {
    /// The fonts that they are written in.
    pub fonts: Fonts,
    size: (f32, f32),
    pages: Vec<Vec<Mark>>,
}

impl Sheets {
    /// Pages of this size, none yet.
    #[must_use]
    pub fn new(size: (f32, f32)) -> Self {
        Self { fonts: Fonts::new(), size, pages: Vec::new() }
    }

    /// Begins another page.
    pub fn turn(&mut self) {
        self.pages.push(Vec::new());
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.pages.len()
    }

    fn put(&mut self, mark: Mark) {
        if self.pages.is_empty() {
            self.turn();
        }
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// Writes one line; `y` is where its letters stand.
    pub fn text(&mut self, (x, y): (f32, f32), size: f32, (heavy, tone): (Heavy, Tone), text: &str) {
        if !text.is_empty() {
            self.put(Mark::Text { x, y, size, heavy, tone, text: text.to_owned() });
        }
    }

    /// Draws a thin line across.
    pub fn line(&mut self, x: f32, y: f32, to: f32) {
        self.put(Mark::Line { x, y, to });
    }

    /// A text as lines that are not wider than this: broken at spaces and between Chinese characters, and within a word
    /// where it is too long for a line of its own.
    pub fn wrapped(&mut self, text: &str, size: f32, heavy: Heavy, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            let mut line = String::new();
            let mut long = 0.0;
            for piece in pieces(paragraph) {
                let wide = self.fonts.width(heavy, piece.trim_end()) * size;
                if long + wide > width && !line.trim().is_empty() {
                    lines.push(std::mem::take(&mut line).trim_end().to_owned());
                    long = 0.0;
                }
                if wide <= width {
                    line.push_str(piece);
                    long += self.fonts.width(heavy, piece) * size;
                    continue;
                }
                for letter in piece.chars() {
                    let wide = self.fonts.letter(heavy, letter).width * size;
                    if long + wide > width && !line.is_empty() {
                        lines.push(std::mem::take(&mut line));
                        long = 0.0;
                    }
                    line.push(letter);
                    long += wide;
                }
            }
            lines.push(line.trim_end().to_owned());
        }
        lines
    }

    /// One line of at most this width, with three dots for what does not fit.
    pub fn cut(&mut self, text: &str, size: f32, heavy: Heavy, width: f32) -> String {
        if self.fonts.width(heavy, text) * size <= width {
            return text.to_owned();
        }
        let room = width - self.fonts.width(heavy, "…") * size;
        let mut long = 0.0;
        let fits = |letter: &char| {
            long += self.fonts.letter(heavy, *letter).width * size;
            long <= room
        };
        let begin: String = text.chars().take_while(fits).collect();
        format!("{}…", begin.trim_end())
    }

    /// Adds a line at the foot of each page; `words` gives it for a page and the number of all.
    pub fn feet(&mut self, margin: f32, left: &str, words: &dyn Fn(usize, usize) -> String) {
        let (width, height) = self.size;
        let count = self.pages.len();
        let left = self.cut(left, 8.0, Heavy::Plain, width - 2.0 * margin - 80.0);
        for page in 0..count {
            let right = words(page + 1, count);
            let x = width - margin - self.fonts.width(Heavy::Plain, &right) * 8.0;
            let y = height - 26.0;
            let foot = |x: f32, text: String| Mark::Text { x, y, size: 8.0, heavy: Heavy::Plain, tone: GRAY, text };
            if let Some(marks) = self.pages.get_mut(page) {
                marks.push(foot(margin, left.clone()));
                marks.push(foot(x, right));
            }
        }
    }

    /// All pages as a PDF. The letters that are used are in it, nothing else of the fonts.
    ///
    /// # Errors
    /// `font_missing` if no font has some of the letters; `internal`.
    pub fn finish(mut self, title: &str, language: &str) -> Result<Vec<u8>> {
        let mut document = Document::new();
        document.set_metadata(Metadata::new().title(title.to_owned()).language(language.to_owned()));
        for marks in std::mem::take(&mut self.pages) {
            let (width, height) = self.size;
            let settings = PageSettings::from_wh(width, height).ok_or_else(|| Error::refused("internal"))?;
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            for mark in &marks {
                match mark {
                    Mark::Text { x, y, size, heavy, tone, text } => {
                        surface.set_fill(Some(filled(*tone)));
                        self.write(&mut surface, (*x, *y), *size, *heavy, text);
                    }
                    Mark::Line { x, y, to } => {
                        surface.set_fill(None);
                        surface.set_stroke(Some(Stroke {
                            paint: luma::Color::new(LINE).into(),
                            width: 0.5,
                            ..Stroke::default()
                        }));
                        let mut path = PathBuilder::new();
                        path.move_to(*x, *y);
                        path.line_to(*to, *y);
                        if let Some(path) = path.finish() {
                            surface.draw_path(&path);
                        }
                        surface.set_stroke(None);
                    }
                }
            }
            surface.finish();
            page.finish();
        }
        self.fonts.check()?;
        document.finish().map_err(|error| Error::refused("internal").arg("detail", format!("{error:?}")))
    }

    /// Writes a line, each stretch of letters of one font at once.
    fn write(&mut self, surface: &mut Surface<'_>, (x, y): (f32, f32), size: f32, heavy: Heavy, text: &str) {
        let mut run: Vec<KrillaGlyph> = Vec::new();
        let mut of: Option<usize> = None;
        let (mut begin, mut at) = (x, x);
        let mut runs = Vec::new();
        for (place, letter) in text.char_indices() {
            let written = self.fonts.letter(heavy, letter);
            let Some((face, glyph)) = self.fonts.glyph(written) else {
                at += written.width * size;
                continue;
            };
            if of != Some(face) && !run.is_empty() {
                runs.push((of, begin, std::mem::take(&mut run)));
            }
            if run.is_empty() {
                begin = at;
            }
            of = Some(face);
            let range = place..place + letter.len_utf8();
            run.push(KrillaGlyph::new(GlyphId::new(glyph), written.width, 0.0, 0.0, 0.0, range, None));
            at += written.width * size;
        }
        if !run.is_empty() {
            runs.push((of, begin, run));
        }
        for (face, begin, run) in runs {
            if let Some(font) = face.and_then(|face| self.fonts.font(face)) {
                surface.draw_glyphs(Point::from_xy(begin, y), &run, font.clone(), text, size, false);
            }
        }
    }
}

fn filled(tone: Tone) -> Fill {
    Fill { paint: luma::Color::new(tone).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

/// Where a line may be broken: behind a space, and around a Chinese character, but not before a mark that ends something.
fn pieces(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut before: Option<char> = None;
    for (place, letter) in text.char_indices() {
        let may = before.is_some_and(|before| letter != ' ' && (before == ' ' || is_wide(before) || is_wide(letter)));
        if may && !is_closing(letter) && !before.is_some_and(is_opening) {
            cuts.push(place);
        }
        before = Some(letter);
    }
    cuts.push(text.len());
    cuts.windows(2).filter_map(|cut| text.get(cut[0]..cut[1])).filter(|piece| !piece.is_empty()).collect()
}

fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

fn is_closing(letter: char) -> bool {
    "，。、；：？！）】》」』”’％,.;:?!)]}%".contains(letter)
}

fn is_opening(letter: char) -> bool {
    "（【《「『“‘([{".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn lines_are_broken_where_a_reader_expects_it() {
        assert_eq!(pieces("送 5 箱，谈了price list。"), ["送 ", "5 ", "箱，", "谈", "了", "price ", "list。"]);
        assert_eq!(pieces("（见附件）好"), ["（见", "附", "件）", "好"]);
        assert_eq!(pieces(""), [""; 0]);
    }
}
