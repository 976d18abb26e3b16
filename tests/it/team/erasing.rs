//! Two customers become one, one is exported, one is erased.

use appointment::api::team::wire::{InboxAsk, Interaction};
use appointment::api::team::{Cancel, CustomerOf, Customers, DossierOf, EraseCustomer, ExportCustomer, Inbox, MergeCustomers, NoteDown, NoteOnCustomer, TeamError};
use appointment::app::{LinkError, book, manage};
use appointment::domain::{Card, CustomerId, FedKind, Filters, Minutes, Permission, Permissions};

use super::office::{Desk, Office, act};
use super::timeline::{fed, feeder, raw};
use crate::support::{House, ask, both_engines};

fn portal() -> String {
    "proef".to_owned()
}

async fn found(office: &Office<'_>, desk: &Desk, search: &str) -> usize {
    office.call(desk, &Customers { portal: portal(), search: search.to_owned() }).await.answer.unwrap().len()
}

async fn dossier_name(office: &Office<'_>, desk: &Desk, card: &Card) -> String {
    office.call(desk, &DossierOf { portal: portal(), id: card.appointment.id.to_string() }).await.answer.unwrap().name
}

async fn all_of_one_becomes_the_others(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let anna = book(&house.app, ask("kade", "2026-12-02 09:00", "Anna Bos")).await.unwrap().card.customer.id;
    let ann = book(&house.app, ask("zuid", "2026-12-03 09:00", "Ann Bosch")).await.unwrap().card.customer.id;
    office.call(&desk, &NoteOnCustomer { portal: portal(), id: ann.to_string(), text: "Zoekt een tuin".to_owned() }).await.answer.unwrap();
    let merge = |from: &CustomerId, into: &CustomerId| MergeCustomers { portal: portal(), from: from.clone(), into: into.clone() };
    fed(house, &feeder(house).await, &ann, raw(FedKind::Bid, "crm-1")).await;
    let one = office.call(&desk, &merge(&ann, &anna)).await.answer.unwrap();
    assert_eq!((one.line.name.as_str(), one.appointments.len(), one.timeline.len()), ("Anna Bos", 2, 4));
    assert_eq!((found(&office, &desk, "bosch").await, found(&office, &desk, "").await), (1, 1), "found by either name");
    assert_eq!(office.call(&desk, &CustomerOf { portal: portal(), id: ann.to_string() }).await.answer, Err(TeamError::NotFound));
    for (from, into) in [(&ann, &anna), (&anna, &anna)] {
        assert_eq!(office.call(&desk, &merge(from, into)).await.answer.map(|_| ()), Err(TeamError::NotFound));
    }
}

async fn everything_is_handed_over(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let card = book(&house.app, ask("kade", "2026-12-02 09:00", "Anna Bos")).await.unwrap().card;
    office.call(&desk, &NoteDown { portal: portal(), id: card.appointment.id.to_string(), text: "Sleutel ophalen".to_owned() }).await.answer.unwrap();
    let export = ExportCustomer { portal: portal(), id: card.customer.id.clone() };
    let text = office.call(&desk, &export).await.answer.unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((json["customer"]["email"].as_str(), json["appointments"][0]["starts_at"].as_str()), (Some("anna.bos@klant.example"), Some("2026-12-02T08:00:00Z")));
    assert_eq!((json["appointments"][0]["history"][0]["what"].as_str(), json["notes"][0]["text"].as_str()), (Some("booked"), Some("Sleutel ophalen")));
    assert!(!text.contains(card.appointment.token.as_str()), "a link is a key, and none of it");
    let reader = office.member("Lezer", office.editing(&[]).await).await;
    assert_eq!(office.call(&reader, &export).await.answer, Err(TeamError::NotAllowed(Permission::Settings)));
    assert_eq!(office.call(&reader, &EraseCustomer { portal: portal(), id: card.customer.id }).await.answer, Err(TeamError::NotAllowed(Permission::Settings)));
}

async fn whoever_is_erased_is_nowhere_and_the_agenda_keeps_its_history(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let card = book(&house.app, ask("kade", "2026-12-02 09:00", "Anna Bos")).await.unwrap().card;
    office.call(&desk, &NoteDown { portal: portal(), id: card.appointment.id.to_string(), text: "Anna Bos belt terug".to_owned() }).await.answer.unwrap();
    let erase = EraseCustomer { portal: portal(), id: card.customer.id.clone() };
    let upcoming = office.call(&desk, &erase).await;
    assert_eq!((upcoming.status, upcoming.answer), (409, Err(TeamError::Upcoming)));
    office.call(&desk, &Cancel { act: act(&card) }).await.answer.unwrap();
    fed(house, &feeder(house).await, &card.customer.id, raw(FedKind::Message, "crm-1")).await;
    // Four mails wait, all of which would speak of her.
    office.call(&desk, &erase).await.answer.unwrap();
    let raw = house.raw().await;
    assert_eq!(raw.number("SELECT COUNT(*) FROM outbox").await, 0);
    assert_eq!(raw.number("SELECT COUNT(*) FROM history").await, 2, "booked and cancelled");
    assert_eq!(raw.number("SELECT COUNT(*) FROM appointments WHERE status = 'cancelled' AND name = '–' AND phone = ''").await, 1);
    for table in ["customers", "customer_words", "notes", "fed", "idempotency_keys"] {
        assert_eq!(raw.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
    }
    assert!(matches!(manage(&house.app, &card.appointment.token).await, Err(LinkError::UnknownLink)));
    let line = InboxAsk { portal: portal(), filters: Filters::default(), after: None };
    let lines = office.call(&desk, &Inbox { ask: line }).await.answer.unwrap().lines;
    assert!(matches!(&lines[..], [Interaction::Appointment(line)] if line.customer == "–"), "{lines:?}");
    assert_eq!(dossier_name(&office, &desk, &card).await, "–");
    assert_eq!(found(&office, &desk, "anna").await, 0);
    assert_eq!(office.call(&desk, &erase).await.answer, Err(TeamError::NotFound));
    // Who comes back is someone new.
    book(&house.app, ask("kade", "2026-12-02 09:00", "Anna Bos")).await.unwrap();
    assert_eq!(found(&office, &desk, "anna").await, 1);
}

async fn an_export_holds_everything_however_much_it_is(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let feeder = feeder(house).await;
    let card = book(&house.app, ask("kade", "2026-12-02 09:00", "Anna Bos")).await.unwrap().card;
    let raw_way = house.raw().await;
    let columns = "portal, entry, subject, event_type, agenda, lane, customer, buffer_before, buffer_after, wall_day, wall_time, utc_offset, zone, source, name, email, phone, language, note, answers, sequence, version, created_at, updated_at";
    for at in 0..249 {
        let id = format!("copy-{at:03}");
        let copy = format!(
            "INSERT INTO appointments ({columns}, id, starts_at, ends_at, status, token) SELECT {columns}, '{id}', starts_at, ends_at, 'cancelled', 'proef.{at:032}' FROM appointments WHERE id = '{}'",
            card.appointment.id
        );
        raw_way.run(&copy).await.unwrap();
        // More history than a screen shows, too.
        let history = "portal, happened_at, who, who_name, what, old_starts_at, new_starts_at, old_agenda, new_agenda, reason, told";
        let lines = format!(
            "INSERT INTO history ({history}, appointment, version) SELECT {history}, '{id}', v.column1 FROM history h, (VALUES (1), (2), (3), (4), (5)) v WHERE h.appointment = '{}'",
            card.appointment.id
        );
        raw_way.run(&lines).await.unwrap();
    }
    for at in 0..210 {
        let text = if at == 0 { "lang ".repeat(1_000) } else { String::new() };
        fed(house, &feeder, &card.customer.id, appointment::domain::RawFed { text, ..raw(FedKind::Document, &format!("crm-{at}")) }).await;
        house.app.clock.turn(Minutes::new(1));
    }
    let text = office.call(&desk, &ExportCustomer { portal: portal(), id: card.customer.id.clone() }).await.answer.unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let appointments = json["appointments"].as_array().unwrap();
    let history: usize = appointments.iter().map(|one| one["history"].as_array().unwrap().len()).sum();
    let timeline = json["timeline"].as_array().unwrap();
    let longest = timeline.iter().map(|one| one["text"].as_str().unwrap().len()).max();
    assert_eq!((appointments.len(), history, timeline.len(), longest), (250, 249 * 5 + 1, 210, Some(4_999)));
    let shown = office.call(&desk, &CustomerOf { portal: portal(), id: card.customer.id.to_string() }).await.answer.unwrap();
    assert_eq!(shown.appointments.len(), 200, "a screen shows the latest");
}

both_engines! {
    an_export_holds_everything_however_much_it_is
    all_of_one_becomes_the_others
    everything_is_handed_over
    whoever_is_erased_is_nowhere_and_the_agenda_keeps_its_history
}
