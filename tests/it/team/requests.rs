//! What customers ask for where no time fits: in the Inbox, on the timeline, in a project's waiting list; invited, closed by an appointment, put aside.

use appointment::api::team::wire::{InboxAsk, InboxPage, Interaction};
use appointment::api::team::{CustomerOf, EraseCustomer, Inbox, RequestOf, TeamError, TurnRequest};
use appointment::app::{book, invitation, request};
use appointment::domain::{FedId, FedKind, Filters, InboxView, Permission, Permissions, Request, RequestStatus};
use appointment::outbox::Step;

use super::office::{Desk, Office};
use crate::journeys::requests::{asking, entry};
use crate::support::{House, ask, both_engines, handed_over, mails, outbox};

const OPEN: RequestStatus = RequestStatus::Open;
const INVITED: RequestStatus = RequestStatus::Invited;
const WITHDRAWN: RequestStatus = RequestStatus::Withdrawn;

fn portal() -> String {
    "proef".to_owned()
}

async fn asked(house: &House, key: &str, name: &str) -> Request {
    request(&house.app, &entry(house, "kade").await, &asking(key, name)).await.unwrap().0
}

async fn page(office: &Office<'_>, desk: &Desk, filters: Filters) -> InboxPage {
    office.call(desk, &Inbox { ask: InboxAsk { portal: portal(), filters, after: None } }).await.answer.unwrap()
}

fn fed_ids(page: &InboxPage) -> Vec<FedId> {
    page.lines.iter().filter_map(|line| if let Interaction::Fed(line) = line { Some(line.id.clone()) } else { None }).collect()
}

fn turning(request: &Request, seen: RequestStatus, to: RequestStatus) -> TurnRequest {
    TurnRequest { portal: portal(), id: request.id.clone(), seen, to }
}

async fn a_request_is_in_the_inbox_on_the_timeline_and_on_its_projects_waiting_list(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Sanne", Permissions::all()).await;
    let made = asked(house, "een", "Anna").await;
    let view = InboxView::Fed(FedKind::Request);
    let all = page(&office, &desk, Filters::default()).await;
    assert_eq!((fed_ids(&all), all.counts.unwrap().views[view.at()]), (vec![made.id.clone()], 1));
    let waiting = |subject| Filters { view, subject, done: Some(false), ..Filters::default() };
    assert_eq!(fed_ids(&page(&office, &desk, waiting(made.subject.clone())).await), vec![made.id.clone()]);
    let other = appointment::domain::SubjectId::new("another");
    assert!(fed_ids(&page(&office, &desk, waiting(Some(other))).await).is_empty());
    let record = office.call(&desk, &CustomerOf { portal: portal(), id: made.customer.to_string() }).await.answer.unwrap();
    assert_eq!(record.timeline.len(), 1);
    let card = office.call(&desk, &RequestOf { portal: portal(), id: made.id.clone() }).await.answer.unwrap();
    assert_eq!((card.status, card.parts, card.email.as_str(), card.phone.as_deref()), (OPEN, made.parts, "anna@klant.example", Some("+31 6 12345678")));
}

async fn an_invitation_is_mailed_and_an_appointment_closes_the_request(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Sanne", Permissions::all()).await;
    let made = asked(house, "een", "Anna").await;
    let theirs = asked(house, "twee", "Bram").await;
    let card = office.call(&desk, &turning(&made, OPEN, INVITED)).await.answer.unwrap();
    assert_eq!(card.status, INVITED);
    // Two colleagues at once: the second reads what is so before they do it again.
    assert_eq!(office.call(&desk, &turning(&made, OPEN, INVITED)).await.answer, Err(TeamError::Changed(Vec::new())));

    let folder = tempfile::tempdir().unwrap();
    assert_eq!(outbox(&house.app, &folder).drain().await.unwrap(), [Step::Done; 5], "two for each request, and an invitation");
    let mails = mails(&folder);
    let to = |whom: &str, words: &str| mails.iter().filter(|mail| mail.contains(&format!("<{whom}>")) && mail.replace("=\r\n", "").contains(words)).count();
    assert_eq!((to("anna@klant.example", &format!("/i/{}", made.token.as_str())), mails.len()), (1, 5));
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM key_letters").await, 0, "nothing of them stays");

    let booked = book(&house.app, ask("kade", "2026-12-02 10:00", "Anna")).await.unwrap().card;
    let closed = invitation(&house.app, &made.token).await.unwrap();
    assert_eq!((closed.status, closed.appointment), (RequestStatus::Closed, Some(booked.appointment.id.clone())));
    assert_eq!(invitation(&house.app, &theirs.token).await.unwrap().status, OPEN, "someone else still waits");
    for to in [INVITED, WITHDRAWN, OPEN] {
        assert_eq!(office.call(&desk, &turning(&made, RequestStatus::Closed, to)).await.answer, Err(TeamError::Gone), "{to:?}");
    }
    let waiting = page(&office, &desk, Filters { view: InboxView::Fed(FedKind::Request), done: Some(false), ..Filters::default() }).await;
    assert_eq!(fed_ids(&waiting), [theirs.id]);
    // What was closed stays so, and a second appointment is no affair of it.
    let second = book(&house.app, ask("kade", "2026-12-02 11:00", "Anna")).await.unwrap().card;
    assert_ne!(invitation(&house.app, &made.token).await.unwrap().appointment, Some(second.appointment.id));
}

async fn mails_about_requests_go_by_what_the_portal_wants_of_its_mail(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Sanne", Permissions::all()).await;
    let with = async |mail: &str| house.apply_with("[[agenda]]\nslug = \"noord\"", &format!("[mail]\n{mail}\n[[agenda]]\nslug = \"noord\"")).await;
    with("sender_name = \"De Kade\"\nreply_to = \"balie@proef.example\"\nsignature = \"Tot aan de kade\"\nteam.request_received = false").await;
    asked(house, "een", "Anna").await;
    let mails = handed_over(house).await;
    let [mail] = &mails[..] else { panic!("the team wants none: {mails:?}") };
    assert!(mail.contains("\"De Kade\" <afspraak@example.nl>") && mail.contains("Reply-To: \"De Kade\" <balie@proef.example>"), "{mail}");
    assert_eq!(mail.matches("Tot aan de kade").count(), 2, "in both parts");
    with("customer.request_received = false\ncustomer.invitation = false").await;
    let made = asked(house, "twee", "Bram").await;
    assert_eq!(office.call(&desk, &turning(&made, OPEN, INVITED)).await.answer.unwrap().status, INVITED);
    let mails = handed_over(house).await;
    assert!(mails.len() == 1 && mails[0].contains("To: \"Sanne de Wit\" <sanne@proef.example>"), "the team alone is told: {mails:?}");
}

async fn a_letter_that_was_given_up_is_seen_with_what_it_was_about(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Sanne", Permissions::all()).await;
    let made = asked(house, "een", "Anna").await;
    office.call(&desk, &turning(&made, OPEN, INVITED)).await.answer.unwrap();
    let failed = async |desk: &Desk| {
        let all = page(&office, desk, Filters { view: InboxView::Fed(FedKind::Request), ..Filters::default() }).await;
        all.lines.iter().find_map(|line| if let Interaction::Fed(line) = line { Some((line.mail_failed.clone(), line.unread, line.done)) } else { None }).unwrap()
    };
    assert_eq!(failed(&desk).await, (None, false, false));
    house.app.clock.turn(appointment::domain::Minutes::new(8 * 1_440));
    let desk = office.member("Joris", Permissions::all()).await;
    let outbox = outbox(&house.app, &tempfile::tempdir().unwrap());
    assert_eq!(outbox.drain().await.unwrap(), [Step::Dead; 3]);
    assert_eq!(failed(&desk).await, (Some("it could not be delivered in time".to_owned()), true, false));
    office.call(&desk, &turning(&made, INVITED, INVITED)).await.answer.unwrap();
    assert_eq!(failed(&desk).await, (None, false, false), "a new letter is on its way");
}

async fn another_appointment_closes_nothing(house: &House) {
    let made = asked(house, "een", "Anna").await;
    book(&house.app, ask("zuid", "2026-12-02 10:00", "Anna")).await.unwrap();
    assert_eq!(invitation(&house.app, &made.token).await.unwrap().status, OPEN, "that was about something else");
}

async fn what_is_put_aside_can_be_taken_up_again(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Sanne", Permissions::all()).await;
    let made = asked(house, "een", "Anna").await;
    let reader = office.member("Niets", Permissions::none()).await;
    assert_eq!(office.call(&reader, &turning(&made, OPEN, WITHDRAWN)).await.answer, Err(TeamError::NotAllowed(Permission::Interactions)));
    assert_eq!(office.call(&desk, &turning(&made, OPEN, WITHDRAWN)).await.answer.unwrap().status, WITHDRAWN);
    book(&house.app, ask("kade", "2026-12-02 10:00", "Anna")).await.unwrap();
    assert_eq!(office.call(&desk, &turning(&made, WITHDRAWN, INVITED)).await.answer, Err(TeamError::Gone), "taken up first");
    assert_eq!(office.call(&desk, &turning(&made, WITHDRAWN, OPEN)).await.answer.unwrap().status, OPEN);
    let unknown = TurnRequest { id: FedId::new("nobody"), ..turning(&made, OPEN, INVITED) };
    assert_eq!(office.call(&desk, &unknown).await.answer, Err(TeamError::NotFound));
}

async fn nothing_of_who_is_erased_stays(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Sanne", Permissions::all()).await;
    let made = asked(house, "een", "Anna").await;
    office.call(&desk, &EraseCustomer { portal: portal(), id: made.customer.clone() }).await.answer.unwrap();
    let raw = house.raw().await;
    for table in ["requests", "fed", "key_letters", "customers"] {
        assert_eq!(raw.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
    }
    assert!(request(&house.app, &entry(house, "kade").await, &asking("een", "Anna")).await.is_err(), "the key was someone's who is gone");
}

both_engines! {
    a_request_is_in_the_inbox_on_the_timeline_and_on_its_projects_waiting_list
    an_invitation_is_mailed_and_an_appointment_closes_the_request
    mails_about_requests_go_by_what_the_portal_wants_of_its_mail
    a_letter_that_was_given_up_is_seen_with_what_it_was_about
    another_appointment_closes_nothing
    what_is_put_aside_can_be_taken_up_again
    nothing_of_who_is_erased_stays
}
