//! An agenda as calendars read it by its secret address.

use super::{Card, Email, Instant, Language, Name, SlotBlock, ZoneName};

/// What stands in an agenda, with when each was changed last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscribed {
    /// The portal's name.
    pub portal_name: Name,
    /// What its team reads.
    pub language: Language,
    /// The agenda's name.
    pub agenda_name: Name,
    /// Who on the team hears of it.
    pub agenda_email: Email,
    /// Its clock.
    pub zone: ZoneName,
    /// The appointments that stand, also of agendas set apart beneath it.
    pub appointments: Vec<(Card, Instant)>,
    /// The times that are kept free by hand.
    pub blocks: Vec<(SlotBlock, Instant)>,
}
