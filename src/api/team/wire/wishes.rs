//! What the portal wants of its mail, on the dashboard's wire.

use serde::{Deserialize, Serialize};

use crate::domain::RawMailSettings;

/// What the portal wants of its mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailWishes {
    /// As it holds.
    pub now: RawMailSettings,
    /// As the portal's file said it last.
    pub file: RawMailSettings,
    /// Which these are: whoever changes them names it.
    pub version: String,
}
