//! A booking on the wire.

use std::collections::BTreeMap;

use super::{answered, desk, slugs, starts};
use crate::api::CallError;
use crate::api::wire::{Ask, Booked, Start};
use crate::app::{self, BookAsk, BookError};
use crate::domain::{ANSWERS_MOST, Card, FieldErrors, IdempotencyKey, Instant, Language, Note, Source, Title};
use crate::{mail, phones};

/// Books what was asked.
pub async fn book(ask: Ask) -> Result<Booked, CallError> {
    answered(reply(ask).await)
}

async fn reply(ask: Ask) -> Result<Booked, CallError> {
    let desk = desk();
    let (portal, entry) = slugs(&ask.portal, &ask.entry)?;
    let bookable = app::open_entry(&desk.app, &portal, &entry).await?;
    desk.admits(&bookable)?;
    let contact = ask.contact.parse(ask.language, |typed| phones::e164(typed, &bookable.portal.country)).map_err(CallError::Invalid)?;
    let wanted = BookAsk {
        portal,
        entry,
        starts_at: Instant::from_seconds(ask.starts_at.clamp(0, 253_402_300_799)),
        contact,
        answers: answers(ask.answers),
        key: IdempotencyKey::parse(&ask.key).map_err(|_| CallError::KeyReused)?,
        source: if ask.plugin { Source::Plugin } else { Source::Standalone },
        tags: ask.tags.cut(),
    };
    Ok(booked(&app::book(&desk.app, wanted).await?.card, &desk.public_url, ask.language))
}

/// The answers that can be kept, as many as fit. The website has given them, so the customer is not troubled with the rest.
fn answers(given: Vec<(String, String)>) -> BTreeMap<String, String> {
    let read = |(question, answer): (String, String)| Some((Title::parse(&question).ok()?.into(), Note::parse(&answer).ok()?.into()));
    given.into_iter().filter_map(read).take(ANSWERS_MOST).collect()
}

fn booked(card: &Card, public_url: &str, language: Language) -> Booked {
    use chrono::Timelike;
    let appointment = &card.appointment;
    let time = appointment.time.time();
    let manage_url = format!("{public_url}/m/{}", appointment.token.as_str());
    Booked {
        id: appointment.id.to_string(),
        start: Start { day: appointment.day.epoch_days(), minute: (time.hour() * 60 + time.minute()) as u16, offset: (appointment.offset.seconds() / 60) as i16 },
        with: card.agenda_name.to_string(),
        meeting_link: card.meeting_link.clone(),
        ics_url: format!("{manage_url}/appointment.ics"),
        google_url: mail::google_calendar_link(card),
        share_url: mail::share_link(card, language),
        manage_url,
    }
}

impl From<BookError> for CallError {
    fn from(error: BookError) -> Self {
        match error {
            BookError::UnknownPortal | BookError::UnknownEntry => Self::UnknownEntry,
            BookError::Taken { alternatives } => Self::Taken(starts(&alternatives)),
            BookError::NotOffered { alternatives } => Self::NotOffered(starts(&alternatives)),
            BookError::NoMail => Self::Invalid(FieldErrors::no_mail()),
            BookError::KeyReused => Self::KeyReused,
            BookError::Enough => Self::Enough,
            BookError::Store(error) => error.into(),
        }
    }
}
