//! The secret address of an agenda: who makes and ends it, what calendars read there, and what a wrong one opens.

use std::sync::Arc;

use appointment::api::team::wire::Blocking;
use appointment::api::team::{BlockTime, Subscribe, SubscriptionOf, TeamError, Unsubscribe};
use appointment::app::team::{self, Size};
use appointment::app::{book, cancel, reschedule};
use appointment::domain::{AgendaId, Minutes, Permission, Permissions};
use appointment::http::{Site, calendar};
use ical::parser::ical::component::IcalCalendar;

use super::office::{Desk, Office};
use crate::support::{House, ask, at, both_engines, slug};

/// A calendar program.
struct Reader {
    base: String,
    client: reqwest::Client,
}

impl Reader {
    async fn of(house: &House) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let site = Site { app: house.app.clone(), public_url: Arc::from("https://afspraak.example.nl") };
        tokio::spawn(async move { axum::serve(listener, calendar::routes().with_state(site)).await });
        Self { base, client: reqwest::Client::new() }
    }

    async fn get(&self, path: &str, known: Option<&str>) -> reqwest::Response {
        let request = self.client.get(format!("{}{path}", self.base));
        known.into_iter().fold(request, |request, tag| request.header("If-None-Match", tag)).send().await.unwrap()
    }

    /// What stands there, by a second parser.
    async fn read(&self, path: &str) -> IcalCalendar {
        let response = self.get(path, None).await;
        assert_eq!(response.status(), 200);
        let text = response.text().await.unwrap();
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "lines are folded");
        let mut calendars = ical::IcalParser::new(text.as_bytes());
        let calendar = calendars.next().unwrap().unwrap();
        assert!(calendars.next().is_none());
        calendar
    }
}

/// One property of each of a calendar's events.
fn each(calendar: &IcalCalendar, name: &str) -> Vec<String> {
    let of = |event: &ical::parser::ical::component::IcalEvent| event.properties.iter().find(|property| property.name == name).and_then(|property| property.value.clone());
    calendar.events.iter().map(|event| of(event).unwrap_or_default()).collect()
}

async fn noord(house: &House) -> AgendaId {
    let portal = house.app.store.portal(&slug("proef")).await.unwrap().unwrap();
    house.app.store.agenda_by_slug(&portal.id, &slug("noord")).await.unwrap().unwrap()
}

/// A new address, without its server.
async fn subscribe(office: &Office<'_>, desk: &Desk, agenda: &AgendaId) -> String {
    let address = office.call(desk, &Subscribe { portal: "proef".to_owned(), agenda: agenda.clone() }).await.answer.unwrap();
    let path = address.strip_prefix("http://127.0.0.1").unwrap().to_owned();
    assert!(path.starts_with("/calendar/proef.") && path.ends_with(".ics"), "{path}");
    path
}

async fn calendars_read_what_stands_and_what_is_kept_free(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Sanne", office.editing(&["noord"]).await).await;
    let (agenda, reader) = (noord(house).await, Reader::of(house).await);
    let path = subscribe(&office, &desk, &agenda).await;
    assert_eq!(reader.read(&path).await.events.len(), 0);
    let anna = book(&house.app, ask("kade", "2026-12-02 09:00", "Anna")).await.unwrap().card;
    let bram = book(&house.app, ask("kade", "2026-12-02 10:00", "Bram")).await.unwrap().card;
    book(&house.app, ask("zuid", "2026-12-02 10:00", "Cora")).await.unwrap();
    for (day, reason) in [("2026-12-02", ""), ("2026-12-03", "Tandarts; om 14:00")] {
        let blocking = Blocking {
            portal: "proef".to_owned(),
            agenda: agenda.clone(),
            from: at(&format!("{day} 14:00")).seconds(),
            to: at(&format!("{day} 15:00")).seconds(),
            reason: reason.to_owned(),
        };
        office.call(&desk, &BlockTime { blocking }).await.answer.unwrap();
    }
    let found = reader.read(&path).await;
    assert_eq!(each(&found, "SUMMARY"), ["Bezichtiging – Kade 1 – Anna", "Bezichtiging – Kade 1 – Bram", "Vrijgehouden", "Tandarts\\; om 14:00"]);
    assert_eq!(each(&found, "UID")[0], format!("{}@appointment", anna.appointment.id), "the same as the mail's");
    assert_eq!((each(&found, "SEQUENCE")[0].as_str(), each(&found, "STATUS")[0].as_str()), ("0", "CONFIRMED"));
    let said = |name: &str| found.properties.iter().find(|property| property.name == name).and_then(|property| property.value.clone()).unwrap();
    assert_eq!(
        (said("METHOD").as_str(), said("X-WR-CALNAME").as_str(), said("REFRESH-INTERVAL").as_str(), said("X-PUBLISHED-TTL").as_str()),
        ("PUBLISH", "Sanne de Wit – Proef Makelaars", "PT15M", "PT15M")
    );
    let text = reader.get(&path, None).await.text().await.unwrap();
    assert!(!text.contains("ATTENDEE") && !text.replace("\r\n ", "").contains(anna.appointment.token.as_str()), "it invites nobody, and has nobody's link");

    house.app.clock.turn(Minutes::new(1));
    reschedule(&house.app, &anna.appointment.token, at("2026-12-02 11:00")).await.unwrap();
    cancel(&house.app, &bram.appointment.token).await.unwrap();
    let found = reader.read(&path).await;
    assert_eq!((each(&found, "DTSTART")[0].as_str(), each(&found, "SEQUENCE")[0].as_str(), found.events.len()), ("20261202T100000Z", "1", 3));
    house.app.clock.turn(Minutes::new(33 * 24 * 60));
    assert_eq!(reader.read(&path).await.events.len(), 0, "what is over for a month has gone");
}

async fn a_calendar_that_comes_again_is_told_that_nothing_has_changed(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let reader = Reader::of(house).await;
    let path = subscribe(&office, &desk, &noord(house).await).await;
    book(&house.app, ask("kade", "2026-12-02 09:00", "Anna")).await.unwrap();
    let first = reader.get(&path, None).await;
    let header = |response: &reqwest::Response, name: &str| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
    assert_eq!(header(&first, "content-type"), "text/calendar; charset=utf-8");
    assert_eq!(
        (header(&first, "cache-control"), header(&first, "referrer-policy"), header(&first, "x-robots-tag")),
        ("private, no-cache".to_owned(), "no-referrer".to_owned(), "noindex".to_owned())
    );
    assert_eq!(header(&first, "last-modified"), "Tue, 01 Dec 2026 07:00:00 GMT");
    let tag = header(&first, "etag");
    let again = reader.get(&path, Some(&tag)).await;
    assert_eq!((again.status().as_u16(), header(&again, "etag"), again.text().await.unwrap()), (304, tag.clone(), String::new()));
    book(&house.app, ask("kade", "2026-12-02 10:00", "Bram")).await.unwrap();
    assert_eq!(reader.get(&path, Some(&tag)).await.status(), 200);
}

async fn an_address_ends_and_a_new_one_ends_the_old(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let (agenda, reader) = (noord(house).await, Reader::of(house).await);
    let of = || SubscriptionOf { portal: "proef".to_owned(), agenda: agenda.clone() };
    assert_eq!(office.call(&desk, &of()).await.answer, Ok(None));
    let first = subscribe(&office, &desk, &agenda).await;
    assert_eq!(office.call(&desk, &of()).await.answer.unwrap().unwrap().instant(), house.now());
    let second = subscribe(&office, &desk, &agenda).await;
    let status = async |path: &str| reader.get(path, None).await.status().as_u16();
    assert_eq!((status(&first).await, status(&second).await), (404, 200));
    for wrong in ["/calendar/proef.ics", "/calendar/x", &second.replace("proef.", "ander."), second.trim_end_matches(".ics"), &format!("/calendar/proef.{}.ics", "a".repeat(32))] {
        assert_eq!(status(wrong).await, 404, "{wrong}");
    }
    let kept = house.raw().await.texts("SELECT portal || agenda || digest FROM calendar_subscriptions").await;
    let secret = second.trim_end_matches(".ics").rsplit('.').next().unwrap();
    assert!(kept.len() == 1 && !kept[0].contains(secret), "only its digest is kept");
    for _twice in 0..2 {
        office.call(&desk, &Unsubscribe { portal: "proef".to_owned(), agenda: agenda.clone() }).await.answer.unwrap();
    }
    assert_eq!((status(&second).await, office.call(&desk, &of()).await.answer), (404, Ok(None)));
}

async fn only_who_may_change_an_agenda_makes_or_ends_its_address(house: &House) {
    let office = Office::open(house).await;
    let agenda = noord(house).await;
    let cases = [
        (Desk::default(), TeamError::SignedOut),
        (office.member("Niets", Permissions::none()).await, TeamError::NotAllowed(Permission::Interactions)),
        (office.member("Lezer", office.editing(&[]).await).await, TeamError::NotAllowed(Permission::Agenda)),
        (office.member("Zuid", office.editing(&["zuid"]).await).await, TeamError::NotAllowed(Permission::Agenda)),
    ];
    for (desk, refusal) in cases {
        assert_eq!(office.call(&desk, &Subscribe { portal: "proef".to_owned(), agenda: agenda.clone() }).await.answer, Err(refusal.clone()));
        assert_eq!(office.call(&desk, &Unsubscribe { portal: "proef".to_owned(), agenda: agenda.clone() }).await.answer, Err(refusal));
    }
    let desk = office.member("Mila", Permissions::all()).await;
    let nobodys = Subscribe { portal: "proef".to_owned(), agenda: AgendaId::new("nobodys") };
    assert_eq!(office.call(&desk, &nobodys).await.answer, Err(TeamError::NotFound));
    let none = SubscriptionOf { portal: "proef".to_owned(), agenda };
    assert_eq!(office.call(&Desk::default(), &none).await.answer, Err(TeamError::SignedOut));
}

async fn a_full_agenda_is_read_fast(house: &House) {
    team::seed(&house.app, &slug("proef"), Size { customers: 200, appointments: 6_000 }, |_| {}).await.unwrap();
    let reader = Reader::of(house).await;
    let portal = house.app.store.portal(&slug("proef")).await.unwrap().unwrap();
    let key = team::make_subscription(&house.app, &portal.id, &portal.slug, &noord(house).await).await.unwrap().unwrap();
    let found = team::subscribed(&house.app, &key).await.unwrap().unwrap();
    assert!(found.appointments.len() > 100, "{}", found.appointments.len());
    let began = std::time::Instant::now();
    let read = reader.get(&format!("/calendar/{}.ics", key.reveal()), None).await.text().await.unwrap();
    let took = began.elapsed();
    assert_eq!(read.matches("BEGIN:VEVENT").count(), found.appointments.len());
    // By a program that is built without care for speed, beside others: a tenth of it is usual.
    assert!(took < std::time::Duration::from_secs(5), "{} events took {took:?}", found.appointments.len());
}

both_engines! {
    calendars_read_what_stands_and_what_is_kept_free
    a_calendar_that_comes_again_is_told_that_nothing_has_changed
    an_address_ends_and_a_new_one_ends_the_old
    only_who_may_change_an_agenda_makes_or_ends_its_address
    a_full_agenda_is_read_fast
}
