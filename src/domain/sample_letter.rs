//! A mail that someone of the team sends to themselves, to see how it looks: about an appointment that nobody has made.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Audience, Email, Instant, Language, MailKind, Name, OutboxId, Portal};

/// Such a mail. It holds the portal as it would be with the texts that are tried, which need not be kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleLetter {
    /// Its row, from which the Message-ID is made.
    pub id: OutboxId,
    /// Whose, with what it says.
    pub sample_of: Portal,
    /// Who gets it.
    pub to: (Name, Email),
    /// For whom such a mail is.
    pub audience: Audience,
    /// Why such a mail is sent.
    pub kind: MailKind,
    /// What its reader reads.
    pub language: Language,
    /// When it was written: the mail's Date.
    pub caused_at: Instant,
}

/// Hides who tries.
impl fmt::Debug for SampleLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SampleLetter({}, {:?})", self.id, self.kind)
    }
}
