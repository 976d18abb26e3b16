//! The outbox at work beside a server: it hears of letters, ends when told, and outlives a database that is away.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use appointment::outbox::Step;
use sqlx::{Connection, Executor};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::house::{House, drain};
use super::post_office::PostOffice;

/// Far below the time after which the outbox would look by itself.
const SOON: Duration = Duration::from_secs(4);

async fn ends(worker: JoinHandle<()>) {
    timeout(Duration::from_secs(20), worker).await.expect("the outbox ends when told").unwrap();
}

#[tokio::test]
async fn it_hears_of_a_letter_at_once_and_finishes_what_it_has_begun() {
    let (house, office) = (House::build().await, PostOffice::open(&["take", "take", "hang"]).await);
    let (tell, told) = watch::channel(false);
    let worker = tokio::spawn(house.hasty_outbox(&office.address()).run(told));
    tokio::time::sleep(Duration::from_millis(200)).await;
    house.book(9).await;
    timeout(SOON, office.until("mail", 2)).await.unwrap();
    house.book(10).await;
    office.until("hanging", 1).await;
    tell.send(true).unwrap();
    ends(worker).await;
    // The letter that was under way was put off, not dropped with its lease.
    house.turn(1);
    let outbox = house.outbox(&office.address());
    assert_eq!(drain(&outbox).await.len(), 2);
    assert_eq!(office.mails().await.len(), 4);
}

#[tokio::test]
async fn an_idle_outbox_ends_at_once_when_told_and_when_its_owner_is_gone() {
    let house = House::build().await;
    let folder = format!("folder:{}", house.folder.path().join("mail").display());
    let (tell, told) = watch::channel(false);
    let outbox = house.outbox(&folder);
    let workers = [tokio::spawn(outbox.clone().run(told.clone())), tokio::spawn(outbox.run(told))];
    tokio::time::sleep(Duration::from_millis(100)).await;
    tell.send(true).unwrap();
    for worker in workers {
        ends(worker).await;
    }
    let (owner, told) = watch::channel(false);
    let worker = tokio::spawn(house.outbox(&folder).run(told));
    drop(owner);
    ends(worker).await;
}

#[tokio::test]
async fn a_database_that_is_away_is_waited_for() {
    let house = House::unfounded(tempfile::tempdir().unwrap());
    let office = PostOffice::open(&[]).await;
    let (tell, told) = watch::channel(false);
    let worker = tokio::spawn(house.outbox(&office.address()).run(told));
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!worker.is_finished());
    house.found().await;
    house.book(9).await;
    office.until("mail", 2).await;
    tell.send(true).unwrap();
    ends(worker).await;
}

#[tokio::test]
async fn a_letter_that_can_not_be_read_is_set_aside_and_holds_nobody_up() {
    let house = House::build().await;
    house.book(9).await;
    let mut around = sqlx::SqliteConnection::connect(&house.address).await.unwrap();
    around.execute("UPDATE outbox SET letter = '{}' WHERE audience = 'customer'").await.unwrap();
    let outbox = house.outbox(&format!("folder:{}", house.folder.path().join("mail").display()));
    assert_eq!(drain(&outbox).await, [Step::Dead, Step::Done]);
    let why: String = sqlx::query_scalar("SELECT last_error FROM outbox WHERE state = 'dead'").fetch_one(&mut around).await.unwrap();
    assert!(why.starts_with("outbox.letter of row"), "{why}");
    assert_eq!(house.left().await, (0, 1));
}

#[tokio::test]
async fn the_log_tells_of_each_letter_and_names_nobody() {
    let (house, office) = (House::build().await, PostOffice::open(&["later", "never"]).await);
    let card = house.book(9).await;
    let outbox = house.outbox(&office.address());
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone()).finish();
    // While there is one subscriber only, tracing asks the thread that first reaches an event, which may be another test's without any,
    // and never asks again. A second one makes it ask them all.
    let _second = tracing::Dispatch::new(tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(std::io::sink).finish());
    // The test's runtime has one thread, and all that it logs meanwhile is the outbox's.
    let logging = tracing::subscriber::set_default(subscriber);
    assert_eq!(drain(&outbox).await, [Step::Later, Step::Dead]);
    house.turn(1);
    assert_eq!(drain(&outbox).await, [Step::Done]);
    drop(logging);
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for told in ["letter waits", "letter was given up", "letter has left", "(450)", "(550, 5.1.1)", card.appointment.id.as_str()] {
        assert!(log.contains(told), "{told} in {log}");
    }
    for person in ["jan@", "sanne@", "Jantje", "Sanne", "@example", card.appointment.token.as_str()] {
        assert!(!log.contains(person), "{person} in {log}");
    }
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(line)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
