//! The Inbox: order, filters, search, pages, counts.

use appointment::api::team::Inbox;
use appointment::api::team::wire::{InboxAsk, InboxPage, Interaction, Line};
use appointment::app::{book, cancel};
use appointment::domain::{Card, Cursor, Filters, InteractionId, Marking, Minutes, Permissions, Source, Status};

use super::office::{Desk, Office};
use crate::support::{House, ask, both_engines, day, slug};

async fn page(office: &Office<'_>, desk: &Desk, filters: Filters, after: Option<Cursor>) -> InboxPage {
    office.call(desk, &Inbox { ask: InboxAsk { portal: "proef".to_owned(), filters, after } }).await.answer.unwrap()
}

async fn names(office: &Office<'_>, desk: &Desk, filters: Filters) -> Vec<String> {
    page(office, desk, filters, None).await.lines.iter().map(|line| of(line).customer.clone()).collect()
}

/// The line, which is an appointment's.
fn of(line: &Interaction) -> &Line {
    match line {
        Interaction::Appointment(line) => line,
        Interaction::Fed(line) => panic!("{line:?} is no appointment"),
    }
}

async fn booked(house: &House, entry: &str, starts_at: &str, name: &str) -> Card {
    house.app.clock.turn(Minutes::new(1));
    book(&house.app, ask(entry, starts_at, name)).await.unwrap().card
}

async fn what_happened_last_comes_first(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    assert_eq!(page(&office, &desk, Filters::default(), None).await.lines, []);
    let anna = booked(house, "kade", "2026-12-02 09:00", "Anna Bos").await;
    booked(house, "zuid", "2026-12-02 10:00", "Bram Vos").await;
    booked(house, "bellen", "2026-12-02 11:00", "Cora Ruis").await;
    house.app.clock.turn(Minutes::new(1));
    cancel(&house.app, &anna.appointment.token).await.unwrap();
    let page = page(&office, &desk, Filters::default(), None).await;
    assert_eq!(page.lines.iter().map(|line| of(line).customer.as_str()).collect::<Vec<_>>(), ["Anna Bos", "Cora Ruis", "Bram Vos"]);
    assert_eq!((of(&page.lines[0]).status, of(&page.lines[0]).subject.as_str(), of(&page.lines[1]).subject.as_str()), (Status::Cancelled, "Kade 1", "Gesprek"));
    let counts = page.counts.unwrap();
    assert_eq!((counts.unread, counts.open, counts.mine, counts.matching, page.next), (3, 3, 0, 3, None));
}

async fn each_filter_leaves_what_it_asks_for(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let anna = booked(house, "kade", "2026-12-02 09:00", "Anna Bos").await;
    let bram = booked(house, "zuid", "2026-12-03 10:00", "Bram Vos").await;
    let cora = booked(house, "bellen", "2026-12-04 11:00", "Cora Ruis").await;
    cancel(&house.app, &cora.appointment.token).await.unwrap();
    let portal = &anna.appointment.portal;
    let mila = house.app.store.members(portal).await.unwrap()[0].id.clone();
    let store = &house.app.store;
    assert!(store.mark(portal, &InteractionId::Appointment(bram.appointment.id.clone()), &Marking::Read(true)).await.unwrap());
    assert!(store.mark(portal, &InteractionId::Appointment(bram.appointment.id.clone()), &Marking::Done(true)).await.unwrap());
    assert!(store.mark(portal, &InteractionId::Appointment(anna.appointment.id.clone()), &Marking::Assigned(Some(mila.clone()))).await.unwrap());
    let noord = store.agenda_by_slug(portal, &slug("noord")).await.unwrap();
    let all = Filters::default;
    let cases = [
        (Filters { agenda: noord, ..all() }, vec!["Anna Bos"]),
        (Filters { subject: anna.appointment.subject.clone(), ..all() }, vec!["Anna Bos"]),
        (Filters { status: Some(Status::Cancelled), ..all() }, vec!["Cora Ruis"]),
        (Filters { source: Some(Source::Dashboard), ..all() }, vec![]),
        (Filters { assigned: Some(mila), ..all() }, vec!["Anna Bos"]),
        (Filters { from: Some(day("2026-12-03")), ..all() }, vec!["Cora Ruis", "Bram Vos"]),
        (Filters { from: Some(day("2026-12-03")), to: Some(day("2026-12-03")), ..all() }, vec!["Bram Vos"]),
        (Filters { unread: true, ..all() }, vec!["Cora Ruis", "Anna Bos"]),
        (Filters { done: Some(true), ..all() }, vec!["Bram Vos"]),
        (Filters { done: Some(false), status: Some(Status::Confirmed), ..all() }, vec!["Anna Bos"]),
    ];
    for (filters, expected) in cases {
        assert_eq!(names(&office, &desk, filters.clone()).await, expected, "{filters:?}");
    }
    let counts = page(&office, &desk, Filters { unread: true, ..all() }, None).await.counts.unwrap();
    assert_eq!((counts.unread, counts.open, counts.mine, counts.matching), (2, 2, 1, 2));
}

async fn people_are_found_by_the_beginnings_of_words(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    booked(house, "kade", "2026-12-02 09:00", "Anneloes Bos").await;
    booked(house, "zuid", "2026-12-03 10:00", "Bram de Vos").await;
    for (search, expected) in [
        ("ANNE", vec!["Anneloes Bos"]),
        ("bos anne", vec!["Anneloes Bos"]),
        ("bos bram", vec![]),
        ("loes", vec![]),
        ("anneloes.bos@klant.ex", vec!["Anneloes Bos"]),
        ("06 1234 56", vec!["Bram de Vos", "Anneloes Bos"]),
        ("+31612345678", vec!["Bram de Vos", "Anneloes Bos"]),
        ("kade 1", vec!["Anneloes Bos"]),
        ("1011 aa bos", vec!["Anneloes Bos"]),
        ("' OR 1=1 --", vec![]),
        ("%", vec!["Bram de Vos", "Anneloes Bos"]),
    ] {
        assert_eq!(names(&office, &desk, Filters { search: search.to_owned(), ..Filters::default() }).await, expected, "{search}");
    }
    let long = InboxAsk { portal: "proef".to_owned(), filters: Filters { search: "a".repeat(201), ..Filters::default() }, after: None };
    assert_eq!(office.call(&desk, &Inbox { ask: long }).await.status, 422);
}

async fn pages_follow_each_other_without_gap_or_double(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let card = booked(house, "kade", "2026-12-02 09:00", "Anna Bos").await;
    // More than two pages, many of them at one moment.
    let raw = house.raw().await;
    let columns = "portal, entry, subject, event_type, agenda, customer, buffer_before, buffer_after, wall_day, wall_time, utc_offset, zone, source, name, email, phone, language, note, answers, sequence, version, created_at, updated_at";
    for at in 0..120 {
        let copy = format!(
            "INSERT INTO appointments ({columns}, id, starts_at, ends_at, status, token, active_at)
             SELECT {columns}, 'copy-{at:03}', starts_at, ends_at, 'cancelled', 'token-{at}', {} FROM appointments WHERE id = '{}'",
            1_000 + at / 50,
            card.appointment.id
        );
        raw.run(&copy).await.unwrap();
    }
    let (mut seen, mut after, mut pages) = (Vec::new(), None, 0);
    loop {
        let page = page(&office, &desk, Filters::default(), after).await;
        assert_eq!(page.counts.is_some(), pages == 0);
        seen.extend(page.lines.iter().map(|line| line.id().as_str().to_owned()));
        pages += 1;
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let mut once = seen.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!((pages, seen.len(), once.len(), seen[0].as_str()), (3, 121, 121, card.appointment.id.as_str()));
}

both_engines! {
    what_happened_last_comes_first
    each_filter_leaves_what_it_asks_for
    people_are_found_by_the_beginnings_of_words
    pages_follow_each_other_without_gap_or_double
}
