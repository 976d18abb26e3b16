//! What a letter says, before it has a form: text and HTML are both written from this, so that neither can know less than the other.

use super::links;
use crate::dates;
use crate::domain::texts::fill;
use crate::domain::{Attendance, Audience, Card, Language, Letter, Location, Occasion, Span, TextPart};
use crate::locales::{self, Words};
use crate::phones;

/// A letter in words.
pub struct Wording {
    /// The language it is in.
    pub language: Language,
    /// What stands between a label and what it is about: French keeps a space before it.
    pub colon: String,
    /// Whose mail it is: the portal's name.
    pub brand: String,
    /// The mail's subject.
    pub subject: String,
    /// What has happened, in a few words.
    pub title: String,
    /// What has happened, to whom.
    pub lead: String,
    /// When it takes place.
    pub when: When,
    /// When it would have, before it was rescheduled.
    pub before: Option<When>,
    /// The rest, one thing each.
    pub facts: Vec<Fact>,
    /// What its reader most likely wants to do.
    pub action: Link,
    /// What else there is to say, a paragraph each.
    pub closing: Vec<String>,
    /// What stands beneath it; may be several lines.
    pub signature: Option<String>,
}

/// A time in words.
pub struct When {
    /// What this time is: `Wanneer`, `Eerst`.
    pub label: String,
    /// `Dinsdag 1 december 2026`.
    pub day: String,
    /// `09:00–09:30 uur`.
    pub times: String,
    /// `tijd in Amsterdam`.
    pub zone: String,
    /// It no longer holds.
    pub over: bool,
}

/// One thing that the reader needs to know.
pub struct Fact {
    /// What it is about: `Waar`.
    pub label: String,
    /// What there is to know; may be several lines.
    pub text: String,
    /// Each of its lines is a thing of its own, such as a time, and stands a little apart.
    pub apart: bool,
    /// Where it leads.
    pub link: Option<Link>,
}

/// Something to press.
pub struct Link {
    /// What it does.
    pub label: String,
    /// Where it leads.
    pub address: String,
    /// How much it asks to be pressed.
    pub weight: Weight,
}

/// How much a link asks to be pressed.
pub enum Weight {
    /// It stands by.
    Text,
    /// It stands out.
    Button,
}

impl Wording {
    /// Puts a letter into words.
    pub fn of(letter: &Letter, public_url: &str) -> Self {
        let language = match letter.audience {
            Audience::Customer => locales::spoken(letter.card.customer.language),
            Audience::Agenda => locales::spoken(letter.card.portal_language),
        };
        let writer = Writer { letter, card: &letter.card, language, words: locales::words(language, "mail", &letter.card.portal_texts), public_url };
        let facts = match letter.audience {
            Audience::Customer => writer.customer_facts(),
            Audience::Agenda => writer.team_facts(),
        };
        Self {
            language,
            colon: writer.fill("colon"),
            brand: letter.card.portal_name.to_string(),
            subject: writer.own(TextPart::Subject).unwrap_or_else(|| writer.sentence("subject")),
            title: writer.sentence("title"),
            lead: writer.own(TextPart::Opening).unwrap_or_else(|| writer.sentence("lead")),
            when: writer.when("when", letter.card.appointment.span, writer.is_off()),
            before: letter.before.filter(|_| letter.occasion == Occasion::Change && !letter.is_move()).map(|before| writer.when("before", before.span, true)),
            facts,
            action: writer.action(),
            closing: writer.closing(),
            signature: letter.card.portal_mail.signature.as_ref().filter(|_| letter.audience == Audience::Customer).map(ToString::to_string),
        }
    }
}

struct Writer<'a> {
    letter: &'a Letter,
    card: &'a Card,
    language: Language,
    words: Words,
    public_url: &'a str,
}

impl Writer<'_> {
    fn customer_facts(&self) -> Vec<Fact> {
        let card = self.card;
        if let Some(message) = &self.letter.message {
            return vec![self.fact("message", message.to_string()), self.fact("what", links::subject(card)), self.fact("whom", card.agenda_name.to_string())];
        }
        let mut facts = vec![self.fact("what", links::subject(card)), self.place()];
        if self.stands() {
            let advice = [("get_in", card.how_to_get_in(self.language)), ("access", card.access(self.language)), ("bring", card.bring(self.language))];
            facts.extend(advice.into_iter().filter_map(|(label, text)| Some(self.fact(label, text?))));
        }
        let whom = self.fact("whom", card.agenda_name.to_string());
        facts.push(match &card.agenda_phone {
            Some(phone) if self.stands() => whom.leading(phones::shown(phone), links::call(phone)),
            _ => whom,
        });
        match self.letter.occasion {
            Occasion::Cancellation | Occasion::Departure => facts.push(self.fact("calendar", self.fill("calendar_remove"))),
            // What the customer noted is not repeated: anyone can type it and any address, and it would go out in the realtor's name.
            Occasion::Confirmation | Occasion::Change => {
                facts.push(self.fact("calendar", self.fill("calendar_add")).leading(self.fill("calendar_google"), links::google_calendar_link(self.card)));
            }
            Occasion::Reminder | Occasion::StillComing | Occasion::FollowUp | Occasion::Message => {}
        }
        facts
    }

    fn team_facts(&self) -> Vec<Fact> {
        let customer = &self.card.customer;
        let message = self.letter.message.as_ref().map(|message| self.fact("message", message.to_string()));
        let mut facts: Vec<Fact> = message.into_iter().chain([self.fact("customer", customer.name.to_string())]).collect();
        facts.push(self.fact("email", String::new()).leading(customer.email.to_string(), links::mail_to(&customer.email)));
        facts.extend(customer.phone.as_ref().map(|phone| self.fact("phone", String::new()).leading(phones::shown(phone), links::call(phone))));
        facts.push(self.fact("what", links::subject(self.card)));
        facts.push(self.place());
        facts.push(self.fact("agenda", self.card.agenda_name.to_string()));
        facts.extend(self.letter.reason.as_ref().map(|reason| self.fact("reason", reason.to_string())));
        let note = self.card.appointment.note.as_str();
        if !note.is_empty() {
            facts.push(self.fact("note", note.to_owned()));
        }
        let tags = &self.card.appointment.tags;
        let tags: Vec<&str> = tags.source.iter().chain(&tags.campaign).map(String::as_str).collect();
        if !tags.is_empty() {
            facts.push(self.fact("tags", tags.join(", ")));
        }
        facts
    }

    /// Where it takes place, and what leads there; of what no longer takes place, only where it would have.
    fn place(&self) -> Fact {
        let (card, stands) = (self.card, self.stands());
        match (card.location, &card.address, &card.meeting_link) {
            (Location::AtAddress, Some(address), _) => {
                let fact = self.fact("where", address.to_string());
                if stands { fact.leading(self.fill("route"), links::route(address.as_str())) } else { fact }
            }
            (Location::AtAddress, None, _) if stands => self.fact("where", self.sentence("address_missing")),
            (Location::AtAddress, None, _) => self.fact("where", self.fill("address")),
            (Location::Video, _, Some(link)) if stands => self.fact("where", self.fill("video")).leading(self.fill("join"), link.clone()).heavy(),
            (Location::Video, _, None) if stands => self.fact("where", self.sentence("video_missing")),
            (Location::Video, ..) => self.fact("where", self.fill("video")),
            (Location::Phone, ..) if stands && card.booker.is_some() => self.fact("where", self.fill("attendee_phone")),
            (Location::Phone, ..) if stands && card.customer.phone.is_some() => self.fact("where", self.sentence("phone_number")),
            (Location::Phone, ..) if stands => self.fact("where", self.sentence("phone_missing")),
            (Location::Phone, ..) => self.fact("where", self.fill("phone")),
        }
    }

    /// Its reader comes along, and may change nothing.
    fn only_looks(&self) -> bool {
        self.letter.attendee.is_some() && self.card.portal_mail.attendees == Attendance::MayLook
    }

    /// It is to take place as it is told here.
    fn stands(&self) -> bool {
        matches!(self.letter.occasion, Occasion::Confirmation | Occasion::Change | Occasion::Reminder | Occasion::StillComing)
    }

    /// It does not take place as it is told here.
    fn is_off(&self) -> bool {
        matches!(self.letter.occasion, Occasion::Cancellation | Occasion::Departure)
    }

    fn action(&self) -> Link {
        let (label, address) = match (self.letter.audience, self.letter.occasion) {
            (Audience::Customer, Occasion::Cancellation | Occasion::FollowUp | Occasion::Departure) => ("book_again", links::book_again(self.card, self.public_url)),
            (Audience::Customer, Occasion::Message) => ("read_message", format!("{}#messages", links::manage(self.card, self.public_url))),
            (Audience::Agenda, Occasion::Message) => ("answer_message", links::timeline(self.card, self.public_url)),
            (Audience::Customer, Occasion::StillComing) => ("say_coming", links::manage(self.card, self.public_url)),
            (Audience::Customer, _) if self.only_looks() => ("attendee_look", links::manage(self.card, self.public_url)),
            (Audience::Customer, _) => ("manage", links::manage(self.card, self.public_url)),
            (Audience::Agenda, _) => ("write", links::mail_to(&self.card.customer.email)),
        };
        Link { label: self.fill(label), address, weight: Weight::Button }
    }

    fn closing(&self) -> Vec<String> {
        let mut closing = vec![self.own(TextPart::Closing).unwrap_or_else(|| self.sentence("questions"))];
        if self.letter.audience == Audience::Customer && self.letter.occasion == Occasion::Confirmation {
            closing.push(self.fill(if self.letter.attendee.is_some() { "attendee_not_you" } else { "not_you" }));
        }
        closing
    }

    fn when(&self, label: &str, span: Span, over: bool) -> When {
        let zone = &self.card.appointment.zone;
        When {
            label: self.fill(&format!("label_{label}")),
            day: capitalised(&dates::day(self.language, crate::zone::Zone::of(zone).day(span.start))),
            times: dates::times(self.language, span, zone),
            zone: dates::zone(self.language, zone),
            over,
        }
    }

    fn fact(&self, label: &str, text: String) -> Fact {
        Fact { label: self.fill(&format!("label_{label}")), text, apart: false, link: None }
    }

    /// A sentence that is another for the team, and where there are three of it, another for each occasion.
    fn sentence(&self, key: &str) -> String {
        let reader = match self.letter.audience {
            Audience::Customer => "customer",
            Audience::Agenda => "team",
        };
        let occasion = match self.letter.occasion {
            Occasion::Confirmation => "confirmation",
            Occasion::Change if self.letter.is_move() => "move",
            Occasion::Change => "change",
            Occasion::Cancellation => "cancellation",
            Occasion::Departure => "departure",
            Occasion::Reminder => "reminder",
            Occasion::StillComing => "still_coming",
            Occasion::FollowUp => "follow_up",
            Occasion::Message => "message",
        };
        // The team reads who of it did that; to a customer it is the house that did.
        if key == "lead" && reader == "team" && self.letter.by.is_some() {
            return self.fill(&format!("team_{occasion}_by_lead"));
        }
        let along = format!("attendee_{occasion}_{key}");
        if self.letter.attendee.is_some() && !self.words.get(&along).is_empty() {
            return self.fill(&along);
        }
        let general = format!("{reader}_{key}");
        if self.words.get(&general).is_empty() { self.fill(&format!("{reader}_{occasion}_{key}")) } else { self.fill(&general) }
    }

    /// What the portal says there in its own way, where it does: to customers alone.
    fn own(&self, part: TextPart) -> Option<String> {
        let card = self.card;
        if self.letter.audience != Audience::Customer {
            return None;
        }
        let text = card.portal_mail.texts.get(self.language, self.letter.kind()?.as_str(), part.as_str())?;
        let (what, day, time) = (links::subject(card), dates::day(self.language, card.appointment.day), dates::time(card.appointment.time));
        let places = [
            ("customer", card.customer.name.as_str()),
            ("what", what.as_str()),
            ("event_type", card.title.as_str()),
            ("subject", card.subject_title.as_ref().unwrap_or(&card.title).as_str()),
            ("day", &day),
            ("time", &time),
            ("agenda", card.agenda_name.as_str()),
            ("portal", card.portal_name.as_str()),
        ];
        Some(fill(text, &places))
    }

    fn fill(&self, key: &str) -> String {
        let card = self.card;
        let what = links::subject(card);
        let day = dates::day(self.language, card.appointment.day);
        let time = dates::time(card.appointment.time);
        let phone = card.customer.phone.as_ref().map(phones::shown).unwrap_or_default();
        let places = [
            ("what", what.as_str()),
            ("day", &day),
            ("time", &time),
            ("name", card.customer.name.as_str()),
            ("booker", card.booker.as_ref().map_or("", |name| name.as_str())),
            ("who", self.letter.by.as_ref().map_or("", |by| by.as_str())),
            ("agenda", card.agenda_name.as_str()),
            ("portal", card.portal_name.as_str()),
            ("phone", &phone),
        ];
        self.words.fill(key, &places)
    }
}

impl Fact {
    /// The same, where it leads somewhere.
    pub fn leading(mut self, label: String, address: String) -> Self {
        self.link = Some(Link { label, address, weight: Weight::Text });
        self
    }

    fn heavy(mut self) -> Self {
        self.link = self.link.map(|link| Link { weight: Weight::Button, ..link });
        self
    }
}

/// The text with a capital in front, as a line of its own begins.
fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
