//! An appointment as a calendar file (RFC 5545), and as the invitation that mail carries (RFC 5546). Instants are written in UTC, so
//! that no calendar needs to know the place's zone.

mod subscribed;

pub use subscribed::subscribed;

use super::links;
use crate::dates;
use crate::domain::{Audience, Card, Email, Instant, Location, Name, Status};
use crate::{locales, phones};

/// The calendar file that the customer gets: by mail, and at `/m/{token}/appointment.ics`. `stamp` is its DTSTAMP.
pub fn calendar_file(card: &Card, public_url: &str, stamp: Instant) -> String {
    file_for(Audience::Customer, card, public_url, stamp)
}

/// What the file asks of a calendar: `REQUEST` or `CANCEL` (RFC 5546, 3.2).
pub fn method(card: &Card) -> &'static str {
    if card.appointment.status == Status::Cancelled { "CANCEL" } else { "REQUEST" }
}

/// The calendar file for either reader. The team's names the customer, and has not their link: whoever has that may act as them.
pub fn file_for(audience: Audience, card: &Card, public_url: &str, stamp: Instant) -> String {
    let mut file = Lines::begun(method(card));
    file.line("BEGIN", "VEVENT");
    event(&mut file, audience, card, public_url, stamp);
    person(&mut file, "ORGANIZER", "", &card.agenda_name, &card.agenda_email);
    // The customer has agreed already, by booking: nobody waits for an answer.
    let part = ";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE";
    person(&mut file, "ATTENDEE", part, &card.customer.name, &card.customer.email);
    for attendee in &card.attendees {
        person(&mut file, "ATTENDEE", part, &attendee.name, &attendee.email);
    }
    file.line("END", "VEVENT");
    file.line("END", "VCALENDAR");
    file.0
}

/// What every file says of an appointment.
fn event(file: &mut Lines, audience: Audience, card: &Card, public_url: &str, stamp: Instant) {
    let appointment = &card.appointment;
    // Stable for the appointment's life: a calendar knows it again by this, wherever we may live by then.
    file.line("UID", &format!("{}@appointment", appointment.id));
    file.line("SEQUENCE", &appointment.sequence.to_string());
    file.line("DTSTAMP", &compact(stamp));
    file.line("DTSTART", &compact(appointment.span.start));
    file.line("DTEND", &compact(appointment.span.end));
    file.line("STATUS", status(card));
    file.line("TRANSP", if appointment.status == Status::Cancelled { "TRANSPARENT" } else { "OPAQUE" });
    file.line("SUMMARY", &escape(&summary(audience, card)));
    file.line("DESCRIPTION", &escape(&description(audience, card, public_url)));
    if let Some(place) = place(audience, card) {
        file.line("LOCATION", &escape(&place));
    }
    if audience == Audience::Customer {
        file.line("URL", &links::manage(card, public_url));
    }
}

fn status(card: &Card) -> &'static str {
    match card.appointment.status {
        Status::Cancelled => "CANCELLED",
        Status::Requested => "TENTATIVE",
        Status::Confirmed | Status::Completed | Status::NoShow => "CONFIRMED",
    }
}

fn summary(audience: Audience, card: &Card) -> String {
    match audience {
        Audience::Customer => links::subject(card),
        Audience::Agenda => format!("{} – {}", links::subject(card), card.customer.name),
    }
}

fn description(audience: Audience, card: &Card, public_url: &str) -> String {
    let language = match audience {
        Audience::Customer => card.customer.language,
        Audience::Agenda => card.portal_language,
    };
    let words = locales::words(language, "mail", &card.portal_texts);
    let mut lines = vec![format!("{}, {}", card.agenda_name, card.portal_name), dates::zone(language, &card.appointment.zone)];
    match audience {
        Audience::Customer => {
            lines.extend(card.agenda_phone.as_ref().map(phones::shown));
            let advice = [("label_get_in", card.how_to_get_in(language)), ("label_access", card.access(language)), ("label_bring", card.bring(language))];
            lines.extend(advice.into_iter().filter_map(|(label, text)| Some(format!("{}{} {}", words.get(label), words.get("colon"), text?))));
            lines.extend(card.meeting_link.as_ref().map(|link| words.fill("calendar_join", &[("link", link)])));
            lines.push(words.fill("calendar_manage", &[("link", &links::manage(card, public_url))]));
        }
        Audience::Agenda => {
            let phone = card.customer.phone.as_ref().map(phones::shown);
            lines.extend([Some(card.customer.name.to_string()), phone, Some(card.customer.email.to_string())].into_iter().flatten());
            lines.extend(card.meeting_link.clone());
            lines.extend(Some(card.appointment.note.to_string()).filter(|note| !note.is_empty()));
        }
    }
    lines.join("\n")
}

fn place(audience: Audience, card: &Card) -> Option<String> {
    match card.location {
        Location::AtAddress => card.address.as_ref().map(|address| address.to_string()),
        Location::Video => card.meeting_link.clone(),
        // Only the one who calls needs the number there.
        Location::Phone => card.customer.phone.as_ref().filter(|_| audience == Audience::Agenda).map(phones::shown),
    }
}

fn person(file: &mut Lines, property: &str, parameters: &str, name: &Name, email: &Email) {
    file.line(&format!("{property};CN={}{parameters}", quote(name.as_str())), &links::mail_to(email));
}

/// `20261201T080000Z`.
fn compact(at: Instant) -> String {
    at.to_string().replace(['-', ':'], "")
}

/// Text as a value (RFC 5545, 3.3.11).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            // The only other control character that a note may hold.
            '\t' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Text as a parameter's value, with what can't stand between quotes written as RFC 6868 says.
fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('^', "^^").replace('"', "^'"))
}

/// Lines that end with CR LF, folded at 75 octets between characters (RFC 5545, 3.1).
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A calendar's beginning.
    fn begun(method: &str) -> Self {
        let mut file = Self::default();
        for (name, value) in [("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", "-//appointment//appointment//EN"), ("CALSCALE", "GREGORIAN"), ("METHOD", method)] {
            file.line(name, value);
        }
        file
    }

    fn line(&mut self, name: &str, value: &str) {
        const MOST: usize = 75;
        let mut octets = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if octets + c.len_utf8() > MOST {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests;
