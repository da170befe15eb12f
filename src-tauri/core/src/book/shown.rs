//! What somebody shows to open a book, as requests carry it.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::keys::Secret;

/// The password or the recovery code, where a book may need one of them. The code counts if both are there.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Shown {
    /// The password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(type = "string", optional))]
    pub password: Option<Zeroizing<String>>,
    /// The recovery code, instead of the password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(type = "string", optional))]
    pub recovery_code: Option<Zeroizing<String>>,
}

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shown")
    }
}

impl Shown {
    /// A password.
    #[must_use]
    pub fn password(text: String) -> Self {
        Self { password: Some(Zeroizing::new(text)), recovery_code: None }
    }

    /// A recovery code.
    #[must_use]
    pub fn recovery_code(text: String) -> Self {
        Self { password: None, recovery_code: Some(Zeroizing::new(text)) }
    }

    /// What it opens with; none if nothing is shown.
    #[must_use]
    pub fn secret(&self) -> Option<Secret> {
        match self {
            Self { recovery_code: Some(code), .. } => Some(Secret::Recovery(code.clone())),
            Self { password: Some(password), .. } => Some(Secret::Password(password.clone())),
            _ => None,
        }
    }
}
