//! Proposals on the dashboard's wire: what is offered, and what has become of it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Start;
use crate::domain::{AgendaId, AppointmentId, CustomerId, FedId, ProposalStatus};

/// Times to be offered to a customer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposing {
    /// The portal's slug.
    pub portal: String,
    /// The entry's slug.
    pub entry: String,
    /// In this agenda alone.
    pub agenda: Option<AgendaId>,
    /// When each begins, in seconds since 1970.
    pub starts: Vec<i64>,
    /// For whom.
    pub customer: CustomerId,
    /// The request that it answers.
    pub request: Option<FedId>,
    /// The times are kept free.
    pub held: bool,
    /// It ends after so many minutes.
    pub expires: u32,
    /// What the customer is told besides.
    pub note: String,
    /// What makes a repetition the same.
    pub key: String,
}

/// Hides what is written to the customer.
impl fmt::Debug for Proposing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Proposing({} times)", self.starts.len())
    }
}

/// A proposal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalCard {
    /// Which.
    pub id: FedId,
    /// How it stands.
    pub status: ProposalStatus,
    /// Its times: when, for how many minutes, and whether it can be picked now.
    pub times: Vec<(Start, u16, bool)>,
    /// They are kept free.
    pub held: bool,
    /// Until when it can be picked from, by the portal's clock.
    pub until: Start,
    /// Where it was sent.
    pub email: String,
    /// The appointment that came of it.
    pub appointment: Option<AppointmentId>,
}

/// Hides whom it is for.
impl fmt::Debug for ProposalCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProposalCard({:?})", self.status)
    }
}
