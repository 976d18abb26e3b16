//! A letter that brings a member a link to choose a password by.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Email, Instant, Language, MemberId, Name, OutboxId, PortalId};

/// Why a member gets a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyReason {
    /// This colleague asks them into the team.
    Invited(Name),
    /// They have forgotten their password, or someone says so who has typed their address.
    Forgotten,
}

/// A letter that brings a member a link.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyLetter {
    /// Its row, from which the Message-ID is made.
    pub id: OutboxId,
    /// Whose team.
    pub portal: PortalId,
    /// The portal's name.
    pub portal_name: Name,
    /// Its part of addresses.
    pub portal_slug: String,
    /// Who gets it.
    pub member: MemberId,
    /// Their name.
    pub name: Name,
    /// Their address.
    pub email: Email,
    /// What they read.
    pub language: Language,
    /// Why.
    pub reason: KeyReason,
    /// The key in the link.
    pub key: String,
    /// When it was asked for: the mail's Date.
    pub caused_at: Instant,
    /// When the link ends; what has not left by then is of no use.
    pub ends_at: Instant,
}

/// Hides the key, and whose it is.
impl fmt::Debug for KeyLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyLetter({})", self.id)
    }
}
