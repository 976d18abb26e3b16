//! What customers and the team write to each other: kept once, mailed once, and dealt with by an answer (issue 5).

use appointment::app::team::write_to_customer;
use appointment::app::{self, MessageError, book, conversation, write_to_team};
use appointment::clock::new_secret;
use appointment::domain::{Actor, Card, Direction, IdempotencyKey, Minutes, Name, Note, Scope};
use tokio::task::JoinSet;

use super::know::mails;
use crate::support::{House, ask, both_engines, slug};

fn key(text: &str) -> IdempotencyKey {
    IdempotencyKey::parse(text).unwrap()
}

fn note(text: &str) -> Note {
    Note::parse(text).unwrap()
}

async fn booked(house: &House) -> Card {
    book(&house.app, ask("kade", "2026-12-03 10:00", "Anna")).await.unwrap().card
}

async fn team(house: &House) -> Actor {
    let portal = house.app.store.portal(&slug("proef")).await.unwrap().unwrap();
    Actor::program(portal, Name::parse("Sanne").unwrap(), vec![Scope::AppointmentsWrite])
}

async fn each_side_reads_what_the_other_wrote_by_mail_and_on_the_page(house: &House) {
    let card = booked(house).await;
    mails(house, "").await;
    assert!(write_to_team(&house.app, &card.appointment.token, &note("Is er een lift?"), &key("1")).await.unwrap());
    let told = mails(house, "sanne@proef.example").await;
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("Is er een lift?") && !told[0].contains("BEGIN:VCALENDAR"), "{}", told[0]);
    let waiting = "SELECT COUNT(*) FROM fed WHERE kind = 'message' AND direction = 'in' AND unread = 1 AND done = 0";
    assert_eq!(house.raw().await.number(waiting).await, 1);
    house.app.clock.turn(Minutes::new(1));
    let by = team(house).await;
    let (customer, new) = write_to_customer(&house.app, &by, &card.appointment.id, &note("Ja, een kleine."), &key("1")).await.unwrap();
    assert_eq!((&customer, new), (&card.customer.id, true));
    let told = mails(house, "anna@klant.example").await;
    assert!(told.len() == 1 && told[0].contains("Ja, een kleine.") && told[0].contains("#messages") && told[0].contains("Sanne"), "{told:?}");
    assert_eq!(house.raw().await.number(waiting).await, 0, "what was answered is dealt with");
    let said = conversation(&house.app, &card).await.unwrap();
    let said: Vec<_> = said.iter().map(|row| (row.direction, row.who.as_str(), row.text.as_str())).collect();
    assert_eq!(said, [(Direction::In, "Anna", "Is er een lift?"), (Direction::Out, "Sanne", "Ja, een kleine.")]);
}

async fn a_double_press_is_one_message_and_another_text_none_of_it(house: &House) {
    let card = booked(house).await;
    let token = &card.appointment.token;
    let mut pressing = JoinSet::new();
    for _ in 0..4 {
        let (app, token) = (house.second_server(), token.clone());
        pressing.spawn(async move { write_to_team(&app, &token, &note("Hallo"), &key("1")).await.unwrap() });
    }
    assert_eq!(pressing.join_all().await.into_iter().filter(|new| *new).count(), 1);
    assert!(matches!(write_to_team(&house.app, token, &note("Iets anders"), &key("1")).await, Err(MessageError::KeyReused)));
    assert!(write_to_team(&house.app, token, &note("Hallo"), &key("2")).await.unwrap(), "another press means it again");
    let other = book(&house.app, ask("kade", "2026-12-03 11:00", "Bram")).await.unwrap().card;
    assert!(write_to_team(&house.app, &other.appointment.token, &note("Hallo"), &key("1")).await.unwrap(), "someone else's key is no other's");
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM outbox WHERE audience = 'message:agenda'").await, 3);
    assert_eq!(conversation(&house.app, &card).await.unwrap().len(), 2);
}

async fn who_comes_along_reads_and_writes_nothing_of_it(house: &House) {
    let card = booked(house).await;
    let who = crate::support::contact("Bram");
    app::add_attendee(&house.app, &card.appointment.token, app::Companion { name: who.name, email: who.email, language: None }).await.unwrap();
    write_to_team(&house.app, &card.appointment.token, &note("Geheim"), &key("1")).await.unwrap();
    let by = team(house).await;
    write_to_customer(&house.app, &by, &card.appointment.id, &note("Ook geheim"), &key("1")).await.unwrap();
    assert!(mails(house, "bram@klant.example").await.iter().all(|mail| !mail.contains("eheim")));
    let his = appointment::domain::Token::parse(&house.raw().await.texts("SELECT token FROM attendees").await[0]).unwrap();
    assert!(matches!(write_to_team(&house.app, &his, &note("Hallo"), &key("2")).await, Err(MessageError::NotYours)));
}

async fn what_is_erased_takes_its_messages_along(house: &House) {
    let card = booked(house).await;
    write_to_team(&house.app, &card.appointment.token, &note("Hallo"), &key("1")).await.unwrap();
    house.app.clock.turn(Minutes::new(3 * 24 * 60));
    let portal = house.app.store.portal(&slug("proef")).await.unwrap().unwrap();
    house.app.store.erase_customer(&portal.id, &portal.slug, &card.customer.id, house.now(), new_secret).await.unwrap();
    for table in ["messages", "fed", "outbox"] {
        assert_eq!(house.raw().await.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
    }
    assert!(matches!(write_to_team(&house.app, &card.appointment.token, &note("Hallo"), &key("2")).await, Err(MessageError::UnknownLink)));
}

both_engines! {
    each_side_reads_what_the_other_wrote_by_mail_and_on_the_page
    a_double_press_is_one_message_and_another_text_none_of_it
    who_comes_along_reads_and_writes_nothing_of_it
    what_is_erased_takes_its_messages_along
}
