//! A customer asks for a time where none fits. Decides nothing about times: that is what the team does next.

use super::deliver::leads_nowhere;
use super::digest;
use super::{App, LinkError};
use crate::clock::{new_id, new_secret};
use crate::domain::{
    Agenda, Audience, Bookable, Contact, CustomerId, DayParts, FedId, IdempotencyKey, Instant, MailKind, OutboxId, Request, RequestLetter, RequestOccasion, Source, Token,
};
use crate::store::{Asked, RequestDraft, StoreError};
use crate::zone::Zone;

/// What a customer asks for.
#[derive(Clone, Debug)]
pub struct RequestAsk {
    /// Who they are, and what they wish to say.
    pub contact: Contact,
    /// When it would suit them.
    pub parts: DayParts,
    /// What makes a repetition of this ask the same ask.
    pub key: IdempotencyKey,
    /// Where the request is made.
    pub source: Source,
}

/// Why nothing was asked for.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    /// The event type takes no requests, or the portal's plan lets nobody be booked here.
    #[error("no requests are taken here")]
    NotTaken,
    /// No mail can be delivered at the address.
    #[error("no mail can be delivered at this address")]
    NoMail,
    /// The key came with another ask before.
    #[error("this idempotency key was used for another request")]
    KeyReused,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Asks for a time at an entry. Says whether it is new: the same ask again is the same request.
pub async fn request(app: &App, bookable: &Bookable, ask: &RequestAsk) -> Result<(Request, bool), RequestError> {
    if !bookable.takes_requests() {
        return Err(RequestError::NotTaken);
    }
    if leads_nowhere(app, &ask.contact.email, &bookable.portal.slug, &ask.key).await? {
        return Err(RequestError::NoMail);
    }
    let now = app.clock.now();
    let (day, _) = Zone::of(&bookable.portal.zone).wall(now);
    let (id, token) = (FedId::new(new_id()), Token::new(&bookable.portal.slug, &new_secret()));
    let letters = letters(bookable, ask, &id, now);
    let draft = RequestDraft {
        bookable,
        id,
        customer: CustomerId::new(new_id()),
        contact: &ask.contact,
        parts: ask.parts,
        key: &ask.key,
        digest: &digest(bookable, ask),
        source: ask.source,
        token: &token,
        letters: &letters,
        now,
        day,
    };
    match app.store.ask(&draft).await? {
        Asked::New(request) => {
            app.letters.notify_one();
            Ok((request, true))
        }
        Asked::Again(request) => Ok((request, false)),
        Asked::KeyReused => Err(RequestError::KeyReused),
    }
}

/// The request of an invitation's link, as it stands.
pub async fn invitation(app: &App, token: &Token) -> Result<Request, LinkError> {
    app.store.invitation(token).await?.ok_or(LinkError::UnknownLink)
}

/// To the customer, that it is there; and to each agenda that could be booked, once for each address.
fn letters(bookable: &Bookable, ask: &RequestAsk, id: &FedId, now: Instant) -> Vec<RequestLetter> {
    let (portal, contact) = (&bookable.portal, &ask.contact);
    let letter = |occasion, agenda: &Agenda, link: String| {
        let (customer, agenda) = ((contact.name.clone(), contact.email.clone()), (agenda.name.clone(), agenda.email.clone()));
        let (to, reply_to, language) = match occasion {
            RequestOccasion::Asked => (agenda, customer, portal.language),
            RequestOccasion::Received | RequestOccasion::Invited | RequestOccasion::Proposed | RequestOccasion::Offered | RequestOccasion::Passed => {
                (customer, agenda, contact.language)
            }
        };
        let (portal_name, portal_mail, portal_texts, title) = (portal.name.clone(), portal.mail.clone(), portal.texts.clone(), bookable.what());
        let (id, portal, request) = (OutboxId::new(new_id()), portal.id.clone(), id.clone());
        RequestLetter {
            id,
            portal,
            portal_name,
            request,
            occasion,
            to,
            reply_to,
            language,
            title,
            contact: contact.clone(),
            parts: ask.parts,
            link,
            offer: None,
            caused_at: now,
            portal_mail,
            portal_texts,
        }
    };
    let mut letters = Vec::new();
    let wants = |audience| portal.mail.wants(audience, MailKind::RequestReceived);
    for (at, agenda) in bookable.agendas.iter().enumerate() {
        if at == 0 && wants(Audience::Customer) {
            letters.push(letter(RequestOccasion::Received, agenda, format!("/b/{}/{}", portal.slug, bookable.entry.slug)));
        }
        if wants(Audience::Agenda) && bookable.agendas[..at].iter().all(|before| before.email != agenda.email) {
            letters.push(letter(RequestOccasion::Asked, agenda, format!("/team/{}?view=requests", portal.slug)));
        }
    }
    letters
}

/// What an ask says, in a few letters. Its first word keeps it apart from every booking.
fn digest(bookable: &Bookable, ask: &RequestAsk) -> String {
    let contact = &ask.contact;
    let fixed = ["request", bookable.portal.slug.as_str(), bookable.entry.slug.as_str(), contact.name.as_str(), contact.email.as_str()];
    let phone = contact.phone.as_ref().map_or("", |phone| phone.as_str());
    let chosen = ask.parts.bits().to_string();
    let parts = fixed.into_iter().chain([phone, contact.language.tag(), contact.note.as_str(), chosen.as_str()]);
    digest::of(parts)
}
