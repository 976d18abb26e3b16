//! The team offers a customer several times: made, looked at, and taken back. Whether each time can be offered is asked of the function that offers.

use super::DeedError;
use super::act::judge;
use crate::app::digest;
use crate::app::proposal::{Written, end, letter, offering};
use crate::app::{App, Offering};
use crate::clock::{new_id, new_secret};
use crate::domain::{
    Actor, AgendaId, Bookable, Busy, Contact, CustomerId, FedId, IdempotencyKey, Instant, Minutes, Note, OutboxId, Permission, Proposal, ProposalStatus, Refusal, RequestOccasion,
    Scope, Slot, Slug, Token,
};
use crate::store::team::CustomerRow;
use crate::store::{Ended, ProposalDraft, Proposed};
use crate::zone::Zone;

/// Times to be offered to a customer.
#[derive(Clone, Debug)]
pub struct Proposing {
    /// At which entry.
    pub entry: Slug,
    /// In this agenda, or in whichever of those they may change is free.
    pub agenda: Option<AgendaId>,
    /// When each begins: as many different ones as [`Proposal::TIMES`] says.
    pub starts: Vec<Instant>,
    /// For whom.
    pub customer: CustomerId,
    /// The request that it answers, of the same customer.
    pub request: Option<FedId>,
    /// The times are kept free; as the portal wants it when unsaid.
    pub held: Option<bool>,
    /// When it ends; as the portal wants it when unsaid.
    pub expires: Option<Minutes>,
    /// What the team wishes to say.
    pub note: Note,
    /// What makes a repetition the same.
    pub key: IdempotencyKey,
}

/// Offers a customer several times, and mails them. Says whether it is new: the same again is the same proposal.
pub async fn propose(app: &App, by: &Actor, asked: &Proposing) -> Result<(Proposal, bool), DeedError> {
    by.needs_some_agenda(Scope::AppointmentsWrite)?;
    if let Some(agenda) = &asked.agenda {
        by.needs_agenda(Scope::AppointmentsWrite, agenda)?;
    }
    if let Some(feature) = by.portal.plan.lacks_for_proposals() {
        return Err(DeedError::NotInPlan(feature));
    }
    let mut starts = asked.starts.clone();
    starts.sort_unstable();
    starts.dedup();
    if !Proposal::TIMES.contains(&starts.len()) {
        return Err(DeedError::NotOffered(Vec::new()));
    }
    let contact = contact(app, by, asked).await?;
    let now = app.clock.now();
    let (day, _) = Zone::of(&by.portal.zone).wall(now);
    let (id, token) = (FedId::new(new_id()), Token::new(&by.portal.slug, &new_secret()));
    let expires_at = now.plus(asked.expires.unwrap_or(by.portal.proposals.expires));
    let draft = ProposalDraft {
        portal: &by.portal.slug,
        entry: &asked.entry,
        id: id.clone(),
        customer: &asked.customer,
        contact: &contact,
        request: asked.request.as_ref(),
        agenda: asked.agenda.as_ref(),
        starts: &starts,
        held: asked.held.unwrap_or(by.portal.proposals.held),
        freed: None,
        expires_at,
        token: &token,
        key: &asked.key,
        digest: &digest(asked, &starts),
        who: &by.name,
        now,
        day,
    };
    let decide = |bookable: &Bookable, busy: &[Vec<Busy>], start: Instant| {
        let may = |at: &usize| {
            let agenda = &bookable.agendas[*at].id;
            by.edits(agenda) && asked.agenda.as_ref().is_none_or(|wanted| wanted == agenda)
        };
        let among: Vec<usize> = (0..bookable.agendas.len()).filter(may).collect();
        if among.is_empty() { Err(Refusal::NotOffered) } else { judge(bookable, busy, &among, now, start, false) }
    };
    let letter_id = OutboxId::new(new_id());
    let link = format!("/p/{}", token.as_str());
    let written = Written { contact: &contact, about: &id, id: &letter_id, occasion: RequestOccasion::Proposed, now };
    let letter = |bookable: &Bookable, slots: &[Slot]| letter(bookable, &written, link.clone(), Some((slots, expires_at)));
    match app.store.propose(&draft, decide, letter).await? {
        Proposed::New(proposal) => {
            app.letters.notify_one();
            Ok((proposal, true))
        }
        Proposed::Again(proposal) => Ok((proposal, false)),
        Proposed::KeyReused => Err(DeedError::KeyReused),
        // Only what has become free can be elsewhere.
        Proposed::NoEntry | Proposed::NoCustomer | Proposed::Elsewhere => Err(DeedError::NotFound),
        Proposed::Refused(bookable, start, refusal) => {
            let near = crate::app::free_times::nearest(app, &bookable, start).await?;
            Err(match refusal {
                Refusal::Taken => DeedError::Taken(near),
                Refusal::NotOffered => DeedError::NotOffered(near),
            })
        }
    }
}

/// A proposal as it stands.
pub async fn proposal(app: &App, by: &Actor, id: &FedId) -> Result<Offering, DeedError> {
    by.needs(Scope::AppointmentsRead)?;
    let found = app.store.proposal(&by.portal.id, id).await?.ok_or(DeedError::NotFound)?;
    Ok(offering(app, found).await?)
}

/// Takes a proposal back: nothing of it can be picked any more, and what it held is free. Twice is harmless.
pub async fn withdraw(app: &App, by: &Actor, id: &FedId) -> Result<Offering, DeedError> {
    by.needs(Scope::AppointmentsWrite)?;
    let found = app.store.proposal(&by.portal.id, id).await?.ok_or(DeedError::NotFound)?;
    if !found.times.iter().any(|time| by.edits(&time.agenda)) {
        return Err(DeedError::NotAllowed(Permission::Agenda));
    }
    let found = match end(app, &by.portal.id, id, ProposalStatus::Withdrawn).await? {
        Ended::Now(proposal) => proposal,
        Ended::Before(proposal) if proposal.stored == ProposalStatus::Withdrawn => proposal,
        Ended::Before(_) => return Err(DeedError::Gone),
        Ended::Unknown => return Err(DeedError::NotFound),
    };
    Ok(offering(app, found).await?)
}

/// How the customer is reached: as they said in the request, else as the portal knows them.
async fn contact(app: &App, by: &Actor, asked: &Proposing) -> Result<Contact, DeedError> {
    let portal = &by.portal.id;
    if let Some(request) = &asked.request {
        let request = app.store.request(portal, request).await?.filter(|request| request.customer == asked.customer);
        return Ok(Contact { note: asked.note.clone(), ..request.ok_or(DeedError::NotFound)?.contact });
    }
    let CustomerRow { customer, .. } = app.store.customer(portal, &asked.customer).await?.ok_or(DeedError::NotFound)?;
    Ok(Contact { name: customer.name, email: customer.email, phone: customer.phone, language: customer.language, note: asked.note.clone() })
}

/// What an ask says, in a few letters. Its first word keeps it apart from every other.
fn digest(asked: &Proposing, starts: &[Instant]) -> String {
    let starts: Vec<String> = starts.iter().map(ToString::to_string).collect();
    let (held, expires) = (format!("{:?}", asked.held), format!("{:?}", asked.expires.map(Minutes::count)));
    let agenda = asked.agenda.as_ref().map_or("", AgendaId::as_str);
    let fixed = ["proposal", asked.entry.as_str(), asked.customer.as_str(), agenda, asked.request.as_ref().map_or("", FedId::as_str), &held, &expires, asked.note.as_str()];
    digest::of(fixed.into_iter().chain(starts.iter().map(String::as_str)))
}
