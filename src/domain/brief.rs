//! Letters that are about no appointment: links to members, what is written about requests, and mails to see how mails look. They leave one by one, after those that are, and nothing of
//! them stays, as what they hold is a secret or someone's own words.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::texts::OwnTexts;
use super::{Contact, DayParts, Email, FedId, Instant, KeyLetter, Language, MailSettings, Minutes, Name, OutboxId, PortalId, SampleLetter, Span, Title, ZoneName};

/// So long after its cause a letter about a request is still worth sending.
const WORTH: Minutes = Minutes::new(7 * 24 * 60);

/// Why a letter about a request or a proposal is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestOccasion {
    /// To the customer: the team has it.
    Received,
    /// To an agenda: someone asks.
    Asked,
    /// To the customer: they may pick a time.
    Invited,
    /// To the customer: these times are offered.
    Proposed,
    /// To the customer who waits: a time has become free, and it is their turn.
    Offered,
    /// To the customer who waits: their turn has passed.
    Passed,
}

/// A letter about a request or a proposal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestLetter {
    /// Its row, from which the Message-ID is made.
    pub id: OutboxId,
    /// Whose.
    pub portal: PortalId,
    /// The portal's name.
    pub portal_name: Name,
    /// About which request, or which proposal.
    pub request: FedId,
    /// Why.
    pub occasion: RequestOccasion,
    /// Who gets it.
    pub to: (Name, Email),
    /// Who gets the answer.
    pub reply_to: (Name, Email),
    /// What its reader reads.
    pub language: Language,
    /// What is asked for: `Bezichtiging, Kade 1`.
    pub title: Title,
    /// Who asks.
    pub contact: Contact,
    /// When it would suit them.
    pub parts: DayParts,
    /// Where it leads, beneath the server's address: `/i/demo.…`.
    pub link: String,
    /// The times that are offered, where some are. Letters from before there were proposals have none.
    #[serde(default)]
    pub offer: Option<Offer>,
    /// When it was written: the mail's Date.
    pub caused_at: Instant,
    /// What the portal wants of its mail. Never kept with the letter: it goes by what holds when it leaves.
    #[serde(skip)]
    pub portal_mail: MailSettings,
    /// What the portal says in its own way. Never kept with the letter either.
    #[serde(skip)]
    pub portal_texts: OwnTexts,
}

impl RequestLetter {
    /// It goes to who asks, and not to the team.
    pub fn is_for_customer(&self) -> bool {
        self.occasion != RequestOccasion::Asked
    }
}

/// Times that a letter offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The times, in order.
    pub times: Vec<Span>,
    /// By whose clock they are told.
    pub zone: ZoneName,
    /// Until when they may be picked.
    pub until: Instant,
}

/// Hides whom it is about.
impl fmt::Debug for RequestLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RequestLetter({}, {:?})", self.id, self.occasion)
    }
}

/// A letter that is about no appointment. Each kind is known by its fields: those of members' links were kept before there were others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Brief {
    /// A member's link.
    Key(KeyLetter),
    /// About a request.
    Request(RequestLetter),
    /// To see how a mail looks.
    Sample(SampleLetter),
}

impl Brief {
    /// Its row.
    pub const fn id(&self) -> &OutboxId {
        match self {
            Self::Key(letter) => &letter.id,
            Self::Request(letter) => &letter.id,
            Self::Sample(letter) => &letter.id,
        }
    }

    /// Whose.
    pub const fn portal(&self) -> &PortalId {
        match self {
            Self::Key(letter) => &letter.portal,
            Self::Request(letter) => &letter.portal,
            Self::Sample(letter) => &letter.sample_of.id,
        }
    }

    /// The customer's address, and what it tells them of; none where it is the team's.
    pub fn to_customer(&self) -> Option<(&Email, &FedId)> {
        match self {
            Self::Request(letter) if letter.occasion != RequestOccasion::Asked => Some((&letter.to.1, &letter.request)),
            Self::Request(_) | Self::Key(_) | Self::Sample(_) => None,
        }
    }

    /// When it was written.
    pub const fn caused_at(&self) -> Instant {
        match self {
            Self::Key(letter) => letter.caused_at,
            Self::Request(letter) => letter.caused_at,
            Self::Sample(letter) => letter.caused_at,
        }
    }

    /// When it is of no use any more.
    pub fn ends_at(&self) -> Instant {
        match self {
            Self::Key(letter) => letter.ends_at,
            Self::Request(letter) => letter.offer.as_ref().map_or(letter.caused_at.plus(WORTH), |offer| offer.until),
            Self::Sample(letter) => letter.caused_at.plus(WORTH),
        }
    }
}
