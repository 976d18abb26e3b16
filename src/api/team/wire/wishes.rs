//! What the portal wants of its mail, and says in it, on the dashboard's wire.

use serde::{Deserialize, Serialize};

use crate::domain::{Audience, Language, MailKind, RawMailSettings, RawMailText};

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

/// Which mail is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailSample {
    /// For whom.
    pub audience: Audience,
    /// Why.
    pub kind: MailKind,
    /// What its reader reads.
    pub language: Language,
}

/// The confirmation, as most get it.
impl Default for MailSample {
    fn default() -> Self {
        Self { audience: Audience::Customer, kind: MailKind::Confirmation, language: Language::Nl }
    }
}

/// What a mail to customers says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailTexts {
    /// In the portal's own way; empty where it is what is built in.
    pub own: RawMailText,
    /// What is built in.
    pub built_in: RawMailText,
    /// Which its own are: whoever changes them names it.
    pub version: String,
}

/// A mail as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailSeen {
    /// Whom it is from.
    pub from: String,
    /// Its subject.
    pub subject: String,
    /// As a page, whose links lead nowhere where windows can't be opened.
    pub html: String,
    /// As plain text.
    pub text: String,
}
