//! A customer takes another time for the same appointment.

use super::{App, ChangeError};
use crate::domain::{Card, Instant, Token};

/// Reschedules the appointment of a link: the same record, the same calendar UID, a higher sequence (case 25). To its own time
/// it is a no-op without mail; to a time that overlaps its own it is allowed; when it fails, the old time stands.
pub async fn reschedule(app: &App, token: &Token, starts_at: Instant) -> Result<Card, ChangeError> {
    let _ = (app, token, starts_at);
    todo!()
}
