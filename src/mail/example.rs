//! An appointment for this room's tests.

use crate::domain::texts::OwnTexts;
use crate::domain::{
    AgendaId, Appointment, AppointmentId, Audience, Card, Customer, CustomerId, Day, Email, EntryId, EventTypeId, Instant, Know, Language, Letter, Location, MailSettings, Name,
    Note, Occasion, Offset, OldTime, OutboxId, Phone, PortalId, Slug, Source, Span, Status, SubjectId, Tags, Title, Token, WallTime, ZoneName,
};

/// A viewing on the first of December, 9 o'clock in Amsterdam.
pub fn card() -> Card {
    let (span, day, time) = at("2026-12-01T08:00:00Z");
    let appointment = Appointment {
        id: AppointmentId::new("019ac000-0000-7000-8000-000000000001"),
        portal: PortalId::new("portal"),
        entry: EntryId::new("entry"),
        subject: Some(SubjectId::new("subject")),
        event_type: EventTypeId::new("event-type"),
        agenda: AgendaId::new("agenda"),
        span,
        day,
        time,
        offset: Offset::from_seconds(3600),
        zone: ZoneName::new("Europe/Amsterdam"),
        status: Status::Confirmed,
        source: Source::Plugin,
        tags: Tags { source: Some("funda".to_owned()), campaign: Some("herfst".to_owned()) },
        note: Note::parse("Is er een lift?\nMijn moeder komt mee.").unwrap(),
        sequence: 0,
        version: 1,
        token: Token::parse("demo.ABCDEFGHIJKLMNOPQRSTUVWXYZ012345").unwrap(),
        attending_at: None,
    };
    Card {
        appointment,
        portal_slug: Slug::parse("demo").unwrap(),
        portal_name: Name::parse("Grachten Makelaars").unwrap(),
        portal_language: Language::Nl,
        portal_texts: OwnTexts::default(),
        portal_mail: MailSettings::default(),
        know: Know::default(),
        entry_slug: Slug::parse("lindengracht-12").unwrap(),
        title: Title::parse("Bezichtiging").unwrap(),
        subject_title: Some(Title::parse("Lindengracht 12").unwrap()),
        location: Location::AtAddress,
        address: Some(Title::parse("Lindengracht 12, 1015 KC Amsterdam").unwrap()),
        meeting_link: None,
        agenda_name: Name::parse("Sanne de Wit").unwrap(),
        agenda_phone: None,
        agenda_email: Email::parse("sanne@grachten.example").unwrap(),
        customer: Customer {
            id: CustomerId::new("customer"),
            name: Name::parse("Jan de Vries").unwrap(),
            email: Email::parse("jan@example.nl").unwrap(),
            phone: Some(Phone::parse("+31612345678").unwrap()),
            language: Language::Nl,
        },
        booker: None,
        attendees: Vec::new(),
    }
}

/// A letter about that viewing, with what its occasion has done to it.
pub fn letter(occasion: Occasion, audience: Audience) -> Letter {
    let mut card = card();
    let mut before = None;
    match occasion {
        Occasion::Confirmation | Occasion::Reminder | Occasion::StillComing | Occasion::FollowUp | Occasion::Message => {}
        Occasion::Change => {
            before = Some(OldTime { span: card.appointment.span, day: card.appointment.day, time: card.appointment.time, offset: card.appointment.offset });
            (card.appointment.span, card.appointment.day, card.appointment.time) = at("2026-12-03T13:30:00Z");
            card.appointment.sequence = 1;
        }
        Occasion::Cancellation | Occasion::Departure => {
            card.appointment.status = Status::Cancelled;
            card.appointment.sequence = 1;
        }
    }
    let message = (occasion == Occasion::Message).then(|| Note::parse("Kan het ook <later>?\nWij hebben een \"hond\".").unwrap());
    let caused_at = Instant::parse("2026-11-25T10:15:30Z").unwrap();
    Letter { id: OutboxId::new("019ac000-0000-7000-8000-0000000000aa"), occasion, audience, attendee: None, card, by: None, reason: None, message, before, caused_at }
}

/// Half an hour from a moment, as Amsterdam's winter shows it.
fn at(start: &str) -> (Span, Day, WallTime) {
    let start = Instant::parse(start).unwrap();
    let wall = start.wall(Offset::from_seconds(3600));
    (Span::starting(start, crate::domain::Minutes::new(30)), Day::new(wall.date()), WallTime::new(wall.time()))
}
