//! The team books on a customer's behalf.

use std::collections::BTreeMap;

use super::DeedError;
use super::act::judge;
use crate::app::deliver::leads_nowhere;
use crate::app::{App, BookAsk, Booked, book};
use crate::domain::{Actor, AgendaId, Bookable, Busy, Contact, IdempotencyKey, Instant, Manner, Note, Refusal, Scope, Slug, Source, Tags};

/// What is booked for a customer.
#[derive(Clone, Debug)]
pub struct Behalf {
    /// At which entry.
    pub entry: Slug,
    /// In this agenda, or in whichever of those they may change is free.
    pub agenda: Option<AgendaId>,
    /// From when.
    pub starts_at: Instant,
    /// For whom.
    pub contact: Contact,
    /// The customer is to be told.
    pub tell: bool,
    /// Why the rules are overruled, where they are.
    pub reason: Option<Note>,
    /// What makes a repetition the same.
    pub key: IdempotencyKey,
}

/// Books. The rules are asked as for a customer; a reason overrules them, but never another appointment.
pub async fn book_for(app: &App, by: &Actor, behalf: Behalf) -> Result<Booked, DeedError> {
    by.needs_some_agenda(Scope::AppointmentsWrite)?;
    if let Some(agenda) = &behalf.agenda {
        by.needs_agenda(Scope::AppointmentsWrite, agenda)?;
    }
    // Of whom nothing is to be told, no address is needed that mail reaches.
    if behalf.tell && leads_nowhere(app, &behalf.contact.email, &by.portal.slug, &behalf.key).await? {
        return Err(DeedError::NoMail);
    }
    let ask = BookAsk {
        portal: by.portal.slug.clone(),
        entry: behalf.entry,
        starts_at: behalf.starts_at,
        contact: behalf.contact,
        answers: BTreeMap::new(),
        key: behalf.key,
        // A program of the portal's is the portal's side, as a customer's is.
        source: if by.member_id().is_some() { Source::Dashboard } else { Source::Portal },
        tags: Tags::default(),
    };
    let mut draft = book::draft(ask, app.clock.now());
    // The same key for another agenda, or with another reason, is another ask.
    draft.digest = format!("{}:{}:{}", draft.digest, behalf.agenda.as_ref().map_or("", AgendaId::as_str), behalf.reason.is_some());
    draft.manner = Manner { by: by.author(), tell: behalf.tell, reason: behalf.reason.clone() };
    let decide = |bookable: &Bookable, busy: &[Vec<Busy>]| {
        let may = |at: &usize| {
            let agenda = &bookable.agendas[*at].id;
            by.edits(agenda) && behalf.agenda.as_ref().is_none_or(|wanted| wanted == agenda)
        };
        let among: Vec<usize> = (0..bookable.agendas.len()).filter(may).collect();
        if among.is_empty() {
            return Err(Refusal::NotOffered);
        }
        judge(bookable, busy, &among, draft.now, draft.starts_at, behalf.reason.is_some())
    };
    let outcome = app.store.book(&draft, decide).await?;
    Ok(book::answer(app, outcome, draft.starts_at).await?)
}
