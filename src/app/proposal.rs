//! What a customer does with the times they are offered: look, pick one, or want none. What can be had is asked of the function that offers, at each look and again within the
//! booking's transaction.

use std::collections::BTreeMap;

use super::{App, BookAsk, BookError, LinkError, book, free_times};
use crate::domain::{
    Bookable, Busy, Card, Contact, DayParts, FedId, IdempotencyKey, Instant, Note, Offer, OutboxId, PortalId, Proposal, ProposalStatus, ProposedTime, Refusal, RequestLetter,
    RequestOccasion, Slot, Source, Span, Tags, Token,
};
use crate::store::{Ended, Found, Handle, Outcome, StoreError};

/// A proposal at a moment.
#[derive(Clone, Debug)]
pub struct Offering {
    /// It.
    pub proposal: Proposal,
    /// Its times, each with the slot that would be booked, where it can be had now.
    pub times: Vec<(ProposedTime, Option<Slot>)>,
    /// How it stands.
    pub status: ProposalStatus,
    /// Its entry; nothing where that has been retired.
    pub bookable: Option<Bookable>,
}

/// Why nothing was picked.
#[derive(Debug, thiserror::Error)]
pub enum PickError {
    /// No proposal has this link.
    #[error("no proposal has this link")]
    UnknownLink,
    /// It is picked, declined, withdrawn, or its time is over: look at it again.
    #[error("this proposal is no longer open")]
    Over,
    /// It has no such time.
    #[error("this time was not proposed")]
    NotProposed,
    /// The time can't be had any more.
    #[error("this time can no longer be had")]
    Lost,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The proposal of a link. Changes nothing.
pub async fn proposal(app: &App, token: &Token) -> Result<Offering, LinkError> {
    let proposal = app.store.proposal_of(token).await?.ok_or(LinkError::UnknownLink)?;
    Ok(offering(app, proposal).await?)
}

/// The appointment that was picked or booked otherwise, as it is now. The latter is told only where it has the address that the proposal was sent to: customers are merged, and
/// their addresses mended, and an old link is then perhaps someone else's.
pub async fn picked(app: &App, proposal: &Proposal) -> Result<Option<Card>, StoreError> {
    let Some(appointment) = &proposal.appointment else {
        return Ok(None);
    };
    let card = app.store.card_of(&Handle::Own(proposal.portal.clone(), appointment.clone())).await?;
    Ok(card.filter(|card| proposal.stored == ProposalStatus::Picked || card.customer.email.normalised() == proposal.contact.email.normalised()))
}

/// Takes one of the times: the same deed that books. Whoever has picked already gets the appointment that they have, whichever time they press now (case 32).
pub async fn pick(app: &App, token: &Token, starts_at: Instant) -> Result<Card, PickError> {
    let found = app.store.proposal_of(token).await?.ok_or(PickError::UnknownLink)?;
    if !found.times.iter().any(|time| time.span.start == starts_at) {
        return Err(PickError::NotProposed);
    }
    if found.stored == ProposalStatus::Open {
        match take(app, &found, starts_at).await {
            Err(PickError::Over) => {}
            answer => return answer,
        }
    }
    let found = app.store.proposal_of(token).await?.ok_or(PickError::UnknownLink)?;
    if found.stored != ProposalStatus::Picked {
        return Err(PickError::Over);
    }
    picked(app, &found).await?.ok_or(PickError::Over)
}

/// Wants none of the times. Twice is harmless.
pub async fn decline(app: &App, token: &Token) -> Result<Proposal, PickError> {
    let found = app.store.proposal_of(token).await?.ok_or(PickError::UnknownLink)?;
    match end(app, &found.portal, &found.id, ProposalStatus::Declined).await? {
        Ended::Now(proposal) => Ok(proposal),
        Ended::Before(proposal) if proposal.stored == ProposalStatus::Declined => Ok(proposal),
        Ended::Before(_) => Err(PickError::Over),
        Ended::Unknown => Err(PickError::UnknownLink),
    }
}

/// Ends an open proposal. One whose time is over can't be ended otherwise any more.
pub(super) async fn end(app: &App, portal: &PortalId, id: &FedId, to: ProposalStatus) -> Result<Ended, StoreError> {
    let now = app.clock.now();
    let over = app.store.proposal(portal, id).await?.is_some_and(|found| found.expires_at <= now);
    app.store.end_proposal(portal, id, if over { ProposalStatus::Expired } else { to }, None, now).await.map(|ended| match ended {
        Ended::Now(proposal) if over && to != ProposalStatus::Expired => Ended::Before(proposal),
        ended => ended,
    })
}

/// Notes the proposals of the team's of which no time can be had any more, once each, for the team to read. May be repeated, also beside others. Says how many there were.
pub async fn note_gone(app: &App) -> Result<usize, StoreError> {
    let mut count = 0;
    for unsure in app.store.unsure_proposals(app.clock.now()).await? {
        let Some(proposal) = app.store.proposal(&unsure.portal, &unsure.id).await? else {
            continue;
        };
        if offering(app, proposal).await?.status == ProposalStatus::Gone {
            count += usize::from(app.store.proposal_gone(&unsure, app.clock.now()).await?);
        } else {
            app.store.proposal_stands(&unsure).await?;
        }
    }
    Ok(count)
}

/// A letter about a proposal, but for its times.
pub(super) struct Written<'a> {
    /// Whom it is for.
    pub contact: &'a Contact,
    /// Which proposal.
    pub about: &'a FedId,
    /// Its own identity.
    pub id: &'a OutboxId,
    /// Why.
    pub occasion: RequestOccasion,
    /// The present moment.
    pub now: Instant,
}

/// Writes it to the customer, who answers to the agenda of the first time; `offer` has the times, and until when they may be picked.
pub(super) fn letter(bookable: &Bookable, written: &Written<'_>, link: String, offer: Option<(&[Slot], Instant)>) -> RequestLetter {
    let (portal, contact) = (&bookable.portal, written.contact);
    let agenda = &bookable.agendas[offer.and_then(|(slots, _)| slots.first()).map_or(0, |slot| slot.agenda)];
    RequestLetter {
        id: written.id.clone(),
        portal: portal.id.clone(),
        portal_name: portal.name.clone(),
        request: written.about.clone(),
        occasion: written.occasion,
        to: (contact.name.clone(), contact.email.clone()),
        reply_to: (agenda.name.clone(), agenda.email.clone()),
        language: contact.language,
        title: bookable.what(),
        contact: contact.clone(),
        parts: DayParts::default(),
        link,
        offer: offer.map(|(slots, until)| Offer { times: slots.iter().map(|slot| slot.span).collect(), zone: bookable.zone().clone(), until }),
        caused_at: written.now,
        portal_mail: portal.mail.clone(),
        portal_texts: portal.texts.clone(),
    }
}

/// How a proposal stands now.
pub(super) async fn offering(app: &App, proposal: Proposal) -> Result<Offering, StoreError> {
    let now = app.clock.now();
    let bookable = match app.store.bookable(&proposal.portal_slug, &proposal.entry_slug).await? {
        Found::One(bookable) => Some(bookable),
        Found::NoPortal | Found::NoEntry => None,
    };
    let mut slots = vec![None; proposal.times.len()];
    if let (Some(bookable), Some(first), Some(last)) = (&bookable, proposal.times.first(), proposal.times.last())
        && proposal.status(now, true).waits()
    {
        let busy = app.store.busy_but(bookable, Span::new(first.span.start, last.span.end), Some(proposal.holder())).await?;
        slots = proposal.times.iter().map(|time| judge(bookable, &busy, now, &proposal, time).ok()).collect();
    }
    let status = proposal.status(now, slots.iter().any(Option::is_some));
    let times = proposal.times.iter().cloned().zip(slots).collect();
    Ok(Offering { proposal, times, status, bookable })
}

/// Whether a time of a proposal can be had: in the agenda in which it was free, or else in another, where it may be in any.
fn judge(bookable: &Bookable, busy: &[Vec<Busy>], now: Instant, proposal: &Proposal, time: &ProposedTime) -> Result<Slot, Refusal> {
    let own = bookable.agendas.iter().position(|agenda| agenda.id == time.agenda).map(|at| free_times::judge(bookable, busy, &[at], now, time.span.start));
    match own {
        Some(Ok(slot)) => Ok(slot),
        _ if proposal.agenda.is_none() => free_times::judge_all(bookable, busy, now, time.span.start),
        Some(Err(refusal)) => Err(refusal),
        None => Err(Refusal::NotOffered),
    }
}

async fn take(app: &App, proposal: &Proposal, starts_at: Instant) -> Result<Card, PickError> {
    let Some(time) = proposal.times.iter().find(|time| time.span.start == starts_at) else {
        return Err(PickError::NotProposed);
    };
    let Ok(key) = IdempotencyKey::parse(&format!("proposal:{}", proposal.token.as_str())) else {
        return Err(PickError::UnknownLink);
    };
    let mut contact = proposal.contact.clone();
    // What the team wrote to the customer is not what the customer says.
    contact.note = Note::parse("").unwrap_or(contact.note);
    let ask = BookAsk {
        portal: proposal.portal_slug.clone(),
        entry: proposal.entry_slug.clone(),
        starts_at,
        contact,
        answers: BTreeMap::new(),
        key,
        source: Source::Standalone,
        tags: Tags::default(),
    };
    let mut draft = book::draft(ask, app.clock.now());
    draft.proposal = Some(proposal.id.clone());
    draft.request.clone_from(&proposal.request);
    let decide = |bookable: &Bookable, busy: &[Vec<Busy>]| judge(bookable, busy, draft.now, proposal, time);
    match app.store.book(&draft, decide).await? {
        Outcome::Over | Outcome::KeyReused => Err(PickError::Over),
        outcome => match book::answer(app, outcome, starts_at).await {
            Ok(booked) => Ok(booked.card),
            Err(BookError::Store(error)) => Err(error.into()),
            Err(_) => Err(PickError::Lost),
        },
    }
}
