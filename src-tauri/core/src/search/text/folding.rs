//! One form for what readers take for the same: full and half width, capitals, accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_compatible;

/// The text in NFKC (full width becomes half width), lower case, without space around it.
/// Accents and traditional characters stay.
pub fn fold(text: &str) -> String {
    let lower: String = text.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    lower.trim().to_owned()
}

/// What a folded character is to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Letter of a script that parts its words by spaces.
    Letter,
    /// Digit.
    Digit,
    /// A character that is a unit of its own: Han, kana, Hangul, Thai, emoji …
    Sign,
    /// Belongs to the character before it and is left out (accents, variation selectors, joiners).
    Silent,
    /// Space, punctuation, control characters: parts words and is left out.
    Break,
}

/// Calls `each` with the folded characters of one character: lower case, compatibility forms undone
/// (`Ａ` → `a`, `㈱` → `(株)`), accents off (`ñ` → `n`, `ß` → `ss`).
pub(super) fn fold_char(ch: char, mut each: impl FnMut(char)) {
    match ch {
        '\0'..='\u{7f}' => each(ch.to_ascii_lowercase()),
        '\u{3400}'..='\u{9fff}' => each(ch),
        _ => {
            for lower in ch.to_lowercase() {
                decompose_compatible(lower, |part| {
                    for part in part.to_lowercase() {
                        fold_letter(part, &mut each);
                    }
                });
            }
        }
    }
}

/// Letters that Unicode does not decompose although people type them with plain ones.
fn fold_letter(ch: char, each: &mut impl FnMut(char)) {
    let plain = match ch {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        _ => return each(ch),
    };
    plain.chars().for_each(each);
}

/// The class of a folded character.
pub(super) fn classify(ch: char) -> Class {
    match ch {
        'a'..='z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '\0'..='\u{7f}' => Class::Break,
        '\u{3400}'..='\u{9fff}' => Class::Sign,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => Class::Silent,
        '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}' | '\u{feff}' => Class::Silent,
        _ if ch.is_alphanumeric() => {
            if !is_spaced_script(ch) {
                Class::Sign
            } else if ch.is_numeric() {
                Class::Digit
            } else {
                Class::Letter
            }
        }
        // Punctuation, currency and letter-like symbols stand below the arrows; above are pictures.
        '\u{80}'..='\u{218f}' | '\u{2e00}'..='\u{2e7f}' | '\u{3000}'..='\u{303f}' => Class::Break,
        '\u{30a0}' | '\u{30fb}' | '\u{fe10}'..='\u{fe6f}' | '\u{ff00}'..='\u{ffff}' => Class::Break,
        _ if ch.is_control() || ch.is_whitespace() => Class::Break,
        _ => Class::Sign,
    }
}

/// Latin, Greek, Cyrillic, Hebrew, Arabic, Indic … : scripts with spaces between their words.
fn is_spaced_script(ch: char) -> bool {
    matches!(ch, '\0'..='\u{dff}' | '\u{10a0}'..='\u{10ff}' | '\u{1200}'..='\u{139f}' | '\u{1e00}'..='\u{1fff}' | '\u{2c00}'..='\u{2dff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let mut out = String::new();
        for ch in text.chars() {
            fold_char(ch, |ch| {
                if !matches!(classify(ch), Class::Silent) {
                    out.push(ch);
                }
            });
        }
        out
    }

    #[test]
    fn full_width_and_capitals_become_plain() {
        assert_eq!(fold("　ＡＢＣ（中国）　"), "abc(中国)");
        assert_eq!(fold("Muñoz Größe"), "muñoz größe");
        assert_eq!(fold("\u{0}\t "), "\u{0}");
    }

    #[test]
    fn accents_are_taken_off_for_matching_only() {
        assert_eq!(folded("MUÑOZ Größe Mun\u{303}oz Łódź İ"), "munoz grosse munoz lodz i");
        assert_eq!(folded("ＡＢ１２（㈱）"), "ab12((株))");
    }

    #[test]
    fn characters_fall_into_their_class() {
        assert_eq!(classify('王'), Class::Sign);
        assert_eq!(classify('𠮷'), Class::Sign);
        assert_eq!(classify('〇'), Class::Sign);
        assert_eq!(classify('々'), Class::Sign);
        assert_eq!(classify('の'), Class::Sign);
        assert_eq!(classify('😀'), Class::Sign);
        assert_eq!(classify('д'), Class::Letter);
        assert_eq!(classify('٣'), Class::Digit);
        for ch in "（）·、。\u{3000}\u{a0}\u{202e}€－\u{7}\"*^~_".chars() {
            let mut class = Class::Sign;
            fold_char(ch, |ch| class = classify(ch));
            assert!(!matches!(class, Class::Sign | Class::Letter | Class::Digit), "{ch:?} is {class:?}");
        }
    }
}
