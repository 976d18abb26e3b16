//! Letters: claimed by lease, in order, and ended once.

use appointment::app::{book, cancel};
use appointment::domain::{Audience, Letter, Minutes, Occasion};
use appointment::store::{Claimed, Depth, StoreError};

use crate::support::{House, ask, both_engines};

const LEASE: Minutes = Minutes::new(5);

async fn claim(house: &House) -> Option<Claimed> {
    house.app.store.claim_letters(house.now(), LEASE, 1).await.unwrap().letters.pop()
}

async fn claim_all(house: &House) -> Vec<Letter> {
    let mut letters = Vec::new();
    while let Some(claimed) = claim(house).await {
        letters.push(claimed.letter);
    }
    letters
}

async fn a_claimed_letter_is_nobody_elses_until_its_lease_ends(house: &House) {
    assert!(claim(house).await.is_none());
    book(&house.app, ask("kade", "2026-12-02 09:30", "Anna")).await.unwrap();
    let mut first: Vec<_> = claim_all(house).await.into_iter().map(|letter| letter.id).collect();
    assert_eq!(first.len(), 2);
    assert_eq!(house.app.store.depth().await.unwrap(), Depth { open: 2, dead: 0 });
    house.app.clock.turn(Minutes::new(4));
    assert!(claim(house).await.is_none());
    house.app.clock.turn(Minutes::new(1));
    let mut again: Vec<_> = claim_all(house).await.into_iter().map(|letter| letter.id).collect();
    first.sort_unstable();
    again.sort_unstable();
    assert_eq!(again, first, "a worker that died gives its letters back");
}

async fn a_letter_ends_done_or_dead_and_only_once(house: &House) {
    book(&house.app, ask("kade", "2026-12-02 09:30", "Anna")).await.unwrap();
    let [first, second] = <[Letter; 2]>::try_from(claim_all(house).await).unwrap();
    let store = &house.app.store;
    store.letters_done([&first]).await.unwrap();
    store.letter_dead(&second, "550 no such mailbox").await.unwrap();
    assert_eq!(store.depth().await.unwrap(), Depth { open: 0, dead: 1 });
    assert!(matches!(store.letters_done([&first]).await, Err(StoreError::Rows { expected: 1, found: 0 })));
    assert!(matches!(store.letter_later(&second, house.now(), "late").await, Err(StoreError::Rows { expected: 1, found: 0 })));
    house.app.clock.turn(Minutes::new(60));
    assert!(claim(house).await.is_none());
    assert_eq!(house.raw().await.texts("SELECT last_error FROM outbox WHERE state = 'dead'").await, ["550 no such mailbox"]);
}

async fn a_letter_put_off_comes_back_when_it_is_due_and_counts_its_tries(house: &House) {
    book(&house.app, ask("kade", "2026-12-02 09:30", "Anna")).await.unwrap();
    let store = &house.app.store;
    for letter in claim_all(house).await {
        store.letter_later(&letter, house.now().plus(Minutes::new(10)), "connection refused").await.unwrap();
    }
    house.app.clock.turn(Minutes::new(9));
    assert!(claim(house).await.is_none());
    house.app.clock.turn(Minutes::new(1));
    assert_eq!(claim(house).await.unwrap().attempts, 1);
    assert_eq!(claim(house).await.unwrap().attempts, 1);
    assert!(claim(house).await.is_none());
}

async fn a_later_letter_waits_for_the_earlier_to_the_same_reader(house: &House) {
    let booked = book(&house.app, ask("kade", "2026-12-02 09:30", "Anna")).await.unwrap();
    cancel(&house.app, &booked.card.appointment.token).await.unwrap();
    let store = &house.app.store;
    let confirmations = claim_all(house).await;
    assert!(confirmations.iter().all(|letter| letter.occasion == Occasion::Confirmation), "{confirmations:?}");
    let (customers, agendas): (Vec<_>, Vec<_>) = confirmations.into_iter().partition(|letter| letter.audience == Audience::Customer);
    // While the customer's confirmation is put off, only the agenda gets on; what is given up holds nobody back.
    store.letter_later(&customers[0], house.now().plus(Minutes::new(10)), "busy").await.unwrap();
    store.letter_dead(&agendas[0], "refused").await.unwrap();
    let next = claim_all(house).await;
    assert_eq!(next.iter().map(|letter| (letter.occasion, letter.audience)).collect::<Vec<_>>(), [(Occasion::Cancellation, Audience::Agenda)]);
    store.letters_done([&next[0]]).await.unwrap();
    house.app.clock.turn(Minutes::new(10));
    let late = claim(house).await.unwrap().letter;
    assert_eq!((late.occasion, late.audience), (Occasion::Confirmation, Audience::Customer));
    store.letters_done([&late]).await.unwrap();
    let last = claim(house).await.unwrap().letter;
    assert_eq!((last.occasion, last.audience), (Occasion::Cancellation, Audience::Customer));
}

async fn workers_at_once_never_claim_the_same_letter(house: &House) {
    for (minute, name) in [("09:30", "Anna"), ("10:00", "Bram"), ("10:30", "Cato"), ("11:00", "Daan")] {
        book(&house.app, ask("kade", &format!("2026-12-02 {minute}"), name)).await.unwrap();
    }
    let now = house.now();
    let tasks = (0..4).map(|_| {
        let store = house.new_store();
        tokio::spawn(async move {
            let mut ids = Vec::new();
            while let Some(claimed) = store.claim_letters(now, LEASE, 1).await.unwrap().letters.pop() {
                ids.push(claimed.letter.id);
            }
            ids
        })
    });
    let mut ids = Vec::new();
    for task in tasks.collect::<Vec<_>>() {
        ids.extend(task.await.unwrap());
    }
    ids.extend(claim_all(house).await.into_iter().map(|letter| letter.id));
    let claims = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((claims, ids.len()), (8, 8));
}

both_engines! {
    a_claimed_letter_is_nobody_elses_until_its_lease_ends
    a_letter_ends_done_or_dead_and_only_once
    a_letter_put_off_comes_back_when_it_is_due_and_counts_its_tries
    a_later_letter_waits_for_the_earlier_to_the_same_reader
    workers_at_once_never_claim_the_same_letter
}
