//! One realtor's tenant.

use serde::{Deserialize, Serialize};

use super::texts::OwnTexts;
use super::{Language, MailSettings, Name, Origin, Plan, PortalId, ProposalSettings, Slug, ZoneName};

/// A country, by its two letters of ISO 3166-1: `NL`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Country(String);

impl Country {
    /// Reads two capital letters. Whether a country has them, `phones` knows.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())).then(|| Self(text.to_owned()))
    }

    /// Its letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One realtor's tenant: everything else belongs to one, and to one only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portal {
    /// Its identity.
    pub id: PortalId,
    /// Its part of every public address.
    pub slug: Slug,
    /// What customers read, and the sender's name in mail.
    pub name: Name,
    /// Where it is, unless an agenda says otherwise.
    pub zone: ZoneName,
    /// Whose telephone numbers are meant that come without a country's code.
    pub country: Country,
    /// What its team reads, and its customers unless they say otherwise.
    pub language: Language,
    /// What it may use.
    pub plan: Plan,
    /// Websites whose pages may carry its widget, besides our own.
    pub allowed_origins: Vec<Origin>,
    /// What it says in its own way.
    pub texts: OwnTexts,
    /// What it wants of its mail.
    pub mail: MailSettings,
    /// What it wants of its proposals.
    pub proposals: ProposalSettings,
}
