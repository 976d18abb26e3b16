//! Addresses at which no mail can be delivered are refused before anything is stored, whoever they belong to; what can't be found out is taken.

use appointment::app::team::{self, Behalf, DeedError, book_for};
use appointment::app::{App, BookAsk, BookError, ChangeError, Companion, RequestAsk, RequestError, add_attendee, book, request};
use appointment::clock::new_id;
use appointment::dns::Names;
use appointment::domain::{Actor, Contact, Email, IdempotencyKey, MemberId, Name, Permissions};
use appointment::store::team::MemberDraft;
use tokio::net::UdpSocket;

use super::requests::{asking, entry};
use crate::support::{House, NameServer, at, both_engines, contact, keyed, slug};

const IN_VAIN: [&str; 3] = ["nul.example", "weg.example", "leeg.example"];

fn anna_at(domain: &str) -> Contact {
    Contact { email: Email::parse(&format!("anna@{domain}")).unwrap(), ..contact("Anna") }
}

fn booking(key: &str, starts_at: &str, domain: &str) -> BookAsk {
    BookAsk { contact: anna_at(domain), ..keyed(key, "kade", starts_at, "Anna") }
}

fn requesting(key: &str, domain: &str) -> RequestAsk {
    RequestAsk { contact: anna_at(domain), ..asking(key, "Anna") }
}

fn bram_at(domain: &str) -> Companion {
    Companion { name: Name::parse("Bram").unwrap(), email: Email::parse(&format!("bram@{domain}")).unwrap(), language: None }
}

fn behalf(key: &str, starts_at: &str, domain: &str) -> Behalf {
    let key = IdempotencyKey::parse(key).unwrap();
    Behalf { entry: slug("kade"), agenda: None, starts_at: at(starts_at), contact: anna_at(domain), tell: true, reason: None, key }
}

/// A member who may do everything.
async fn mila(app: &App) -> Actor {
    let email = Email::parse("mila@proef.example").unwrap();
    let draft = MemberDraft { id: MemberId::new(new_id()), name: Name::parse("Mila").unwrap(), email, language: None, permissions: Permissions::all() };
    let (_, link) = team::add_member(app, &slug("proef"), &draft).await.unwrap().unwrap();
    team::choose_password(app, &link, "kom maar binnen kijken".to_owned()).await.unwrap().member.actor()
}

/// How much is kept of anyone.
async fn kept(house: &House) -> [i64; 6] {
    let raw = house.raw().await;
    let mut kept = [0; 6];
    for (count, table) in kept.iter_mut().zip(["appointments", "customers", "requests", "attendees", "outbox", "idempotency_keys"]) {
        *count = raw.number(&format!("SELECT COUNT(*) FROM {table}")).await;
    }
    kept
}

async fn at_each_form_it_is_refused_and_leaves_nothing_behind(house: &House) {
    let server = NameServer::start().await;
    let app = house.app.clone().asking(server.names());
    let (kade, by) = (entry(house, "kade").await, mila(&house.app).await);
    let card = book(&app, booking("eerst", "2026-12-02 10:00", "klant.example")).await.unwrap().card;
    let before = kept(house).await;
    for domain in IN_VAIN {
        let booked = book(&app, booking("een", "2026-12-03 10:00", domain)).await;
        assert!(matches!(booked, Err(BookError::NoMail)), "{domain}: {booked:?}");
        let requested = request(&app, &kade, &requesting("twee", domain)).await;
        assert!(matches!(requested, Err(RequestError::NoMail)), "{domain}: {requested:?}");
        let added = add_attendee(&app, &card.appointment.token, bram_at(domain)).await;
        assert!(matches!(added, Err(ChangeError::NoMail)), "{domain}: {added:?}");
        let booked = book_for(&app, &by, behalf("drie", "2026-12-03 10:00", domain)).await;
        assert!(matches!(booked, Err(DeedError::NoMail)), "{domain}: {booked:?}");
    }
    assert_eq!(kept(house).await, before);
    // The same keys do for who mends the address.
    assert!(!book(&app, booking("een", "2026-12-03 10:00", "klant.example")).await.unwrap().repeated);
    assert!(request(&app, &kade, &requesting("twee", "adres.example")).await.unwrap().1);
    add_attendee(&app, &card.appointment.token, bram_at("zes.example")).await.unwrap();
    assert!(!book_for(&app, &by, behalf("drie", "2026-12-04 10:00", "twee.example")).await.unwrap().repeated);
}

async fn what_nobody_knows_is_taken(house: &House) {
    let (server, deaf) = (NameServer::start().await, UdpSocket::bind("127.0.0.1:0").await.unwrap());
    let asking = house.app.clone().asking(server.names());
    for (at, domain) in ["kapot.example", "stil.example", "elders.nl"].iter().enumerate() {
        book(&asking, booking(domain, &format!("2026-12-02 {}:00", 10 + at), domain)).await.unwrap();
    }
    let unheard = house.app.clone().asking(Names::at(deaf.local_addr().unwrap()).unwrap());
    book(&unheard, booking("doof", "2026-12-03 10:00", "nul.example")).await.unwrap();
    // As ever where nobody is to be asked.
    book(&house.app, booking("uit", "2026-12-03 11:00", "weg.example")).await.unwrap();
}

async fn a_customer_is_told_what_a_stranger_is_told(house: &House) {
    let server = NameServer::start().await;
    let app = house.app.clone().asking(server.names());
    book(&house.app, booking("eerst", "2026-12-02 10:00", "nul.example")).await.unwrap();
    let told = async |name: &str| {
        let mut ask = booking(name, "2026-12-03 10:00", "nul.example");
        ask.contact.email = Email::parse(&format!("{name}@nul.example")).unwrap();
        format!("{:?}", book(&app, ask).await)
    };
    assert_eq!(told("anna").await, told("vreemde").await);
    let asked = server.asked();
    told("anna").await;
    assert_eq!(server.asked(), asked, "one domain, one answer");
    assert_eq!(told("anna").await, "Err(NoMail)");
}

async fn a_repetition_gets_its_first_answer_whatever_has_become_of_the_domain(house: &House) {
    let server = NameServer::start().await;
    let now = house.app.clone().asking(server.names());
    let (kade, by) = (entry(house, "kade").await, mila(&house.app).await);
    // Nobody was asked then.
    let booked = book(&house.app, booking("een", "2026-12-02 10:00", "nul.example")).await.unwrap();
    let (requested, _) = request(&house.app, &kade, &requesting("twee", "nul.example")).await.unwrap();
    let for_her = book_for(&house.app, &by, behalf("drie", "2026-12-03 10:00", "nul.example")).await.unwrap();
    add_attendee(&house.app, &booked.card.appointment.token, bram_at("weg.example")).await.unwrap();

    let again = book(&now, booking("een", "2026-12-02 10:00", "nul.example")).await.unwrap();
    assert_eq!((again.repeated, again.card), (true, booked.card.clone()));
    let (again, new) = request(&now, &kade, &requesting("twee", "nul.example")).await.unwrap();
    assert_eq!((again.id, new), (requested.id, false));
    let again = book_for(&now, &by, behalf("drie", "2026-12-03 10:00", "nul.example")).await.unwrap();
    assert_eq!((again.repeated, again.card), (true, for_her.card));
    add_attendee(&now, &booked.card.appointment.token, bram_at("weg.example")).await.unwrap();
    add_attendee(&now, &booked.card.appointment.token, Companion { email: anna_at("nul.example").email, ..bram_at("klant.example") }).await.unwrap();
    assert_eq!(kept(house).await[3], 1, "who is there is not added again");
    // The same key with another ask is what it is.
    let other = book(&now, booking("een", "2026-12-02 11:00", "nul.example")).await;
    assert!(matches!(other, Err(BookError::KeyReused)), "{other:?}");
}

async fn of_whom_nothing_is_told_the_team_may_book_anyone(house: &House) {
    let server = NameServer::start().await;
    let app = house.app.clone().asking(server.names());
    let by = mila(&house.app).await;
    let quiet = Behalf { tell: false, ..behalf("een", "2026-12-02 10:00", "nul.example") };
    book_for(&app, &by, quiet).await.unwrap();
    assert_eq!(server.asked(), 0);
}

both_engines! {
    at_each_form_it_is_refused_and_leaves_nothing_behind
    what_nobody_knows_is_taken
    a_customer_is_told_what_a_stranger_is_told
    a_repetition_gets_its_first_answer_whatever_has_become_of_the_domain
    of_whom_nothing_is_told_the_team_may_book_anyone
}
