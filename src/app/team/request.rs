//! What the team does with a request: invite its customer to pick a time, put it aside, or take it up again.

use super::DeedError;
use crate::app::App;
use crate::clock::new_id;
use crate::domain::{Audience, FedId, MailKind, Member, OutboxId, Permission, Request, RequestLetter, RequestOccasion, RequestStatus};
use crate::store::{Found, Turned};

/// One request.
pub async fn request(app: &App, by: &Member, id: &FedId) -> Result<Request, DeedError> {
    by.needs(Permission::Interactions)?;
    app.store.request(&by.portal.id, id).await?.ok_or(DeedError::NotFound)
}

/// Turns a request from what it was seen as. Inviting mails the customer a link, each time anew. What an appointment closed stays so.
pub async fn turn_request(app: &App, by: &Member, id: &FedId, seen: RequestStatus, to: RequestStatus) -> Result<Request, DeedError> {
    let request = request(app, by, id).await?;
    let may = match to {
        RequestStatus::Invited | RequestStatus::Withdrawn => seen.waits(),
        RequestStatus::Open => seen == RequestStatus::Withdrawn,
        RequestStatus::Closed => false,
    };
    if !may {
        return Err(DeedError::Gone);
    }
    let mails = by.portal.mail.wants(Audience::Customer, MailKind::Invitation);
    let letter = if to == RequestStatus::Invited { Some(invitation(app, by, &request).await?).filter(|_| mails) } else { None };
    match app.store.turn_request(&by.portal.id, id, seen, to, letter.as_ref(), app.clock.now()).await? {
        Turned::Now(request) => {
            app.letters.notify_one();
            Ok(request)
        }
        Turned::Changed(_) => Err(DeedError::Changed(Vec::new())),
        Turned::Unknown => Err(DeedError::NotFound),
    }
}

/// The invitation, which is answered to the entry's first agenda. Where the entry is retired there is nothing to be invited to.
async fn invitation(app: &App, by: &Member, request: &Request) -> Result<RequestLetter, DeedError> {
    let Found::One(bookable) = app.store.bookable(&by.portal.slug, &request.entry_slug).await? else {
        return Err(DeedError::Gone);
    };
    let agenda = bookable.agendas.first().ok_or(DeedError::Gone)?;
    let contact = request.contact.clone();
    Ok(RequestLetter {
        id: OutboxId::new(new_id()),
        portal: by.portal.id.clone(),
        portal_name: by.portal.name.clone(),
        request: request.id.clone(),
        occasion: RequestOccasion::Invited,
        to: (contact.name.clone(), contact.email.clone()),
        reply_to: (agenda.name.clone(), agenda.email.clone()),
        language: contact.language,
        title: request.title.clone(),
        contact,
        parts: request.parts,
        link: format!("/i/{}", request.token.as_str()),
        offer: None,
        caused_at: app.clock.now(),
        portal_mail: by.portal.mail.clone(),
        portal_texts: by.portal.texts.clone(),
    })
}
