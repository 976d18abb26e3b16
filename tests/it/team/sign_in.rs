//! Members come and go.

use appointment::api::team::{ChoosePassword, Field, Open, SignIn, SignOut, TeamError};
use appointment::domain::{FieldError, Minutes, Permissions};

use super::office::{Desk, Office, PASSWORD};
use crate::support::{House, both_engines, slug};

fn open() -> Open {
    Open { portal: "proef".to_owned() }
}

fn sign_in(email: &str, password: &str) -> SignIn {
    SignIn { portal: "proef".to_owned(), email: email.to_owned(), password: password.to_owned() }
}

async fn a_member_chooses_a_password_by_a_link_that_works_once(house: &House) {
    let office = Office::open(house).await;
    let link = office.link(&slug("proef"), "Anna", Permissions::all()).await.reveal();
    let choose = |password: &str| ChoosePassword { link: link.clone(), password: password.to_owned() };
    let short = office.call(&Desk::default(), &choose("te kort")).await;
    assert_eq!((short.status, short.answer), (422, Err(TeamError::Invalid(vec![(Field::Password, FieldError::TooShort(12))]))));
    let chosen = office.call(&Desk::default(), &choose(PASSWORD)).await;
    let desk = Desk { cookie: chosen.cookie.unwrap() };
    assert_eq!(chosen.answer.unwrap().me.unwrap().name, "Anna");
    assert_eq!(office.call(&desk, &open()).await.answer.unwrap().me.unwrap().email, "anna@team.example");
    let again = office.call(&Desk::default(), &choose(PASSWORD)).await;
    assert_eq!((again.status, again.answer), (410, Err(TeamError::LinkEnded)));
}

async fn a_link_ends_after_three_days_and_with_the_next_one(house: &House) {
    let office = Office::open(house).await;
    let first = office.link(&slug("proef"), "Anna", Permissions::all()).await.reveal();
    let second = office.link(&slug("proef"), "Anna", Permissions::all()).await.reveal();
    let choose = |link: &str| ChoosePassword { link: link.to_owned(), password: PASSWORD.to_owned() };
    assert_eq!(office.call(&Desk::default(), &choose(&first)).await.answer, Err(TeamError::LinkEnded));
    house.app.clock.turn(Minutes::new(3 * 1_440));
    assert_eq!(office.call(&Desk::default(), &choose(&second)).await.answer, Err(TeamError::LinkEnded));
}

async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites(house: &House) {
    let office = Office::open(house).await;
    let cookie = office.member("Anna", Permissions::all()).await.cookie;
    for part in ["appointment-proef=proef.", "; HttpOnly", "; SameSite=Strict", "; Path=/"] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
    assert!(!cookie.contains("Secure"), "a browser would throw it away: {cookie}");
    let secure = Office::reached_at(house, "https://afspraak.proef.example").await;
    let cookie = secure.member("Bram", Permissions::all()).await.cookie;
    assert!(cookie.starts_with("__Host-appointment-proef=") && cookie.contains("; Secure"), "{cookie}");
    let stored = house.raw().await.texts("SELECT digest FROM sessions").await;
    assert!(stored.iter().all(|digest| digest.len() == 64 && !cookie.contains(digest.as_str())), "{stored:?}");
}

async fn wrong_tries_slow_down_and_a_strangers_address_tells_nothing(house: &House) {
    let office = Office::open(house).await;
    office.member("Anna", Permissions::all()).await;
    for email in ["anna@team.example", "nobody@team.example", "no address"] {
        for _ in 0..5 {
            let wrong = office.call(&Desk::default(), &sign_in(email, "niet het wachtwoord")).await;
            assert_eq!((wrong.status, wrong.answer), (401, Err(TeamError::WrongPassword)), "{email}");
        }
        let slow = office.call(&Desk::default(), &sign_in(email, PASSWORD)).await;
        assert_eq!((slow.status, slow.answer), (429, Err(TeamError::SlowDown(5))), "{email}");
    }
    house.app.clock.turn(Minutes::new(1));
    let right = office.call(&Desk::default(), &sign_in(" Anna@TEAM.example ", PASSWORD)).await;
    assert_eq!(right.answer.unwrap().me.unwrap().name, "Anna");
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM sign_in_tries WHERE email_key = 'anna@team.example'").await, 0);
}

async fn empty_fields_are_named_and_count_as_no_try(house: &House) {
    let office = Office::open(house).await;
    let empty = office.call(&Desk::default(), &sign_in(" ", "")).await;
    assert_eq!(empty.answer, Err(TeamError::Invalid(vec![(Field::Email, FieldError::Missing), (Field::Password, FieldError::Missing)])));
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM sign_in_tries").await, 0);
    let nowhere = office.call(&Desk::default(), &SignIn { portal: "nergens".to_owned(), ..sign_in("a@b.nl", "x") }).await;
    assert_eq!(nowhere.answer, Err(TeamError::NotFound));
}

async fn a_key_is_turned_once_a_day_and_the_old_one_opens_a_moment_longer(house: &House) {
    let office = Office::open(house).await;
    let old = office.member("Anna", Permissions::all()).await;
    assert_eq!(office.call(&old, &open()).await.cookie, None);
    house.app.clock.turn(Minutes::new(1_441));
    let turned = office.call(&old, &open()).await;
    assert!(turned.answer.unwrap().me.is_some());
    let new = Desk { cookie: turned.cookie.unwrap() };
    assert_ne!(new.cookie, old.cookie);
    // A call that was under way with the old key.
    let late = office.call(&old, &open()).await;
    assert!(late.answer.unwrap().me.is_some() && late.cookie.is_none());
    house.app.clock.turn(Minutes::new(3));
    assert!(office.call(&old, &open()).await.answer.unwrap().me.is_none());
    assert!(office.call(&new, &open()).await.answer.unwrap().me.is_some());
}

async fn a_session_ends_when_nobody_uses_it(house: &House) {
    let office = Office::open(house).await;
    let mut desk = office.member("Anna", Permissions::all()).await;
    for _ in 0..3 {
        house.app.clock.turn(Minutes::new(10 * 1_440));
        let used = office.call(&desk, &open()).await;
        assert!(used.answer.unwrap().me.is_some());
        desk = Desk { cookie: used.cookie.unwrap() };
    }
    house.app.clock.turn(Minutes::new(14 * 1_440 + 1));
    assert!(office.call(&desk, &open()).await.answer.unwrap().me.is_none());
}

async fn signing_out_ends_this_session_or_all(house: &House) {
    let office = Office::open(house).await;
    let first = office.member("Anna", Permissions::all()).await;
    let another = async || Desk { cookie: office.call(&Desk::default(), &sign_in("anna@team.example", PASSWORD)).await.cookie.unwrap() };
    let (second, third) = (another().await, another().await);
    let signed_in = async |desk: &Desk| office.call(desk, &open()).await.answer.unwrap().me.is_some();
    let out = |everywhere| SignOut { portal: "proef".to_owned(), everywhere };
    let came = office.call(&first, &out(false)).await;
    assert!(came.cookie.unwrap().contains("Max-Age=0"));
    assert!(!signed_in(&first).await && signed_in(&second).await && signed_in(&third).await);
    office.call(&second, &out(true)).await.answer.unwrap();
    assert!(!signed_in(&second).await && !signed_in(&third).await);
    office.call(&second, &out(true)).await.answer.unwrap();
}

async fn another_websites_page_can_not_call(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Anna", Permissions::all()).await;
    let body = postcard::to_allocvec(&SignOut { portal: "proef".to_owned(), everywhere: true }).unwrap();
    // As a form of someone's page could send it, and as a script could without asking first.
    for (name, value) in [("content-type", "text/plain"), ("content-type", "application/x-www-form-urlencoded"), ("origin", "https://evil.example")] {
        let mut request = office.request("/api/t1/sign_out").header("cookie", &desk.cookie).header(name, value);
        if name == "origin" {
            request = request.header("content-type", "application/x-postcard");
        }
        assert_eq!(office.send::<()>(request.body(body.clone())).await.status, 403, "{name}: {value}");
    }
    assert!(office.call(&desk, &open()).await.answer.unwrap().me.is_some());
}

both_engines! {
    a_member_chooses_a_password_by_a_link_that_works_once
    a_link_ends_after_three_days_and_with_the_next_one
    the_cookie_is_out_of_reach_of_scripts_and_other_sites
    wrong_tries_slow_down_and_a_strangers_address_tells_nothing
    empty_fields_are_named_and_count_as_no_try
    a_key_is_turned_once_a_day_and_the_old_one_opens_a_moment_longer
    a_session_ends_when_nobody_uses_it
    signing_out_ends_this_session_or_all
    another_websites_page_can_not_call
}
