//! A customer takes another time for the same appointment.

use super::{App, ChangeError, free_times, manage};
use crate::clock::new_id;
use crate::domain::{Bookable, Busy, Card, Instant, OutboxId, Token};
use crate::store::{Present, Reschedule};

/// Reschedules the appointment of a link: the same record, the same calendar UID, a higher sequence (case 25). To its own time
/// it is a no-op without mail; to a time that overlaps its own it is allowed; when it fails, the old time stands. It stays with
/// its agenda when that one is free, and else goes to another of the entry's by the engine's rule.
pub async fn reschedule(app: &App, token: &Token, starts_at: Instant) -> Result<Card, ChangeError> {
    let now = app.clock.now();
    let wanted = Reschedule { change: manage::change(app, token, manage::can_reschedule).await?, starts_at: Some(starts_at), agenda: None, departure: OutboxId::new(new_id()) };
    let decide = |bookable: &Bookable, busy: &[Vec<Busy>], present: Present| {
        let stay = present.agenda.and_then(|present| free_times::judge(bookable, busy, &[present], now, starts_at).ok());
        stay.map_or_else(|| free_times::judge_all(bookable, busy, now, starts_at), Ok)
    };
    let changed = app.store.reschedule(&wanted, decide).await?;
    manage::answer(app, changed, Some(starts_at)).await
}
