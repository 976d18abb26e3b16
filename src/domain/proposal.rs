//! Times that are offered to one customer, who picks one; what a portal wants of them, and what has become of each. Knows no store and no clock.

use serde::{Deserialize, Serialize};

use super::{AgendaId, AppointmentId, Contact, CustomerId, EntryId, EventTypeId, FedId, FreedId, Instant, Minutes, PortalId, Slug, Span, SubjectId, Title, Token};

/// What a portal wants of its proposals, where the one who makes one says nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProposalSettings {
    /// The times are kept free for the customer until it ends; else each is asked again as it is picked.
    pub held: bool,
    /// So long after it was made it ends.
    pub expires: Minutes,
}

impl ProposalSettings {
    /// Minutes after which a proposal may end: a quarter of an hour to thirty days.
    pub const EXPIRES: std::ops::RangeInclusive<u32> = 15..=43_200;
}

impl Default for ProposalSettings {
    fn default() -> Self {
        Self { held: true, expires: Minutes::new(48 * 60) }
    }
}

/// What has become of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ProposalStatus {
    /// The customer may pick.
    Open,
    /// They may, but none of its times can be had any more. Never stored: it is so at a moment.
    Gone,
    /// They have picked, and have an appointment.
    Picked,
    /// They want none of its times.
    Declined,
    /// Its time is over.
    Expired,
    /// The team has taken it back.
    Withdrawn,
    /// They have an appointment for the same, which they or the team booked otherwise.
    Superseded,
}

impl ProposalStatus {
    /// Every one.
    pub const ALL: [Self; 7] = [Self::Open, Self::Gone, Self::Picked, Self::Declined, Self::Expired, Self::Withdrawn, Self::Superseded];

    /// As it is stored and sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Gone => "gone",
            Self::Picked => "picked",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
            Self::Superseded => "superseded",
        }
    }

    /// Reads it as it is stored.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

    /// The team can still take it back.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Open | Self::Gone)
    }
}

/// One of the times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedTime {
    /// From when to when.
    pub span: Span,
    /// In whose agenda it was free.
    pub agenda: AgendaId,
}

/// A proposal as it is kept. It stands on its customer's timeline and in the Inbox as an item of the same identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its identity, which is its item's.
    pub id: FedId,
    /// Whose it is.
    pub portal: PortalId,
    /// The portal's part of addresses.
    pub portal_slug: Slug,
    /// What is offered: through this entry.
    pub entry: EntryId,
    /// That entry's part of addresses.
    pub entry_slug: Slug,
    /// What it is about, where it is about something.
    pub subject: Option<SubjectId>,
    /// What would be booked.
    pub event_type: EventTypeId,
    /// What it is called: `Bezichtiging, Kade 1`.
    pub title: Title,
    /// Whom it is for.
    pub customer: CustomerId,
    /// How they are reached, and what the team wishes to say.
    pub contact: Contact,
    /// The times, in order.
    pub times: Vec<ProposedTime>,
    /// In this agenda alone, or in whichever of the entry's is free.
    pub agenda: Option<AgendaId>,
    /// The times are kept free.
    pub held: bool,
    /// How it stands, as it was stored: that its time is over may not have been noted yet.
    pub stored: ProposalStatus,
    /// Its link.
    pub token: Token,
    /// When it was made.
    pub created_at: Instant,
    /// The first moment at which nothing of it can be picked.
    pub expires_at: Instant,
    /// The appointment that came of it, or that was booked otherwise.
    pub appointment: Option<AppointmentId>,
    /// The request that it answers.
    pub request: Option<FedId>,
    /// The freed time that it offers, where nobody of the team made it.
    pub freed: Option<FreedId>,
}

impl Proposal {
    /// Times at least and at most in what the team offers.
    pub const TIMES: std::ops::RangeInclusive<usize> = 2..=10;

    /// The name under which its times are held: its own, or that of the freed time that it offers.
    pub fn holder(&self) -> &str {
        self.freed.as_ref().map_or(self.id.as_str(), FreedId::as_str)
    }

    /// How it stands at a moment, at which any or none of its times can be had.
    pub fn status(&self, now: Instant, any: bool) -> ProposalStatus {
        match self.stored {
            ProposalStatus::Open if self.expires_at <= now => ProposalStatus::Expired,
            ProposalStatus::Open if !any => ProposalStatus::Gone,
            stored => stored,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read_back() {
        for status in ProposalStatus::ALL {
            assert_eq!(ProposalStatus::parse(status.as_str()), Some(status));
        }
        assert_eq!(ProposalStatus::parse(""), None);
        let settings = ProposalSettings { held: false, expires: Minutes::new(60) };
        assert_eq!(serde_json::from_str::<ProposalSettings>(&serde_json::to_string(&settings).unwrap()).unwrap(), settings);
        assert_eq!(serde_json::from_str::<ProposalSettings>("{}").unwrap(), ProposalSettings::default());
    }
}
