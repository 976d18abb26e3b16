//! Separated agendas (case 14): slots for one project only, in the time of a parent.

use appointment::app::{self, BookError, book, cancel, free_times, reschedule, why_not};
use appointment::domain::WhyNot;
use appointment::portal_file;
use appointment::store::StoreError;
use tokio::task::JoinSet;

use crate::support::{House, ask, at, both_engines, day, slug};

/// Beneath noord, for viewings of Kade 1: an agenda for customers, and one for neighbours.
const SEPARATED: &str = r#"
[[agenda]]
slug = "open-huis"
name = "Open huis Kade 1"
email = "sanne@proef.example"
hours = ["wed 10:00-12:00", "thu 18:00-20:00"]
parent = "noord"
project = "kade-1"

[[agenda]]
slug = "buren"
name = "Burendag Kade 1"
email = "sanne@proef.example"
hours = ["wed 10:00-12:00"]
parent = "noord"
project = "kade-1"

[[entry]]
slug = "open-huis"
kind = "project"
subject = "kade-1"
event_type = "viewing"
agendas = ["open-huis"]

[[entry]]
slug = "buren"
kind = "project"
subject = "kade-1"
event_type = "viewing"
agendas = ["buren"]

[[entry]]
slug = "samen"
kind = "project"
subject = "kade-1"
event_type = "viewing"
agendas = ["noord", "open-huis"]

[[entry]]
slug = "zonder"
kind = "standalone"
event_type = "viewing"
agendas = ["open-huis"]
"#;

fn portal() -> String {
    format!("{}{SEPARATED}", include_str!("../support/portal.toml"))
}

/// The times of a day that an entry offers.
async fn offered(house: &House, entry: &str, on: &str) -> String {
    let times = free_times(&house.app, &slug("proef"), &slug(entry), day(on), day(on)).await.unwrap();
    times.slots.iter().map(|slot| slot.time.to_string()).collect::<Vec<_>>().join(" ")
}

async fn its_slots_are_its_projects_only_and_kept_free_by_its_parent(house: &House) {
    assert!(offered(house, "kade", "2026-12-02").await.contains("10:00"));
    house.apply(&portal()).await;
    assert_eq!(offered(house, "open-huis", "2026-12-02").await, "10:00 10:30 11:00 11:30");
    assert_eq!(offered(house, "zonder", "2026-12-02").await, "");
    assert_eq!(offered(house, "kade", "2026-12-02").await, "09:00 09:30 12:00 12:30 13:00 13:30 14:00 14:30 15:00 15:30 16:00 16:30");
    assert!(matches!(book(&house.app, ask("zonder", "2026-12-02 10:00", "Anna")).await, Err(BookError::NotOffered { .. })));
    assert!(matches!(book(&house.app, ask("kade", "2026-12-02 10:00", "Anna")).await, Err(BookError::NotOffered { .. })));
    let against = why_not(&house.app, &slug("proef"), &slug("zonder"), at("2026-12-02 10:00")).await.unwrap();
    assert_eq!(against[0].reasons, [WhyNot::OtherProject]);
    let against = why_not(&house.app, &slug("proef"), &slug("kade"), at("2026-12-02 10:00")).await.unwrap();
    assert!(matches!(against[0].reasons[..], [WhyNot::Reserved { .. }, WhyNot::Reserved { .. }]), "{against:?}");
}

async fn its_appointments_take_its_parents_time_and_the_other_way_round(house: &House) {
    house.apply(&portal()).await;
    let beneath = book(&house.app, ask("open-huis", "2026-12-02 10:00", "Anna")).await.unwrap();
    assert_eq!(offered(house, "buren", "2026-12-02").await, "10:30 11:00 11:30");
    book(&house.app, ask("kade", "2026-12-02 14:00", "Bram")).await.unwrap();
    // Other hours: what is booked stays, and goes on to take the one person's time.
    house.apply(&portal().replace("wed 10:00-12:00", "wed 13:30-15:00")).await;
    assert_eq!(offered(house, "open-huis", "2026-12-02").await, "13:30 14:30");
    assert!(offered(house, "kade", "2026-12-02").await.starts_with("09:00 09:30 10:30"));
    let taken = book(&house.app, ask("kade", "2026-12-02 10:00", "Cato")).await;
    assert!(matches!(taken, Err(BookError::Taken { .. })), "{taken:?}");
    cancel(&house.app, &beneath.card.appointment.token).await.unwrap();
    assert!(offered(house, "kade", "2026-12-02").await.starts_with("09:00 09:30 10:00 10:30"));
}

async fn of_many_for_one_time_of_two_siblings_one_wins(house: &House) {
    house.apply(&portal()).await;
    let mut tasks = JoinSet::new();
    for number in 0..16 {
        let app = if number % 4 < 2 { house.app.clone() } else { house.second_server() };
        let entry = ["open-huis", "buren"][number % 2];
        tasks.spawn(async move { book(&app, ask(entry, "2026-12-02 10:00", &format!("Klant {number}"))).await });
    }
    let outcomes = tasks.join_all().await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(_) | Err(BookError::Taken { .. }))), "{outcomes:?}");
}

async fn the_database_itself_refuses_an_overlap_within_a_lane(house: &House) {
    house.apply(&portal()).await;
    book(&house.app, ask("open-huis", "2026-12-02 10:00", "Anna")).await.unwrap();
    book(&house.app, ask("kade", "2026-12-02 12:00", "Bram")).await.unwrap();
    let raw = house.raw().await;
    let (ten, half_past) = (at("2026-12-02 10:00").micros(), at("2026-12-02 10:30").micros());
    let refused = raw.run(&format!("UPDATE appointments SET starts_at = {ten}, ends_at = {half_past} WHERE name = 'Bram'")).await.unwrap_err();
    assert!(refused.contains("slot_taken"), "{refused}");
    assert_eq!(raw.number("SELECT COUNT(DISTINCT lane) FROM appointments").await, 1);
    assert_eq!(raw.number("SELECT COUNT(DISTINCT agenda) FROM appointments").await, 2);
}

async fn a_change_may_lead_from_the_parent_beneath_it_and_back(house: &House) {
    house.apply(&portal()).await;
    let booked = book(&house.app, ask("samen", "2026-12-02 10:00", "Anna")).await.unwrap();
    assert_eq!(booked.card.agenda_name.as_str(), "Open huis Kade 1");
    let token = &booked.card.appointment.token;
    let moved = reschedule(&house.app, token, at("2026-12-02 09:30")).await.unwrap();
    assert_eq!(moved.agenda_name.as_str(), "Sanne de Wit");
    let back = reschedule(&house.app, token, at("2026-12-02 10:00")).await.unwrap();
    assert_eq!(back.agenda_name.as_str(), "Open huis Kade 1");
    assert_eq!(offered(house, "samen", "2026-12-02").await.split(' ').take(4).collect::<Vec<_>>(), ["09:00", "09:30", "10:30", "11:00"]);
}

async fn an_agenda_with_appointments_is_put_beneath_another_where_none_overlap(house: &House) {
    let zuid = book(&house.app, ask("zuid", "2026-12-02 10:00", "Anna")).await.unwrap();
    let noord = book(&house.app, ask("kade", "2026-12-02 10:00", "Bram")).await.unwrap();
    let beneath = include_str!("../support/portal.toml").replacen("slug = \"zuid\"\n", "slug = \"zuid\"\nparent = \"noord\"\nproject = \"kade-1\"\n", 1);
    let file = portal_file::read(&beneath).unwrap();
    let refused = app::apply(&house.app, &file).await;
    assert!(matches!(&refused, Err(StoreError::SharedTime { agenda }) if agenda == "zuid"), "{refused:?}");
    assert_eq!(house.apply_with("", "").await, appointment::domain::Applied::default(), "nothing of it was applied");
    reschedule(&house.app, &noord.card.appointment.token, at("2026-12-02 11:00")).await.unwrap();
    assert_eq!(house.apply(&beneath).await.changed, ["agenda zuid"]);
    assert_eq!(house.apply(&beneath).await, appointment::domain::Applied::default());
    let lanes = "SELECT COUNT(DISTINCT lane) FROM appointments";
    assert_eq!(house.raw().await.number(lanes).await, 1);
    // And from beneath it again.
    house.apply_with("", "").await;
    assert_eq!(house.raw().await.number(lanes).await, 2);
    reschedule(&house.app, &zuid.card.appointment.token, at("2026-12-02 11:00")).await.unwrap();
}

async fn an_agenda_that_changes_lanes_amid_bookings_takes_them_all_along(house: &House) {
    let beneath = include_str!("../support/portal.toml").replacen("slug = \"zuid\"\n", "slug = \"zuid\"\nparent = \"noord\"\nproject = \"kade-1\"\n", 1);
    let files = [portal_file::read(&beneath).unwrap(), portal_file::read(include_str!("../support/portal.toml")).unwrap()];
    let mut tasks = JoinSet::new();
    for number in 0..24 {
        let app = if number % 2 == 0 { house.app.clone() } else { house.second_server() };
        let ask = ask(["zuid", "beide", "kade"][number % 3], &format!("2026-12-0{} {:02}:00", 2 + number % 2, 9 + number / 3), &format!("Klant {number}"));
        tasks.spawn(async move { book(&app, ask).await.err().map(|error| error.to_string()) });
    }
    let mut applied = 0;
    for file in files.iter().cycle().take(9) {
        match app::apply(&house.app, file).await {
            Ok(_) => applied += 1,
            Err(error) => assert!(matches!(error, StoreError::SharedTime { .. }), "{error:?}"),
        }
    }
    let known = ["this time has just been taken", "this time is not offered"];
    let errors: Vec<_> = tasks.join_all().await.into_iter().flatten().filter(|error| !known.contains(&error.as_str())).collect();
    assert!(errors.is_empty() && applied > 0, "{errors:?} {applied}");
    let astray = "SELECT COUNT(*) FROM appointments b JOIN agendas a ON a.portal = b.portal AND a.id = b.agenda WHERE a.lane <> b.lane";
    assert_eq!(house.raw().await.number(astray).await, 0);
}

both_engines! {
    an_agenda_that_changes_lanes_amid_bookings_takes_them_all_along
    its_slots_are_its_projects_only_and_kept_free_by_its_parent
    its_appointments_take_its_parents_time_and_the_other_way_round
    of_many_for_one_time_of_two_siblings_one_wins
    the_database_itself_refuses_an_overlap_within_a_lane
    a_change_may_lead_from_the_parent_beneath_it_and_back
    an_agenda_with_appointments_is_put_beneath_another_where_none_overlap
}
