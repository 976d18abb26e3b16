//! The outbox killed between any two of its steps and started again, on both engines: at most the same bytes under the same Message-ID twice, nothing lost,
//! what is about one appointment in its order, and nothing for what no longer holds.

use std::collections::BTreeMap;

use appointment::api::team::{ReadMail, SendAgain};
use appointment::app::{book, cancel, reschedule};
use appointment::domain::{Minutes, Permissions};
use appointment::mail;
use appointment::outbox::{LEASE, Outbox, Step};
use appointment::store::team::MailState;
use serde_json::Value;

use super::bounces::outbox;
use super::house::drain;
use super::post_office::PostOffice;
use crate::support::{House, ask, at, both_engines};
use crate::team::office::Office;

/// After which step a worker is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Killed {
    /// It has claimed its letters, and done nothing.
    Claimed,
    /// It has made the addresses under which they leave as well.
    Addressed,
    /// It has handed the first one over, and not noted it.
    HandedOver,
    /// It has noted the first, and has another in hand.
    Noted,
}

/// A worker that does its work up to a step, and is no more.
async fn kill(outbox: &Outbox, after: Killed) {
    let (store, now) = (&outbox.app.store, outbox.app.clock.now());
    let claimed = store.claim_letters(now, LEASE, 4).await.unwrap().letters;
    let first = &claimed[0].letter;
    if after == Killed::Claimed {
        return;
    }
    let leaving: Vec<_> = claimed.iter().map(|claimed| appointment::store::Leaving::letter(&claimed.letter)).collect();
    let keys = store.return_keys(&leaving, now).await.unwrap();
    if after == Killed::Addressed {
        return;
    }
    let back = outbox.sender.return_path().unwrap().address(&keys[0]);
    let rendered = mail::render(first, &outbox.sender, &outbox.public_url).unwrap();
    outbox.transport.send(first, &rendered, Some(&back)).await.unwrap();
    if after == Killed::Noted {
        store.letters_done([first]).await.unwrap();
    }
}

fn text(mail: &Value, key: &str) -> String {
    mail[key].as_str().unwrap().to_owned()
}

async fn killed_anywhere_nothing_is_lost_and_nothing_is_said_twice_in_other_words(house: &House) {
    for (at_hour, after) in [Killed::Claimed, Killed::Addressed, Killed::HandedOver, Killed::Noted].into_iter().enumerate() {
        let office = PostOffice::open(&[]).await;
        let card = book(&house.app, ask("kade", &format!("2026-12-03 1{at_hour}:00"), "Anna")).await.unwrap().card;
        let first = outbox(house, &office);
        kill(&first, after).await;
        reschedule(&house.app, &card.appointment.token, at(&format!("2026-12-04 1{at_hour}:00"))).await.unwrap();
        cancel(&house.app, &card.appointment.token).await.unwrap();
        // Another server, which knows nothing of the first but what the database does.
        let second = Outbox { app: house.second_server(), ..outbox(house, &office) };
        drain(&second).await;
        house.app.clock.turn(LEASE);
        drain(&second).await;
        house.app.clock.turn(LEASE);
        assert_eq!(drain(&second).await, [], "{after:?}");

        let mails = office.mails().await;
        let mut by_id: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
        for mail in &mails {
            by_id.entry(text(mail, "message_id")).or_default().push(mail);
        }
        let twice = by_id.values().filter(|same| same.len() > 1).count();
        assert_eq!((by_id.len(), mails.len(), twice), (6, 6 + twice, usize::from(after == Killed::HandedOver)), "{after:?}: {mails:?}");
        for same in by_id.values() {
            assert!(same.iter().all(|mail| mail["digest"] == same[0]["digest"] && mail["from"] == same[0]["from"]), "{after:?}");
        }
        for reader in ["anna@klant.example", "sanne@proef.example"] {
            let mut told: Vec<i64> = mails.iter().filter(|mail| mail["rcpt"] == reader).map(|mail| mail["sequence"].as_i64().unwrap()).collect();
            told.dedup();
            assert_eq!(told, [0, 1, 2], "{after:?} to {reader}");
        }
        let depth = house.app.store.depth().await.unwrap();
        assert_eq!((depth.open, depth.dead), (0, 0));
    }
}

async fn killed_with_a_reminder_in_hand_nothing_is_said_of_what_was_changed_meanwhile(house: &House) {
    house.apply_with("[portal]", "[mail]\nreminder_minutes = [60]\n\n[portal]").await;
    for (change, day) in [("cancelled", "2026-12-02"), ("rescheduled", "2026-12-03")] {
        let office = PostOffice::open(&[]).await;
        let outbox = outbox(house, &office);
        let card = book(&house.app, ask("kade", &format!("{day} 10:00"), "Anna")).await.unwrap().card;
        drain(&outbox).await;
        let minutes = (card.appointment.span.start.seconds() - house.now().seconds()) / 60 - 55;
        house.app.clock.turn(Minutes::new(u32::try_from(minutes).unwrap_or(0)));
        assert_eq!(outbox.remind().await.unwrap(), 1, "{change}");
        kill(&outbox, Killed::Claimed).await;
        match change {
            "cancelled" => cancel(&house.app, &card.appointment.token).await.unwrap(),
            _ => reschedule(&house.app, &card.appointment.token, at("2026-12-04 10:00")).await.unwrap(),
        };
        house.app.clock.turn(LEASE);
        let ended = drain(&outbox).await;
        assert_eq!(ended.iter().filter(|step| **step == Step::Moot).count(), 1, "{change}: {ended:?}");
        let subjects: Vec<String> = office.mails().await.iter().filter(|mail| mail["rcpt"] == "anna@klant.example").map(|mail| text(mail, "subject")).collect();
        assert_eq!(subjects.len(), 2, "the confirmation and what has become of it: {subjects:?}");
    }
}

async fn a_dead_letter_is_looked_at_and_sent_once_more(house: &House) {
    let office = PostOffice::open(&["spam"]).await;
    let outbox = outbox(house, &office);
    let card = book(&house.app, ask("kade", "2026-12-03 10:00", "Anna")).await.unwrap().card;
    assert_eq!(drain(&outbox).await, [Step::Dead, Step::Done]);
    let team = Office::open(house).await;
    let desk = team.member("Mila", Permissions::all()).await;
    let mails = house.app.store.dossier(&card.appointment.portal, &card.appointment.id).await.unwrap().unwrap().mails;
    let dead = mails.iter().find(|mail| matches!(mail.state, MailState::Dead(_))).unwrap().id.clone();
    let (portal, id) = ("proef".to_owned(), card.appointment.id.to_string());
    let words = team.call(&desk, &ReadMail { portal: portal.clone(), id: id.clone(), mail: dead.clone() }).await.answer.unwrap();
    assert_eq!((words.to.as_str(), words.subject.contains("Kade 1")), ("Anna <anna@klant.example>", true), "{words:?}");
    assert!(words.text.contains(card.appointment.token.as_str()), "all that it says: {}", words.text);
    team.call(&desk, &SendAgain { portal, id, mail: dead }).await.answer.unwrap();
    assert_eq!(drain(&outbox).await, [Step::Done]);
    assert!(office.mails().await.iter().any(|mail| mail["rcpt"] == "anna@klant.example" && text(mail, "subject") == words.subject));
}

both_engines! {
    killed_anywhere_nothing_is_lost_and_nothing_is_said_twice_in_other_words
    killed_with_a_reminder_in_hand_nothing_is_said_of_what_was_changed_meanwhile
    a_dead_letter_is_looked_at_and_sent_once_more
}
