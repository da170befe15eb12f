//! Several tags in one cell or box.

use super::texts::clean_line;

/// Splits at `,` `;` `|` `、` `，` `；` `｜` and line breaks; each tag trimmed, once, empty ones dropped. Spaces part nothing:
/// "账期 30天" is one tag.
#[must_use]
pub fn split_tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for part in text.split([',', ';', '|', '、', '，', '；', '｜', '\n', '\r']) {
        let tag = clean_line(part);
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_parted_by_any_separator_and_kept_once() {
        assert_eq!(split_tags("批发， 老客户"), ["批发", "老客户"]);
        assert_eq!(split_tags("账期30天|重点|"), ["账期30天", "重点"], "one left over at the end is none");
        assert_eq!(split_tags("VIP;VIP；经销商、VIP\n华北"), ["VIP", "经销商", "华北"]);
        assert_eq!(split_tags("repeat buyer"), ["repeat buyer"], "a space parts nothing");
        assert!(split_tags(" , ;").is_empty());
    }
}
