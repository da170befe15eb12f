//! Fonts of the system in which a paper is written: well-known ones first, any other for letters that those lack.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use fontdb::{Database, ID, Source, Style, Weight};
use krilla::text::Font;
use ttf_parser::{Face as Read, GlyphId};

use crate::error::{Error, Result};

/// Families that papers are written in, the first that is there: Chinese ones, which have Latin letters, too.
const FAMILIES: &[&str] = &[
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Droid Sans Fallback",
    "DejaVu Sans",
    "Segoe UI",
    "Arial",
    "Helvetica",
    "Liberation Sans",
];
/// So many missing letters are named.
const NAMED: usize = 12;
/// Stands for a sign that no font has.
const INSTEAD: char = '?';

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Heavy {
    /// As text.
    Plain,
    /// As headings.
    Bold,
}

/// One face that is written with.
struct Face {
    font: Font,
    data: Arc<Vec<u8>>,
    index: u32,
}

impl Face {
    fn read(&self) -> Option<Read<'_>> {
        Read::parse(&self.data, self.index).ok()
    }
}

/// A letter as it is written: which face, which of its glyphs, and how wide, as a part of the size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Letter {
    face: usize,
    glyph: u32,
    /// The width, as a part of the size.
    pub width: f32,
}

/// The fonts of one paper.
pub struct Fonts {
    faces: Vec<Face>,
    known: HashMap<(Heavy, char), Letter>,
    missing: BTreeSet<char>,
    /// The faces that each weight has open, in the order in which they are asked.
    open: HashMap<Heavy, Vec<usize>>,
    tried: HashMap<Heavy, Vec<ID>>,
}

/// The system's fonts by name and place, looked for once in the program's life.
fn installed() -> &'static Database {
    static FOUND: OnceLock<Database> = OnceLock::new();
    FOUND.get_or_init(|| {
        let mut all = Database::new();
        all.load_system_fonts();
        all
    })
}

impl Fonts {
    /// Those of the system.
    #[must_use]
    pub fn new() -> Self {
        Self {
            faces: Vec::new(),
            known: HashMap::new(),
            missing: BTreeSet::new(),
            open: HashMap::new(),
            tried: HashMap::new(),
        }
    }

    /// How a letter is written. One that no font has is noted, and written as a question mark.
    pub fn letter(&mut self, heavy: Heavy, letter: char) -> Letter {
        if let Some(known) = self.known.get(&(heavy, letter)) {
            return *known;
        }
        let found = self.find(heavy, letter).unwrap_or_else(|| {
            // A sign, such as an emoji, is no loss of a word.
            if letter.is_alphanumeric() {
                self.missing.insert(letter);
            }
            match letter {
                INSTEAD => Letter { face: usize::MAX, glyph: 0, width: 0.5 },
                _ if is_unseen(letter) => Letter { face: usize::MAX, glyph: 0, width: 0.0 },
                _ => self.letter(heavy, INSTEAD),
            }
        });
        self.known.insert((heavy, letter), found);
        found
    }

    fn find(&mut self, heavy: Heavy, letter: char) -> Option<Letter> {
        if is_unseen(letter) {
            return None;
        }
        let open = self.open.get(&heavy).cloned().unwrap_or_default();
        if let Some(found) = open.iter().find_map(|face| self.in_face(*face, letter)) {
            return Some(found);
        }
        for id in candidates(heavy) {
            let tried = self.tried.entry(heavy).or_default();
            if tried.contains(&id) || !has_letter(id, letter) {
                continue;
            }
            tried.push(id);
            let Some(face) = opened(id) else { continue };
            self.faces.push(face);
            let place = self.faces.len() - 1;
            self.open.entry(heavy).or_default().push(place);
            if let Some(found) = self.in_face(place, letter) {
                return Some(found);
            }
        }
        None
    }

    fn in_face(&self, place: usize, letter: char) -> Option<Letter> {
        let read = self.faces.get(place)?.read()?;
        let glyph = read.glyph_index(letter).filter(|glyph| *glyph != GlyphId(0))?;
        let width = f32::from(read.glyph_hor_advance(glyph)?) / f32::from(read.units_per_em());
        Some(Letter { face: place, glyph: u32::from(glyph.0), width })
    }

    /// The face of a letter and its glyph, to draw it; none for one that is not seen.
    #[must_use]
    pub fn glyph(&self, letter: Letter) -> Option<(usize, u32)> {
        self.faces.get(letter.face).map(|_| (letter.face, letter.glyph))
    }

    /// The font of a face.
    #[must_use]
    pub fn font(&self, face: usize) -> Option<&Font> {
        self.faces.get(face).map(|face| &face.font)
    }

    /// How wide a text is at a size of one.
    pub fn width(&mut self, heavy: Heavy, text: &str) -> f32 {
        text.chars().map(|letter| self.letter(heavy, letter).width).sum()
    }

    /// Whether every letter that was asked for is in some font.
    ///
    /// # Errors
    /// `font_missing` with the letters that are in none.
    pub fn check(&self) -> Result<()> {
        if self.missing.is_empty() {
            return Ok(());
        }
        let letters: String = self.missing.iter().take(NAMED).collect();
        Err(Error::refused("font_missing").arg("letters", letters))
    }
}

/// What is neither seen nor takes room.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// The faces of a weight: well-known families first, then all others that stand upright.
fn candidates(heavy: Heavy) -> Vec<ID> {
    let wanted = match heavy {
        Heavy::Plain => Weight::NORMAL,
        Heavy::Bold => Weight::BOLD,
    };
    let mut all: Vec<(usize, u16, ID)> = installed()
        .faces()
        .filter(|face| face.style == Style::Normal)
        .map(|face| {
            let rank = FAMILIES.iter().position(|name| face.families.iter().any(|(family, _)| family == name));
            (rank.unwrap_or(FAMILIES.len()), face.weight.0.abs_diff(wanted.0), face.id)
        })
        .collect();
    all.sort_by_key(|(rank, weight, _)| (*rank, *weight));
    all.into_iter().map(|(_, _, id)| id).collect()
}

fn has_letter(id: ID, letter: char) -> bool {
    let read = |data: &[u8], index: u32| Read::parse(data, index).is_ok_and(|face| face.glyph_index(letter).is_some());
    installed().with_face_data(id, read).unwrap_or(false)
}

fn opened(id: ID) -> Option<Face> {
    let (source, index) = installed().face_source(id)?;
    let data = Arc::new(match source {
        Source::File(path) => std::fs::read(path).ok()?,
        Source::Binary(data) => data.as_ref().as_ref().to_vec(),
        #[allow(
            unreachable_patterns,
            reason = "whether there are more kinds depends on how the crate is built elsewhere"
        )]
        _ => return None,
    });
    let font = Font::new(Arc::clone(&data).into(), index)?;
    Some(Face { font, data, index })
}
