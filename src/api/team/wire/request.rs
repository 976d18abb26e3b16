//! A request on the dashboard's wire: what only it has, beside its item.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::{AppointmentId, CustomerId, DayParts, RequestStatus};

/// A request.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestCard {
    /// What has become of it.
    pub status: RequestStatus,
    /// Who asks.
    pub customer: CustomerId,
    /// Where they asked: the entry's slug.
    pub entry: String,
    /// When a time would suit.
    pub parts: DayParts,
    /// Where mail reaches who asks, as they said.
    pub email: String,
    /// Where a call does, as people here write it.
    pub phone: Option<String>,
    /// The appointment that closed it.
    pub appointment: Option<AppointmentId>,
}

/// Hides who asks.
impl fmt::Debug for RequestCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RequestCard({:?})", self.status)
    }
}
