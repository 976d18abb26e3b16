//! What the team does to an appointment: each deed, and each of its refusals.

use appointment::api::team::wire::{Act, Dossier, Elsewhere, MailState, Move, Possible, Whom, WhyNotMove};
use appointment::api::team::{Cancel, Conclude, DossierOf, EditCustomer, ExportCustomer, MarkIt, MoveTo, MovesOf, NoteDown, Reschedule, SendAgain, TeamError, TimesOf};
use appointment::app::{Companion, add_attendee, book};
use appointment::domain::{Audience, Author, Card, InteractionId, Language, Marking, Minutes, Occasion, OutboxId, Permissions, Status, What};

use super::office::{Desk, Office, act};
use crate::support::{House, ask, at, both_engines, contact, slug};

async fn booked(house: &House, entry: &str, starts_at: &str) -> Card {
    book(&house.app, ask(entry, starts_at, "Anna")).await.unwrap().card
}

fn to(starts_at: &str) -> Move {
    Move { agenda: None, starts_at: Some(at(starts_at).seconds()) }
}

async fn dossier(office: &Office<'_>, desk: &Desk, card: &Card) -> Dossier {
    office.call(desk, &DossierOf { portal: "proef".to_owned(), id: card.appointment.id.to_string() }).await.answer.unwrap()
}

async fn letters(house: &House) -> i64 {
    house.raw().await.number("SELECT COUNT(*) FROM outbox").await
}

async fn rescheduling_keeps_the_record_and_tells_who_did_it(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let card = booked(house, "kade", "2026-12-02 09:00").await;
    let now = office.call(&desk, &Reschedule { act: act(&card), to: to("2026-12-03 10:30") }).await.answer.unwrap();
    assert_eq!((now.id, now.version, now.start.instant(), now.status), (card.appointment.id.to_string(), 2, at("2026-12-03 10:30"), Status::Confirmed));
    let newest = &now.history[0];
    assert_eq!((newest.what, newest.told, newest.old.unwrap().instant(), newest.new.unwrap().instant()), (What::Rescheduled, true, at("2026-12-02 09:00"), at("2026-12-03 10:30")));
    assert!(matches!(&newest.by, Author::Member(_, name) if name.as_str() == "Mila"), "{newest:?}");
    assert_eq!(now.history[1].by, Author::Customer);
    assert_eq!(
        now.mails.iter().map(|mail| (mail.occasion, mail.to_customer)).collect::<Vec<_>>(),
        [(Occasion::Change, false), (Occasion::Change, true), (Occasion::Confirmation, false), (Occasion::Confirmation, true)]
    );
    assert!(now.mails.iter().all(|mail| mail.state == MailState::Open(0, None)));
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM timeline").await, 1, "one item, with its history inside");
}

async fn who_comes_along_is_shown_with_what_was_mailed_to_them(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let card = booked(house, "kade", "2026-12-02 09:00").await;
    let bram = contact("Bram");
    add_attendee(&house.app, &card.appointment.token, Companion { name: bram.name, email: bram.email, language: None }).await.unwrap();
    let now = dossier(&office, &desk, &card).await;
    assert_eq!(now.attendees, [("Bram".to_owned(), "bram@klant.example".to_owned())]);
    assert_eq!((now.mails[0].attendee.as_deref(), now.mails[0].newest, now.mails.len()), (Some("Bram"), true, 3));
    assert_eq!((now.history[0].what, now.history[0].by.clone()), (What::AttendeeAdded, Author::Customer));
    assert!(now.mails.iter().all(|mail| mail.newest), "each reader has a newest of their own");
    let export = ExportCustomer { portal: "proef".to_owned(), id: card.customer.id.clone() };
    assert!(office.call(&desk, &export).await.answer.unwrap().contains("bram@klant.example"));
}

async fn a_customer_who_is_not_told_gets_no_mail_but_the_agenda_does(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let card = booked(house, "kade", "2026-12-02 09:00").await;
    let quiet = Act { tell: false, ..act(&card) };
    let now = office.call(&desk, &Reschedule { act: quiet, to: to("2026-12-03 10:30") }).await.answer.unwrap();
    assert_eq!((now.history[0].told, letters(house).await), (false, 3));
    assert!(!now.mails[0].to_customer);
}

async fn a_reason_overrules_the_rules_but_never_an_appointment(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let card = booked(house, "kade", "2026-12-02 09:00").await;
    booked(house, "kade", "2026-12-02 15:00").await;
    // Sunday evening, between two steps.
    let sunday = || to("2026-12-06 20:10");
    let refused = office.call(&desk, &Reschedule { act: act(&card), to: sunday() }).await;
    assert_eq!(refused.status, 422);
    assert!(matches!(refused.answer, Err(TeamError::NotOffered(near)) if near.len() == 5));
    let over = |act: Act| Act { reason: "De verkoper is alleen dan thuis".to_owned(), ..act };
    let now = office.call(&desk, &Reschedule { act: over(act(&card)), to: sunday() }).await.answer.unwrap();
    assert_eq!((now.start.instant(), now.history[0].reason.as_deref()), (at("2026-12-06 20:10"), Some("De verkoper is alleen dan thuis")));
    let act = Act { version: 2, ..act(&card) };
    let taken = office.call(&desk, &Reschedule { act: over(act.clone()), to: to("2026-12-02 15:10") }).await;
    assert!(matches!(taken.answer, Err(TeamError::Taken(_))), "{taken:?}");
    let past = office.call(&desk, &Reschedule { act: over(act), to: to("2026-11-30 10:00") }).await;
    assert!(matches!(past.answer, Err(TeamError::NotOffered(_))), "{past:?}");
    assert_eq!(dossier(&office, &desk, &card).await.start.instant(), at("2026-12-06 20:10"), "the old time stands");
}

async fn the_second_of_two_is_told_what_the_first_did(house: &House) {
    let office = Office::open(house).await;
    let (mila, joris) = (office.member("Mila", Permissions::all()).await, office.member("Joris", Permissions::all()).await);
    let card = booked(house, "kade", "2026-12-02 09:00").await;
    office.call(&mila, &Reschedule { act: act(&card), to: to("2026-12-03 10:30") }).await.answer.unwrap();
    let late = office.call(&joris, &Cancel { act: act(&card) }).await;
    assert_eq!(late.status, 409);
    let Err(TeamError::Changed(history)) = late.answer else { panic!("{late:?}") };
    assert_eq!(history.len(), 1);
    assert!(matches!(&history[0].by, Author::Member(_, name) if name.as_str() == "Mila"));
    assert_eq!(dossier(&office, &joris, &card).await.status, Status::Confirmed);
}

async fn moving_is_offered_where_it_is_possible_and_refused_with_its_reason(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", office.editing(&["noord", "zuid"]).await).await;
    let card = booked(house, "beide", "2026-12-02 09:00").await;
    let moves = async |desk: &Desk| office.call(desk, &MovesOf { portal: "proef".to_owned(), id: card.appointment.id.to_string() }).await.answer.unwrap();
    let other = |list: &[Elsewhere]| list.iter().find(|found| !matches!(found.possible, Possible::No(WhyNotMove::NotConnected))).unwrap().clone();
    let list = moves(&desk).await;
    assert_eq!(list.len(), 2, "all but its own");
    assert_eq!(list.iter().find(|found| found.name == "Mila Janssen").unwrap().possible, Possible::No(WhyNotMove::NotConnected));
    assert_eq!(other(&list).possible, Possible::SameTime);
    // Something stands there at that time.
    let there = if other(&list).name == "Joris van Dijk" { "zuid" } else { "kade" };
    booked(house, there, "2026-12-02 09:00").await;
    let list = moves(&desk).await;
    let Possible::OtherTimes(offer) = other(&list).possible else { panic!("{list:?}") };
    assert!(offer.runs.iter().any(|run| run.minutes.contains(&570)), "09:30 is free there");
    let target = other(&list).agenda;
    let busy = office.call(&desk, &MoveTo { act: act(&card), agenda: target.clone() }).await;
    assert!(matches!(busy.answer, Err(TeamError::Taken(_))), "{busy:?}");
    // To another time there: one change.
    let moved = office.call(&desk, &Reschedule { act: act(&card), to: Move { agenda: Some(target.clone()), ..to("2026-12-02 09:30") } }).await.answer.unwrap();
    assert_eq!((moved.agenda, moved.version, moved.history[0].what), (target, 2, What::Rescheduled));
    assert!(moved.history[0].agendas.is_some());
    let narrow = office.member("Video", office.editing(&["video"]).await).await;
    assert!(moves(&narrow).await.iter().all(|found| matches!(found.possible, Possible::No(_))));
}

async fn moving_keeps_the_time_and_tells_both_agendas(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let card = booked(house, "beide", "2026-12-02 09:00").await;
    let list = office.call(&desk, &MovesOf { portal: "proef".to_owned(), id: card.appointment.id.to_string() }).await.answer.unwrap();
    let target = list.into_iter().find(|found| found.possible == Possible::SameTime).unwrap();
    let now = office.call(&desk, &MoveTo { act: act(&card), agenda: target.agenda.clone() }).await.answer.unwrap();
    assert_eq!((now.agenda_name.as_str(), now.start.instant(), now.history[0].what), (target.name.as_str(), at("2026-12-02 09:00"), What::Moved));
    assert_eq!(now.history[0].agendas.as_ref().map(|(old, new)| (old.as_str(), new.as_str())), Some((card.agenda_name.as_str(), target.name.as_str())));
    assert_eq!((now.history[0].old, letters(house).await), (None, 5), "customer, new agenda, and the one that it left");
    // To where it is already: nothing happens.
    let again = office.call(&desk, &MoveTo { act: Act { version: 2, ..act(&card) }, agenda: target.agenda }).await.answer.unwrap();
    assert_eq!((again.version, letters(house).await), (2, 5));
}

async fn an_agenda_that_the_entry_does_not_have_is_not_offered(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let card = booked(house, "kade", "2026-12-02 09:00").await;
    let portal = house.app.store.portal(&slug("proef")).await.unwrap().unwrap();
    let zuid = house.app.store.agenda_by_slug(&portal.id, &slug("zuid")).await.unwrap().unwrap();
    let over = Act { reason: "toch".to_owned(), ..act(&card) };
    let refused = office.call(&desk, &MoveTo { act: over, agenda: zuid }).await;
    assert!(matches!(refused.answer, Err(TeamError::NotOffered(_))), "{refused:?}");
}

async fn its_own_time_is_free_to_itself(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let card = booked(house, "kade", "2026-12-02 09:00").await;
    let times = TimesOf { portal: "proef".to_owned(), id: card.appointment.id.to_string(), agenda: None, from: card.appointment.day.epoch_days() };
    let offer = office.call(&desk, &times).await.answer.unwrap();
    assert_eq!(offer.runs[0].minutes[..2], [540, 570], "09:00, where it stands, and 09:30");
}

async fn cancelling_keeps_a_reason_and_twice_is_harmless(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let card = booked(house, "kade", "2026-12-02 09:00").await;
    let because = Act { reason: "Verkocht".to_owned(), ..act(&card) };
    let now = office.call(&desk, &Cancel { act: because }).await.answer.unwrap();
    assert_eq!((now.status, now.history[0].reason.as_deref(), letters(house).await), (Status::Cancelled, Some("Verkocht"), 4));
    office.call(&desk, &Cancel { act: act(&card) }).await.answer.unwrap();
    assert_eq!(letters(house).await, 4);
    let gone = office.call(&desk, &Reschedule { act: Act { version: 2, ..act(&card) }, to: to("2026-12-03 10:30") }).await;
    assert_eq!((gone.status, gone.answer), (410, Err(TeamError::Gone)));
}

async fn how_it_ended_can_be_said_once_it_has_begun_and_taken_back(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let card = booked(house, "kade", "2026-12-02 09:00").await;
    let conclude = |version, status| Conclude { act: Act { version, ..act(&card) }, status };
    assert_eq!(office.call(&desk, &conclude(1, Status::NoShow)).await.answer, Err(TeamError::NotYet));
    // A day and an hour on: 09:00 on Wednesday.
    house.app.clock.turn(Minutes::new(1_500));
    let gone = office.call(&desk, &conclude(1, Status::NoShow)).await.answer.unwrap();
    assert_eq!((gone.status, gone.begun, gone.history[0].what, gone.history[0].told), (Status::NoShow, true, What::NoShow, false));
    let back = office.call(&desk, &conclude(2, Status::Confirmed)).await.answer.unwrap();
    assert_eq!((back.status, back.history[0].what), (Status::Confirmed, What::Reopened));
    let done = office.call(&desk, &conclude(3, Status::Completed)).await.answer.unwrap();
    assert_eq!((done.status, letters(house).await), (Status::Completed, 2));
    let cancelled = office.call(&desk, &conclude(4, Status::Cancelled)).await;
    assert_eq!(cancelled.answer, Err(TeamError::Gone));
}

async fn notes_and_marks_are_the_teams_own(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let card = booked(house, "kade", "2026-12-02 09:00").await;
    let id = card.appointment.id.to_string();
    let which = InteractionId::Appointment(card.appointment.id.clone());
    let mark = async |marking| office.call(&desk, &MarkIt { portal: "proef".to_owned(), which: which.clone(), marking }).await.answer;
    assert!(dossier(&office, &desk, &card).await.unread);
    mark(Marking::Read(true)).await.unwrap();
    mark(Marking::Done(true)).await.unwrap();
    let noted = office.call(&desk, &NoteDown { portal: "proef".to_owned(), id: id.clone(), text: " <b>Belt</b> terug\nom vijf uur ".to_owned() }).await.answer.unwrap();
    assert_eq!((noted.unread, noted.done, noted.version), (false, true, 1), "neither mark nor note is a change");
    assert_eq!((noted.notes[0].by.as_str(), noted.notes[0].text.as_str()), ("Mila", "<b>Belt</b> terug\nom vijf uur"));
    let empty = office.call(&desk, &NoteDown { portal: "proef".to_owned(), id: id.clone(), text: " ".to_owned() }).await;
    assert_eq!(empty.status, 422);
    let nobody = appointment::domain::MemberId::new("nobody");
    assert_eq!(mark(Marking::Assigned(Some(nobody))).await, Err(TeamError::NotFound));
    // What the customer does next is to be read again, and dealt with anew.
    appointment::app::cancel(&house.app, &card.appointment.token).await.unwrap();
    let after = dossier(&office, &desk, &card).await;
    assert_eq!((after.unread, after.done), (true, false));
}

async fn a_mail_is_sent_again_to_where_its_reader_is_now(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let card = booked(house, "kade", "2026-12-02 09:00").await;
    let (portal, id) = ("proef".to_owned(), card.appointment.id.to_string());
    let mails = dossier(&office, &desk, &card).await.mails;
    let of = |to_customer: bool| mails.iter().find(|mail| mail.to_customer == to_customer).unwrap().id.clone();
    let again = async |mail: &OutboxId| office.call(&desk, &SendAgain { portal: portal.clone(), id: id.clone(), mail: mail.clone() }).await.answer;
    let store = &house.app.store;
    let claim = async || store.claim_letters(house.now(), Minutes::new(5), 10).await.unwrap().letters.into_iter().map(|claimed| claimed.letter).collect::<Vec<_>>();
    let sent = claim().await;
    let (customers, agendas): (Vec<_>, Vec<_>) = sent.into_iter().partition(|letter| letter.audience == Audience::Customer);
    store.letter_dead(&customers[0], "no such mailbox").await.unwrap();
    store.letters_done(&agendas).await.unwrap();

    // The address was wrong; the team mends it, and the mail that was given up goes there, as the same message.
    let whom = Whom { name: "Anna".to_owned(), email: "anna.juist@klant.example".to_owned(), phone: String::new(), language: Language::Nl };
    office.call(&desk, &EditCustomer { portal: portal.clone(), id: card.customer.id.to_string(), whom }).await.answer.unwrap();
    house.app.clock.turn(Minutes::new(10 * 24 * 60));
    let now = again(&of(true)).await.unwrap();
    assert_eq!(now.mails.iter().find(|mail| mail.to_customer).map(|mail| (mail.state.clone(), mail.newest)), Some((MailState::Open(0, None), true)));
    let letters = claim().await;
    assert_eq!(letters.iter().map(|letter| (letter.id.clone(), letter.card.customer.email.to_string())).collect::<Vec<_>>(), [(of(true), "anna.juist@klant.example".to_owned())]);
    assert_eq!(letters[0].caused_at, house.now(), "its tries begin anew");
    store.letters_done(&letters).await.unwrap();

    // One that has left leaves as another message.
    let now = again(&of(false)).await.unwrap();
    assert_eq!(now.mails.len(), 3);
    let letters = claim().await;
    assert!(letters.len() == 1 && letters[0].id != of(false) && letters[0].audience == Audience::Agenda);
    assert_eq!(again(&of(false)).await, Err(TeamError::Changed(Vec::new())), "there is a newer one");
    assert_eq!(again(&OutboxId::new("nothing")).await, Err(TeamError::NotFound));
}

both_engines! {
    who_comes_along_is_shown_with_what_was_mailed_to_them
    rescheduling_keeps_the_record_and_tells_who_did_it
    a_customer_who_is_not_told_gets_no_mail_but_the_agenda_does
    a_reason_overrules_the_rules_but_never_an_appointment
    the_second_of_two_is_told_what_the_first_did
    moving_is_offered_where_it_is_possible_and_refused_with_its_reason
    moving_keeps_the_time_and_tells_both_agendas
    an_agenda_that_the_entry_does_not_have_is_not_offered
    its_own_time_is_free_to_itself
    cancelling_keeps_a_reason_and_twice_is_harmless
    how_it_ended_can_be_said_once_it_has_begun_and_taken_back
    notes_and_marks_are_the_teams_own
    a_mail_is_sent_again_to_where_its_reader_is_now
}
