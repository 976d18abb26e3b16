//! The team changes hours and numbers, and what the portal file does with that later.

use appointment::app::{RuleError, book, change_hours, change_limits, free_times, manage, open_entry};
use appointment::domain::{AgendaId, Applied, Bookable, EventTypeId, EventTypeLimits, Hours, Minutes, PortalId};

use crate::support::{House, ask, both_engines, day, slug};

async fn kade(house: &House) -> Bookable {
    open_entry(&house.app, &slug("proef"), &slug("kade")).await.unwrap()
}

/// The first time of a day that an entry offers, and how many there are.
async fn offered(house: &House, on: &str) -> (String, usize) {
    let times = free_times(&house.app, &slug("proef"), &slug("kade"), day(on), day(on)).await.unwrap();
    (times.slots.first().map(|slot| slot.time.to_string()).unwrap_or_default(), times.slots.len())
}

fn afternoons() -> Hours {
    let mut hours = Hours::default();
    hours.add_weekly("mon-fri 13:00-17:00").unwrap();
    hours.close("2026-12-03").unwrap();
    hours.add_extra("2026-12-05 10:00-11:00").unwrap();
    hours
}

async fn other_hours_hold_at_once_and_throw_nobody_out(house: &House) {
    let booked = book(&house.app, ask("kade", "2026-12-02 09:00", "Anna")).await.unwrap();
    assert_eq!(offered(house, "2026-12-02").await, ("09:30".to_owned(), 15));
    let entry = kade(house).await;
    let agenda = &entry.agendas[0];
    change_hours(&house.app, &entry.portal.id, &agenda.id, &agenda.hours, &afternoons()).await.unwrap();
    assert_eq!(offered(house, "2026-12-02").await, ("13:00".to_owned(), 8));
    assert_eq!(offered(house, "2026-12-03").await, (String::new(), 0));
    assert_eq!(offered(house, "2026-12-05").await, ("10:00".to_owned(), 2));
    assert_eq!(manage(&house.app, &booked.card.appointment.token).await.unwrap(), booked.card);
    assert_eq!(house.app.store.hours(&entry.portal.id, &agenda.id).await.unwrap(), Some(afternoons()));
}

async fn other_numbers_hold_at_once(house: &House) {
    assert_eq!(offered(house, "2026-12-02").await.1, 16);
    let entry = kade(house).await;
    let known = *entry.event_type.limits();
    let limits = EventTypeLimits { length: Minutes::new(60), step: Minutes::new(60), max_per_day: Some(1), ..known };
    change_limits(&house.app, &entry.portal.id, &entry.event_type.id, &known, &limits).await.unwrap();
    assert_eq!(offered(house, "2026-12-02").await.1, 8);
    book(&house.app, ask("kade", "2026-12-02 09:00", "Anna")).await.unwrap();
    assert_eq!(offered(house, "2026-12-02").await.1, 0);
    assert_eq!(house.app.store.limits(&entry.portal.id, &entry.event_type.id).await.unwrap(), Some(limits));
}

async fn who_changes_what_was_changed_meanwhile_is_told(house: &House) {
    let entry = kade(house).await;
    let (portal, agenda) = (&entry.portal.id, &entry.agendas[0]);
    change_hours(&house.app, portal, &agenda.id, &agenda.hours, &afternoons()).await.unwrap();
    let late = change_hours(&house.app, portal, &agenda.id, &agenda.hours, &Hours::default()).await;
    assert!(matches!(late, Err(RuleError::Changed)), "{late:?}");
    // What is so already is no conflict.
    change_hours(&house.app, portal, &agenda.id, &agenda.hours, &afternoons()).await.unwrap();
    let known = *entry.event_type.limits();
    let [first, second] = [10, 20].map(|minutes| EventTypeLimits { buffer_after: Minutes::new(minutes), ..known });
    change_limits(&house.app, portal, &entry.event_type.id, &known, &first).await.unwrap();
    let late = change_limits(&house.app, portal, &entry.event_type.id, &known, &second).await;
    assert!(matches!(late, Err(RuleError::Changed)), "{late:?}");
    change_limits(&house.app, portal, &entry.event_type.id, &known, &first).await.unwrap();
    assert_eq!(kade(house).await.event_type.limits(), &first);
}

async fn what_is_unknown_or_makes_no_sense_is_refused(house: &House) {
    let entry = kade(house).await;
    let (portal, agenda, known) = (&entry.portal.id, &entry.agendas[0], *entry.event_type.limits());
    let (elsewhere, none) = (PortalId::new("another portal"), AgendaId::new("none"));
    for (portal, agenda_id) in [(&elsewhere, &agenda.id), (portal, &none)] {
        assert!(matches!(change_hours(&house.app, portal, agenda_id, &agenda.hours, &afternoons()).await, Err(RuleError::Unknown)));
    }
    for (portal, event_type) in [(&elsewhere, &entry.event_type.id), (portal, &EventTypeId::new("none"))] {
        let longer = EventTypeLimits { length: Minutes::new(45), ..known };
        assert!(matches!(change_limits(&house.app, portal, event_type, &known, &longer).await, Err(RuleError::Unknown)));
    }
    let wrong = EventTypeLimits { length: Minutes::ZERO, max_per_day: Some(0), ..known };
    let Err(RuleError::Limits(errors)) = change_limits(&house.app, portal, &entry.event_type.id, &known, &wrong).await else { panic!() };
    assert_eq!(errors.iter().map(|error| error.key).collect::<Vec<_>>(), ["minutes", "max_per_day"]);
    assert_eq!(kade(house).await, entry);
}

async fn the_same_file_leaves_what_the_team_changed_and_another_replaces_it(house: &House) {
    let entry = kade(house).await;
    let (portal, agenda, known) = (&entry.portal.id, &entry.agendas[0], *entry.event_type.limits());
    change_hours(&house.app, portal, &agenda.id, &agenda.hours, &afternoons()).await.unwrap();
    let buffered = EventTypeLimits { buffer_after: Minutes::new(10), ..known };
    change_limits(&house.app, portal, &entry.event_type.id, &known, &buffered).await.unwrap();
    assert_eq!(house.apply_with("", "").await, Applied::default());
    // Something else of the same agenda and event type.
    house.apply_with("Sanne de Wit", "Sanne Zwart").await;
    house.apply_with("title = \"Bezichtiging\"", "title = \"Kijken\"").await;
    house.apply_with("", "").await;
    let now = kade(house).await;
    assert_eq!((&now.agendas[0].hours, now.event_type.limits()), (&afternoons(), &buffered));
    // The file says something new: its word stands.
    house.apply_with("closed = [\"2026-12-25\"]", "closed = [\"2026-12-24\"]").await;
    house.apply_with("notice_minutes = 120", "notice_minutes = 60").await;
    let now = kade(house).await;
    assert_eq!(offered(house, "2026-12-02").await.1, 16);
    assert_eq!((now.event_type.limits().buffer_after, now.event_type.limits().notice), (Minutes::ZERO, Minutes::new(60)));
    // And goes on to, now that nobody has changed anything.
    house.apply_with("", "").await;
    assert_eq!(kade(house).await, entry);
}

both_engines! {
    other_hours_hold_at_once_and_throw_nobody_out
    other_numbers_hold_at_once
    who_changes_what_was_changed_meanwhile_is_told
    what_is_unknown_or_makes_no_sense_is_refused
    the_same_file_leaves_what_the_team_changed_and_another_replaces_it
}
