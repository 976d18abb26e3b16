//! Mails to those who come along, and what customers and the team write to each other.

use super::*;
use crate::domain::{Attendee, AttendeeId, Token};

#[test]
fn who_comes_along_reads_every_mail_as_theirs_in_all_languages() {
    let bram = Attendee { id: AttendeeId::new("bram"), name: Name::parse("Bram").unwrap(), email: Email::parse("bram@example.nl").unwrap(), language: Language::Fr };
    let token = Token::parse("demo.99999999999999999999999999999999").unwrap();
    for occasion in OCCASIONS.into_iter().chain([Occasion::Departure]) {
        for (language, location) in Language::ALL.into_iter().zip([Location::AtAddress, Location::Video, Location::Phone, Location::Phone]) {
            let mut letter = example::letter(occasion, Audience::Customer);
            letter.card.location = location;
            let reader = Attendee { language, ..bram.clone() };
            let letter = Letter { card: letter.card.clone().seen_by(&reader, &token), attendee: Some(bram.id.clone()), ..letter };
            let mail = mail(&letter);
            mail.says("Bram");
            mail.is_silent_about("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345");
            mail.is_silent_about("12345678");
            assert!(mail.header("to").contains("bram@example.nl") && !mail.text.contains(['{', '}']), "{}", mail.text);
            assert!(mail.calendar.is_empty() || mail.calendar.matches("ATTENDEE").count() == 2, "{}", mail.calendar);
        }
    }
}

#[test]
fn a_message_is_told_whole_to_either_side_and_no_calendar_hears_of_it() {
    for (audience, to, reply_to, button) in [
        (Audience::Agenda, "sanne@grachten.example", "jan@example.nl", "/team/demo/customer/customer"),
        (Audience::Customer, "jan@example.nl", "sanne@grachten.example", "/m/demo.ABCDEFGHIJKLMNOPQRSTUVWXYZ012345#messages"),
    ] {
        for language in Language::ALL {
            let letter = Letter { by: Some(Name::parse("Joris van Dijk").unwrap()).filter(|_| audience == Audience::Customer), ..example::letter(Occasion::Message, audience) };
            let mail = mail(&spoken(&letter, language));
            for line in ["Kan het ook <later>?", "Wij hebben een \"hond\".", "Bezichtiging – Lindengracht 12"] {
                assert!(mail.text.contains(line), "{line} in {}", mail.text);
            }
            assert!(mail.html.contains("Kan het ook &lt;later&gt;?<br>Wij hebben een &quot;hond&quot;."), "{}", mail.html);
            assert!(mail.calendar.is_empty() && mail.text.contains(button) && mail.html.contains(button), "{}", mail.text);
            assert!(mail.header("to").contains(to) && mail.header("reply-to").contains(reply_to));
            assert!(!mail.text.contains(['{', '}']) && !mail.header("subject").contains('{'), "{}", mail.text);
            if audience == Audience::Agenda {
                mail.is_silent_about("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345");
            } else {
                mail.says("Joris van Dijk");
            }
        }
    }
}
