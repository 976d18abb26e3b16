//! What the customer's link shows, and what it may still do.

use super::App;
use super::ladder::kept_until;
use crate::clock::new_id;
use crate::domain::{Card, Instant, OutboxId, Refusal, Slot, Status, Token};
use crate::store::{Change, Changed, StoreError};

/// Why a link shows nothing.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// No appointment has this link.
    #[error("no appointment has this link")]
    UnknownLink,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why an appointment could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// No appointment has this link.
    #[error("no appointment has this link")]
    UnknownLink,
    /// It is cancelled, or it has begun: the link can no longer act.
    #[error("this appointment can no longer be changed")]
    Gone,
    /// The link is of someone who comes along, and does not reach so far.
    #[error("this link is of someone who comes along, and may not do this")]
    NotYours,
    /// As many come along as may.
    #[error("nobody else can come along")]
    Full,
    /// No mail can be delivered at the address of who is to come along.
    #[error("no mail can be delivered at this address")]
    NoMail,
    /// It begins so soon that only the team may still change it.
    #[error("this appointment begins too soon to be changed by its customer")]
    TooLate,
    /// Someone else changed it since it was read.
    #[error("this appointment was changed meanwhile")]
    Changed,
    /// The rules would offer the new time, but something stands in the way.
    #[error("this time has just been taken")]
    Taken {
        /// The nearest free times, 5 at most, nearest first.
        alternatives: Vec<Slot>,
    },
    /// The rules don't offer the new time.
    #[error("this time is not offered")]
    NotOffered {
        /// The nearest free times, 5 at most, nearest first.
        alternatives: Vec<Slot>,
    },
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The appointment of a link, as its reader sees it.
pub async fn manage(app: &App, token: &Token) -> Result<Card, LinkError> {
    Ok(super::reach(app, token).await?.card)
}

impl From<LinkError> for ChangeError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::UnknownLink => Self::UnknownLink,
            LinkError::Store(error) => Self::Store(error),
        }
    }
}

/// It lies ahead: it is not cancelled and has not begun.
pub fn is_ahead(card: &Card, now: Instant) -> bool {
    matches!(card.appointment.status, Status::Requested | Status::Confirmed) && now < card.appointment.span.start
}

/// The customer may still cancel: it lies ahead, and not nearer than the portal lets customers cancel.
pub fn can_cancel(card: &Card, now: Instant) -> bool {
    is_ahead(card, now) && now.plus(card.portal_mail.cancel_cutoff) <= card.appointment.span.start
}

/// The customer may still reschedule: it lies ahead, and not nearer than the portal lets customers reschedule.
pub fn can_reschedule(card: &Card, now: Instant) -> bool {
    is_ahead(card, now) && now.plus(card.portal_mail.reschedule_cutoff) <= card.appointment.span.start
}

/// The customer may still reschedule or cancel.
pub fn can_change(card: &Card, now: Instant) -> bool {
    can_cancel(card, now) || can_reschedule(card, now)
}

/// A customer's change, from the version that stands now: of two made from the same one, one wins and the other is told (case 26). What lies ahead must be
/// such that they `may`; what does not is the store's to refuse.
pub(super) async fn change(app: &App, token: &Token, may: impl Fn(&Card, Instant) -> bool) -> Result<Change, ChangeError> {
    let reached = super::reach(app, token).await?;
    if !reached.may_change() {
        return Err(ChangeError::NotYours);
    }
    let (card, now) = (&reached.card, app.clock.now());
    if is_ahead(card, now) && !may(card, now) {
        return Err(ChangeError::TooLate);
    }
    Ok(Change {
        handle: reached.handle(),
        known: card.appointment.version,
        manner: reached.manner(),
        now,
        letters: [OutboxId::new(new_id()), OutboxId::new(new_id())],
        kept_until: kept_until(now, card.portal_mail.quiet, &card.appointment.zone),
    })
}

/// What became of a change, in the customer's terms.
pub(super) async fn answer(app: &App, changed: Changed, wanted: Option<Instant>) -> Result<Card, ChangeError> {
    match changed {
        Changed::Now(card) => {
            app.letters.notify_one();
            Ok(card.shut(app.clock.now()))
        }
        Changed::Unknown => Err(ChangeError::UnknownLink),
        Changed::Gone | Changed::NotYet => Err(ChangeError::Gone),
        Changed::Meanwhile => Err(ChangeError::Changed),
        Changed::Refused(bookable, refusal) => {
            let alternatives = match wanted {
                Some(wanted) => super::free_times::nearest(app, &bookable, wanted).await?,
                None => Vec::new(),
            };
            Err(match refusal {
                Refusal::Taken => ChangeError::Taken { alternatives },
                Refusal::NotOffered => ChangeError::NotOffered { alternatives },
            })
        }
    }
}
