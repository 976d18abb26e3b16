//! A time that has become free, which those who wait for one are offered before everyone has it. Knows no store and no clock.

use super::{AgendaId, EventTypeId, FreedId, PortalId, Slug, Span, SubjectId, ZoneName};

/// A time that has become free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Freed {
    /// Its identity, under which it is held.
    pub id: FreedId,
    /// Whose it is.
    pub portal: PortalId,
    /// The portal's part of addresses.
    pub portal_slug: Slug,
    /// In which agenda.
    pub agenda: AgendaId,
    /// Where that is.
    pub zone: ZoneName,
    /// From when to when.
    pub span: Span,
    /// What was booked there, and about what; none where it is a stretch of time in which anything may begin.
    pub was: Option<(EventTypeId, Option<SubjectId>)>,
}
