//! The addresses that a mail or page leads to. What people typed goes into them percent-encoded.

use super::percent::encode;
use crate::dates;
use crate::domain::{Card, Email, Instant, Language, Location, Phone};
use crate::locales;
use crate::zone::Zone;

/// Where the customer changes or cancels.
pub fn manage(card: &Card, public_url: &str) -> String {
    format!("{}/m/{}", public_url.trim_end_matches('/'), card.appointment.token.as_str())
}

/// Where the team reads what a customer wrote, and answers.
pub fn timeline(card: &Card, public_url: &str) -> String {
    format!("{}/team/{}/customer/{}", public_url.trim_end_matches('/'), card.portal_slug, card.customer.id)
}

/// Where the customer picks another time, in a new appointment.
pub fn book_again(card: &Card, public_url: &str) -> String {
    format!("{}/b/{}/{}", public_url.trim_end_matches('/'), card.portal_slug, card.entry_slug)
}

/// The way to an address, from wherever its reader is.
pub fn route(address: &str) -> String {
    format!("https://www.google.com/maps/dir/?api=1&destination={}", encode(address))
}

/// Writes to someone (RFC 6068).
pub fn mail_to(email: &Email) -> String {
    match email.as_str().rsplit_once('@') {
        Some((local, domain)) => format!("mailto:{}@{}", encode(local), encode(domain)),
        None => format!("mailto:{}", encode(email.as_str())),
    }
}

/// Calls someone (RFC 3966): the digits and a leading plus of a number as people write it.
pub fn call(phone: &Phone) -> String {
    // "+31 (0)20": the zero in brackets is for those who leave the country's code out.
    let number = if phone.as_str().starts_with('+') { phone.as_str().replace("(0)", "") } else { phone.as_str().to_owned() };
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{digits}")
}

/// Opens Google Calendar with the appointment filled in, for its customer to save.
pub fn google_calendar_link(card: &Card) -> String {
    let compact = |at: Instant| at.to_string().replace(['-', ':'], "");
    let span = card.appointment.span;
    let place = match card.location {
        Location::AtAddress => card.address.as_ref().map_or("", |address| address.as_str()),
        Location::Video => card.meeting_link.as_deref().unwrap_or(""),
        Location::Phone => "",
    };
    let mut link = format!(
        "https://calendar.google.com/calendar/render?action=TEMPLATE&text={}&dates={}/{}&ctz={}&details={}",
        encode(&subject(card)),
        compact(span.start),
        compact(span.end),
        encode(card.appointment.zone.as_str()),
        encode(&format!("{}, {}", card.agenda_name, card.portal_name)),
    );
    if !place.is_empty() {
        link += &format!("&location={}", encode(place));
    }
    link
}

/// A letter in which the customer tells others of it (RFC 6068): what, when, where and with whom, and nothing by which it could be changed.
pub fn share_link(card: &Card, language: Language) -> String {
    let (span, zone) = (card.appointment.span, &card.appointment.zone);
    let words = locales::words(language, "mail", &card.portal_texts);
    let what = subject(card);
    let day = dates::day(language, Zone::of(zone).day(span.start));
    let when = format!("{day}, {} ({})", dates::times(language, span, zone), dates::zone(language, zone));
    let place = match card.location {
        Location::AtAddress => card.address.as_ref().map_or_else(|| words.get("address").into_owned(), |address| address.to_string()),
        Location::Video => card.meeting_link.clone().unwrap_or_else(|| words.get("video").into_owned()),
        Location::Phone => words.get("phone").into_owned(),
    };
    let body = format!("{what}\r\n{when}\r\n{place}\r\n{}, {}\r\n", card.agenda_name, card.portal_name);
    format!("mailto:?subject={}&body={}", encode(&format!("{what}, {day}")), encode(&body))
}

/// What it is, in one line: `Bezichtiging Lindengracht 12`.
pub fn subject(card: &Card) -> String {
    match &card.subject_title {
        Some(subject) if subject != &card.title => format!("{} – {subject}", card.title),
        _ => card.title.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;

    #[test]
    fn the_google_link_holds_instants_zone_and_place() {
        let link = google_calendar_link(&example::card());
        let expected = "https://calendar.google.com/calendar/render?action=TEMPLATE&text=Bezichtiging%20%E2%80%93%20Lindengracht%2012\
            &dates=20261201T080000Z/20261201T083000Z&ctz=Europe%2FAmsterdam&details=Sanne%20de%20Wit%2C%20Grachten%20Makelaars\
            &location=Lindengracht%2012%2C%201015%20KC%20Amsterdam";
        assert_eq!(link, expected);
    }

    #[test]
    fn a_letter_to_others_tells_what_when_and_where_but_not_how_to_change_it() {
        let card = example::card();
        let link = share_link(&card, Language::En);
        let expected = "mailto:?subject=Bezichtiging%20%E2%80%93%20Lindengracht%2012%2C%20Tuesday%201%20December%202026\
            &body=Bezichtiging%20%E2%80%93%20Lindengracht%2012%0D%0ATuesday%201%20December%202026%2C%2009%3A00%E2%80%9309%3A30%20%28Amsterdam%20time%29\
            %0D%0ALindengracht%2012%2C%201015%20KC%20Amsterdam%0D%0ASanne%20de%20Wit%2C%20Grachten%20Makelaars%0D%0A";
        assert_eq!(link, expected);
        assert!(!link.contains(card.appointment.token.as_str()), "who gets it can't change the appointment");
    }

    #[test]
    fn a_number_is_called_by_its_digits() {
        let check = |typed: &str, expected: &str| assert_eq!(call(&Phone::parse(typed).unwrap()), expected);
        check("06 - 123 45 678", "tel:0612345678");
        check("+31 (0)20 123 4567", "tel:+31201234567");
        check("(020) 123.45.67", "tel:0201234567");
    }

    #[test]
    fn an_address_can_not_add_headers_to_the_mail_it_opens() {
        let email = Email::parse("a?subject=x&b@example.nl").unwrap();
        assert_eq!(mail_to(&email), "mailto:a%3Fsubject%3Dx%26b@example.nl");
    }
}
