//! Yes and no, as people write them.

use super::texts::clean_line;

/// Reads 是/否, 有/无, yes/no, true/false, √/×, 1/0 …; none for anything else.
#[must_use]
pub fn parse_yes_no(text: &str) -> Option<bool> {
    match clean_line(text).to_lowercase().as_str() {
        "是" | "有" | "对" | "對" | "√" | "✓" | "✔" | "yes" | "y" | "true" | "t" | "1" | "ja" | "x" | "已" => {
            Some(true)
        }
        "否" | "无" | "無" | "没有" | "不是" | "错" | "×" | "✗" | "✘" | "no" | "n" | "false" | "f" | "0" | "nein"
        | "未" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_are_read_in_both_languages_and_nothing_is_guessed() {
        assert_eq!(["是", " Yes ", "✓", "1"].map(parse_yes_no), [Some(true); 4]);
        assert_eq!(["否", "NO", "✗", "0"].map(parse_yes_no), [Some(false); 4]);
        assert_eq!(["也许", "2", ""].map(parse_yes_no), [None; 3]);
    }
}
