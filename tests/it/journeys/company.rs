//! Who comes along: added, told of everything, held to what the portal lets them, and gone without a trace when they or who booked is erased (issue 5).

use appointment::app::{self, ChangeError, Companion, add_attendee, attend, book, cancel, reach, remove_attendee, reschedule};
use appointment::clock::new_secret;
use appointment::domain::{Attendee, Author, Card, Email, Language, Minutes, Name, Status, Token, What};

use super::know::mails;
use crate::support::{House, ask, at, both_engines, contact, outbox};

const BRAM: &str = "bram@klant.example";

fn companion(name: &str, language: Option<Language>) -> Companion {
    let contact = contact(name);
    Companion { name: contact.name, email: contact.email, language }
}

async fn booked(house: &House, starts_at: &str) -> Card {
    book(&house.app, ask("kade", starts_at, "Anna")).await.unwrap().card
}

async fn with_bram(house: &House, starts_at: &str) -> Card {
    let card = booked(house, starts_at).await;
    add_attendee(&house.app, &card.appointment.token, companion("Bram", None)).await.unwrap();
    card
}

/// The link of whoever was added last.
async fn link(house: &House) -> Token {
    Token::parse(house.raw().await.texts("SELECT token FROM attendees ORDER BY id DESC").await.first().unwrap()).unwrap()
}

async fn along(house: &House, card: &Card) -> Vec<Attendee> {
    app::manage(&house.app, &card.appointment.token).await.unwrap().attendees
}

async fn wanting(house: &House, mail: &str) {
    house.apply_with("[portal]", &format!("[mail]\n{mail}\n\n[portal]")).await;
}

async fn both_hear_of_everything_each_with_their_own_link(house: &House) {
    wanting(house, "reminder_minutes = [60]").await;
    let card = with_bram(house, "2026-12-03 10:00").await;
    let (anna, bram) = (card.appointment.token.clone(), link(house).await);
    let told = mails(house, BRAM).await;
    assert_eq!(told.len(), 1);
    for part in
        ["Anna neemt u mee naar deze afspraak", "Beste Bram,", bram.as_str(), "mailto:bram@klant.example", "mailto:anna@klant.example", "METHOD:REQUEST", "Bekijk de afspraak"]
    {
        assert!(told[0].contains(part), "{part:?} is missing in {}", told[0]);
    }
    assert!(!told[0].contains(anna.as_str()) && !told[0].contains("Wijzigen of annuleren:\r\n"), "{}", told[0]);
    reschedule(&house.app, &anna, at("2026-12-04 10:00")).await.unwrap();
    house.app.clock.turn(Minutes::new(3 * 24 * 60 + 60));
    let folder = tempfile::tempdir().unwrap();
    outbox(&house.app, &folder).remind().await.unwrap();
    let (to_anna, to_bram) = mails_of_both(house).await;
    assert_eq!((to_anna.len(), to_bram.len()), (2, 2), "the change and a reminder: {to_anna:?}");
    assert!(to_bram.iter().all(|mail| mail.contains("Bram") && !mail.contains(anna.as_str())));
    cancel(&house.app, &anna).await.unwrap();
    let (to_anna, to_bram) = mails_of_both(house).await;
    assert_eq!((to_anna.len(), to_bram.len()), (1, 1), "{to_anna:?}");
    assert!(to_bram[0].contains("METHOD:CANCEL"), "{}", to_bram[0]);
}

/// What leaves now, by its reader.
async fn mails_of_both(house: &House) -> (Vec<String>, Vec<String>) {
    let all = mails(house, "").await;
    let to = |secret: &str| all.iter().filter(|mail| mail.contains(secret)).cloned().collect::<Vec<_>>();
    let bram = link(house).await;
    let anna = house.raw().await.texts("SELECT token FROM appointments").await.remove(0);
    (to(&anna), to(bram.as_str()))
}

async fn who_may_only_look_can_withdraw_and_nothing_else(house: &House) {
    wanting(house, "still_coming = true").await;
    let card = with_bram(house, "2026-12-03 10:00").await;
    let bram = link(house).await;
    let reached = reach(&house.app, &bram).await.unwrap();
    assert_eq!((reached.card.customer.name.as_str(), reached.card.booker.as_ref().map(Name::as_str), reached.may_change()), ("Bram", Some("Anna"), false));
    assert_eq!((&reached.card.appointment.token, reached.card.customer.phone.as_ref()), (&bram, None));
    assert!(matches!(cancel(&house.app, &bram).await, Err(ChangeError::NotYours)));
    assert!(matches!(reschedule(&house.app, &bram, at("2026-12-04 10:00")).await, Err(ChangeError::NotYours)));
    assert!(matches!(attend(&house.app, &bram).await, Err(ChangeError::NotYours)));
    assert!(matches!(add_attendee(&house.app, &bram, companion("Carla", None)).await, Err(ChangeError::NotYours)));
    add_attendee(&house.app, &card.appointment.token, companion("Carla", None)).await.unwrap();
    let people = along(house, &card).await;
    assert!(matches!(remove_attendee(&house.app, &bram, &people[1].id).await, Err(ChangeError::NotYours)));
    remove_attendee(&house.app, &bram, &people[0].id).await.unwrap();
    assert!(reach(&house.app, &bram).await.is_err(), "the link has ended");
    assert_eq!(along(house, &card).await.len(), 1);
    let after = house.app.store.dossier(&card.appointment.portal, &card.appointment.id).await.unwrap().unwrap();
    assert_eq!(after.card.appointment.status, Status::Confirmed);
    let by: Vec<_> = after.history.iter().map(|row| (row.what, matches!(&row.by, Author::Attendee(name) if name.as_str() == "Bram"))).collect();
    assert_eq!(by, [(What::AttendeeLeft, true), (What::AttendeeAdded, false), (What::AttendeeAdded, false), (What::Booked, false)]);
}

async fn where_the_portal_lets_them_they_change_it_and_the_team_reads_who_did(house: &House) {
    wanting(house, "attendees = \"may_change\"\nreschedule_cutoff_minutes = 120").await;
    let card = with_bram(house, "2026-12-03 10:00").await;
    let bram = link(house).await;
    let moved = reschedule(&house.app, &bram, at("2026-12-04 10:00")).await.unwrap();
    assert_eq!(moved.appointment.id, card.appointment.id);
    cancel(&house.app, &bram).await.unwrap();
    let team = mails(house, "sanne@proef.example").await;
    assert!(team.iter().any(|mail| mail.contains("Bram heeft de afspraak van Anna")), "{team:?}");
    let inbox = house.raw().await.number("SELECT COUNT(*) FROM appointments WHERE unread = 1 AND last_what = 'cancelled'").await;
    assert_eq!(inbox, 1, "the team is to read it");
}

async fn the_same_person_is_added_once_and_no_more_than_three(house: &House) {
    let card = with_bram(house, "2026-12-03 10:00").await;
    let token = &card.appointment.token;
    let add = async |name: &str| add_attendee(&house.app, token, companion(name, Some(Language::En))).await;
    for same in ["Bram", "Anna"] {
        add(same).await.unwrap();
    }
    let shouted = Companion { email: Email::parse("BRAM@klant.example").unwrap(), ..companion("Bram", None) };
    add_attendee(&house.app, token, shouted).await.unwrap();
    assert_eq!(along(house, &card).await.len(), 1);
    assert_eq!(mails(house, BRAM).await.len(), 1);
    add("Carla").await.unwrap();
    add("Dirk").await.unwrap();
    assert!(matches!(add("Eva").await, Err(ChangeError::Full)));
    let (all, mut count) = (along(house, &card).await, 3);
    remove_attendee(&house.app, token, &all[2].id).await.unwrap();
    remove_attendee(&house.app, token, &all[2].id).await.unwrap();
    while count < 12 {
        add("Eva").await.unwrap();
        let eva = along(house, &card).await.pop().unwrap();
        remove_attendee(&house.app, token, &eva.id).await.unwrap();
        count += 1;
    }
    assert!(matches!(add("Eva").await, Err(ChangeError::Full)), "nobody is mailed without end");
    house.app.clock.turn(Minutes::new(3 * 24 * 60));
    assert!(matches!(add("Fien").await, Err(ChangeError::Gone)));
    assert!(matches!(remove_attendee(&house.app, token, &all[0].id).await, Err(ChangeError::Gone)));
}

async fn who_is_withdrawn_gets_a_farewell_and_nothing_that_waited(house: &House) {
    let card = with_bram(house, "2026-12-03 10:00").await;
    let bram = along(house, &card).await.remove(0);
    remove_attendee(&house.app, &card.appointment.token, &bram.id).await.unwrap();
    let told = mails(house, BRAM).await;
    assert_eq!(told.len(), 1, "the confirmation no longer holds");
    for part in ["u wordt niet meer verwacht", "METHOD:CANCEL", "STATUS:CANCELLED"] {
        assert!(told[0].contains(part), "{part:?} is missing in {}", told[0]);
    }
    assert!(mails(house, "anna@klant.example").await.is_empty(), "all else has left");
    let later = reschedule(&house.app, &card.appointment.token, at("2026-12-04 10:00")).await.unwrap();
    assert!(later.attendees.is_empty() && mails(house, BRAM).await.is_empty());
}

async fn whoever_is_erased_is_nowhere_also_where_they_came_along(house: &House) {
    let card = with_bram(house, "2026-12-03 10:00").await;
    let other = book(&house.app, ask("zuid", "2026-12-01 12:00", "Bram")).await.unwrap().card;
    house.app.clock.turn(Minutes::new(24 * 60));
    let portal = house.app.store.portal(&crate::support::slug("proef")).await.unwrap().unwrap();
    house.app.store.erase_customer(&portal.id, &portal.slug, &other.customer.id, house.now(), new_secret).await.unwrap();
    assert!(along(house, &card).await.is_empty());
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM outbox WHERE letter LIKE '%ram@klant.example%' OR letter LIKE '%Bram%'").await, 0);
    add_attendee(&house.app, &card.appointment.token, companion("Carla", None)).await.unwrap();
    cancel(&house.app, &card.appointment.token).await.unwrap();
    house.app.store.erase_customer(&portal.id, &portal.slug, &card.customer.id, house.now(), new_secret).await.unwrap();
    for table in ["attendees", "outbox"] {
        assert_eq!(house.raw().await.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
    }
}

both_engines! {
    both_hear_of_everything_each_with_their_own_link
    who_may_only_look_can_withdraw_and_nothing_else
    where_the_portal_lets_them_they_change_it_and_the_team_reads_who_did
    the_same_person_is_added_once_and_no_more_than_three
    who_is_withdrawn_gets_a_farewell_and_nothing_that_waited
    whoever_is_erased_is_nowhere_also_where_they_came_along
}
