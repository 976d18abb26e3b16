//! The keys by which the portal's own programs use `/v1`. A key itself travels once, to whoever makes it.

use serde::{Deserialize, Serialize};

use super::Start;
use crate::domain::{ApiKeyId, Scope};

/// A key in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyLine {
    /// Which.
    pub id: ApiKeyId,
    /// What its program is called.
    pub name: String,
    /// What it is for.
    pub scopes: Vec<Scope>,
    /// Which member made it; nobody, on the command line.
    pub by: Option<String>,
    /// When, by the portal's clock.
    pub made: Start,
    /// When it was used last, to the hour; never, perhaps.
    pub used: Option<Start>,
}

/// A new key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedKey {
    /// The keys as they are now.
    pub keys: Vec<KeyLine>,
    /// It.
    pub key: String,
}

/// Hides the key.
impl std::fmt::Debug for AddedKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AddedKey(…)")
    }
}
