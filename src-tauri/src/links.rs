//! Links that leave the app: to the phone, the mail program and the browser, nothing else.

use crate::errors::{invalid, io};
use rounds_api::WireError;
use serde_json::Value;
use tauri::AppHandle;
use tauri_plugin_opener::OpenerExt;

/// Opens `{url}` with the system's program for it, if it begins with `tel:`, `mailto:`, `https://` or `http://`.
///
/// # Errors
/// `invalid` for any other link, `io` if the system has no program for it.
pub fn open(app: &AppHandle, args: Value) -> Result<Value, WireError> {
    let url = args.get("url").and_then(Value::as_str).unwrap_or_default();
    if !is_allowed(url) {
        return Err(invalid("url", "not_allowed"));
    }
    app.opener().open_url(url, None::<&str>).map_err(|why| io(&why.to_string()))?;
    Ok(Value::Null)
}

/// What is handed to the system, by how it begins.
const ALLOWED: [&str; 4] = ["tel:", "mailto:", "https://", "http://"];

/// A phone number, an e-mail address or a website, and nothing that could be taken for more.
fn is_allowed(url: &str) -> bool {
    let rest = ALLOWED.iter().find_map(|beginning| url.strip_prefix(beginning));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with('/') && !rest.chars().any(|c| c.is_control() || c.is_whitespace())
    })
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn only_phones_mail_addresses_and_websites_are_opened() {
        for url in ["tel:+8613800138000", "mailto:王芳@例子.cn", "https://example.com", "http://例子.cn/a?b"] {
            assert!(is_allowed(url), "{url} is for the phone, the mail program or the browser");
        }
        for url in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "ftp://example.com",
            "https://",
            "https:///etc/passwd",
            "https:example.com",
            "https://a b",
            "tel:",
            "tel:1\n2",
            "TEL:1",
            "",
        ] {
            assert!(!is_allowed(url), "{url:?} must not leave the app");
        }
    }
}
