//! The numbers of event types, as the team changes them.

use appointment::api::team::wire::EventTypeLine;
use appointment::api::team::{ChangeLimits, EventTypesOf, Field, TeamError};
use appointment::app::{BookError, book};
use appointment::domain::{Agendas, EventTypeLimits, FieldError, Minutes, Permission, Permissions};

use super::office::{Desk, Office};
use crate::support::{House, ask, both_engines, slug};

async fn types(office: &Office<'_>, desk: &Desk) -> Vec<EventTypeLine> {
    office.call(desk, &EventTypesOf { portal: "proef".to_owned() }).await.answer.unwrap()
}

fn viewing(types: &[EventTypeLine]) -> EventTypeLine {
    types.iter().find(|line| line.title == "Bezichtiging").unwrap().clone()
}

fn change(line: &EventTypeLine, limits: EventTypeLimits) -> ChangeLimits {
    ChangeLimits { portal: "proef".to_owned(), event_type: line.id.clone(), known: line.limits, limits }
}

async fn numbers_are_changed_from_what_was_known_and_what_is_booked_stays(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions::all()).await;
    let before = types(&office, &desk).await;
    assert_eq!(before.iter().map(|line| line.title.as_str()).collect::<Vec<_>>(), ["Bezichtiging", "Gesprek", "Waardebepaling"]);
    let line = viewing(&before);
    assert_eq!(line.limits.numbers(), [Some(30), Some(30), Some(0), Some(0), Some(120), Some(30), None, None]);
    let booked = book(&house.app, ask("kade", "2026-12-02 10:00", "Anna")).await.unwrap();
    let wanted = EventTypeLimits { buffer_after: Minutes::new(45), max_per_day: Some(2), ..line.limits };
    let now = office.call(&desk, &change(&line, wanted)).await.answer.unwrap();
    assert_eq!(viewing(&now).limits, wanted);
    assert_eq!(booked.card.appointment.span, house.app.store.card(&booked.card.appointment.token).await.unwrap().unwrap().appointment.span);
    assert!(matches!(book(&house.app, ask("kade", "2026-12-02 09:30", "Bram")).await, Err(BookError::Taken { .. })), "three quarters of an hour are kept free after it");
    book(&house.app, ask("kade", "2026-12-02 12:00", "Cato")).await.unwrap();
    assert!(matches!(book(&house.app, ask("kade", "2026-12-02 15:00", "Dirk")).await, Err(BookError::Taken { .. })), "two a day");
    // Whoever looked before that is told, and nothing changes.
    let late = office.call(&desk, &change(&line, EventTypeLimits { horizon_days: 7, ..line.limits })).await;
    assert_eq!((late.status, late.answer), (409, Err(TeamError::Changed(Vec::new()))));
    assert_eq!(viewing(&types(&office, &desk).await).limits, wanted);
    // The same file again changes nothing of it.
    house.apply_with("", "").await;
    assert_eq!(viewing(&types(&office, &desk).await).limits, wanted);
}

async fn each_number_outside_its_limits_is_told_at_its_field(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions::all()).await;
    let line = viewing(&types(&office, &desk).await);
    let wrong = EventTypeLimits { length: Minutes::ZERO, notice: Minutes::new(525_601), max_per_week: Some(0), ..line.limits };
    let came = office.call(&desk, &change(&line, wrong)).await;
    let outside = |at, least, most| (Field::Number(at), FieldError::Outside { least, most });
    assert_eq!((came.status, came.answer), (422, Err(TeamError::Invalid(vec![outside(0, 1, 1_440), outside(4, 0, 525_600), outside(7, 1, 10_080)]))));
    assert_eq!(viewing(&types(&office, &desk).await), line, "nothing of it holds");
}

async fn only_who_may_change_every_agenda_changes_numbers(house: &House) {
    let office = Office::open(house).await;
    house.apply_with("slug = \"proef\"", "slug = \"ander\"").await;
    let boss = office.member("Baas", Permissions { interactions: true, agendas: Agendas::All, ..Permissions::none() }).await;
    let line = viewing(&types(&office, &boss).await);
    let wanted = EventTypeLimits { horizon_days: 7, ..line.limits };
    let interactions = Err(TeamError::NotAllowed(Permission::Interactions));
    let cases = [
        (Desk::default(), Err(TeamError::SignedOut), Err(TeamError::SignedOut)),
        (office.member("Niets", Permissions::none()).await, interactions.clone(), interactions),
        (office.member("Lezer", office.editing(&[]).await).await, Ok(()), Err(TeamError::NotAllowed(Permission::Agenda))),
        (office.member("Alle", office.editing(&["noord", "zuid", "video"]).await).await, Ok(()), Err(TeamError::NotAllowed(Permission::Agenda))),
        (office.member_of(&slug("ander"), "Vreemd", Permissions::all()).await, Err(TeamError::SignedOut), Err(TeamError::SignedOut)),
    ];
    for (desk, reading, changing) in cases {
        assert_eq!(office.call(&desk, &EventTypesOf { portal: "proef".to_owned() }).await.answer.map(|_| ()), reading);
        assert_eq!(office.call(&desk, &change(&line, wanted)).await.answer.map(|_| ()), changing);
        assert_eq!(viewing(&types(&office, &boss).await), line);
    }
    let stranger = office.member_of(&slug("ander"), "Ander", Permissions::all()).await;
    let theirs = ChangeLimits { portal: "ander".to_owned(), ..change(&line, wanted) };
    assert_eq!(office.call(&stranger, &theirs).await.answer, Err(TeamError::NotFound), "another portal's does not exist");
    assert_eq!(viewing(&office.call(&boss, &change(&line, wanted)).await.answer.unwrap()).limits, wanted);
}

both_engines! {
    numbers_are_changed_from_what_was_known_and_what_is_booked_stays
    each_number_outside_its_limits_is_told_at_its_field
    only_who_may_change_every_agenda_changes_numbers
}
