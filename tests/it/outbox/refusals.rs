//! Addresses that a mail server refuses as a mail is handed over: they are marked, unless what it says is about us.

use appointment::app::book;
use appointment::outbox::Step;

use super::bounces::outbox;
use super::house::drain;
use super::post_office::PostOffice;
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

both_engines! {
    only_a_refusal_of_the_address_marks_it
    the_teams_own_address_is_not_marked
}
