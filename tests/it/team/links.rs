//! Links by mail: an invitation, a new password.

use appointment::api::team::wire::Invitation;
use appointment::api::team::{ChoosePassword, Field, Forgot, Invite, TeamError};
use appointment::domain::{FieldError, Language, Minutes, Permissions};
use appointment::mail::{Sender, Transport};
use appointment::outbox::Outbox;

use super::office::{Desk, Office, PASSWORD};
use crate::support::{House, both_engines};

/// Hands over what waits, and gives each mail as it was kept, the oldest first.
async fn delivered(house: &House, folder: &tempfile::TempDir) -> Vec<String> {
    let url = "https://afspraak.proef.example";
    let transport = Transport::open(&format!("folder:{}", folder.path().display())).unwrap();
    Outbox { app: house.app.clone(), transport, sender: Sender::of(url), public_url: url.to_owned(), handful: 1 }.drain().await.unwrap();
    let mut files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|kind| kind == "eml")).collect();
    files.sort_unstable();
    let text = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        let mail = mailparse::parse_mail(&bytes).unwrap();
        let header = |name: &str| mail.headers.iter().find(|header| header.get_key().eq_ignore_ascii_case(name)).unwrap().get_value();
        format!("{}\n{}\n{}", header("to"), header("subject"), mail.subparts[0].get_body().unwrap())
    };
    files.iter().map(text).collect()
}

fn link(mail: &str) -> String {
    mail.split_once("https://afspraak.proef.example/team/proef/welcome/").unwrap().1.split_whitespace().next().unwrap().to_owned()
}

fn forgot(email: &str) -> Forgot {
    Forgot { portal: "proef".to_owned(), email: email.to_owned() }
}

async fn a_forgotten_password_brings_a_link_by_mail_once_in_five_minutes(house: &House) {
    let office = Office::open(house).await;
    let folder = tempfile::tempdir().unwrap();
    office.member("Anna", Permissions::all()).await;
    for _ in 0..2 {
        office.call(&Desk::default(), &forgot(" Anna@team.example")).await.answer.unwrap();
    }
    let mails = delivered(house, &folder).await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].starts_with("Anna <anna@team.example>\nNieuw wachtwoord voor Proef Makelaars\n"), "{}", mails[0]);
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM key_letters").await, 0, "it holds a secret, and nothing of it stays");
    let choose = ChoosePassword { link: link(&mails[0]), password: PASSWORD.to_owned() };
    assert_eq!(office.call(&Desk::default(), &choose).await.answer.unwrap().me.unwrap().name, "Anna");
    house.app.clock.turn(Minutes::new(6));
    office.call(&Desk::default(), &forgot("anna@team.example")).await.answer.unwrap();
    let mails = delivered(house, &folder).await;
    assert!(mails.len() == 2 && link(&mails[0]) != link(&mails[1]));
}

async fn nobody_is_told_whether_an_address_is_a_members(house: &House) {
    let office = Office::open(house).await;
    let folder = tempfile::tempdir().unwrap();
    for email in ["nobody@team.example", "geen adres"] {
        office.call(&Desk::default(), &forgot(email)).await.answer.unwrap();
    }
    assert_eq!(delivered(house, &folder).await, Vec::<String>::new());
    assert_eq!(office.call(&Desk::default(), &forgot(" ")).await.answer, Err(TeamError::Invalid(vec![(Field::Email, FieldError::Missing)])));
}

async fn an_invitation_goes_by_mail_in_the_language_of_who_is_asked(house: &House) {
    let office = Office::open(house).await;
    let folder = tempfile::tempdir().unwrap();
    let boss = office.member("Mila", Permissions::all()).await;
    let invitation = Invitation { name: "Joris".to_owned(), email: "joris@team.example".to_owned(), language: Language::En, permissions: Permissions::none() };
    let invited = office.call(&boss, &Invite { portal: "proef".to_owned(), invitation }).await.answer.unwrap();
    let mails = delivered(house, &folder).await;
    assert!(mails[0].contains("Invitation to the team of Proef Makelaars") && mails[0].contains("Mila invites you"), "{}", mails[0]);
    assert!(mails[0].contains("until Friday 4 December 2026"), "{}", mails[0]);
    assert_eq!(link(&mails[0]), invited.link.rsplit('/').next().unwrap(), "one link, by mail and by hand");
}

async fn a_link_that_could_not_leave_in_time_never_does(house: &House) {
    let office = Office::open(house).await;
    let folder = tempfile::tempdir().unwrap();
    office.member("Anna", Permissions::all()).await;
    office.call(&Desk::default(), &forgot("anna@team.example")).await.answer.unwrap();
    house.app.clock.turn(Minutes::new(3 * 1_440));
    assert_eq!(delivered(house, &folder).await, Vec::<String>::new());
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM key_letters").await, 0);
}

both_engines! {
    a_forgotten_password_brings_a_link_by_mail_once_in_five_minutes
    nobody_is_told_whether_an_address_is_a_members
    an_invitation_goes_by_mail_in_the_language_of_who_is_asked
    a_link_that_could_not_leave_in_time_never_does
}
