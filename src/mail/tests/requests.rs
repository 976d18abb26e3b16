//! Mails about requests and proposals: what each reader may be told, in all languages.

use super::*;
use crate::domain::texts::OwnTexts;
use crate::domain::{Contact, DayParts, FedId, Instant, MailSettings, Minutes, Offer, OutboxId, PortalId, RequestLetter, RequestOccasion, Span, ZoneName};
use crate::mail::render_request;

const EVERY: [RequestOccasion; 6] =
    [RequestOccasion::Received, RequestOccasion::Asked, RequestOccasion::Invited, RequestOccasion::Proposed, RequestOccasion::Offered, RequestOccasion::Passed];

/// A letter about a viewing that someone asks for, who notes something.
fn letter(occasion: RequestOccasion, language: Language) -> RequestLetter {
    let card = example::card();
    let (customer, agenda) = ((card.customer.name.clone(), card.customer.email.clone()), (card.agenda_name, card.agenda_email));
    let (to, reply_to) = if occasion == RequestOccasion::Asked { (agenda, customer.clone()) } else { (customer.clone(), agenda) };
    let start = Instant::parse("2026-12-01T08:00:00Z").unwrap();
    let offer = Offer { times: vec![Span::starting(start, Minutes::new(30))], zone: ZoneName::new("Europe/Amsterdam"), until: start };
    RequestLetter {
        id: OutboxId::new("019ac000-0000-7000-8000-0000000000bb"),
        portal: PortalId::new("portal"),
        portal_name: card.portal_name,
        request: FedId::new("request"),
        occasion,
        to,
        reply_to,
        language,
        title: Title::parse("Bezichtiging, Lindengracht 12").unwrap(),
        contact: Contact { name: customer.0, email: customer.1, phone: card.customer.phone, language, note: Note::parse("Koop nu op elders.example").unwrap() },
        parts: DayParts::new(1),
        link: "/p/demo.ABCDEFGHIJKLMNOPQRSTUVWXYZ012345".to_owned(),
        offer: matches!(occasion, RequestOccasion::Proposed | RequestOccasion::Offered).then_some(offer),
        caused_at: start,
        portal_mail: MailSettings::default(),
        portal_texts: OwnTexts::default(),
    }
}

fn mail(letter: &RequestLetter) -> Read {
    let raw = render_request(letter, &Sender::parse("afspraak@example.nl").unwrap(), URL).unwrap().formatted();
    let parsed = mailparse::parse_mail(&raw).unwrap();
    let headers = parsed.get_headers().into_iter().map(|header| (header.get_key(), header.get_value())).collect();
    let [text, html] = &parsed.subparts[..] else { panic!("{}", parsed.subparts.len()) };
    let (text, html) = (text.get_body().unwrap(), html.get_body().unwrap());
    Read { headers, text, html: html.replace('\u{a0}', " "), calendar: String::new(), raw: String::from_utf8(raw.clone()).unwrap() }
}

#[test]
fn every_mail_says_what_it_is_about_and_where_it_leads() {
    for (occasion, language) in EVERY.into_iter().flat_map(|occasion| Language::ALL.map(|language| (occasion, language))) {
        let mail = mail(&letter(occasion, language));
        ["Jan de Vries", "Bezichtiging, Lindengracht 12", "https://afspraak.example.nl/p/demo.ABC"].into_iter().for_each(|fact| mail.says(fact));
        assert!(!mail.text.contains(['{', '}']) && !mail.header("subject").contains(['{', '}']), "{}", mail.text);
        let offers = matches!(occasion, RequestOccasion::Proposed | RequestOccasion::Offered);
        assert_eq!(mail.text.contains("09:00–09:30"), offers, "{}", mail.text);
    }
}

#[test]
fn what_a_customer_notes_is_told_to_the_team_and_what_the_team_notes_to_the_customer() {
    for (occasion, language) in EVERY.into_iter().flat_map(|occasion| Language::ALL.map(|language| (occasion, language))) {
        let mail = mail(&letter(occasion, language));
        if matches!(occasion, RequestOccasion::Asked | RequestOccasion::Proposed) {
            mail.says("Koop nu op elders.example");
        } else {
            // A stranger's words in the realtor's name, to an address that may be anybody's.
            mail.is_silent_about("Koop nu");
            assert!(!mail.text.contains(locales::section(language, "mail").get("label_note")), "{}", mail.text);
        }
    }
}

#[test]
fn a_name_becomes_no_link_in_a_mail_to_an_address_that_may_be_anybodys() {
    let typed = Name::parse("http://x.example www.y.example buy now").unwrap();
    let tied = ["http:", "x.example", "www.y", "y.example"];
    for (occasion, language) in EVERY.into_iter().flat_map(|occasion| Language::ALL.map(|language| (occasion, language))) {
        let mut letter = letter(occasion, language);
        letter.contact.name = typed.clone();
        if letter.is_for_customer() {
            letter.to.0 = typed.clone();
        }
        let mail = mail(&letter);
        if occasion == RequestOccasion::Asked {
            mail.says(typed.as_str());
            continue;
        }
        mail.says("http·//x·example www·y·example buy now");
        tied.iter().for_each(|tied| mail.is_silent_about(tied));
        assert!(tied.iter().all(|tied| !mail.header("subject").contains(tied) && !mail.header("to").contains(tied)), "{:?}", mail.headers);
    }
    for occasion in OCCASIONS {
        let mut letter = example::letter(occasion, Audience::Customer);
        letter.card.customer.name = typed.clone();
        letter.card.booker = Some(typed.clone());
        let mail = super::mail(&letter);
        mail.says("http·//x·example www·y·example buy now");
        for tied in tied {
            mail.is_silent_about(tied);
            assert!(!mail.calendar.replace("\r\n ", "").contains(tied) && !mail.header("subject").contains(tied) && !mail.header("to").contains(tied), "{tied}");
        }
        letter.audience = Audience::Agenda;
        super::mail(&letter).says(typed.as_str());
    }
    for name in ["J. de Vries", "Bakker B.V.", "J.P. Bos"] {
        let mut letter = letter(RequestOccasion::Received, Language::Nl);
        (letter.contact.name, letter.to.0) = (Name::parse(name).unwrap(), Name::parse(name).unwrap());
        mail(&letter).says(&format!("Beste {name}, "));
    }
}

#[test]
fn a_portal_says_what_it_offers_in_its_own_words() {
    let said = |occasion| {
        let mut letter = letter(occasion, Language::Nl);
        letter.portal_texts.add(Language::Nl, "mail", "label_what", "Woning");
        letter.portal_texts.add(Language::Nl, "request_mail", "label_time", "Kies uit");
        letter.portal_texts.add(Language::Nl, "request_mail", "proposed_lead", "Dag {name}, {portal} is er voor u tot {until}.");
        letter.portal_texts.add(Language::Nl, "request_mail", "offered_subject", "Snel zijn: {title}");
        letter.portal_texts.add(Language::Nl, "request_mail", "received_lead", "Dag {name}, {portal} belt u.");
        letter.portal_mail.texts.add(Language::Nl, "request_received", "subject", "Wij bellen u");
        mail(&letter)
    };
    let proposed = said(RequestOccasion::Proposed);
    ["Woning", "Kies uit", "Dag Jan de Vries, Grachten Makelaars is er voor u tot dinsdag 1 december 2026, 09:00."].into_iter().for_each(|words| proposed.says(words));
    assert_eq!(proposed.header("subject"), "Kies een tijd: Bezichtiging, Lindengracht 12", "what is said of a request is said of no proposal");
    let offered = said(RequestOccasion::Offered);
    assert_eq!(offered.header("subject"), "Snel zijn: Bezichtiging, Lindengracht 12");
    offered.says("Kies uit");
    assert!(said(RequestOccasion::Passed).header("subject").starts_with("De tijd is doorgegeven"));
    let received = said(RequestOccasion::Received);
    assert_eq!(received.header("subject"), "Wij bellen u", "what is said of one kind of mail goes before a sentence of `[texts]`");
    received.says("Dag Jan de Vries, Grachten Makelaars belt u.");
}
