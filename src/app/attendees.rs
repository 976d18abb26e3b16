//! Who comes along: added and withdrawn by who booked, and withdrawn by themselves.

use super::{App, ChangeError, LinkError, leads_to};
use crate::clock::{new_id, new_secret};
use crate::domain::{Attendance, Attendee, AttendeeId, Author, Card, Email, Instant, Language, Manner, Name, OutboxId, Token};
use crate::store::{Company, Handle, Joining, Withdrawal};

/// What a link opens: the appointment as its reader sees it.
#[derive(Clone, Debug)]
pub struct Reached {
    /// The appointment.
    pub card: Card,
    /// Who reads it, where they come along; who booked it where there is none.
    pub attendee: Option<Attendee>,
}

impl Reached {
    /// Its reader booked it, or the portal lets who comes along change it too.
    pub fn may_change(&self) -> bool {
        self.attendee.is_none() || self.card.portal_mail.attendees == Attendance::MayChange
    }

    /// How its reader changes it.
    pub(super) fn manner(&self) -> Manner {
        match &self.attendee {
            None => Manner::customer(),
            Some(attendee) => Manner { by: Author::Attendee(attendee.name.clone()), ..Manner::customer() },
        }
    }

    /// What the store finds it by.
    pub(super) fn handle(&self) -> Handle {
        Handle::Own(self.card.appointment.portal.clone(), self.card.appointment.id.clone())
    }
}

/// Who is to come along.
#[derive(Clone, Debug)]
pub struct Companion {
    /// Who they are.
    pub name: Name,
    /// Where mail reaches them.
    pub email: Email,
    /// What they read; the customer's language when unsaid.
    pub language: Option<Language>,
}

/// What a link opens. Changes nothing. What opens the door stands in it only while that is due.
pub async fn reach(app: &App, token: &Token) -> Result<Reached, LinkError> {
    let (card, attendee) = app.store.reached(token).await?.ok_or(LinkError::UnknownLink)?;
    Ok(Reached { card: card.shut(app.clock.now()), attendee })
}

/// Lets someone come along, who is told by mail and gets a link of their own. The same address again is the same person, and who booked is there already. Of whoever comes
/// along nobody can add others: [`ChangeError::NotYours`].
pub async fn add_attendee(app: &App, token: &Token, who: Companion) -> Result<(), ChangeError> {
    let reached = reach(app, token).await?;
    if reached.attendee.is_some() {
        return Err(ChangeError::NotYours);
    }
    // Whoever can't be added is told so by the store, and whoever is there already is not added again: both whatever their address.
    if has_room(&reached.card, app.clock.now()) && !is_there(&reached.card, &who.email) && !leads_to(app, &who.email).await {
        return Err(ChangeError::NoMail);
    }
    let language = who.language.unwrap_or(reached.card.customer.language);
    let joining = Joining {
        handle: reached.handle(),
        attendee: Attendee { id: AttendeeId::new(new_id()), name: who.name, email: who.email, language },
        token: Token::new(&reached.card.portal_slug, &new_secret()),
        letter: OutboxId::new(new_id()),
        manner: reached.manner(),
        now: app.clock.now(),
    };
    answer(app, app.store.join(&joining).await?)
}

/// Lets someone come along no longer, which mails them a farewell, and ends their link. Whoever comes along can withdraw themselves alone.
pub async fn remove_attendee(app: &App, token: &Token, attendee: &AttendeeId) -> Result<(), ChangeError> {
    let reached = reach(app, token).await?;
    if reached.attendee.as_ref().is_some_and(|reader| reader.id != *attendee) {
        return Err(ChangeError::NotYours);
    }
    let leaving = Withdrawal { handle: reached.handle(), attendee: attendee.clone(), letter: OutboxId::new(new_id()), manner: reached.manner(), now: app.clock.now() };
    answer(app, app.store.leave(&leaving).await?)
}

/// Someone may still be added or withdrawn.
pub fn has_room(card: &Card, now: Instant) -> bool {
    super::is_ahead(card, now) && card.attendees.len() < crate::domain::ATTENDEES_MOST
}

/// This is the address of who booked, or of someone who comes along.
fn is_there(card: &Card, email: &Email) -> bool {
    std::iter::once(&card.customer.email).chain(card.attendees.iter().map(|attendee| &attendee.email)).any(|known| known.normalised() == email.normalised())
}

fn answer(app: &App, company: Company) -> Result<(), ChangeError> {
    match company {
        Company::Now(_) => {
            app.letters.notify_one();
            Ok(())
        }
        Company::Unknown => Err(ChangeError::UnknownLink),
        Company::Gone => Err(ChangeError::Gone),
        Company::Full => Err(ChangeError::Full),
    }
}
