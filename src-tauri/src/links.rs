//! Links that leave the app: to the phone and to the mail program, nothing else.

use crate::errors::{invalid, io};
use rounds_api::WireError;
use serde_json::Value;
use tauri::AppHandle;
use tauri_plugin_opener::OpenerExt;

/// Opens `{url}` with the system's program for it, if it begins with `tel:` or `mailto:`.
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

/// A phone number or an e-mail address, and nothing that could be taken for more.
fn is_allowed(url: &str) -> bool {
    let rest = url.strip_prefix("tel:").or_else(|| url.strip_prefix("mailto:"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.chars().any(|c| c.is_control() || c.is_whitespace()))
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn only_phones_and_mail_addresses_are_opened() {
        for url in ["tel:+8613800138000", "mailto:ada@example.com", "mailto:王芳@例子.cn"] {
            assert!(is_allowed(url), "{url} is for the phone or the mail program");
        }
        for url in ["https://example.com", "file:///etc/passwd", "javascript:alert(1)", "tel:", "tel:1\n2", "TEL:1", ""]
        {
            assert!(!is_allowed(url), "{url:?} must not leave the app");
        }
    }
}
