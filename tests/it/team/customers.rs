//! Customers as the team knows them, and booking on their behalf.

use appointment::api::team::wire::{Behalf, TimelineWhat, Whom};
use appointment::api::team::{BookFor, CustomerOf, Customers, EditCustomer, Field, NoteDown, NoteOnCustomer, TeamError};
use appointment::app::book;
use appointment::clock::new_id;
use appointment::domain::{Author, FieldError, Language, Minutes, Permissions, Source, What};

use super::office::Office;
use crate::support::{House, NameServer, ask, at, both_engines};

fn whom(name: &str, email: &str, phone: &str) -> Whom {
    Whom { name: name.to_owned(), email: email.to_owned(), phone: phone.to_owned(), language: Language::En }
}

fn behalf(starts_at: &str) -> Behalf {
    let whom = whom("Dirk Smit", "dirk@klant.example", "0201234567");
    Behalf {
        portal: "proef".to_owned(),
        entry: "beide".to_owned(),
        agenda: None,
        starts_at: at(starts_at).seconds(),
        whom,
        note: "Komt met twee".to_owned(),
        tell: true,
        reason: String::new(),
        key: new_id(),
    }
}

async fn the_team_books_on_a_customers_behalf(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let wanted = behalf("2026-12-02 09:00");
    let made = office.call(&desk, &BookFor { behalf: wanted.clone() }).await.answer.unwrap();
    assert_eq!(
        (made.source, made.name.as_str(), made.phone.as_deref(), made.words.as_str(), made.unread),
        (Source::Dashboard, "Dirk Smit", Some("+31 20 123 4567"), "Komt met twee", false)
    );
    assert!(matches!(&made.history[0].by, Author::Member(_, name) if name.as_str() == "Mila"));
    let again = office.call(&desk, &BookFor { behalf: wanted.clone() }).await.answer.unwrap();
    assert_eq!(again.id, made.id, "a double click");
    let other = Behalf { entry: "kade".to_owned(), ..wanted };
    assert_eq!(office.call(&desk, &BookFor { behalf: other }).await.answer, Err(TeamError::KeyReused));
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM outbox").await, 2);
    let quiet = Behalf { tell: false, ..behalf("2026-12-02 10:00") };
    office.call(&desk, &BookFor { behalf: quiet }).await.answer.unwrap();
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM outbox").await, 3, "the agenda alone");
}

async fn the_rules_hold_for_the_team_until_it_says_why_not(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let evening = behalf("2026-12-02 20:00");
    let refused = office.call(&desk, &BookFor { behalf: evening.clone() }).await;
    assert!(matches!(refused.answer, Err(TeamError::NotOffered(_))), "{refused:?}");
    let over = Behalf { reason: "Kan alleen 's avonds".to_owned(), ..evening };
    let made = office.call(&desk, &BookFor { behalf: over.clone() }).await.answer.unwrap();
    assert_eq!(made.history[0].reason.as_deref(), Some("Kan alleen 's avonds"));
    // The other agenda is free then; after that none is.
    let second = office.call(&desk, &BookFor { behalf: Behalf { key: new_id(), ..over.clone() } }).await.answer.unwrap();
    assert_ne!(second.agenda, made.agenda);
    let third = office.call(&desk, &BookFor { behalf: Behalf { key: new_id(), ..over } }).await;
    assert!(matches!(third.answer, Err(TeamError::Taken(_))), "{third:?}");
}

async fn wrong_fields_are_named(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let wrong = Behalf { whom: whom(" ", "geen adres", "12"), ..behalf("2026-12-02 09:00") };
    let came = office.call(&desk, &BookFor { behalf: wrong }).await;
    let fields = vec![(Field::Name, FieldError::Missing), (Field::Email, FieldError::NotAnEmail), (Field::Phone, FieldError::NotAPhone)];
    assert_eq!((came.status, came.answer), (422, Err(TeamError::Invalid(fields))));
}

async fn an_address_that_gets_no_mail_is_told_at_its_field(house: &House) {
    let server = NameServer::start().await;
    let office = Office::asking(house, server.names()).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let wanted = |email: &str| Behalf { whom: whom("Dirk Smit", email, ""), key: "een".to_owned(), ..behalf("2026-12-02 09:00") };
    let came = office.call(&desk, &BookFor { behalf: wanted("dirk@nul.example") }).await;
    assert_eq!((came.status, came.answer), (422, Err(TeamError::Invalid(vec![(Field::Email, FieldError::NoMail)]))));
    office.call(&desk, &BookFor { behalf: wanted("dirk@klant.example") }).await.answer.unwrap();
}

async fn contact_details_are_edited_here_and_by_no_booking(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let anna = book(&house.app, ask("kade", "2026-12-02 09:00", "Anna")).await.unwrap().card;
    let bram = book(&house.app, ask("zuid", "2026-12-02 09:00", "Bram")).await.unwrap().card;
    let edit = |email: &str| EditCustomer { portal: "proef".to_owned(), id: anna.customer.id.to_string(), whom: whom("Anna de Groot", email, "") };
    let now = office.call(&desk, &edit("anna@groot.example")).await.answer.unwrap();
    assert_eq!((now.line.name.as_str(), now.line.email.as_str(), now.line.phone, now.language), ("Anna de Groot", "anna@groot.example", None, Language::En));
    assert_eq!(now.appointments[0].customer, "Anna", "what was given with it stays with it");
    let taken = office.call(&desk, &edit(bram.customer.email.as_str())).await;
    assert_eq!((taken.status, taken.answer), (409, Err(TeamError::Known)));
    let search = async |text: &str| {
        let found = office.call(&desk, &Customers { portal: "proef".to_owned(), search: text.to_owned() }).await.answer.unwrap();
        found.into_iter().map(|line| line.name).collect::<Vec<_>>()
    };
    assert_eq!(search("groot").await, ["Anna de Groot"]);
    assert_eq!(search("").await.len(), 2);
    assert_eq!(search("niemand").await, Vec::<String>::new());
}

async fn a_timeline_has_one_item_for_each_appointment_and_the_teams_notes(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let card = book(&house.app, ask("kade", "2026-12-02 09:00", "Anna")).await.unwrap().card;
    let id = card.customer.id.to_string();
    house.app.clock.turn(Minutes::new(1));
    appointment::app::reschedule(&house.app, &card.appointment.token, at("2026-12-02 11:00")).await.unwrap();
    house.app.clock.turn(Minutes::new(1));
    office.call(&desk, &NoteOnCustomer { portal: "proef".to_owned(), id: id.clone(), text: "Zoekt een tuin".to_owned() }).await.answer.unwrap();
    house.app.clock.turn(Minutes::new(1));
    office.call(&desk, &NoteDown { portal: "proef".to_owned(), id: card.appointment.id.to_string(), text: "Sleutel ophalen".to_owned() }).await.answer.unwrap();
    let record = office.call(&desk, &CustomerOf { portal: "proef".to_owned(), id }).await.answer.unwrap();
    let items: Vec<_> = record
        .timeline
        .iter()
        .map(|line| match &line.what {
            TimelineWhat::Note(_, by, text) => format!("{by}: {text}"),
            TimelineWhat::Fed(line) => line.title.clone(),
            TimelineWhat::Bounced(status) => status.to_string(),
            TimelineWhat::Proposal(_, status) => status.as_str().to_owned(),
            TimelineWhat::Appointment(_, history) => history.iter().map(|line| line.what.as_str()).collect::<Vec<_>>().join(", "),
        })
        .collect();
    assert_eq!(items, ["Mila: Sleutel ophalen".to_owned(), "Mila: Zoekt een tuin".to_owned(), format!("{}, {}", What::Rescheduled.as_str(), What::Booked.as_str())]);
    assert_eq!(record.appointments.len(), 1);
}

async fn customers_are_found_though_a_booking_notes_no_words(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    book(&house.app, ask("kade", "2026-12-02 09:00", "Anna")).await.unwrap();
    let words = async || house.raw().await.texts("SELECT word FROM customer_words").await.len();
    assert_eq!(words().await, 0, "who books waits for no index");
    let found = async || office.call(&desk, &Customers { portal: "proef".to_owned(), search: "anna".to_owned() }).await.answer.unwrap().len();
    assert_eq!((found().await, words().await > 0), (1, true));
    assert_eq!(house.app.store.index_customers().await.unwrap(), 0, "each is noted once");
    house.raw().await.run("DELETE FROM customer_words").await.unwrap();
    house.raw().await.run("UPDATE customers SET noted = 0").await.unwrap();
    assert_eq!(house.app.store.index_customers().await.unwrap(), 1, "the server notes now and then");
    assert_eq!(found().await, 1);
}

both_engines! {
    the_team_books_on_a_customers_behalf
    the_rules_hold_for_the_team_until_it_says_why_not
    wrong_fields_are_named
    an_address_that_gets_no_mail_is_told_at_its_field
    contact_details_are_edited_here_and_by_no_booking
    a_timeline_has_one_item_for_each_appointment_and_the_teams_notes
    customers_are_found_though_a_booking_notes_no_words
}
