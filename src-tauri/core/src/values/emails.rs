//! E-mail addresses and web addresses.

use super::texts::{clean_line, to_half_width};

/// An e-mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email {
    /// In lower case, as it is compared.
    pub value: String,
    /// As it was written.
    pub raw: String,
}

/// Reads one address: `mailto:`, `<…>` and full-width signs are taken off. None if there is no `name@host.domain`.
#[must_use]
pub fn parse_email(text: &str) -> Option<Email> {
    let raw = clean_line(text);
    let half = to_half_width(&raw).to_lowercase();
    let bare = match (half.rfind('<'), half.rfind('>')) {
        (Some(open), Some(close)) if open < close => half.get(open + 1..close)?,
        _ => half.as_str(),
    };
    let bare = bare.trim().strip_prefix("mailto:").unwrap_or(bare.trim());
    let bare = bare.split('?').next()?;
    let (name, host) = bare.split_once('@')?;
    let fits = |part: &str| {
        !part.is_empty()
            && part.len() <= 253
            && !part.chars().any(|c| c.is_whitespace() || ",;:()<>[]\"、@".contains(c))
    };
    let host_fits = host.contains('.')
        && host.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
    (fits(name) && fits(host) && host_fits).then(|| Email { value: bare.to_owned(), raw: raw.clone() })
}

/// Reads all addresses of a cell, parted by `,` `;` `、` `/` `|` or space; each once. The second list holds what could not be read.
#[must_use]
pub fn split_emails(text: &str) -> (Vec<Email>, Vec<String>) {
    let (mut read, mut unread) = (Vec::<Email>::new(), Vec::new());
    if let Some(email) = parse_email(text) {
        return (vec![email], unread);
    }
    for part in text.split([',', ';', '|', '、', '，', '；', '/', '\n', '\r', ' ', '\u{3000}']) {
        if part.trim().is_empty() {
            continue;
        }
        match parse_email(part) {
            Some(email) if read.iter().any(|known| known.value == email.value) => {}
            Some(email) => read.push(email),
            None => unread.push(clean_line(part)),
        }
    }
    (read, unread)
}

/// Reads a web address: what begins with `http(s)://`, or a host name with a dot and no spaces. None for anything else,
/// `javascript:` and the like included.
#[must_use]
pub fn parse_link(text: &str) -> Option<String> {
    let raw = clean_line(text);
    let half = to_half_width(&raw);
    let lower = half.to_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")).unwrap_or(&lower);
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host
        .split_once(':')
        .map_or(host, |(name, port)| if port.bytes().all(|b| b.is_ascii_digit()) { name } else { "" });
    let fits = host.contains('.')
        && host.split('.').all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'))
        && host.split('.').next_back().is_some_and(|last| last.chars().any(char::is_alphabetic))
        && !half.contains(char::is_whitespace);
    fits.then_some(half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_paste_them() {
        for text in [
            "User1@Example.com",
            "mailto:user1@example.com",
            "王芳 <user1@example.com>",
            "ｕｓｅｒ１＠ｅｘａｍｐｌｅ．ｃｏｍ",
            " user1@example.com\u{3000}",
        ] {
            assert_eq!(parse_email(text).map(|email| email.value).as_deref(), Some("user1@example.com"), "{text}");
        }
        for text in [
            "",
            "无",
            "user1",
            "user1@",
            "@example.com",
            "user1@example",
            "a b@example.com",
            "a@@example.com",
            "a@.com",
        ] {
            assert_eq!(parse_email(text), None, "{text}");
        }
    }

    #[test]
    fn several_addresses_in_a_cell_are_each_kept_once() {
        let (read, unread) = split_emails("a@example.com；A@example.com / b@example.com、待补");
        assert_eq!(
            read.iter().map(|email| email.value.as_str()).collect::<Vec<_>>(),
            ["a@example.com", "b@example.com"]
        );
        assert_eq!(unread, ["待补"]);
    }

    #[test]
    fn links_are_web_addresses_only() {
        assert_eq!(parse_link("https://example.com/店?x=1").as_deref(), Some("https://example.com/店?x=1"));
        assert_eq!(parse_link("www.example.com").as_deref(), Some("www.example.com"));
        for text in ["javascript:alert(1)", "file:///etc/passwd", "无", "12.5", "a b.com"] {
            assert_eq!(parse_link(text), None, "{text}");
        }
    }
}
