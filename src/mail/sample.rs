//! A mail as it would be, about an appointment or request that nobody has made: for who writes its texts, and to be sent to oneself.

use lettre::Message;
use lettre::message::{Mailbox, MultiPart, SinglePart};

use super::render::{AutoSubmitted, RenderError, mailbox, since_1970};
use super::sender::Sender;
use super::short::Short;
use super::wording::Wording;
use super::{html, request, text};
use crate::domain::{
    AgendaId, Appointment, AppointmentId, Audience, Card, Contact, Customer, CustomerId, Day, DayParts, Email, EntryId, EventTypeId, FedId, Instant, Know, Language, Letter,
    Location, MailKind, Minutes, Name, Note, Occasion, OldTime, OutboxId, Phone, Portal, RequestLetter, RequestOccasion, SampleLetter, Slug, Source, Span, Status, Tags, Title,
    Token,
};
use crate::locales::{self, Section};
use crate::zone::{InFold, InGap, Zone};

/// Which mail.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// Whose.
    pub portal: &'a Portal,
    /// For whom.
    pub audience: Audience,
    /// Why.
    pub kind: MailKind,
    /// What its reader reads.
    pub language: Language,
    /// The present moment.
    pub now: Instant,
}

/// A mail as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Whom it is from.
    pub from: String,
    /// Its subject.
    pub subject: String,
    /// As a page.
    pub html: String,
    /// As plain text.
    pub text: String,
}

/// Writes it for whoever wants to see it in their own mailbox. No calendar file goes with it: it would be taken for an appointment.
pub fn render_sample(letter: &SampleLetter, sender: &Sender, public_url: &str) -> Result<Message, RenderError> {
    let SampleLetter { id, sample_of: portal, audience, kind, language, caused_at, .. } = letter;
    let seen = Sample { portal, audience: *audience, kind: *kind, language: *language, now: *caused_at }.see(public_url);
    let subject = locales::section(locales::spoken(*language), "sample").fill("marked", &[("subject", &seen.subject)]);
    let parts = MultiPart::alternative().boundary(format!("{id}-alternatives")).singlepart(SinglePart::plain(seen.text)).singlepart(SinglePart::html(seen.html));
    Message::builder()
        .from(Mailbox::new(Some(seen.from), sender.address().clone()))
        .to(mailbox("member's", &letter.to.0, &letter.to.1)?)
        .subject(subject)
        .date(std::time::UNIX_EPOCH + since_1970(*caused_at))
        .message_id(Some(format!("<{id}@{}>", sender.address().domain())))
        .header(AutoSubmitted)
        .multipart(parts)
        .map_err(RenderError::Parts)
}

/// Such a mail before it has words: what an outbox would hold.
enum Unwritten {
    About(Box<Letter>),
    Request(Box<RequestLetter>),
}

impl Sample<'_> {
    /// Writes it by the very code that writes mails.
    pub fn see(&self, public_url: &str) -> Seen {
        let from = self.portal.mail.sender_name.as_ref().unwrap_or(&self.portal.name).to_string();
        match self.unwritten() {
            Unwritten::About(letter) => {
                let wording = Wording::of(&letter, public_url);
                Seen { from, html: html::html(&wording), text: text::text(&wording), subject: wording.subject }
            }
            Unwritten::Request(letter) => {
                let short: Short = request::wording(&letter, public_url);
                Seen { from, html: html::short(&short), text: text::short(&short), subject: short.subject }
            }
        }
    }

    fn unwritten(&self) -> Unwritten {
        let words = locales::section(locales::spoken(self.language), "sample");
        match self.occasion() {
            Ok(occasion) => Unwritten::About(Box::new(self.letter(occasion, words))),
            Err(occasion) => Unwritten::Request(Box::new(self.request(occasion, words))),
        }
    }

    fn occasion(&self) -> Result<Occasion, RequestOccasion> {
        Ok(match self.kind {
            MailKind::Confirmation => Occasion::Confirmation,
            MailKind::Change | MailKind::Move => Occasion::Change,
            MailKind::Cancellation => Occasion::Cancellation,
            MailKind::Reminder => Occasion::Reminder,
            MailKind::StillComing => Occasion::StillComing,
            MailKind::FollowUp => Occasion::FollowUp,
            MailKind::Invitation => return Err(RequestOccasion::Invited),
            MailKind::RequestReceived if self.audience == Audience::Customer => return Err(RequestOccasion::Received),
            MailKind::RequestReceived => return Err(RequestOccasion::Asked),
        })
    }

    fn letter(&self, occasion: Occasion, words: &Section) -> Letter {
        let mut card = self.card(words);
        let appointment = &mut card.appointment;
        let before = (occasion == Occasion::Change).then(|| {
            let (span, day, time) = if self.kind == MailKind::Move { (appointment.span, appointment.day, appointment.time) } else { self.at(8, 15) };
            OldTime { span, day, time, offset: appointment.offset }
        });
        if occasion == Occasion::Cancellation {
            appointment.status = Status::Cancelled;
        }
        Letter { id: OutboxId::new("sample"), occasion, audience: self.audience, attendee: None, card, by: None, reason: None, message: None, before, caused_at: self.now }
    }

    fn card(&self, words: &Section) -> Card {
        let (span, day, time) = self.at(9, 10);
        let portal = self.portal;
        let appointment = Appointment {
            id: AppointmentId::new("sample"),
            portal: portal.id.clone(),
            entry: EntryId::new("sample"),
            subject: None,
            event_type: EventTypeId::new("sample"),
            agenda: AgendaId::new("sample"),
            span,
            day,
            time,
            offset: Zone::of(&portal.zone).offset(span.start),
            zone: portal.zone.clone(),
            status: Status::Confirmed,
            source: Source::Standalone,
            tags: Tags::default(),
            note: Note::parse(words.get("note")).unwrap_or_else(|_| nothing()),
            sequence: 0,
            version: 1,
            token: Token::new(&portal.slug, &"sample00".repeat(4)),
            attending_at: None,
        };
        Card {
            appointment,
            portal_slug: portal.slug.clone(),
            portal_name: portal.name.clone(),
            portal_language: self.language,
            portal_texts: portal.texts.clone(),
            portal_mail: portal.mail.clone(),
            know: Know::default(),
            entry_slug: Slug::parse("sample").expect("letters alone"),
            title: title(words, "event_type"),
            subject_title: Some(title(words, "subject")),
            location: Location::AtAddress,
            address: Some(title(words, "address")),
            meeting_link: None,
            agenda_name: name(words, "agenda"),
            agenda_phone: None,
            agenda_email: email("agenda@example.com"),
            booker: None,
            attendees: Vec::new(),
            customer: Customer { id: CustomerId::new("sample"), name: name(words, "customer"), email: email("customer@example.com"), phone: phone(words), language: self.language },
        }
    }

    fn request(&self, occasion: RequestOccasion, words: &Section) -> RequestLetter {
        let portal = self.portal;
        let customer = (name(words, "customer"), email("customer@example.com"));
        let agenda = (name(words, "agenda"), email("agenda@example.com"));
        let (to, reply_to) = if occasion == RequestOccasion::Asked { (agenda, customer.clone()) } else { (customer.clone(), agenda) };
        let note = Note::parse(words.get("note")).unwrap_or_else(|_| nothing());
        RequestLetter {
            id: OutboxId::new("sample"),
            portal: portal.id.clone(),
            portal_name: portal.name.clone(),
            request: FedId::new("sample"),
            occasion,
            to,
            reply_to,
            language: self.language,
            title: Title::parse(&format!("{}, {}", words.get("event_type"), words.get("subject"))).unwrap_or_else(|_| title(words, "subject")),
            contact: Contact { name: customer.0, email: customer.1, phone: phone(words), language: self.language, note },
            parts: DayParts::new(1),
            link: format!("/b/{}/sample", portal.slug),
            offer: None,
            caused_at: self.now,
            portal_mail: portal.mail.clone(),
            portal_texts: portal.texts.clone(),
        }
    }

    /// Half an hour, some days from now by the portal's clock.
    fn at(&self, days: i64, hour: u32) -> (Span, Day, crate::domain::WallTime) {
        let zone = Zone::of(&self.portal.zone);
        let start = zone.at(zone.day(self.now).plus_days(days), Minutes::new(hour * 60), InGap::Later, InFold::Earlier);
        let (day, time) = zone.wall(start);
        (Span::starting(start, Minutes::new(30)), day, time)
    }
}

fn title(words: &Section, key: &str) -> Title {
    Title::parse(words.get(key)).expect("a sample's words are short: a test writes every one of them")
}

fn name(words: &Section, key: &str) -> Name {
    Name::parse(words.get(key)).expect("a sample's words are short: a test writes every one of them")
}

fn email(address: &str) -> Email {
    Email::parse(address).expect("an address that is written here")
}

fn phone(words: &Section) -> Option<Phone> {
    Phone::parse(words.get("phone")).ok()
}

fn nothing() -> Note {
    Note::parse("").expect("a note may be empty")
}
