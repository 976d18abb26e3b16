//! One appointment with what its readers need, by its customer's link or by its own name.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Executor};

use super::attendees::attendees;
use super::row::Reader;
use super::{Store, StoreError};
use crate::domain::{
    Advice, AgendaId, Appointment, AppointmentId, Card, Customer, CustomerId, Day, Email, EntryId, EventTypeId, Instant, Know, Language, Location, Name, Note, Phone, PortalId,
    Slug, Source, Status, SubjectId, Tags, Title, Token, ZoneName,
};

/// What an appointment is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handle {
    /// The customer's link.
    Link(Token),
    /// Its name within its portal, which the team knows.
    Own(PortalId, AppointmentId),
}

impl Handle {
    /// What both kinds of statement bind: the portal, by slug or by identity, and the appointment, by token or by identity.
    pub(super) fn binds(&self) -> (&str, &str) {
        match self {
            Self::Link(token) => (token.portal(), token.as_str()),
            Self::Own(portal, id) => (portal.as_str(), id.as_str()),
        }
    }
}

macro_rules! card {
    ($by:literal) => {
        concat!(
            "SELECT b.id, b.portal, b.entry, b.subject, b.event_type, b.agenda, b.customer, b.starts_at, b.ends_at, b.wall_day, b.wall_time, b.utc_offset, b.zone,
    b.status, b.source, b.tag_source, b.tag_campaign, b.name, b.email, b.phone, b.language, b.note, b.sequence, b.version, b.token, b.attending_at, b.updated_at,
    p.slug AS portal_slug, p.name AS portal_name, p.language AS portal_language, p.texts AS portal_texts, p.mail AS portal_mail, e.slug AS entry_slug, t.title, t.location, t.advice AS event_type_advice,
    COALESCE(s.title, '') AS subject_title, COALESCE(s.address, '') AS address, COALESCE(s.advice, '') AS subject_advice, a.name AS agenda_name, a.email AS agenda_email, a.phone AS agenda_phone, a.meeting_link,
    a.slug AS agenda_slug, COALESCE(s.slug, '') AS subject_slug
  FROM portals p JOIN appointments b ON b.portal = p.id JOIN entries e ON e.portal = p.id AND e.id = b.entry
  JOIN event_types t ON t.portal = p.id AND t.id = b.event_type JOIN agendas a ON a.portal = p.id AND a.id = b.agenda
  LEFT JOIN subjects s ON s.portal = p.id AND s.id = b.subject WHERE ",
            $by
        )
    };
}
/// To be gone on with: which appointments.
pub(super) const CARDS: &str = card!("");
const BY_LINK: &str = card!("p.slug = $1 AND b.token = $2");
const BY_NAME: &str = card!("p.id = $1 AND b.id = $2");

impl Store {
    /// The appointment of a link.
    pub async fn card(&self, token: &Token) -> Result<Option<Card>, StoreError> {
        self.card_of(&Handle::Link(token.clone())).await
    }

    /// An appointment.
    pub async fn card_of(&self, handle: &Handle) -> Result<Option<Card>, StoreError> {
        let mut connection = self.reads.acquire().await?;
        card(&mut connection, handle).await
    }
}

pub(super) async fn card(connection: &mut AnyConnection, handle: &Handle) -> Result<Option<Card>, StoreError> {
    let sql = match handle {
        Handle::Link(_) => BY_LINK,
        Handle::Own(..) => BY_NAME,
    };
    let (portal, appointment) = handle.binds();
    let row = connection.fetch_optional(sqlx::query(sql).bind(portal).bind(appointment)).await?;
    let Some(mut card) = row.as_ref().map(read_card).transpose()? else {
        return Ok(None);
    };
    card.attendees = attendees(connection, &card.appointment.portal, &card.appointment.id).await?;
    Ok(Some(card))
}

/// A row of [`CARDS`], which names nobody who comes along.
pub(super) fn read_card(row: &AnyRow) -> Result<Card, StoreError> {
    let read = Reader::new(row, "appointments");
    let appointment = Appointment {
        id: AppointmentId::new(read.text("id")?),
        portal: PortalId::new(read.text("portal")?),
        entry: EntryId::new(read.text("entry")?),
        subject: read.maybe("subject", SubjectId::new)?,
        event_type: EventTypeId::new(read.text("event_type")?),
        agenda: AgendaId::new(read.text("agenda")?),
        span: read.span()?,
        day: read.named("wall_day", Day::parse)?,
        time: read.wall_time()?,
        offset: read.offset()?,
        zone: ZoneName::new(read.text("zone")?),
        status: read.named("status", Status::parse)?,
        source: read.named("source", Source::parse)?,
        tags: Tags { source: read.optional("tag_source", as_it_is)?, campaign: read.optional("tag_campaign", as_it_is)? },
        note: read.parsed("note", Note::parse)?,
        sequence: read.count("sequence")?,
        version: read.count("version")?,
        token: read.named("token", Token::parse)?,
        attending_at: Some(read.number("attending_at")?).filter(|at| *at != 0).map(Instant::from_micros),
    };
    let advice = |column| Ok::<Advice, StoreError>(read.optional(column, |text| serde_json::from_str(text))?.unwrap_or_default());
    let location = read.named("location", Location::parse)?;
    Ok(Card {
        appointment,
        portal_slug: read.parsed("portal_slug", Slug::parse)?,
        portal_name: read.parsed("portal_name", Name::parse)?,
        portal_language: read.named("portal_language", Language::parse)?,
        portal_texts: read.own_texts("portal_texts")?,
        portal_mail: read.mail_settings("portal_mail")?,
        know: Know::of(advice("event_type_advice")?, advice("subject_advice")?),
        entry_slug: read.parsed("entry_slug", Slug::parse)?,
        title: read.parsed("title", Title::parse)?,
        subject_title: read.optional("subject_title", Title::parse)?,
        location,
        address: read.optional("address", Title::parse)?.filter(|_| location == Location::AtAddress),
        meeting_link: read.optional("meeting_link", as_it_is)?.filter(|_| location == Location::Video),
        agenda_name: read.parsed("agenda_name", Name::parse)?,
        agenda_phone: read.optional("agenda_phone", Phone::parse)?,
        agenda_email: read.parsed("agenda_email", Email::parse)?,
        customer: Customer {
            id: CustomerId::new(read.text("customer")?),
            name: read.parsed("name", Name::parse)?,
            email: read.parsed("email", Email::parse)?,
            phone: read.optional("phone", Phone::parse)?,
            language: read.named("language", Language::parse)?,
        },
        booker: None,
        attendees: Vec::new(),
    })
}

/// A text that needs no proof.
fn as_it_is(text: &str) -> Result<String, std::convert::Infallible> {
    Ok(text.to_owned())
}
