//! A customer takes a time.

use std::collections::BTreeMap;

use super::{App, FreeSlot};
use crate::domain::{Card, Contact, IdempotencyKey, Instant, Slug, Source};
use crate::store::StoreError;

/// What a customer asks for.
#[derive(Clone, Debug)]
pub struct BookAsk {
    /// Whose entry.
    pub portal: Slug,
    /// Where they started.
    pub entry: Slug,
    /// The start of the slot they picked.
    pub starts_at: Instant,
    /// Who they are, and what they wish to say.
    pub contact: Contact,
    /// Their answers to the event type's questions, by question.
    pub answers: BTreeMap<String, String>,
    /// What makes a repetition of this ask the same ask (case 19).
    pub key: IdempotencyKey,
    /// Where the appointment is made.
    pub source: Source,
}

/// An appointment that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booked {
    /// The appointment as it was when first booked, the same at every repetition.
    pub card: Card,
    /// This ask had been answered before.
    pub repeated: bool,
}

/// Why a time could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// There is no such portal.
    #[error("no portal has this name")]
    UnknownPortal,
    /// The portal has no such entry, or has retired it.
    #[error("the portal has no entry with this name")]
    UnknownEntry,
    /// The rules would offer it, but something stands in the way.
    #[error("this time has just been taken")]
    Taken {
        /// The nearest free times, 5 at most, nearest first.
        alternatives: Vec<FreeSlot>,
    },
    /// The rules don't offer it: too soon, too far, outside hours, between two steps.
    #[error("this time is not offered")]
    NotOffered {
        /// The nearest free times, 5 at most, nearest first.
        alternatives: Vec<FreeSlot>,
    },
    /// The key came with another ask before.
    #[error("this idempotency key was used for another request")]
    KeyReused,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Books a time: the function that offers is asked again, inside the transaction that writes (design, section 4).
pub async fn book(app: &App, ask: BookAsk) -> Result<Booked, BookError> {
    let _ = (app, ask);
    todo!()
}
