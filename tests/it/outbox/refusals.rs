//! Addresses that a mail server refuses as a mail is handed over: they are marked, unless what it says is about us.

use appointment::app::{book, request, team};
use appointment::outbox::Step;

use super::bounces::{outbox, program};
use super::house::drain;
use super::post_office::PostOffice;
use crate::journeys::requests::{asking, entry};
use crate::support::{House, ask, both_engines};

async fn only_a_refusal_of_the_address_marks_it(house: &House) {
    for (minute, (plan, expected)) in [("never", "5.1.1"), ("relay", ""), ("spam", "")].into_iter().enumerate() {
        let office = PostOffice::open(&[plan]).await;
        let (time, name) = (format!("2026-12-03 1{minute}:00"), format!("Anna {plan}"));
        let card = book(&house.app, ask("kade", &time, &name)).await.unwrap().card;
        assert_eq!(drain(&outbox(house, &office)).await, [Step::Dead, Step::Done], "{plan}");
        let found = house.app.store.dossier(&card.appointment.portal, &card.appointment.id).await.unwrap().unwrap();
        assert_eq!(found.bounced.map(|bounced| bounced.status.to_string()).unwrap_or_default(), expected, "{plan}");
    }
}

async fn the_teams_own_address_is_not_marked(house: &House) {
    let office = PostOffice::open(&["take", "never"]).await;
    book(&house.app, ask("kade", "2026-12-03 10:00", "Anna")).await.unwrap();
    assert_eq!(drain(&outbox(house, &office)).await, [Step::Done, Step::Dead]);
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM address_marks").await, 0);
}

async fn what_is_refused_of_a_request_is_told_where_that_stands(house: &House) {
    let office = PostOffice::open(&["never", "never"]).await;
    let asked = request(&house.app, &entry(house, "kade").await, &asking("key-1", "Anna")).await.unwrap().0;
    assert_eq!(drain(&outbox(house, &office)).await, [Step::Dead, Step::Dead]);
    let by = program(house).await;
    let row = team::fed(&house.app, &by, &asked.id).await.unwrap();
    assert_eq!(row.mail_failed.as_deref(), Some("the server refused the address for good (550, 5.1.1)"));
    assert!(row.unread && !row.done && team::customer(&house.app, &by, &asked.customer).await.unwrap().bounced.is_some());
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM address_marks").await, 1, "the customer's, and not the agenda's");
}

both_engines! {
    only_a_refusal_of_the_address_marks_it
    the_teams_own_address_is_not_marked
    what_is_refused_of_a_request_is_told_where_that_stands
}
