//! Calendar files, line by line and through a second parser.

use super::super::example;
use super::*;
use crate::domain::{Language, Note, Occasion, Title};

const URL: &str = "https://afspraak.example.nl";

/// Reads a file with a second program and gives its event's properties.
fn read(file: &str) -> Vec<ical::property::Property> {
    let mut calendars = ical::IcalParser::new(file.as_bytes());
    let calendar = calendars.next().expect("one calendar").expect("a calendar that can be read");
    assert!(calendars.next().is_none());
    assert_eq!(calendar.events.len(), 1);
    calendar.properties.into_iter().chain(calendar.events.into_iter().flat_map(|event| event.properties)).collect()
}

fn value(file: &str, name: &str) -> String {
    let found: Vec<_> = read(file).into_iter().filter(|property| property.name == name).collect();
    assert_eq!(found.len(), 1, "{name} once in {file}");
    found[0].value.clone().unwrap_or_default()
}

fn stamp() -> Instant {
    Instant::parse("2026-11-25T10:15:30Z").unwrap()
}

#[test]
fn a_booking_is_a_request_with_all_that_a_calendar_needs() {
    let file = calendar_file(&example::card(), URL, stamp());
    let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//appointment//appointment//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:REQUEST\r\n\
        BEGIN:VEVENT\r\nUID:019ac000-0000-7000-8000-000000000001@appointment\r\nSEQUENCE:0\r\nDTSTAMP:20261125T101530Z\r\n\
        DTSTART:20261201T080000Z\r\nDTEND:20261201T083000Z\r\nSTATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nSUMMARY:Bezichtiging – Lindengracht 12\r\n\
        DESCRIPTION:Sanne de Wit\\, Grachten Makelaars\\ntijd in Amsterdam\\nWijzigen \r\n of annuleren: https://afspraak.example.nl/m/demo.ABCDEFGHIJKLMNOPQRSTUVWXY\r\n \
        Z012345\r\nLOCATION:Lindengracht 12\\, 1015 KC Amsterdam\r\n\
        URL:https://afspraak.example.nl/m/demo.ABCDEFGHIJKLMNOPQRSTUVWXYZ012345\r\n\
        ORGANIZER;CN=\"Sanne de Wit\":mailto:sanne@grachten.example\r\n\
        ATTENDEE;CN=\"Jan de Vries\";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=\r\n ACCEPTED;RSVP=FALSE:mailto:jan@example.nl\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(file, expected);
}

#[test]
fn a_change_keeps_the_uid_and_raises_the_sequence_and_a_cancellation_cancels() {
    let booked = calendar_file(&example::card(), URL, stamp());
    let check = |occasion, method: &str, status: &str, start: &str| {
        let file = calendar_file(&example::letter(occasion, Audience::Customer).card, URL, stamp());
        assert_eq!(value(&file, "UID"), value(&booked, "UID"));
        assert_eq!(value(&file, "SEQUENCE"), "1");
        assert_eq!(value(&file, "METHOD"), method);
        assert_eq!(value(&file, "STATUS"), status);
        assert_eq!(value(&file, "DTSTART"), start);
    };
    check(Occasion::Change, "REQUEST", "CONFIRMED", "20261203T133000Z");
    check(Occasion::Cancellation, "CANCEL", "CANCELLED", "20261201T080000Z");
    check(Occasion::Departure, "CANCEL", "CANCELLED", "20261201T080000Z");
}

#[test]
fn lines_fold_at_75_octets_between_characters_and_unfold_to_what_was_typed() {
    let long = |text: &str| text.chars().cycle().take(200).collect::<String>();
    for name in [long("a"), long("🏡"), long("é"), long("مرحبا "), long("👩‍👩‍👧"), "=1+1".to_owned(), "Jan \"de, Vries\"; <b>^\\n".to_owned()] {
        let name = name.trim();
        let mut card = example::card();
        card.customer.name = Name::parse(name).unwrap();
        card.title = Title::parse(name).unwrap();
        let file = calendar_file(&card, URL, stamp());
        for line in file.split("\r\n") {
            assert!(line.len() <= 75, "{} octets: {line}", line.len());
            assert!(!line.contains(['\r', '\n']), "{line}");
        }
        let unfolded = file.replace("\r\n ", "");
        assert!(unfolded.contains(&format!("SUMMARY:{}", escape(&format!("{name} – Lindengracht 12")))), "{unfolded}");
        assert!(unfolded.contains(&format!("ATTENDEE;CN={};", quote(name))), "{unfolded}");
        read(&file);
    }
}

#[test]
fn a_note_can_not_add_lines_and_is_the_teams_to_read() {
    let mut card = example::card();
    card.appointment.note = Note::parse("Tot dan!\nEND:VEVENT\nATTENDEE:mailto:x@example.nl; komma, en \\").unwrap();
    let team = file_for(Audience::Agenda, &card, URL, stamp());
    assert!(team.replace("\r\n ", "").contains("Tot dan!\\nEND:VEVENT\\nATTENDEE:mailto:x@example.nl\\; komma\\, en \\\\"));
    assert_eq!(read(&team).iter().filter(|property| property.name == "ATTENDEE").count(), 1);
    assert!(!calendar_file(&card, URL, stamp()).contains("Tot dan"));
}

#[test]
fn the_teams_file_names_the_customer_and_has_not_their_key() {
    let card = example::card();
    let team = file_for(Audience::Agenda, &card, URL, stamp());
    assert_eq!(value(&team, "SUMMARY"), "Bezichtiging – Lindengracht 12 – Jan de Vries");
    assert!(!team.replace("\r\n ", "").contains(card.appointment.token.as_str()));
    assert!(team.replace("\r\n ", "").contains("+31 6 12345678"));
}

#[test]
fn the_place_is_an_address_a_video_room_or_nothing() {
    let mut card = example::card();
    card.location = Location::Video;
    card.address = None;
    card.meeting_link = Some("https://meet.example/mila".to_owned());
    card.customer.language = Language::En;
    let file = calendar_file(&card, URL, stamp());
    assert_eq!(value(&file, "LOCATION"), "https://meet.example/mila");
    assert!(file.replace("\r\n ", "").contains("\\nVideo call: https://meet.example/mila\\n"), "{file}");
    card.location = Location::Phone;
    card.meeting_link = None;
    assert!(!calendar_file(&card, URL, stamp()).contains("LOCATION"));
}
