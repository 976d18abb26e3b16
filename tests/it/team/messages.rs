//! The team reads what customers write in the Inbox and on their timeline, and answers there.

use appointment::api::team::wire::{FedLine, InboxAsk, InboxPage, Interaction, MailState, TimelineWhat};
use appointment::api::team::{CustomerOf, DossierOf, Inbox, SendAgain, TeamError, WriteToCustomer};
use appointment::app::{book, write_to_team};
use appointment::domain::{Card, Direction, FedKind, FedWhat, Filters, IdempotencyKey, InboxView, Minutes, Note, Occasion, Permissions};

use super::office::{Desk, Office};
use crate::support::{House, ask, both_engines};

fn portal() -> String {
    "proef".to_owned()
}

async fn written(house: &House, text: &str) -> Card {
    let card = book(&house.app, ask("kade", "2026-12-03 10:00", "Anna")).await.unwrap().card;
    house.app.clock.turn(Minutes::new(1));
    write_to_team(&house.app, &card.appointment.token, &Note::parse(text).unwrap(), &IdempotencyKey::parse("1").unwrap()).await.unwrap();
    card
}

async fn inbox(office: &Office<'_>, desk: &Desk) -> InboxPage {
    let filters = Filters { view: InboxView::Fed(FedKind::Message), ..Filters::default() };
    office.call(desk, &Inbox { ask: InboxAsk { portal: portal(), filters, after: None } }).await.answer.unwrap()
}

async fn messages(office: &Office<'_>, desk: &Desk, card: &Card) -> Vec<FedLine> {
    let record = office.call(desk, &CustomerOf { portal: portal(), id: card.customer.id.to_string() }).await.answer.unwrap();
    record.timeline.into_iter().filter_map(|line| if let TimelineWhat::Fed(line) = line.what { Some(*line) } else { None }).collect()
}

async fn a_message_waits_in_the_inbox_until_it_is_answered(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let card = written(house, "Is er een lift?").await;
    let listed = inbox(&office, &desk).await;
    assert!(
        matches!(&listed.lines[..], [Interaction::Fed(line)] if line.unread && !line.done && line.text == "Is er een lift?" && line.title == "Bezichtiging, Kade 1"),
        "{:?}",
        listed.lines
    );
    let before = messages(&office, &desk, &card).await;
    assert_eq!((before[0].about.as_ref(), before[0].mail.clone()), (Some(&card.appointment.id), Some(MailState::Open(0, None))));
    house.app.clock.turn(Minutes::new(1));
    let answer = |text: &str, key: &str| WriteToCustomer { portal: portal(), id: card.appointment.id.to_string(), text: text.to_owned(), key: key.to_owned() };
    for _ in 0..2 {
        office.call(&desk, &answer("Ja.", "a")).await.answer.unwrap();
    }
    assert_eq!(office.call(&desk, &answer("Nee.", "a")).await.answer.map(|_| ()), Err(TeamError::KeyReused));
    assert!(matches!(office.call(&desk, &answer(" ", "b")).await.answer, Err(TeamError::Invalid(_))));
    let after = messages(&office, &desk, &card).await;
    let told: Vec<_> = after.iter().map(|line| (line.what.clone(), line.who.as_str(), line.unread, line.done)).collect();
    assert_eq!(told, [(FedWhat::Message(Direction::Out), "Mila", false, true), (FedWhat::Message(Direction::In), "Anna", false, true)]);
    assert!(inbox(&office, &desk).await.lines.iter().all(|line| !line.is_unread()));
}

async fn its_mails_stand_among_the_others_and_each_can_be_sent_again(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let card = written(house, "Is er een lift?").await;
    let of = DossierOf { portal: portal(), id: card.appointment.id.to_string() };
    let dossier = office.call(&desk, &of).await.answer.unwrap();
    let told: Vec<_> = dossier.mails.iter().map(|mail| (mail.occasion, mail.to_customer, mail.newest)).collect();
    assert_eq!(told, [(Occasion::Message, false, true), (Occasion::Confirmation, false, true), (Occasion::Confirmation, true, true)]);
    for mail in dossier.mails {
        office.call(&desk, &SendAgain { portal: portal(), id: of.id.clone(), mail: mail.id }).await.answer.unwrap();
    }
}

both_engines! {
    a_message_waits_in_the_inbox_until_it_is_answered
    its_mails_stand_among_the_others_and_each_can_be_sent_again
}
