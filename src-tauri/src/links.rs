//! Links that leave the app: to the phone, the mail program and the browser, nothing else.

use crate::errors::{invalid, io};
use rounds_api::WireError;
use serde_json::Value;
use tauri::{AppHandle, Url};
use tauri_plugin_opener::OpenerExt;

/// Opens `{url}` with the system's program for it, if it is a phone number (`tel:`), an e-mail address (`mailto:`) or a
/// website (`https://`, `http://`). The page has shown it to the user before.
///
/// # Errors
/// `invalid` for any other link, `io` if the system has no program for it.
pub fn open(app: &AppHandle, args: Value) -> Result<Value, WireError> {
    let url = args.get("url").and_then(Value::as_str).and_then(allowed).ok_or_else(|| invalid("url", "not_allowed"))?;
    app.opener().open_url(url, None::<&str>).map_err(|why| io(&why.to_string()))?;
    Ok(Value::Null)
}

/// The most that a link has, in bytes; longer ones are made to break something.
const LONGEST: usize = 2_000;

/// What is handed to the system: a website as a browser writes it, a phone number of digits, an e-mail address without
/// more. No name or password before a website's name, which it could be taken for.
fn allowed(text: &str) -> Option<String> {
    if text.len() > LONGEST || text.chars().any(is_unseen) {
        return None;
    }
    let (scheme, rest) = text.split_once(':')?;
    let fits = match scheme {
        "tel" => rest.strip_prefix('+').unwrap_or(rest).bytes().all(|byte| byte.is_ascii_digit()) && rest.len() > 2,
        "mailto" => rest.contains('@') && !rest.starts_with(['-', '/']) && !rest.contains(['?', '&', '#', '%']),
        "https" | "http" => {
            let site = Url::parse(text).ok()?;
            let is_plain = site.username().is_empty() && site.password().is_none();
            // Three strokes name a file elsewhere.
            let is_site = rest.strip_prefix("//").is_some_and(|rest| !rest.starts_with(['/', '\\']));
            return (is_plain && is_site && site.host_str().is_some()).then(|| site.into());
        }
        _ => false,
    };
    fits.then(|| text.to_owned())
}

/// What is not seen, or turns what is seen around.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::allowed;

    #[test]
    fn only_phones_mail_addresses_and_websites_are_opened() {
        for url in ["tel:+8613800138000", "mailto:王芳@例子.cn", "https://example.com/", "http://example.com/a?b"] {
            assert_eq!(allowed(url).as_deref(), Some(url), "for the phone, the mail program or the browser");
        }
        assert_eq!(allowed("https://例子.cn").as_deref(), Some("https://xn--fsqu00a.cn/"), "as a browser writes it");
        for url in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "ftp://example.com",
            "ms-msdt:/id",
            "https://",
            "https:///etc/passwd",
            "https:example.com",
            "https://a b",
            "https://bank.com@example.com",
            "https://bank.com:x@example.com",
            "https://exa\u{202e}mple.com",
            "https://exa\u{200b}mple.com",
            "tel:",
            "tel:1\n2",
            "tel:*21*+8613800138000#",
            "TEL:+8613800138000",
            "mailto:a@b.cn?attach=/etc/passwd",
            "mailto:--help",
            "mailto:a@b.cn%0aBcc:c@d.cn",
            "",
        ] {
            assert_eq!(allowed(url), None, "{url:?} must not leave the app");
        }
        assert_eq!(allowed(&format!("https://example.com/{}", "a".repeat(3_000))), None);
    }
}
