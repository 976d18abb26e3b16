//! Rendering: each mail has what its reader needs, in their language, and nothing that was typed can do more than be read.

mod people;
mod requests;

use mailparse::ParsedMail;

use super::{Sender, example, links, render};
use crate::domain::{Audience, Email, Know, Language, Letter, Location, Name, Note, Occasion, OldTime, Phone, Spoken, Title};
use crate::{dates, locales};

const URL: &str = "https://afspraak.example.nl";
const OCCASIONS: [Occasion; 6] = [Occasion::Confirmation, Occasion::Change, Occasion::Cancellation, Occasion::Reminder, Occasion::StillComing, Occasion::FollowUp];

/// Every letter that there is; only an agenda can be left.
fn letters() -> impl Iterator<Item = Letter> {
    let pairs = OCCASIONS.into_iter().flat_map(|occasion| [(occasion, Audience::Customer), (occasion, Audience::Agenda)]);
    pairs.chain([(Occasion::Departure, Audience::Agenda)]).map(|(occasion, audience)| example::letter(occasion, audience))
}

/// A mail as its reader's program takes it apart.
struct Read {
    headers: Vec<(String, String)>,
    text: String,
    html: String,
    calendar: String,
    raw: String,
}

fn mail(letter: &Letter) -> Read {
    let raw = render(letter, &Sender::parse("afspraak@example.nl").unwrap(), URL).unwrap().formatted();
    let parsed = mailparse::parse_mail(&raw).unwrap();
    let headers = parsed.get_headers().into_iter().map(|header| (header.get_key(), header.get_value())).collect();
    let body = |part: &ParsedMail<'_>| part.get_body().unwrap();
    if !letter.occasion.changes_calendars() {
        assert_eq!(parsed.ctype.mimetype, "multipart/alternative");
        let [text, html] = &parsed.subparts[..] else { panic!("{}", parsed.subparts.len()) };
        assert_eq!([&text.ctype.mimetype, &html.ctype.mimetype], ["text/plain", "text/html"]);
        return Read { headers, text: body(text), html: body(html).replace('\u{a0}', " "), calendar: String::new(), raw: String::from_utf8(raw.clone()).unwrap() };
    }
    let [alternatives, attachment] = &parsed.subparts[..] else { panic!("{}", parsed.subparts.len()) };
    assert_eq!(alternatives.ctype.mimetype, "multipart/alternative");
    let [text, html, calendar] = &alternatives.subparts[..] else { panic!("{}", alternatives.subparts.len()) };
    let kinds: Vec<&str> = [text, html, calendar, attachment].iter().map(|part| part.ctype.mimetype.as_str()).collect();
    assert_eq!(kinds, ["text/plain", "text/html", "text/calendar", "application/ics"]);
    assert_eq!(attachment.get_content_disposition().params["filename"], "appointment.ics");
    assert_eq!(body(attachment), body(calendar));
    let method = if matches!(letter.occasion, Occasion::Confirmation | Occasion::Change) { "REQUEST" } else { "CANCEL" };
    assert_eq!(calendar.ctype.params["method"], method);
    Read { headers, text: body(text), html: body(html).replace('\u{a0}', " "), calendar: body(calendar), raw: String::from_utf8(raw).unwrap() }
}

impl Read {
    fn header(&self, name: &str) -> &str {
        let found: Vec<_> = self.headers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name)).collect();
        assert_eq!(found.len(), 1, "{name} once in {:?}", self.headers);
        &found[0].1
    }

    /// Both forms say it.
    fn says(&self, fact: &str) {
        assert!(self.text.contains(fact), "{fact:?} in the text:\n{}", self.text);
        let escaped = fact.replace('&', "&amp;").replace('<', "&lt;");
        assert!(self.html.contains(&escaped), "{fact:?} in the HTML:\n{}", self.html);
    }

    fn is_silent_about(&self, words: &str) {
        assert!(!self.text.contains(words) && !self.html.contains(words), "{words:?} is in a mail:\n{}", self.text);
    }
}

fn spoken(letter: &Letter, language: Language) -> Letter {
    let mut letter = letter.clone();
    letter.card.customer.language = language;
    letter.card.portal_language = language;
    letter
}

#[test]
fn each_mail_tells_who_what_when_and_where() {
    for letter in letters() {
        let changed = letter.occasion == Occasion::Change;
        for language in Language::ALL {
            let mail = mail(&spoken(&letter, language));
            for fact in ["Jan de Vries", "Bezichtiging – Lindengracht 12", "Lindengracht 12, 1015 KC Amsterdam", "Sanne de Wit", "Grachten Makelaars"] {
                mail.says(fact);
            }
            let (first, third, times, zone) = match language {
                Language::Nl => ("Dinsdag 1 december 2026", "Donderdag 3 december 2026", ["09:00–09:30 uur", "14:30–15:00 uur"], "tijd in Amsterdam"),
                Language::En => ("Tuesday 1 December 2026", "Thursday 3 December 2026", ["09:00–09:30", "14:30–15:00"], "Amsterdam time"),
                Language::De => ("Dienstag, 1. Dezember 2026", "Donnerstag, 3. Dezember 2026", ["09:00–09:30 Uhr", "14:30–15:00 Uhr"], "Ortszeit in Amsterdam"),
                Language::Fr => ("Mardi 1 décembre 2026", "Jeudi 3 décembre 2026", ["09:00–09:30", "14:30–15:00"], "heure d’Amsterdam"),
            };
            for fact in [if changed { third } else { first }, times[usize::from(changed)], zone] {
                mail.says(fact);
            }
            assert!(mail.html.contains(&format!("<html lang=\"{language}\">")));
        }
    }
}

#[test]
fn what_a_customer_should_know_is_told_while_it_is_to_take_place() {
    let note = |text: &str| Spoken::for_all(Note::parse(text).unwrap());
    let know = Know { how_to_get_in: Some(note("Bel aan & wacht.")), bring: vec![note("Laarzen"), note("Legitimatie")], access: None };
    let told = ["Bel aan & wacht.", "Laarzen", "Legitimatie", "+31 20 123 4567"];
    for original in letters() {
        let stands = matches!(original.occasion, Occasion::Confirmation | Occasion::Change | Occasion::Reminder | Occasion::StillComing);
        let mut letter = original.clone();
        (letter.card.know, letter.card.agenda_phone) = (know.clone(), Some(Phone::parse("+31201234567").unwrap()));
        let mail = mail(&letter);
        for fact in told {
            if stands && letter.audience == Audience::Customer { mail.says(fact) } else { mail.is_silent_about(fact) }
        }
    }
}

#[test]
fn why_it_was_cancelled_is_told_to_the_team() {
    let reason = Some(Note::parse("Ik ben ziek & blijf thuis.").unwrap());
    mail(&Letter { reason, ..example::letter(Occasion::Cancellation, Audience::Agenda) }).says("Ik ben ziek & blijf thuis.");
}

#[test]
fn a_place_left_open_or_a_text_that_is_missing_shows_nowhere() {
    for original in letters() {
        for location in [Location::AtAddress, Location::Video, Location::Phone] {
            for known in [true, false] {
                let mut letter = original.clone();
                letter.card.location = location;
                letter.card.address = letter.card.address.filter(|_| known && location == Location::AtAddress);
                letter.card.meeting_link = (known && location == Location::Video).then(|| "https://meet.example/mila".to_owned());
                letter.card.customer.phone = letter.card.customer.phone.filter(|_| known);
                for mail in Language::ALL.map(|language| mail(&spoken(&letter, language))) {
                    let (_, body) = mail.html.split_once("</head>").unwrap();
                    assert!(!mail.text.contains(['{', '}']) && !body.contains(['{', '}']), "{}", mail.text);
                    assert!(!mail.text.replace("\r", "").contains(":\n\n") && !["\"></td>", "\"></p>", "\"></a>"].iter().any(|empty| body.contains(empty)), "{}", mail.text);
                    assert!(!mail.header("subject").contains('{') && mail.header("subject").len() > 20);
                }
            }
        }
    }
}

#[test]
fn the_headers_are_right() {
    let customer = mail(&example::letter(Occasion::Confirmation, Audience::Customer));
    assert_eq!(customer.header("from"), "\"Grachten Makelaars\" <afspraak@example.nl>");
    assert_eq!(customer.header("to"), "\"Jan de Vries\" <jan@example.nl>");
    assert_eq!(customer.header("reply-to"), "\"Sanne de Wit\" <sanne@grachten.example>");
    assert_eq!(customer.header("subject"), "Afspraak bevestigd: Bezichtiging – Lindengracht 12, dinsdag 1 december 2026 om 09:00");
    assert_eq!(customer.header("date"), "Wed, 25 Nov 2026 10:15:30 +0000");
    assert_eq!(customer.header("message-id"), "<019ac000-0000-7000-8000-0000000000aa@example.nl>");
    assert_eq!(customer.header("auto-submitted"), "auto-generated");
    let team = mail(&example::letter(Occasion::Confirmation, Audience::Agenda));
    assert_eq!(team.header("to"), "\"Sanne de Wit\" <sanne@grachten.example>");
    assert_eq!(team.header("reply-to"), "\"Jan de Vries\" <jan@example.nl>");
    assert_eq!(team.header("subject"), "Nieuwe afspraak: Jan de Vries, Bezichtiging – Lindengracht 12, dinsdag 1 december 2026 om 09:00");
}

#[test]
fn the_same_letter_is_the_same_mail_however_often_it_is_tried() {
    let letter = example::letter(Occasion::Change, Audience::Customer);
    assert_eq!(mail(&letter).raw, mail(&letter).raw);
}

#[test]
fn a_change_shows_the_old_time_struck_out_and_a_cancellation_the_only_one() {
    let change = mail(&example::letter(Occasion::Change, Audience::Customer));
    assert!(change.html.contains("Eerst: <s>Dinsdag 1 december 2026, 09:00–09:30 uur</s>"), "{}", change.html);
    assert!(change.text.contains("Eerst:\r\n  Dinsdag 1 december 2026\r\n"), "{}", change.text);
    assert!(!change.html.contains("<s>Donderdag"));
    let departure = mail(&example::letter(Occasion::Departure, Audience::Agenda));
    assert!(departure.html.contains("<s>Dinsdag 1 december 2026</s>"));
    departure.says("Jan de Vries heeft de afspraak verzet naar een tijd in een andere agenda.");
    let cancellation = mail(&example::letter(Occasion::Cancellation, Audience::Customer));
    assert!(cancellation.html.contains("<s>Dinsdag 1 december 2026</s>"));
    cancellation.is_silent_about("Eerst");
    assert!(!mail(&example::letter(Occasion::Confirmation, Audience::Customer)).html.contains("<s>"));
    let french = mail(&spoken(&example::letter(Occasion::Change, Audience::Customer), Language::Fr));
    assert!(french.text.contains("Avant\u{a0}:\r\n  Mardi 1 décembre 2026\r\n"), "{}", french.text);
    assert!(french.html.contains("Avant : <s>Mardi 1 décembre 2026, 09:00–09:30</s>"), "{}", french.html);
}

#[test]
fn a_move_says_who_is_met_now_and_shows_no_old_time() {
    for language in Language::ALL {
        let mut letter = spoken(&example::letter(Occasion::Change, Audience::Customer), language);
        letter.before = letter.before.map(|before| OldTime { span: letter.card.appointment.span, ..before });
        let read = mail(&letter);
        read.says(letter.card.agenda_name.as_str());
        read.is_silent_about("<s>");
        assert_eq!(
            read.header("subject"),
            locales::section(language, "mail").fill(
                "customer_move_subject",
                &[
                    ("agenda", letter.card.agenda_name.as_str()),
                    ("what", &links::subject(&letter.card)),
                    ("day", &dates::day(language, letter.card.appointment.day)),
                    ("time", &dates::time(letter.card.appointment.time)),
                ]
            )
        );
    }
}

#[test]
fn the_team_reads_who_of_it_did_something_and_the_customer_does_not() {
    for occasion in [Occasion::Confirmation, Occasion::Change, Occasion::Cancellation, Occasion::Departure] {
        let by = Name::parse("Joris van Dijk").ok();
        let letter = Letter { by: by.clone(), ..example::letter(occasion, Audience::Agenda) };
        mail(&letter).says("Joris van Dijk heeft");
        if occasion != Occasion::Departure {
            mail(&Letter { by, ..example::letter(occasion, Audience::Customer) }).is_silent_about("Joris van Dijk");
        }
    }
}

#[test]
fn what_time_brings_about_is_said_with_the_time_standing_and_nothing_to_open() {
    for occasion in [Occasion::Reminder, Occasion::StillComing, Occasion::FollowUp] {
        let customer = mail(&example::letter(occasion, Audience::Customer));
        customer.says("Dinsdag 1 december 2026");
        customer.is_silent_about("<s>");
        customer.is_silent_about("appointment.ics");
        let again = occasion == Occasion::FollowUp;
        customer.says(if again { "https://afspraak.example.nl/b/demo/lindengracht-12" } else { "https://afspraak.example.nl/m/demo." });
        assert_ne!(again, customer.text.contains("Plan uw route"), "the way is told to who is still to come");
    }
    mail(&example::letter(Occasion::StillComing, Audience::Customer)).says("Laat weten of u komt");
}

#[test]
fn a_portal_signs_with_a_name_an_address_and_lines_of_its_own_and_the_team_reads_no_signature() {
    let mut letter = example::letter(Occasion::Reminder, Audience::Customer);
    letter.card.portal_mail.sender_name = Name::parse("Balie Grachten").ok();
    letter.card.portal_mail.reply_to = Email::parse("balie@grachten.example").ok();
    letter.card.portal_mail.signature = Note::parse("Tot gauw,\nGrachten & Zn").ok();
    let customer = mail(&letter);
    assert_eq!(customer.header("from"), "\"Balie Grachten\" <afspraak@example.nl>");
    assert_eq!(customer.header("reply-to"), "\"Balie Grachten\" <balie@grachten.example>");
    assert!(customer.text.ends_with("-- \r\nTot gauw,\r\nGrachten & Zn\r\n"), "{}", customer.text);
    assert!(customer.html.contains("Tot gauw,<br>Grachten &amp; Zn"), "{}", customer.html);
    letter.audience = Audience::Agenda;
    let team = mail(&letter);
    team.is_silent_about("Tot gauw,");
    assert_eq!((team.header("from"), team.header("reply-to")), ("\"Balie Grachten\" <afspraak@example.nl>", "\"Jan de Vries\" <jan@example.nl>"));
}

#[test]
fn a_portal_sends_from_its_own_address_where_the_server_may_and_else_answers_go_there() {
    let from = |domains: &[&str], reply_to: Option<&str>| {
        let mut letter = example::letter(Occasion::Confirmation, Audience::Customer);
        letter.card.portal_mail.from = Email::parse("afspraak@makelaar.nl").ok();
        letter.card.portal_mail.reply_to = reply_to.and_then(|own| Email::parse(own).ok());
        let sender = Sender::parse("afspraak@example.nl").unwrap().with_domains(domains.iter().map(|domain| (*domain).to_owned()).collect());
        let raw = render(&letter, &sender, URL).unwrap().formatted();
        let mail = mailparse::parse_mail(&raw).unwrap();
        let header = |name: &str| mailparse::MailHeaderMap::get_first_value(mail.headers.as_slice(), name).unwrap();
        (header("From"), header("Reply-To"), header("Message-ID").split('@').nth(1).unwrap().trim_end_matches('>').to_owned())
    };
    let own = "\"Grachten Makelaars\" <afspraak@makelaar.nl>".to_owned();
    let (agenda, desk) = ("\"Sanne de Wit\" <sanne@grachten.example>".to_owned(), "\"Grachten Makelaars\" <balie@makelaar.nl>".to_owned());
    assert_eq!(from(&["wonen.example", "makelaar.nl"], None), (own.clone(), agenda, "makelaar.nl".to_owned()));
    assert_eq!(from(&["makelaar.nl"], Some("balie@makelaar.nl")), (own.clone(), desk.clone(), "makelaar.nl".to_owned()));
    let ours = "\"Grachten Makelaars\" <afspraak@example.nl>".to_owned();
    assert_eq!(from(&[], None), (ours.clone(), own, "example.nl".to_owned()));
    assert_eq!(from(&["www.makelaar.nl", "nl"], Some("balie@makelaar.nl")), (ours, desk, "example.nl".to_owned()));
}

#[test]
fn the_button_leads_where_its_reader_wants_to_go() {
    let manage = "https://afspraak.example.nl/m/demo.ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    mail(&example::letter(Occasion::Confirmation, Audience::Customer)).says(manage);
    mail(&example::letter(Occasion::Change, Audience::Customer)).says(manage);
    let cancellation = mail(&example::letter(Occasion::Cancellation, Audience::Customer));
    cancellation.says("https://afspraak.example.nl/b/demo/lindengracht-12");
    cancellation.is_silent_about(manage);
}

#[test]
fn the_team_gets_contact_and_note_but_not_the_customers_key() {
    for letter in letters().filter(|letter| letter.audience == Audience::Agenda) {
        let team = mail(&letter);
        ["jan@example.nl", "+31 6 12345678", "Is er een lift?", "Mijn moeder komt mee.", "funda, herfst"].into_iter().for_each(|fact| team.says(fact));
        assert!(team.html.contains("href=\"mailto:jan@example.nl\"") && team.html.contains("href=\"tel:+31612345678\""));
        assert!(!team.raw.contains("ABCDEFGHIJKLMNOPQRSTUVWXYZ") && !team.calendar.contains("/m/"));
    }
    for letter in letters().filter(|letter| letter.audience == Audience::Customer) {
        // A stranger's words in the realtor's name, to an address that may be anybody's.
        mail(&letter).is_silent_about("Is er een lift?");
        mail(&letter).is_silent_about("funda");
    }
}

#[test]
fn the_place_is_said_and_so_is_its_absence() {
    let check = |location, link: Option<&str>, phone: bool, customer: &str, team: &str| {
        for (audience, expected) in [(Audience::Customer, customer), (Audience::Agenda, team)] {
            let mut letter = example::letter(Occasion::Confirmation, audience);
            letter.card.location = location;
            letter.card.address = None;
            letter.card.meeting_link = link.map(str::to_owned);
            letter.card.customer.phone = letter.card.customer.phone.filter(|_| phone);
            mail(&letter).says(expected);
        }
    };
    check(Location::Video, Some("https://meet.example/mila"), true, "https://meet.example/mila", "https://meet.example/mila");
    check(Location::Video, None, true, "De link ontvangt u nog van Sanne de Wit.", "stuur de klant er nog een");
    check(Location::Phone, None, true, "Sanne de Wit belt u op +31 6 12345678.", "bel de klant op +31 6 12345678");
    check(Location::Phone, None, false, "We hebben nog geen nummer van u", "De klant heeft geen nummer achtergelaten");
    check(Location::AtAddress, None, true, "Het adres ontvangt u nog van Sanne de Wit.", "Er is geen adres bekend");
    let route = "https://www.google.com/maps/dir/?api=1&destination=Lindengracht%2012%2C%201015%20KC%20Amsterdam";
    mail(&example::letter(Occasion::Confirmation, Audience::Customer)).says(route);
}

#[test]
fn what_people_typed_is_shown_as_typed_and_does_nothing() {
    let mut letter = example::letter(Occasion::Confirmation, Audience::Agenda);
    letter.card.appointment.note = Note::parse("<script>alert(1)</script>\n<img src=x onerror=y> & \"'").unwrap();
    letter.card.customer.name = Name::parse("<b>Jan</b> {time} 🏡 שלום").unwrap();
    let team = mail(&letter);
    assert!(!team.html.contains("<script") && !team.html.contains("<img") && !team.html.contains("<b>"));
    assert!(team.html.contains("&lt;script&gt;alert(1)&lt;/script&gt;<br>&lt;img src=x onerror=y&gt; &amp; &quot;&#39;"));
    assert!(team.text.contains("<b>Jan</b> {time} 🏡 שלום heeft een afspraak gemaakt"), "{}", team.text);
    assert!(team.html.contains("&lt;b&gt;Jan&lt;/b&gt; {time} 🏡 שלום heeft"));
}

#[test]
fn nothing_is_fetched_from_elsewhere() {
    for letter in letters() {
        let html = mail(&letter).html;
        for fetching in ["src=", "url(", "<link", "@import", "<script", "<iframe"] {
            assert!(!html.contains(fetching), "{fetching}");
        }
    }
}

#[test]
fn no_name_or_title_adds_or_breaks_a_header() {
    let long = |text: &str| Name::parse(text.chars().cycle().take(200).collect::<String>().trim()).unwrap();
    let names = [long("a"), long("🏡"), long("مرحبا "), long("\"\\"), Name::parse("x\" <evil@example.nl>, \"y").unwrap(), Name::parse("=?utf-8?q?Bcc:_x=0D=0A?=").unwrap()];
    for name in names {
        let mut letter = example::letter(Occasion::Confirmation, Audience::Customer);
        letter.card.customer.name = name.clone();
        letter.card.portal_name = name.clone();
        letter.card.agenda_name = name.clone();
        letter.card.title = Title::parse(name.as_str()).unwrap();
        let message = render(&letter, &Sender::parse("afspraak@example.nl").unwrap(), URL).unwrap();
        let recipients: Vec<String> = message.envelope().to().iter().map(ToString::to_string).collect();
        assert_eq!(recipients, ["jan@example.nl"]);
        let mail = mail(&letter);
        let keys: Vec<&str> = mail.headers.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]);
        let (head, _) = mail.raw.split_once("\r\n\r\n").unwrap();
        assert!(head.is_ascii());
        assert!(mail.raw.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])), "RFC 5322, 2.1.1");
    }
    // No constructor of the domain lets a line break through, so none can reach a header.
    assert!(Name::parse("Jan\r\nBcc: x@example.nl").is_err() && Email::parse("jan@example.nl\r\nBcc: x").is_err() && Title::parse("a\nb").is_err());
}

#[test]
fn an_address_beyond_ascii_is_kept_as_it_is() {
    let mut letter = example::letter(Occasion::Confirmation, Audience::Customer);
    letter.card.customer.email = Email::parse("jörg@bücher.example").unwrap();
    let message = render(&letter, &Sender::parse("afspraak@example.nl").unwrap(), URL).unwrap();
    assert_eq!(message.envelope().to()[0].to_string(), "jörg@bücher.example");
}

#[test]
fn the_sender_is_the_public_addresss_unless_that_is_no_name() {
    let check = |url: &str, expected: &str| assert_eq!(Sender::of(url).to_string(), expected, "{url}");
    check("https://afspraak.example.nl", "afspraak@afspraak.example.nl");
    check("https://afspraak.example.nl:8443/", "afspraak@afspraak.example.nl");
    check("http://127.0.0.1:3000", "appointment@localhost");
    check("http://localhost:3000", "appointment@localhost");
    check("", "appointment@localhost");
    assert!(Sender::parse("appointment@localhost").is_ok() && Sender::parse("nobody").is_err());
}

#[test]
fn a_portal_says_things_in_its_own_way_in_the_mail_and_its_calendar_file() {
    let mut letter = example::letter(Occasion::Confirmation, Audience::Customer);
    letter.card.portal_texts.add(Language::Nl, "mail", "customer_confirmation_lead", "Dag {name}, tot gauw bij de voordeur.");
    letter.card.portal_texts.add(Language::Nl, "mail", "calendar_manage", "Toch anders? {link}");
    let own = mail(&letter);
    own.says("Dag Jan de Vries, tot gauw bij de voordeur.");
    assert!(own.calendar.replace("\r\n ", "").contains("Toch anders? https://"), "{}", own.calendar);
    mail(&spoken(&letter, Language::En)).says("thank you for making an appointment");
}
