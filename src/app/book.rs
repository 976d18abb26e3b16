//! A customer takes a time.

use std::collections::BTreeMap;

use super::deliver::leads_nowhere;
use super::digest;
use super::{App, free_times};
use crate::clock::{new_id, new_secret};
use crate::domain::{AppointmentId, Bookable, Busy, Card, Contact, CustomerId, FedId, IdempotencyKey, Instant, Manner, OutboxId, Refusal, Slot, Slug, Source, Tags, Token};
use crate::store::{Draft, Outcome, StoreError};

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
    /// How the customer came. Neither this nor where it is made makes it another ask.
    pub tags: Tags,
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
    /// The rules would offer it, but something stands in the way, or the day or week has as many as it may.
    #[error("this time has just been taken")]
    Taken {
        /// The nearest free times, 5 at most, nearest first.
        alternatives: Vec<Slot>,
    },
    /// The rules don't offer it: too soon, too far, outside hours, between two steps, another project's.
    #[error("this time is not offered")]
    NotOffered {
        /// The nearest free times, 5 at most, nearest first.
        alternatives: Vec<Slot>,
    },
    /// No mail can be delivered at the address.
    #[error("no mail can be delivered at this address")]
    NoMail,
    /// The customer has as many appointments to come about this as the portal lets them book.
    #[error("no more can be booked about this")]
    Enough,
    /// The key came with another ask before.
    #[error("this idempotency key was used for another request")]
    KeyReused,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Books a time: the function that offers is asked again, inside the transaction that writes (design, section 4).
pub async fn book(app: &App, ask: BookAsk) -> Result<Booked, BookError> {
    let answer = decide_and_store(app, ask, None).await;
    app.tally.count(&answer);
    answer
}

/// Books by an invitation's link: whatever address is typed, the request that was invited is closed.
pub async fn book_invited(app: &App, ask: BookAsk, invitation: &Token) -> Result<Booked, BookError> {
    let request = app.store.invitation(invitation).await?.filter(|request| request.portal_slug == ask.portal && request.entry_slug == ask.entry);
    let answer = decide_and_store(app, ask, request.map(|request| request.id)).await;
    app.tally.count(&answer);
    answer
}

async fn decide_and_store(app: &App, ask: BookAsk, request: Option<FedId>) -> Result<Booked, BookError> {
    if leads_nowhere(app, &ask.contact.email, &ask.portal, &ask.key).await? {
        return Err(BookError::NoMail);
    }
    let mut draft = draft(ask, app.clock.now());
    draft.request = request;
    let decide = |bookable: &Bookable, busy: &[Vec<Busy>]| free_times::judge_all(bookable, busy, draft.now, draft.starts_at);
    let outcome = app.store.book(&draft, decide).await?;
    answer(app, outcome, draft.starts_at).await
}

/// What became of a draft, in the terms of whoever asked.
pub(super) async fn answer(app: &App, outcome: Outcome, wanted: Instant) -> Result<Booked, BookError> {
    match outcome {
        Outcome::Booked(card) => {
            app.letters.notify_one();
            Ok(Booked { card: *card, repeated: false })
        }
        Outcome::Repeated(card) => Ok(Booked { card: *card, repeated: true }),
        Outcome::Enough => Err(BookError::Enough),
        Outcome::KeyReused => Err(BookError::KeyReused),
        Outcome::NoPortal => Err(BookError::UnknownPortal),
        // Who picks from a proposal looks at what has become of that first.
        Outcome::NoEntry | Outcome::Over => Err(BookError::UnknownEntry),
        Outcome::Refused(bookable, refusal) => {
            let alternatives = free_times::nearest(app, &bookable, wanted).await?;
            Err(match refusal {
                Refusal::Taken => BookError::Taken { alternatives },
                Refusal::NotOffered => BookError::NotOffered { alternatives },
            })
        }
    }
}

pub(super) fn draft(ask: BookAsk, now: Instant) -> Draft {
    let digest = digest(&ask);
    Draft {
        portal: ask.portal,
        entry: ask.entry,
        starts_at: ask.starts_at,
        contact: ask.contact,
        answers: ask.answers,
        key: ask.key,
        digest,
        manner: Manner::customer(),
        source: ask.source,
        tags: ask.tags,
        proposal: None,
        request: None,
        now,
        id: AppointmentId::new(new_id()),
        customer: CustomerId::new(new_id()),
        secret: new_secret(),
        letters: [OutboxId::new(new_id()), OutboxId::new(new_id())],
    }
}

/// What an ask says, in a few letters: two asks with the same digest are the same ask.
fn digest(ask: &BookAsk) -> String {
    let contact = &ask.contact;
    let starts_at = ask.starts_at.to_string();
    let fixed = [ask.portal.as_str(), ask.entry.as_str(), &starts_at, contact.name.as_str(), contact.email.as_str(), contact.phone.as_ref().map_or("", |phone| phone.as_str())];
    let fixed = fixed.into_iter().chain([contact.language.tag(), contact.note.as_str()]);
    let answers = ask.answers.iter().flat_map(|(question, answer)| [question.as_str(), answer.as_str()]);
    digest::of(fixed.chain(answers))
}
