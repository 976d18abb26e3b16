//! A customer asks for a time where none fits: kept once, and refused where none are taken.

use appointment::app::{self, RequestAsk, RequestError, request};
use appointment::domain::{Bookable, DayPart, DayParts, IdempotencyKey, Note, RequestStatus, Source};

use crate::support::{House, both_engines, contact, slug};

/// What someone asks for: mornings on weekdays.
pub fn asking(key: &str, name: &str) -> RequestAsk {
    let mut contact = contact(name);
    contact.note = Note::parse("Liefst vroeg.").unwrap();
    let parts = DayParts::default().set(DayPart::parse("weekday_morning").unwrap(), true);
    RequestAsk { contact, parts, key: IdempotencyKey::parse(key).unwrap(), source: Source::Standalone }
}

/// An entry of the test portal.
pub async fn entry(house: &House, name: &str) -> Bookable {
    app::open_entry(&house.app, &slug("proef"), &slug(name)).await.unwrap()
}

async fn a_request_is_kept_with_all_that_was_said(house: &House) {
    let kade = entry(house, "kade").await;
    let (made, new) = request(&house.app, &kade, &asking("een", "Anna")).await.unwrap();
    assert!(new);
    assert_eq!((made.title.as_str(), made.status, made.entry_slug.as_str()), ("Bezichtiging, Kade 1", RequestStatus::Open, "kade"));
    assert_eq!((made.contact.name.as_str(), made.contact.email.as_str(), made.contact.note.as_str()), ("Anna", "anna@klant.example", "Liefst vroeg."));
    assert_eq!(made.parts.iter().map(DayPart::as_str).collect::<Vec<_>>(), ["weekday_morning"]);
    assert_eq!((made.created_at, made.appointment.clone(), made.subject.is_some()), (house.now(), None, true));
    assert_eq!(house.app.store.request(&kade.portal.id, &made.id).await.unwrap(), Some(made.clone()));
    assert_eq!(house.app.store.invitation(&made.token).await.unwrap(), Some(made));
}

async fn the_same_ask_twice_is_one_request(house: &House) {
    let kade = entry(house, "kade").await;
    let (first, _) = request(&house.app, &kade, &asking("een", "Anna")).await.unwrap();
    let (again, new) = request(&house.second_server(), &kade, &RequestAsk { source: Source::Plugin, ..asking("een", "Anna") }).await.unwrap();
    assert_eq!((again, new), (first, false));
    let mut others = vec![asking("een", "Bram"), asking("een", "Anna"), asking("een", "Anna")];
    others[1].contact.note = Note::parse("Liefst laat.").unwrap();
    others[2].parts = DayParts::default();
    for other in others {
        assert!(matches!(request(&house.app, &kade, &other).await, Err(RequestError::KeyReused)), "{other:?}");
    }
    let raw = house.raw().await;
    assert_eq!(raw.number("SELECT COUNT(*) FROM requests").await, 1);
    assert_eq!(raw.number("SELECT COUNT(*) FROM fed WHERE kind = 'request' AND unread = 1 AND done = 0").await, 1);
    assert_eq!(raw.number("SELECT COUNT(*) FROM customers").await, 1);
}

async fn many_at_once_with_one_key_are_one_request(house: &House) {
    let kade = entry(house, "kade").await;
    let asks = (0..8).map(|_| {
        let (app, kade) = (house.app.clone(), kade.clone());
        tokio::spawn(async move { request(&app, &kade, &asking("een", "Anna")).await.unwrap() })
    });
    let mut made = Vec::new();
    for ask in asks.collect::<Vec<_>>() {
        made.push(ask.await.unwrap());
    }
    assert_eq!(made.iter().filter(|(_, new)| *new).count(), 1);
    assert!(made.iter().all(|(request, _)| *request == made[0].0));
}

async fn where_none_are_taken_none_is_made(house: &House) {
    for name in ["waarde", "bellen"] {
        assert!(matches!(request(&house.app, &entry(house, name).await, &asking("een", "Anna")).await, Err(RequestError::NotTaken)), "{name}");
    }
    // The file says otherwise, and then again.
    let yes = "location = \"at_address\"\nrequests = true";
    house.apply_with(yes, "location = \"at_address\"\nrequests = false").await;
    assert!(matches!(request(&house.app, &entry(house, "kade").await, &asking("een", "Anna")).await, Err(RequestError::NotTaken)));
    house.apply_with(yes, yes).await;
    assert!(request(&house.app, &entry(house, "kade").await, &asking("een", "Anna")).await.is_ok());
}

both_engines! {
    a_request_is_kept_with_all_that_was_said
    the_same_ask_twice_is_one_request
    many_at_once_with_one_key_are_one_request
    where_none_are_taken_none_is_made
}
