//! Portal files through the whole house: the shipped demo, and what happens to appointments when a file changes.

use appointment::app::{BookError, book, cancel, first_free_day, manage, open_entry, reschedule};
use appointment::domain::{Applied, Status};

use crate::support::{House, ask, at, both_engines, slug};

const DEMO: &str = include_str!("../../../demo/demo.toml");

async fn the_demo_gives_a_realtor_with_appointments_and_gives_it_once(house: &House) {
    let applied = house.apply(DEMO).await;
    let kinds = |kind: &str| applied.created.iter().filter(|name| name.starts_with(kind)).count();
    assert_eq!((kinds("portal "), kinds("agenda "), kinds("event type "), kinds("subject "), kinds("entry "), kinds("appointment ")), (1, 3, 2, 3, 4, 12));
    assert_eq!(house.apply(DEMO).await, Applied::default());
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM appointments").await, 12);
    for entry in ["lindengracht-12", "prinseneiland-43", "waardebepaling", "videogesprek"] {
        let bookable = open_entry(&house.app, &slug("demo"), &slug(entry)).await.unwrap();
        assert!(first_free_day(&house.app, &bookable).await.unwrap().is_some(), "{entry}");
    }
}

async fn the_demo_is_believable_on_any_day_of_the_week(house: &House) {
    for weekday in 0..7 {
        let portal = format!("demo-{weekday}");
        let applied = house.apply(&DEMO.replacen("slug = \"demo\"", &format!("slug = \"{portal}\""), 1)).await;
        assert_eq!(applied.created.iter().filter(|name| name.starts_with("appointment ")).count(), 12, "{weekday}");
        house.app.clock.turn(appointment::domain::Minutes::new(24 * 60));
    }
}

async fn an_agenda_absent_from_the_file_is_retired_and_its_appointments_stay(house: &House) {
    let booked = book(&house.app, ask("zuid", "2026-12-02 10:00", "Anna")).await.unwrap().card;
    let text = include_str!("../support/portal.toml");
    let agenda = text.find("[[agenda]]\nslug = \"zuid\"").unwrap()..text.find("[[agenda]]\nslug = \"video\"").unwrap();
    let entry = text.find("# The other agenda alone.").unwrap()..text.find("# Hours that start").unwrap();
    let without = text.replace(&text[agenda], "").replace(&text[entry], "").replace("agendas = [\"noord\", \"zuid\"]", "agendas = [\"noord\"]");
    let applied = house.apply(&without).await;
    assert_eq!(applied.retired, ["agenda zuid", "entry zuid"]);
    assert!(matches!(book(&house.app, ask("zuid", "2026-12-02 11:00", "Bram")).await, Err(BookError::UnknownEntry)));
    // What was promised stands: its link still shows it, and can still call it off.
    let token = &booked.appointment.token;
    assert_eq!(manage(&house.app, token).await.unwrap(), booked);
    assert!(reschedule(&house.app, token, at("2026-12-02 11:00")).await.is_err());
    assert_eq!(cancel(&house.app, token).await.unwrap().appointment.status, Status::Cancelled);
    // Back again, with all that stood in it.
    let applied = house.apply(text).await;
    assert_eq!(applied.created, ["agenda zuid", "entry zuid"]);
    assert_eq!(applied.changed, ["entry beide"]);
    assert!(book(&house.app, ask("zuid", "2026-12-02 10:00", "Bram")).await.is_ok());
}

async fn an_agenda_that_comes_back_still_has_its_appointments(house: &House) {
    book(&house.app, ask("bellen", "2026-12-02 10:00", "Anna")).await.unwrap();
    house.apply_with("agendas = [\"video\"]", "agendas = [\"zuid\"]").await;
    assert!(book(&house.app, ask("bellen", "2026-12-02 10:00", "Bram")).await.is_ok(), "another agenda's time");
    house.apply_with("", "").await;
    let taken = book(&house.app, ask("bellen", "2026-12-02 10:00", "Cato")).await;
    assert!(matches!(taken, Err(BookError::Taken { .. })), "{taken:?}");
}

both_engines! {
    the_demo_gives_a_realtor_with_appointments_and_gives_it_once
    the_demo_is_believable_on_any_day_of_the_week
    an_agenda_absent_from_the_file_is_retired_and_its_appointments_stay
    an_agenda_that_comes_back_still_has_its_appointments
}
