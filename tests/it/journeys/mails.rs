//! Kinds of mail that a portal does not want are not written, to either reader; who says nothing gets them all (issue 5).

use appointment::app::{book, cancel, reschedule, team};

use super::proposals::{known, proposer, proposing};
use crate::support::{House, ask, at, both_engines, handed_over};

/// The letters that a life of an appointment leaves, by occasion and reader.
async fn life(house: &House, mail: &str) -> Vec<String> {
    house.apply_with("[portal]", &format!("[mail]\n{mail}\n\n[portal]")).await;
    let raw = house.raw().await;
    raw.run("DELETE FROM outbox").await.unwrap();
    let card = book(&house.app, ask("bellen", "2026-12-02 10:00", "Anna")).await.unwrap().card;
    reschedule(&house.app, &card.appointment.token, at("2026-12-03 14:00")).await.unwrap();
    cancel(&house.app, &card.appointment.token).await.unwrap();
    let said = raw.texts("SELECT letter FROM outbox").await;
    let mut said: Vec<String> = said
        .iter()
        .map(|letter| {
            let letter: serde_json::Value = serde_json::from_str(letter).unwrap();
            format!("{} {}", letter["occasion"].as_str().unwrap(), letter["audience"].as_str().unwrap())
        })
        .collect();
    said.sort_unstable();
    said
}

async fn each_kind_is_off_where_the_portal_says_so(house: &House) {
    let all = ["cancellation agenda", "cancellation customer", "change agenda", "change customer", "confirmation agenda", "confirmation customer"];
    assert_eq!(life(house, "").await, all);
    assert_eq!(life(house, "customer.confirmation = false\nteam.change = false").await, ["cancellation agenda", "cancellation customer", "change customer", "confirmation agenda"]);
    assert_eq!(
        life(house, "customer = { cancellation = false, change = false }\nteam = { confirmation = false }").await,
        ["cancellation agenda", "change agenda", "confirmation customer"]
    );
    let none = "{ confirmation = false, change = false, cancellation = false }";
    assert!(life(house, &format!("customer = {none}\nteam = {none}")).await.is_empty());
}

async fn history_says_of_a_customer_who_got_no_mail_that_they_were_not_told(house: &House) {
    life(house, "customer.change = false").await;
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM history WHERE what = 'rescheduled' AND told = 1").await, 0);
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM history WHERE what <> 'rescheduled' AND told = 1").await, 2);
}

async fn the_agenda_that_is_left_hears_nothing_where_the_team_wants_no_changes(house: &House) {
    house.apply_with("[portal]", "[mail]\nteam.change = false\n\n[portal]").await;
    book(&house.app, ask("kade", "2026-12-03 09:30", "Druk")).await.unwrap();
    let before = book(&house.app, ask("beide", "2026-12-02 10:00", "Anna")).await.unwrap().card;
    let after = reschedule(&house.app, &before.appointment.token, at("2026-12-03 09:30")).await.unwrap();
    assert_ne!(after.appointment.agenda, before.appointment.agenda);
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM outbox").await, 5, "two bookings, and the customer's change");
}

async fn what_is_offered_is_mailed_in_the_portals_own_words(house: &House) {
    let own =
        "[texts.nl]\nmail.label_what = \"Woning\"\nrequest_mail.label_times = \"Kies uit\"\nrequest_mail.proposed_lead = \"Dag {name}, {portal} ziet u graag. Kies tot {until}.\"";
    let anna = known(house, "Anna").await;
    let proposing = proposing("een", "kade", &anna, &["2026-12-02 10:00", "2026-12-02 11:00"]);
    team::propose(&house.app, &proposer(house).await, &proposing).await.unwrap();
    // It goes by what holds when it leaves.
    house.apply_with("[portal]", &format!("{own}\n\n[portal]")).await;
    let mails = handed_over(house).await;
    let mail = mails.iter().map(|mail| mail.replace("=\r\n", "")).find(|mail| mail.contains("/p/proef.")).unwrap();
    for said in ["Woning", "Kies uit", "Dag Anna, Proef Makelaars ziet u graag. Kies tot donderdag 3 december 2026, 08:00."] {
        assert!(mail.matches(said).count() >= 2, "{said} in both parts of {mail}");
    }
    assert!(!mail.contains("Tijden:"), "{mail}");
}

both_engines! {
    each_kind_is_off_where_the_portal_says_so
    what_is_offered_is_mailed_in_the_portals_own_words
    history_says_of_a_customer_who_got_no_mail_that_they_were_not_told
    the_agenda_that_is_left_hears_nothing_where_the_team_wants_no_changes
}
