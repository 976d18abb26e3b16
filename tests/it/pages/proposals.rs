//! The times that a customer is offered, on their page.

use appointment::app::team::{self, Proposing};
use appointment::app::{book, free_times};
use appointment::domain::{Actor, IdempotencyKey, Minutes, Name, Note, Proposal, Scope};

use super::site::Visit;
use crate::support::{ask, slug};

const TIMES: [&str; 3] = ["2026-12-01T08:00:00Z", "2026-12-01T09:00:00Z", "2026-12-02T08:30:00Z"];

async fn actor(visit: &Visit) -> Actor {
    let portal = visit.app.store.portal(&slug("demo")).await.unwrap().unwrap();
    Actor::program(portal, Name::parse("CRM").unwrap(), vec![Scope::AppointmentsWrite])
}

/// A proposal of three times, and where it is shown.
async fn proposed(visit: &Visit, held: bool) -> (Proposal, String) {
    let path = visit.booked("gesprek", "2026-12-03T08:00:00Z").await;
    let customer = visit.card(&path).await.customer.id;
    let starts = TIMES.iter().map(|start| appointment::domain::Instant::parse(start).unwrap()).collect();
    let note = Note::parse("Past er iets? <b>Groet</b>").unwrap();
    let key = IdempotencyKey::parse("een").unwrap();
    let asked = Proposing { entry: slug("lindengracht-12"), agenda: None, starts, customer, request: None, held: Some(held), expires: Some(Minutes::new(1_440)), note, key };
    let made = team::propose(&visit.app, &actor(visit).await, &asked).await.unwrap().0;
    let link = format!("/p/{}", made.token.as_str());
    (made, link)
}

/// Someone else books one of the times.
async fn taken(visit: &Visit, start: &str) {
    let mut ask = ask("lindengracht-12", start, "Bram");
    ask.portal = slug("demo");
    book(&visit.app, ask).await.unwrap();
}

#[tokio::test]
async fn one_press_picks_and_a_second_shows_the_same_appointment() {
    let visit = Visit::new().await;
    let (_, link) = proposed(&visit, true).await;
    let page = visit.get(&link).await;
    assert_eq!((page.status.as_u16(), page.slots(), page.header("cache-control"), page.header("referrer-policy")), (200, TIMES.to_vec(), "no-store", "no-referrer"));
    page.shows(&["data-step=\"proposed\"", "method=\"post\"", "dinsdag 1 december 2026, 09:00–09:30 uur", "Past er iets? &lt;b&gt;Groet", "tot zaterdag 28 november 2026, 08:00"]);
    assert_eq!(visit.get(&link).await.text, page.text, "looking changes nothing");
    assert!(visit.free("lindengracht-12", "2026-12-01").await.iter().all(|start| !TIMES.contains(&start.as_str())));

    let picked = visit.post(&link, &[("at", TIMES[1])]).await;
    assert_eq!(picked.status, 303);
    let appointment = picked.header("location").to_owned();
    assert!(appointment.starts_with("/m/demo.") && appointment.ends_with("?now=booked"), "{appointment}");
    visit.get(&appointment).await.shows(&["Uw afspraak staat vast", "dinsdag 1 december 2026", "10:00–10:30"]);
    for again in TIMES {
        assert_eq!(visit.post(&link, &[("at", again)]).await.header("location"), appointment);
    }
    let after = visit.get(&link).await;
    after.shows(&["data-step=\"proposed_picked\"", "U hebt een tijd gekozen", appointment.split('?').next().unwrap()]);
    assert!(after.slots().is_empty());
    visit.get(&format!("{link}?lang=en")).await.shows(&["You have picked a time"]);
}

#[tokio::test]
async fn a_taken_time_is_struck_out_and_when_all_are_gone_one_asks_for_another() {
    let visit = Visit::new().await;
    let (_, link) = proposed(&visit, false).await;
    taken(&visit, TIMES[0]).await;
    let page = visit.get(&link).await;
    assert_eq!(page.slots(), &TIMES[1..]);
    page.shows(&["data-lost=\"2026-12-01T08:00:00Z\"><del>dinsdag 1 december 2026, 09:00–09:30 uur</del>"]);
    let lost = visit.post(&link, &[("at", TIMES[0])]).await;
    assert_eq!((lost.status.as_u16(), lost.slots()), (409, TIMES[1..].to_vec()));
    lost.shows(&["role=\"alert\"", "zojuist door iemand anders geboekt"]);
    taken(&visit, TIMES[1]).await;
    taken(&visit, TIMES[2]).await;
    let gone = visit.get(&link).await;
    assert!(gone.slots().is_empty());
    gone.shows(&["data-step=\"proposed_gone\"", "data-action=\"request\" href=\"/b/demo/lindengracht-12/plain/request\"", "Vraag een afspraak aan"]);
}

#[tokio::test]
async fn who_has_booked_otherwise_reads_so_and_sees_what_they_have() {
    let visit = Visit::new().await;
    let (made, link) = proposed(&visit, true).await;
    let mut otherwise = ask("lindengracht-12", "2026-12-02T09:00:00Z", "Anna");
    (otherwise.portal, otherwise.contact) = (slug("demo"), made.contact.clone());
    let card = book(&visit.app, otherwise).await.unwrap().card;
    let page = visit.get(&link).await;
    let own = format!("href=\"/m/{}\"", card.appointment.token.as_str());
    page.shows(&["data-step=\"proposed_superseded\"", "U hebt al een afspraak", "woensdag 2 december 2026", "10:00–10:30", &own]);
    assert!(page.slots().is_empty());
    for pressed in [[("at", TIMES[0])], [("decline", "yes")]] {
        assert_eq!(visit.post(&link, &pressed).await.header("location"), link, "what is so says it all");
    }
    for (language, title) in [("en", "You already have an appointment"), ("de", "Sie haben schon einen Termin"), ("fr", "Vous avez déjà un rendez-vous")] {
        visit.get(&format!("{link}?lang={language}")).await.shows(&[title]);
    }
    appointment::app::cancel(&visit.app, &card.appointment.token).await.unwrap();
    let cancelled = visit.get(&link).await;
    cancelled.shows(&["data-step=\"proposed_superseded\"", "data-action=\"request\"", "data-action=\"times\""]);
    assert!(!cancelled.text.contains(&own));
}

#[tokio::test]
async fn an_old_link_leads_to_no_appointment_of_another_address() {
    let visit = Visit::new().await;
    let (made, link) = proposed(&visit, true).await;
    // The team finds that two are one: the link was mailed to an address that is theirs no longer.
    let mut other = ask("gesprek", "2026-12-03T08:30:00Z", "Bram");
    other.portal = slug("demo");
    let bram = book(&visit.app, other).await.unwrap().card.customer.id;
    assert!(visit.app.store.merge_customers(&made.portal, &made.customer, &bram).await.unwrap());
    taken(&visit, "2026-12-02T09:00:00Z").await;
    let page = visit.get(&link).await;
    page.shows(&["data-step=\"proposed_superseded\""]);
    assert!(!page.text.contains("/m/demo.") && !page.text.contains("10:00–10:30"), "{}", page.text);
    assert_eq!(visit.post(&link, &[("at", TIMES[0])]).await.header("location"), link);
}

#[tokio::test]
async fn an_old_link_says_what_is_so_and_what_can_be_done() {
    let visit = Visit::new().await;
    let (_, link) = proposed(&visit, true).await;
    let declined = visit.post(&link, &[("decline", "yes")]).await;
    assert_eq!((declined.status.as_u16(), declined.header("location")), (303, link.as_str()));
    visit.get(&link).await.shows(&["data-step=\"proposed_declined\"", "data-action=\"request\"", "data-action=\"times\""]);
    assert_eq!(visit.post(&link, &[("at", TIMES[0])]).await.header("location"), link, "nothing of it can be picked");

    let visit = Visit::new().await;
    let (_, link) = proposed(&visit, true).await;
    visit.app.clock.turn(Minutes::new(1_440));
    let expired = visit.get(&link).await;
    expired.shows(&["data-step=\"proposed_expired\"", "Dit voorstel is verlopen", "data-action=\"request\""]);
    assert_eq!(visit.post(&link, &[("at", TIMES[0])]).await.header("location"), link);
    let entry = slug("lindengracht-12");
    let day = crate::support::day("2026-12-01");
    assert_eq!(free_times(&visit.app, &slug("demo"), &entry, day, day).await.unwrap().slots.len(), 4);

    let visit = Visit::new().await;
    let (made, link) = proposed(&visit, true).await;
    team::withdraw(&visit.app, &actor(&visit).await, &made.id).await.unwrap();
    visit.get(&link).await.shows(&["data-step=\"proposed_withdrawn\""]);
    for nothing in [&[][..], &[("at", "yesterday")], &[("at", "2026-12-01T12:00:00Z")]] {
        assert_eq!(visit.post(&link, nothing).await.header("location"), link);
    }
    for lost in ["/p/demo.nobody", "/p/x"] {
        assert_eq!((visit.get(lost).await.status.as_u16(), visit.post(lost, &[("at", TIMES[0])]).await.status.as_u16()), (404, 404), "{lost}");
    }
}
