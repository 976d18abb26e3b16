//! An SMTP server that is busy, slow, away, strict or broken, and workers that die: what waits leaves once, what is refused is given up.

use std::time::Duration;

use appointment::outbox::{HANDFUL, LEASE, Outbox, Step};

use super::house::{House, drain};
use super::post_office::{PostOffice, free_port};

/// Every Message-ID that a server took, sorted.
async fn taken(office: &PostOffice) -> Vec<String> {
    let mut ids: Vec<String> = office.mails().await.iter().map(|mail| mail["message_id"].as_str().unwrap().to_owned()).collect();
    ids.sort_unstable();
    ids
}

#[tokio::test]
async fn a_server_that_asks_for_a_later_try_gets_one_with_doubled_waits() {
    let (house, office) = (House::build().await, PostOffice::open(&["later", "take", "full", "later"]).await);
    house.book(9).await;
    let outbox = house.outbox(&office.address());
    assert_eq!(drain(&outbox).await, [Step::Later, Step::Done]);
    for wait in [1, 2] {
        assert_eq!(drain(&outbox).await, [], "not before its time");
        house.turn(wait);
        assert_eq!(drain(&outbox).await, [Step::Later]);
    }
    house.turn(3);
    assert_eq!(drain(&outbox).await, []);
    house.turn(1);
    assert_eq!(drain(&outbox).await, [Step::Done]);
    assert_eq!(office.mails().await.len(), 2);
    assert_eq!(house.left().await, (0, 0));
}

#[tokio::test]
async fn what_is_refused_for_good_is_given_up_at_once_and_holds_nobody_up() {
    for refusal in ["never", "spam"] {
        let (house, office) = (House::build().await, PostOffice::open(&[refusal]).await);
        house.book(9).await;
        let outbox = house.outbox(&office.address());
        assert_eq!(drain(&outbox).await, [Step::Dead, Step::Done], "{refusal}");
        house.turn(24 * 60);
        assert_eq!(drain(&outbox).await, []);
        assert_eq!(office.all("refused").await.len(), 1);
        assert_eq!(house.left().await, (0, 1));
    }
}

#[tokio::test]
async fn a_server_that_is_down_is_waited_for_and_after_three_days_no_longer() {
    let (house, port) = (House::build().await, free_port());
    let outbox = house.outbox(&format!("smtp://127.0.0.1:{port}"));
    house.book(9).await;
    assert_eq!(drain(&outbox).await, [Step::Later, Step::Later]);
    assert_eq!(outbox.transport.check().await.unwrap_err().to_string(), "the server can't be reached");
    {
        let office = PostOffice::open_at(port, &[], None).await;
        house.turn(1);
        assert_eq!(drain(&outbox).await, [Step::Done, Step::Done]);
        assert_eq!(office.mails().await.len(), 2);
    }
    house.book(10).await;
    let mut tries = 0;
    while house.left().await.0 > 0 {
        tries += drain(&outbox).await.len();
        house.turn(6 * 60);
        assert!(tries < 100);
    }
    assert_eq!(house.left().await, (0, 2), "given up, not forgotten");
    assert_eq!(tries, 2 * 13, "two letters, each at once and every six hours for three days");
}

#[tokio::test]
async fn a_slow_server_is_left_and_its_connection_not_used_again() {
    for slowness in ["hang", "deaf"] {
        let (house, office) = (House::build().await, PostOffice::open(&[slowness]).await);
        house.book(9).await;
        let outbox = house.hasty_outbox(&office.address());
        assert_eq!(drain(&outbox).await, [Step::Later, Step::Done], "{slowness}");
        house.turn(1);
        assert_eq!(drain(&outbox).await, [Step::Done]);
        assert_eq!(office.mails().await.len(), 2);
        assert_eq!(office.all("hello").await.len(), 2);
    }
}

#[tokio::test]
async fn a_mail_whose_answer_was_lost_goes_again_as_the_very_same_message() {
    let (house, office) = (House::build().await, PostOffice::open(&["drop"]).await);
    house.book(9).await;
    let outbox = house.outbox(&office.address());
    assert_eq!(drain(&outbox).await, [Step::Later, Step::Done]);
    house.turn(1);
    assert_eq!(drain(&outbox).await, [Step::Done]);
    let mails = office.mails().await;
    let [lost, _, again] = &mails[..] else { panic!("{mails:?}") };
    assert_eq!(lost["message_id"], again["message_id"], "by which a mailbox drops the second");
    assert_eq!(lost["digest"], again["digest"]);
}

#[tokio::test]
async fn a_worker_that_dies_gives_its_letter_back_when_the_lease_ends() {
    let (house, office) = (House::build().await, PostOffice::open(&["hang"]).await);
    house.book(9).await;
    let dying = house.outbox(&office.address());
    let worker = tokio::spawn(async move { dying.step().await });
    office.until("hanging", 1).await;
    worker.abort();
    assert!(worker.await.unwrap_err().is_cancelled());
    let other = house.second_outbox(&office.address());
    assert_eq!(drain(&other).await, [Step::Done], "the agenda's; the customer's is still held");
    house.turn(LEASE.count() - 1);
    assert_eq!(drain(&other).await, []);
    house.turn(1);
    assert_eq!(drain(&other).await, [Step::Done]);
    let ids = taken(&office).await;
    assert_eq!(ids.len(), 2);
    assert_ne!(ids[0], ids[1], "each once");
}

#[tokio::test]
async fn workers_side_by_side_send_each_letter_once() {
    let (house, office) = (House::build().await, PostOffice::open(&[]).await);
    for hour in 9..17 {
        house.book(hour).await;
    }
    let many = |outbox: Outbox| Outbox { handful: HANDFUL, ..outbox };
    let (first, second, third) = (many(house.outbox(&office.address())), house.outbox(&office.address()), many(house.second_outbox(&office.address())));
    let (first, second, third) = tokio::join!(drain(&first), drain(&second), drain(&third));
    assert_eq!(first.len() + second.len() + third.len(), 16);
    assert!([&first, &second, &third].into_iter().flatten().all(|step| *step == Step::Done));
    let mut ids = taken(&office).await;
    assert_eq!(ids.len(), 16);
    ids.dedup();
    assert_eq!(ids.len(), 16);
}

#[tokio::test]
async fn a_slow_mail_keeps_none_beside_it_from_leaving_and_being_noted() {
    let (house, office) = (House::build().await, PostOffice::open(&["hang"]).await);
    house.book(9).await;
    house.book(10).await;
    let dying = Outbox { handful: HANDFUL, ..house.outbox(&office.address()) };
    let worker = tokio::spawn(async move { dying.step().await });
    office.until("hanging", 1).await;
    office.until("mail", 3).await;
    // Three of four have left; their notes follow at once.
    for _ in 0..200 {
        if house.left().await == (1, 0) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    assert_eq!(house.left().await, (1, 0), "only the one that hangs is open");
    worker.abort();
}
