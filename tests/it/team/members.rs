//! The team itself: asked in, permitted, let go.

use appointment::api::team::wire::Invitation;
use appointment::api::team::{ChoosePassword, Field, Invite, LetGo, LinkFor, Open, Permit, TeamError};
use appointment::app::book;
use appointment::domain::{FieldError, InteractionId, Key, Language, Marking, MemberId, Permission, Permissions};

use super::office::{Desk, Office, PASSWORD};
use crate::support::{House, ask, both_engines};

fn portal() -> String {
    "proef".to_owned()
}

fn invitation(name: &str, email: &str) -> Invite {
    let invitation = Invitation { name: name.to_owned(), email: email.to_owned(), language: Language::En, permissions: Permissions { settings: false, ..Permissions::all() } };
    Invite { portal: portal(), invitation }
}

async fn whoever_is_asked_in_chooses_a_password_and_may_what_was_said(house: &House) {
    let office = Office::open(house).await;
    let boss = office.member("Mila", Permissions::all()).await;
    let invited = office.call(&boss, &invitation("Joris van Dijk", "joris@team.example")).await.answer.unwrap();
    assert_eq!(invited.members.iter().map(|member| (member.name.as_str(), member.active)).collect::<Vec<_>>(), [("Joris van Dijk", false), ("Mila", true)]);
    let (place, link) = invited.link.rsplit_once('/').unwrap();
    assert_eq!(place, "http://127.0.0.1/team/proef/welcome");
    let came = office.call(&Desk::default(), &ChoosePassword { link: link.to_owned(), password: PASSWORD.to_owned() }).await;
    let joris = Desk { cookie: came.cookie.unwrap() };
    let opening = came.answer.unwrap();
    assert_eq!((opening.language, opening.me.unwrap().permissions.settings), (Language::En, false));
    let again = office.call(&boss, &invitation("Joris", "Joris@team.example")).await;
    assert_eq!((again.status, again.answer), (409, Err(TeamError::Known)));
    let wrong = office.call(&boss, &invitation("", "geen adres")).await;
    assert_eq!(wrong.answer, Err(TeamError::Invalid(vec![(Field::Name, FieldError::Missing), (Field::Email, FieldError::NotAnEmail)])));
    // Who may not change members reads no addresses of theirs, and changes none.
    let seen = office.call(&joris, &Open { portal: portal() }).await.answer.unwrap().me.unwrap().names.members;
    assert!(seen.iter().all(|member| member.email.is_empty() && member.permissions.is_none()));
    let refused = Err(TeamError::NotAllowed(Permission::Settings));
    let mila = seen.iter().find(|member| member.name == "Mila").unwrap().id.clone();
    assert_eq!(office.call(&joris, &invitation("Cora", "cora@team.example")).await.answer.map(|_| ()), refused);
    assert_eq!(office.call(&joris, &Permit { portal: portal(), member: mila.clone(), permissions: Permissions::none() }).await.answer.map(|_| ()), refused);
    assert_eq!(office.call(&joris, &LetGo { portal: portal(), member: mila.clone() }).await.answer.map(|_| ()), refused);
    assert_eq!(office.call(&joris, &LinkFor { portal: portal(), member: mila }).await.answer.map(|_| ()), refused);
}

async fn what_is_permitted_holds_from_the_next_call_on_and_someone_always_decides(house: &House) {
    let office = Office::open(house).await;
    let (boss, other) = (office.member("Mila", Permissions::all()).await, office.member("Joris", Permissions::all()).await);
    let id = async |desk: &Desk| office.call(desk, &Open { portal: portal() }).await.answer.unwrap().me.unwrap().id;
    let (mila, joris) = (id(&boss).await, id(&other).await);
    let permit = |member: &MemberId, permissions| Permit { portal: portal(), member: member.clone(), permissions };
    office.call(&boss, &permit(&joris, Permissions::none())).await.answer.unwrap();
    assert_eq!(office.call(&other, &permit(&mila, Permissions::none())).await.status, 403);
    let last = office.call(&boss, &permit(&mila, Permissions::none())).await;
    assert_eq!((last.status, last.answer), (409, Err(TeamError::LastOfAll)));
    assert_eq!(office.call(&boss, &LetGo { portal: portal(), member: mila }).await.answer, Err(TeamError::LastOfAll));
    assert_eq!(office.call(&boss, &LetGo { portal: portal(), member: MemberId::new("nobody") }).await.answer, Err(TeamError::NotFound));
}

async fn whoever_is_let_go_is_out_at_once_and_what_was_theirs_is_nobodys(house: &House) {
    let office = Office::open(house).await;
    let (boss, other) = (office.member("Mila", Permissions::all()).await, office.member("Joris", Permissions::all()).await);
    let joris = office.call(&other, &Open { portal: portal() }).await.answer.unwrap().me.unwrap().id;
    let card = book(&house.app, ask("kade", "2026-12-02 09:00", "Anna")).await.unwrap().card;
    let portal_id = &card.appointment.portal;
    assert!(house.app.store.mark(portal_id, &InteractionId::Appointment(card.appointment.id.clone()), &Marking::Assigned(Some(joris.clone()))).await.unwrap());
    let link = office.call(&boss, &LinkFor { portal: portal(), member: joris.clone() }).await.answer.unwrap();
    let link = Key::parse(link.rsplit('/').next().unwrap()).unwrap();
    let left = office.call(&boss, &LetGo { portal: portal(), member: joris.clone() }).await.answer.unwrap();
    assert_eq!(left.len(), 1);
    assert!(office.call(&other, &Open { portal: portal() }).await.answer.unwrap().me.is_none());
    let choose = ChoosePassword { link: link.reveal(), password: PASSWORD.to_owned() };
    assert_eq!(office.call(&Desk::default(), &choose).await.answer, Err(TeamError::LinkEnded));
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM appointments WHERE assigned <> ''").await, 0);
    // Who comes back is who they were.
    let back = office.call(&boss, &invitation("Joris", "joris@team.example")).await.answer.unwrap();
    assert!(back.members.iter().any(|member| member.id == joris && !member.active));
}

both_engines! {
    whoever_is_asked_in_chooses_a_password_and_may_what_was_said
    what_is_permitted_holds_from_the_next_call_on_and_someone_always_decides
    whoever_is_let_go_is_out_at_once_and_what_was_theirs_is_nobodys
}
