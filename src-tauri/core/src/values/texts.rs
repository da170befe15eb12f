//! Text as people paste it, made clean without losing a word.

use unicode_normalization::UnicodeNormalization;

/// Full-width letters, digits and signs (ＡＢＣ１２３（），：) as their half-width twins, the ideographic space as a
/// space, and the many dashes as `-`. One character stays one character.
#[must_use]
pub fn to_half_width(text: &str) -> String {
    text.chars().map(half_width).collect()
}

/// One character as [`to_half_width`] writes it.
#[must_use]
pub fn half_width(character: char) -> char {
    match character {
        '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => ' ',
        '￥' => '¥',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹣' | '－' => '-',
        '【' | '［' | '〔' => '[',
        '】' | '］' | '〕' => ']',
        '！'..='～' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        _ => character,
    }
}

/// Text of several lines: line ends become `\n`, tabs spaces, other control characters are dropped, outer space is
/// cut off; letters with separate accents are composed.
#[must_use]
pub fn clean_text(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    clean.push('\n');
                }
            }
            '\n' => clean.push('\n'),
            '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => clean.push('\n'),
            '\t' => clean.push(' '),
            other if other.is_control() => {}
            other => clean.push(other),
        }
    }
    let trimmed = clean.trim_matches(is_outer_space);
    if trimmed.chars().any(is_combining) { trimmed.nfc().collect() } else { trimmed.to_owned() }
}

/// Text of one line: as [`clean_text`], with line breaks as single spaces and without the invisible marks that turn
/// the direction of writing. Spaces within stay as they are.
#[must_use]
pub fn clean_line(text: &str) -> String {
    let clean = clean_text(text);
    let mut line = String::with_capacity(clean.len());
    for part in clean.split('\n') {
        let part = part.trim_matches(is_outer_space);
        if !line.is_empty() && !part.is_empty() {
            line.push(' ');
        }
        line.extend(part.chars().filter(|character| !turns_direction(*character)));
    }
    line
}

/// True for nothing, spaces of any width, and control characters.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|character| is_outer_space(character) || character.is_control())
}

/// True for what people type into a cell to say "nothing": blanks, dashes, a slash.
#[must_use]
pub fn is_nothing(text: &str) -> bool {
    text.chars().map(half_width).all(|character| is_outer_space(character) || matches!(character, '-' | '/'))
}

/// What a spreadsheet shows for a failed formula: `#N/A`, `#VALUE!`, `#REF!` …
#[must_use]
pub fn is_spreadsheet_error(text: &str) -> bool {
    let text = text.trim();
    matches!(text, "#N/A" | "#NULL!" | "#DIV/0!" | "#VALUE!" | "#REF!" | "#NAME?" | "#NUM!" | "#SPILL!" | "#CALC!")
}

/// What a spreadsheet shows when a column is too narrow for its number: `########`.
#[must_use]
pub fn is_too_narrow(text: &str) -> bool {
    let text = text.trim();
    text.len() >= 2 && text.bytes().all(|byte| byte == b'#')
}

/// The first `limit` characters, with a note whether something was cut off.
#[must_use]
pub fn cut(text: &str, limit: usize) -> (&str, bool) {
    match text.char_indices().nth(limit) {
        Some((end, _)) => (text.get(..end).unwrap_or(text), true),
        None => (text, false),
    }
}

fn is_outer_space(character: char) -> bool {
    // Zero-width space, byte order mark and direction marks stick to text copied from web pages.
    character.is_whitespace()
        || turns_direction(character)
        || matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
}

fn turns_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{1100}'..='\u{11ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outer_space_of_any_width_is_cut_off_and_inner_space_stays() {
        assert_eq!(clean_line("\u{3000}天津唯莎化工\u{3000}有限责任公司 "), "天津唯莎化工\u{3000}有限责任公司");
        assert_eq!(clean_line("\u{feff}绿草源药房\u{200b}"), "绿草源药房");
    }

    #[test]
    fn control_characters_are_dropped_and_line_breaks_kept_in_notes() {
        assert_eq!(clean_text("送货地址：\r\n东门\0进\u{7}\r左转\t第三间\n"), "送货地址：\n东门进\n左转 第三间");
        assert_eq!(clean_line("两行\n 名称"), "两行 名称");
    }

    #[test]
    fn rare_characters_and_emoji_stay_and_direction_overrides_go() {
        assert_eq!(clean_line("𠮷野家 👨‍👩‍👧"), "𠮷野家 👨‍👩‍👧", "the joiner inside an emoji is no control character");
        assert_eq!(clean_line("a\u{202e}gpj.exe"), "agpj.exe");
        assert_eq!(clean_text("Cafe\u{301}"), "Café", "a Mac's separate accents are composed");
    }

    #[test]
    fn full_width_becomes_half_width() {
        assert_eq!(to_half_width("（０７５５）５５５０－６７１１　￥"), "(0755)5550-6711 ¥");
    }

    #[test]
    fn cells_that_say_nothing_are_known() {
        assert!(is_nothing(" — ") && is_nothing("/") && is_blank("\u{3000}\0"));
        assert!(!is_nothing("无") && !is_blank("0"));
        assert!(is_too_narrow("########") && !is_too_narrow("#1"));
    }

    #[test]
    fn cutting_counts_characters_not_bytes() {
        assert_eq!(cut("客户名称", 2), ("客户", true));
        assert_eq!(cut("客户", 2), ("客户", false));
    }
}
