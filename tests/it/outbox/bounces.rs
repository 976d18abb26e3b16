//! Mail that comes back, on both engines: the reports are those that Postfix wrote, as it was made to fail.

use appointment::app::{self, book, cancel, request, reschedule, team};
use appointment::domain::{Actor, Card, Customer, Delivery, Email, Filters, Minutes, Name, PortalId, ReturnKey, ReturnPath, Scope, What};
use appointment::mail::{self, Sender, Transport};
use appointment::outbox::{Outbox, Step};
use appointment::store::CameBack;
use appointment::store::team::{Dossier, Item, MailState, Search};

use super::house::drain;
use super::post_office::PostOffice;
use crate::journeys::proposals::proposing;
use crate::journeys::requests::{asking, entry};
use crate::support::{House, ask, at, both_engines, slug};

const UNKNOWN: &str = include_str!("reports/unknown.eml");
const DELAYED: &str = include_str!("reports/delayed.eml");
const EXPIRED: &str = include_str!("reports/expired.eml");

fn path() -> ReturnPath {
    ReturnPath::parse("bounce@post.grachten.example").unwrap()
}

/// The outbox of a house whose bounces come back.
pub fn outbox(house: &House, office: &PostOffice) -> Outbox {
    let sender = Sender::parse("afspraak@example.nl").unwrap().with_return_path(Some(path()));
    Outbox { app: house.app.clone(), transport: Transport::open(&office.address()).unwrap(), sender, public_url: "https://afspraak.example.nl".to_owned(), handful: 1 }
}

/// The addresses that Anna's mails came from.
async fn backs(office: &PostOffice) -> Vec<String> {
    let mails = office.mails().await.into_iter().filter(|mail| mail["rcpt"] == "anna@klant.example");
    mails.map(|mail| mail["from"].as_str().unwrap().to_owned()).collect()
}

/// A report comes back to an address.
async fn report(house: &House, report: &str, back: &str) -> CameBack {
    let message = report.replace("RETURN-PATH", back);
    let key = mail::return_key(message.as_bytes(), &path()).expect("an address that a letter could have left under");
    app::bounce(&house.app, &key, mail::delivery(message.as_bytes()).expect("a report")).await.unwrap()
}

async fn dossier(house: &House, card: &Card) -> Dossier {
    house.app.store.dossier(&card.appointment.portal, &card.appointment.id).await.unwrap().unwrap()
}

/// Anna books, and hears of it.
async fn told(house: &House, office: &PostOffice) -> Card {
    let card = book(&house.app, ask("kade", "2026-12-03 10:00", "Anna")).await.unwrap().card;
    assert_eq!(drain(&outbox(house, office)).await, [Step::Done, Step::Done]);
    card
}

async fn each_letter_to_a_customer_leaves_under_an_address_of_its_own_and_keeps_it(house: &House) {
    let office = PostOffice::open(&["later"]).await;
    let card = book(&house.app, ask("kade", "2026-12-03 10:00", "Anna")).await.unwrap().card;
    assert_eq!(drain(&outbox(house, &office)).await, [Step::Later, Step::Done]);
    house.app.clock.turn(Minutes::new(1));
    assert_eq!(drain(&outbox(house, &office)).await, [Step::Done]);
    cancel(&house.app, &card.appointment.token).await.unwrap();
    assert_eq!(drain(&outbox(house, &office)).await, [Step::Done, Step::Done]);
    let (backs, first) = (backs(&office).await, office.all("refused").await.remove(0)["from"].clone());
    assert_eq!(backs.len(), 2);
    assert_eq!(first, backs[0].as_str(), "a server that asks for a later try knows it again");
    assert_ne!(backs[0], backs[1]);
    assert!(backs.iter().all(|back| path().key_in(back).is_some()), "{backs:?}");
    let agendas = office.mails().await.into_iter().filter(|mail| mail["rcpt"] != "anna@klant.example");
    assert!(agendas.map(|mail| mail["from"].clone()).all(|from| from == "afspraak@example.nl"), "the team's own mail is as it was");
}

async fn a_report_marks_the_address_once_and_the_team_sees_it(house: &House) {
    let office = PostOffice::open(&[]).await;
    let card = told(house, &office).await;
    let back = backs(&office).await.remove(0);
    house.app.clock.turn(Minutes::new(3));
    assert_eq!(report(house, UNKNOWN, &back).await, CameBack::Marked);
    let found = dossier(house, &card).await;
    let bounced = found.bounced.unwrap();
    assert_eq!((bounced.status.to_string().as_str(), bounced.at), ("5.1.1", house.now()));
    assert!(found.unread && !found.done);
    let states: Vec<_> = found.mails.iter().map(|mail| mail.state.clone()).collect();
    assert!(states.contains(&MailState::Dead("the mail came back (5.1.1)".to_owned())) && states.contains(&MailState::Sent), "{states:?}");
    let line = house.app.store.inbox(&card.appointment.portal, &Filters::default(), &Search::default(), None, 10).await.unwrap().remove(0);
    assert_eq!((line.bounced, line.mail_failed, line.last, line.active_at), (true, true, What::Bounced, house.now()));
    let row = house.app.store.customer(&card.appointment.portal, &card.customer.id).await.unwrap().unwrap();
    assert_eq!(row.bounced, Some(bounced));
    house.app.clock.turn(Minutes::new(3));
    assert_eq!(report(house, UNKNOWN, &back).await, CameBack::Known);
    assert_eq!(dossier(house, &card).await.bounced, Some(bounced), "said twice is said once");
}

/// A program of the portal's that may do anything.
pub async fn program(house: &House) -> Actor {
    let portal = house.app.store.portal(&slug("proef")).await.unwrap().unwrap();
    Actor::program(portal, Name::parse("Website").unwrap(), Scope::ALL.to_vec())
}

async fn nothing_more_leaves_for_a_marked_address_until_the_team_says_so(house: &House) {
    house.apply_with("[portal]", "[mail]\nreminder_minutes = [1440, 60]\n\n[portal]").await;
    let office = PostOffice::open(&[]).await;
    let card = told(house, &office).await;
    report(house, UNKNOWN, &backs(&office).await[0]).await;
    reschedule(&house.app, &card.appointment.token, at("2026-12-04 10:00")).await.unwrap();
    let mut ended = drain(&outbox(house, &office)).await;
    ended.sort_by_key(|step| *step == Step::Done);
    assert_eq!(ended, [Step::Dead, Step::Done], "the agenda is told all the same");
    let why = MailState::Dead("mail to this address came back (5.1.1): call instead, or mend the address".to_owned());
    assert!(dossier(house, &card).await.mails.iter().any(|mail| mail.state == why));
    house.app.clock.turn(Minutes::new(50 * 60));
    assert_eq!(outbox(house, &office).remind().await.unwrap(), 1);
    assert_eq!(drain(&outbox(house, &office)).await, [], "no reminder is written that nobody would read");
    assert_eq!(backs(&office).await.len(), 1);

    let by = program(house).await;
    let record = team::record(&house.app, &by, &card.customer.id).await.unwrap();
    assert!(record.items.iter().any(|(_, item)| matches!(item, Item::Bounced(status) if status.to_string() == "5.1.1")));
    team::lift_bounce(&house.app, &by, &card.customer.id).await.unwrap();
    team::lift_bounce(&house.app, &by, &card.customer.id).await.unwrap();
    assert_eq!(dossier(house, &card).await.bounced, None);
    cancel(&house.app, &card.appointment.token).await.unwrap();
    assert_eq!(drain(&outbox(house, &office)).await, [Step::Done, Step::Done]);
    assert_eq!(backs(&office).await.len(), 2);
}

async fn an_address_that_is_mended_is_not_marked_and_what_stands_goes_there(house: &House) {
    let office = PostOffice::open(&[]).await;
    let card = told(house, &office).await;
    report(house, UNKNOWN, &backs(&office).await[0]).await;
    let by = program(house).await;
    let mended = Customer { email: Email::parse("anna.bos@klant.example").unwrap(), ..card.customer.clone() };
    team::edit_customer(&house.app, &by, &mended).await.unwrap();
    let found = dossier(house, &card).await;
    assert_eq!((found.bounced, found.card.customer.email), (None, mended.email));
    cancel(&house.app, &card.appointment.token).await.unwrap();
    assert_eq!(drain(&outbox(house, &office)).await, [Step::Done, Step::Done]);
    assert!(office.mails().await.iter().any(|mail| mail["rcpt"] == "anna.bos@klant.example"));
    // Who books with the old address is told nothing there, and the team sees why.
    let again = book(&house.app, ask("kade", "2026-12-03 11:00", "Anna")).await.unwrap().card;
    assert!(dossier(house, &again).await.bounced.is_some());
}

async fn what_is_for_now_is_noted_and_stops_nothing(house: &House) {
    let office = PostOffice::open(&[]).await;
    let card = told(house, &office).await;
    let back = backs(&office).await.remove(0);
    assert_eq!(report(house, DELAYED, &back).await, CameBack::Noted);
    assert_eq!(dossier(house, &card).await.bounced, None);
    assert_eq!(report(house, EXPIRED, &back).await, CameBack::Noted);
    let found = dossier(house, &card).await;
    assert_eq!(found.bounced, None);
    assert!(found.mails.iter().any(|mail| mail.state == MailState::Dead("the mail came back (4.2.1)".to_owned())), "it has not arrived: {:?}", found.mails);
    assert_eq!(report(house, UNKNOWN, &back).await, CameBack::Known, "one letter comes back once");
    cancel(&house.app, &card.appointment.token).await.unwrap();
    assert_eq!(drain(&outbox(house, &office)).await, [Step::Done, Step::Done]);
    assert_eq!(report(house, UNKNOWN, &backs(&office).await[1]).await, CameBack::Marked);
}

async fn a_forged_report_changes_nothing(house: &House) {
    let office = PostOffice::open(&[]).await;
    let card = told(house, &office).await;
    let real = path().key_in(&backs(&office).await[0]).unwrap();
    let guess = |portal: &PortalId| path().address(&ReturnKey::new(portal, &"x".repeat(32)));
    assert_eq!(report(house, UNKNOWN, &guess(real.portal())).await, CameBack::Unknown);
    let other = path().address(&ReturnKey::stored(&PortalId::new("019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11"), real.key().to_owned()));
    assert_eq!(report(house, UNKNOWN, &other).await, CameBack::Unknown, "a key opens nothing of another portal");
    assert_eq!(dossier(house, &card).await.bounced, None);
    house.app.clock.turn(Minutes::new(31 * 24 * 60));
    house.app.store.forget_return_paths(house.now().minus(Minutes::new(30 * 24 * 60))).await.unwrap();
    assert_eq!(report(house, UNKNOWN, &path().address(&real)).await, CameBack::Unknown, "after a month nothing comes back any more");
}

async fn a_mail_about_a_request_comes_back_as_well(house: &House) {
    let office = PostOffice::open(&[]).await;
    let asked = request(&house.app, &entry(house, "kade").await, &asking("key-1", "Anna")).await.unwrap().0;
    assert_eq!(drain(&outbox(house, &office)).await, [Step::Done, Step::Done]);
    let by = program(house).await;
    let found = team::fed(&house.app, &by, &asked.id).await.unwrap();
    house.raw().await.run("UPDATE fed SET unread = 0, done = 1").await.unwrap();
    assert_eq!(report(house, UNKNOWN, &backs(&office).await[0]).await, CameBack::Marked);
    assert!(team::customer(&house.app, &by, &found.customer).await.unwrap().bounced.is_some());
    let again = team::fed(&house.app, &by, &asked.id).await.unwrap();
    assert!(again.unread && !again.done);
}

async fn what_would_leave_for_a_marked_address_is_seen_to_be_given_up(house: &House) {
    let office = PostOffice::open(&[]).await;
    let card = told(house, &office).await;
    report(house, UNKNOWN, &backs(&office).await[0]).await;
    let by = program(house).await;
    let asked = request(&house.app, &entry(house, "zuid").await, &asking("key-1", "Anna")).await.unwrap().0;
    let proposing = proposing("key-2", "kade", &card.customer.id, &["2026-12-02 10:00", "2026-12-02 11:00"]);
    let proposed = team::propose(&house.app, &by, &proposing).await.unwrap().0;
    house.raw().await.run("UPDATE fed SET unread = 0, done = 1").await.unwrap();
    house.app.clock.turn(Minutes::new(1));
    let mut ended = drain(&outbox(house, &office)).await;
    ended.sort_by_key(|step| *step == Step::Done);
    assert_eq!(ended, [Step::Dead, Step::Dead, Step::Done], "the team hears of the request all the same");
    assert_eq!(backs(&office).await.len(), 1, "nothing more went there");
    let record = team::record(&house.app, &by, &card.customer.id).await.unwrap();
    for id in [asked.id, proposed.id] {
        let row = team::fed(&house.app, &by, &id).await.unwrap();
        assert_eq!(row.mail_failed.as_deref(), Some("mail to this address came back (5.1.1): call instead, or mend the address"));
        assert_eq!((row.unread, row.done, row.active_at), (true, false, house.now()));
        assert!(record.items.iter().any(|(_, item)| matches!(item, Item::Fed(of) if of.id == id && of.mail_failed == row.mail_failed)), "on the timeline");
    }
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM key_letters").await, 0, "nothing of them stays");
}

async fn whoever_is_erased_leaves_no_mark(house: &House) {
    let office = PostOffice::open(&[]).await;
    let card = told(house, &office).await;
    report(house, UNKNOWN, &backs(&office).await[0]).await;
    cancel(&house.app, &card.appointment.token).await.unwrap();
    let secret = || "y".repeat(32);
    house.app.store.erase_customer(&card.appointment.portal, &slug("proef"), &card.customer.id, house.now(), secret).await.unwrap();
    let raw = house.raw().await;
    assert_eq!((raw.number("SELECT COUNT(*) FROM address_marks").await, raw.number("SELECT COUNT(*) FROM return_paths").await), (0, 0));
}

/// What is read of a report of a real server.
#[test]
fn reports_say_what_became_of_a_letter() {
    let check = |report: &str, expected: &str| {
        let found = mail::delivery(report.as_bytes()).map(|delivery| match delivery {
            Delivery::Failed(status) => format!("failed {status}"),
            Delivery::Delayed(status) => format!("delayed {status}"),
        });
        assert_eq!(found.unwrap_or_default(), expected, "{report}");
        assert_eq!(mail::delivery(report.replace('\n', "\r\n").as_bytes()).is_some(), !expected.is_empty(), "with the line ends of SMTP");
    };
    check(UNKNOWN, "failed 5.1.1");
    check(include_str!("reports/full.eml"), "failed 5.2.2");
    check(include_str!("reports/spam.eml"), "failed 5.7.1");
    check(DELAYED, "delayed 4.2.1");
    check(EXPIRED, "failed 4.2.1");
    check(include_str!("reports/relayed.eml"), "");
    check(&UNKNOWN.replace("Status: 5.1.1\n", ""), "failed 5.1.1");
    check(&UNKNOWN.replace("Status: 5.1.1\n", "").replace("smtp; 550 5.1.1", "smtp; 550"), "failed 5.0.0");
    check(&UNKNOWN.replace("Status: 5.1.1", "Status: 5.1.1 (no such mailbox)"), "failed 5.1.1");
    check(&UNKNOWN.replace("multipart/report", "multipart/mixed"), "");
    check(&UNKNOWN.replace("message/delivery-status", "message/disposition-notification"), "");
    check(&UNKNOWN.replace("Action: failed\n", ""), "");
    let forwarded = "Action: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; b@klant.example\nAction: relayed\nStatus: 2.0.0";
    check(&UNKNOWN.replace("Action: failed\nStatus: 5.1.1", forwarded), "");
    check("Subject: Ik ben er niet\nAuto-Submitted: auto-replied\n\nTot maandag.\n", "");
    check("", "");
}

both_engines! {
    each_letter_to_a_customer_leaves_under_an_address_of_its_own_and_keeps_it
    a_report_marks_the_address_once_and_the_team_sees_it
    nothing_more_leaves_for_a_marked_address_until_the_team_says_so
    an_address_that_is_mended_is_not_marked_and_what_stands_goes_there
    what_is_for_now_is_noted_and_stops_nothing
    a_forged_report_changes_nothing
    a_mail_about_a_request_comes_back_as_well
    what_would_leave_for_a_marked_address_is_seen_to_be_given_up
    whoever_is_erased_leaves_no_mark
}
