//! What the store tells of entries and of what stands in their agendas.

use appointment::app::{book, cancel};
use appointment::domain::{Bookable, Busy, BusyKind, Minutes, Origin, Span};
use appointment::store::Found;

use crate::support::{House, ask, at, both_engines, slug};

async fn bookable(house: &House, entry: &str) -> Bookable {
    match house.app.store.bookable(&slug("proef"), &slug(entry)).await.unwrap() {
        Found::One(bookable) => bookable,
        other => panic!("{other:?}"),
    }
}

async fn an_entry_comes_back_as_the_file_wrote_it(house: &House) {
    let found = bookable(house, "beide").await;
    let slugs: Vec<_> = found.agendas.iter().map(|agenda| agenda.slug.as_str()).collect();
    assert_eq!(slugs, ["noord", "zuid"]);
    assert_eq!(found.portal.slug.as_str(), "proef");
    assert_eq!(found.portal.allowed_origins, [Origin::parse("https://www.proef.example").unwrap()]);
    assert_eq!(found.event_type.limits().length, Minutes::new(30));
    assert_eq!(found.event_type.limits().notice, Minutes::new(120));
    let subject = found.subject.unwrap();
    assert_eq!((subject.title.as_str(), subject.address.unwrap().as_str()), ("Kade 1", "Kade 1, 1011 AA Amsterdam"));
    let call = bookable(house, "bellen").await;
    assert_eq!(call.subject, None);
    assert_eq!(call.agendas[0].meeting_link.as_deref(), Some("https://meet.proef.example/mila"));
}

async fn a_name_that_nobody_has_is_told_apart(house: &House) {
    let store = &house.app.store;
    assert_eq!(store.bookable(&slug("niemand"), &slug("kade")).await.unwrap(), Found::NoPortal);
    assert_eq!(store.bookable(&slug("proef"), &slug("nergens")).await.unwrap(), Found::NoEntry);
    assert_eq!(store.revision(&slug("proef"), &slug("nergens")).await.unwrap(), None);
    house.apply_with("slug = \"bellen\"", "slug = \"praten\"").await;
    assert_eq!(store.bookable(&slug("proef"), &slug("bellen")).await.unwrap(), Found::NoEntry);
    assert_eq!(store.revision(&slug("proef"), &slug("bellen")).await.unwrap(), None);
}

async fn what_stands_in_an_agenda_is_busy_with_its_own_buffers(house: &House) {
    let entry = bookable(house, "beide").await;
    let around = Span::new(at("2026-12-02 00:00"), at("2026-12-03 00:00"));
    assert_eq!(house.app.store.busy(&entry, around).await.unwrap(), [vec![], vec![]]);
    let first = book(&house.app, ask("waarde", "2026-12-02 10:00", "Anna")).await.unwrap();
    book(&house.app, ask("zuid", "2026-12-02 09:00", "Bram")).await.unwrap();
    let busy = |from: &str, to: &str, after: u32, capped: bool| {
        let kind = BusyKind::Appointment { before: Minutes::ZERO, after: Minutes::new(after), capped };
        Busy { span: Span::new(at(from), at(to)), kind }
    };
    let noord = vec![busy("2026-12-02 10:00", "2026-12-02 11:30", 15, false)];
    let zuid = vec![busy("2026-12-02 09:00", "2026-12-02 09:30", 0, true)];
    assert_eq!(house.app.store.busy(&entry, around).await.unwrap(), [noord, zuid.clone()]);
    let far = Span::new(at("2026-12-20 00:00"), at("2026-12-21 00:00"));
    assert_eq!(house.app.store.busy(&entry, far).await.unwrap(), [vec![], vec![]]);
    cancel(&house.app, &first.card.appointment.token).await.unwrap();
    assert_eq!(house.app.store.busy(&entry, around).await.unwrap(), [vec![], zuid]);
}

async fn the_revision_changes_with_all_that_free_times_depend_on(house: &House) {
    let revision = async |entry: &str| house.app.store.revision(&slug("proef"), &slug(entry)).await.unwrap().unwrap();
    let (kade, bellen) = (revision("kade").await, revision("bellen").await);
    assert_eq!(revision("kade").await, kade);
    let booked = book(&house.app, ask("waarde", "2026-12-02 10:00", "Anna")).await.unwrap();
    let after_booking = revision("kade").await;
    assert_ne!(after_booking, kade);
    assert_eq!(revision("bellen").await, bellen, "another agenda's booking is none of its business");
    cancel(&house.app, &booked.card.appointment.token).await.unwrap();
    let after_cancelling = revision("kade").await;
    assert_ne!(after_cancelling, after_booking);
    house.apply_with("minutes = 30\n", "minutes = 45\n").await;
    assert_ne!(revision("kade").await, after_cancelling);
}

async fn origins_are_known_by_portal_and_by_house(house: &House) {
    let (own, other) = (Origin::parse("https://www.proef.example").unwrap(), Origin::parse("https://elders.example").unwrap());
    let store = &house.app.store;
    assert_eq!(store.allowed_origins(&slug("proef")).await.unwrap(), Some(vec![own.clone()]));
    assert_eq!(store.allowed_origins(&slug("niemand")).await.unwrap(), None);
    assert!(store.origin_known(&own).await.unwrap());
    assert!(!store.origin_known(&other).await.unwrap());
}

async fn a_stored_value_that_cannot_be_read_is_named(house: &House) {
    house.raw().await.run("UPDATE agendas SET hours = 'always' WHERE slug = 'noord'").await.unwrap();
    let error = house.app.store.bookable(&slug("proef"), &slug("kade")).await.unwrap_err().to_string();
    assert!(error.starts_with("agendas.hours of row "), "{error}");
    house.raw().await.run("UPDATE event_types SET limits = '{\"length\":0,\"step\":30,\"buffer_before\":0,\"buffer_after\":0,\"notice\":0,\"horizon_days\":1}'").await.unwrap();
    let error = house.app.store.bookable(&slug("proef"), &slug("zuid")).await.unwrap_err().to_string();
    assert_eq!(error, "event_types.limits of row zuid holds what can't be read: minutes is 0, expected 1 to 1440");
}

both_engines! {
    an_entry_comes_back_as_the_file_wrote_it
    a_name_that_nobody_has_is_told_apart
    what_stands_in_an_agenda_is_busy_with_its_own_buffers
    the_revision_changes_with_all_that_free_times_depend_on
    origins_are_known_by_portal_and_by_house
    a_stored_value_that_cannot_be_read_is_named
}
