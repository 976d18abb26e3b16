//! What the portal says in its mails, as the team changes it, sees it and tries it; and that mails say it.

use appointment::api::team::wire::{MailSample, MailTexts};
use appointment::api::team::{ChangeMailTexts, Field, MailTextsOf, SeeMail, TeamError, TryMail};
use appointment::app::{book, request};
use appointment::domain::{Audience, FieldError, Language, MailKind, Permission, Permissions, RawMailText, TextPart};

use super::office::{Desk, Office};
use crate::journeys::requests::{asking, entry};
use crate::support::{House, ask, both_engines, handed_over, slug};

fn portal() -> String {
    "proef".to_owned()
}

fn typed(subject: &str, opening: &str, closing: &str) -> RawMailText {
    RawMailText([subject, opening, closing].map(str::to_owned))
}

async fn known(office: &Office<'_>, desk: &Desk, sample: MailSample) -> MailTexts {
    office.call(desk, &MailTextsOf { portal: portal(), sample }).await.answer.unwrap()
}

fn change(sample: MailSample, known: &MailTexts, text: RawMailText) -> ChangeMailTexts {
    ChangeMailTexts { portal: portal(), sample, version: known.version.clone(), text }
}

/// Every letter that waits is handed over: the mails, their lines whole.
async fn handed_over_whole(house: &House) -> Vec<String> {
    handed_over(house).await.iter().map(|mail| mail.replace("=\r\n", "")).collect()
}

async fn what_is_changed_is_what_customers_read(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions::all()).await;
    let confirmation = MailSample::default();
    let before = known(&office, &desk, confirmation).await;
    assert_eq!((&before.own, before.built_in.0[0].as_str()), (&RawMailText::default(), "Afspraak bevestigd: {what}, {day} om {time}"));
    let text = typed("Tot {day}", "Dag {customer}, {agenda} wacht <u>.", &before.built_in.0[2]);
    let now = office.call(&desk, &change(confirmation, &before, text)).await.answer.unwrap();
    assert_eq!(now.own, typed("Tot {day}", "Dag {customer}, {agenda} wacht <u>.", ""), "what says again what is built in stays built in");
    // Whoever looked before that is told, and nothing changes.
    let late = office.call(&desk, &change(confirmation, &before, typed("Anders", "", ""))).await;
    assert_eq!((late.status, late.answer), (409, Err(TeamError::Changed(Vec::new()))));
    let received = MailSample { kind: MailKind::RequestReceived, ..confirmation };
    let asked = known(&office, &desk, received).await;
    office.call(&desk, &change(received, &asked, typed("Uw vraag over {what}", "", "Groet van {portal}"))).await.answer.unwrap();
    assert_eq!(known(&office, &desk, confirmation).await, now, "each mail by itself");

    book(&house.app, ask("kade", "2026-12-02 10:00", "Anna")).await.unwrap();
    request(&house.app, &entry(house, "kade").await, &asking("een", "Bram")).await.unwrap();
    let mails = handed_over_whole(house).await;
    let to = |whom: &str| mails.iter().find(|mail| mail.lines().any(|line| line == format!("To: {whom}"))).unwrap();
    let mail = to("Anna <anna@klant.example>");
    assert!(mail.contains("Subject: Tot woensdag 2 december 2026\r\n"), "{mail}");
    assert!(mail.contains("Dag Anna, Sanne de Wit wacht <u>.") && mail.contains("Dag Anna, Sanne de Wit wacht &lt;u&gt;."), "{mail}");
    let mail = to("Bram <bram@klant.example>");
    assert!(mail.contains("Subject: Uw vraag over Bezichtiging, Kade 1\r\n") && mail.contains("Groet van Proef Makelaars"), "{mail}");
    // Back to what is built in.
    let own = known(&office, &desk, confirmation).await;
    let reset = office.call(&desk, &change(confirmation, &own, RawMailText::default())).await.answer.unwrap();
    assert_eq!(reset, before);
}

async fn a_wrong_text_is_told_at_its_field_with_its_place(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions::all()).await;
    let sample = MailSample { kind: MailKind::Invitation, ..MailSample::default() };
    let before = known(&office, &desk, sample).await;
    let wrong = typed("Kies\nBcc: iemand@elders.example", "Dag {customer}, tot {day}", "Tot {what");
    let told = Err(TeamError::Invalid(vec![
        (Field::Text(TextPart::Subject), FieldError::ControlCharacter),
        (Field::Text(TextPart::Opening), FieldError::UnknownPlace(21)),
        (Field::Text(TextPart::Closing), FieldError::Brace(5)),
    ]));
    assert_eq!(office.call(&desk, &change(sample, &before, wrong.clone())).await.answer.map(|_| ()), told);
    assert_eq!(office.call(&desk, &SeeMail { portal: portal(), sample, text: wrong.clone() }).await.answer.map(|_| ()), told);
    assert_eq!(office.call(&desk, &TryMail { portal: portal(), sample, text: wrong }).await.answer, told);
    assert_eq!(known(&office, &desk, sample).await, before);
}

async fn every_mail_is_seen_in_every_language_and_tried_by_whoever_asks(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions { settings: true, ..Permissions::none() }).await;
    let mut subjects = Vec::new();
    for language in Language::ALL {
        for audience in [Audience::Customer, Audience::Agenda] {
            for kind in MailKind::of(audience) {
                let sample = MailSample { audience, kind, language };
                let seen = office.call(&desk, &SeeMail { portal: portal(), sample, text: RawMailText::default() }).await.answer.unwrap();
                assert!(!seen.subject.is_empty() && !seen.html.contains("{agenda}"), "{sample:?}");
                assert!(seen.html.contains(&format!("<html lang=\"{}\">", language.tag())) && seen.html.contains("<base target=\"_blank\">"), "{sample:?}");
                assert!(seen.text.contains("Proef Makelaars"), "{sample:?}: {}", seen.text);
                subjects.push(seen.subject);
            }
        }
    }
    subjects.sort();
    subjects.dedup();
    assert_eq!(subjects.len(), 4 * 17, "each says something else");
    let sample = MailSample { language: Language::En, ..MailSample::default() };
    office.call(&desk, &TryMail { portal: portal(), sample, text: typed("Until {day}", "", "") }).await.answer.unwrap();
    let mails = handed_over_whole(house).await;
    let [mail] = &mails[..] else { panic!("one to whoever asks: {mails:?}") };
    assert!(mail.contains("To: Baas <baas@team.example>") && mail.contains("Subject: Example: Until Thursday 10 December 2026"), "{mail}");
    assert!(!mail.contains("text/calendar"), "no calendar takes it for an appointment");
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM key_letters").await, 0);
    assert_eq!(known(&office, &desk, sample).await.own, RawMailText::default(), "what was tried does not hold");
}

async fn only_who_may_change_settings_sees_changes_and_tries(house: &House) {
    let office = Office::open(house).await;
    house.apply_with("slug = \"proef\"", "slug = \"ander\"").await;
    let boss = office.member("Baas", Permissions::all()).await;
    let (sample, text) = (MailSample::default(), typed("Anders", "", ""));
    let before = known(&office, &boss, sample).await;
    let cases = [
        (Desk::default(), TeamError::SignedOut),
        (office.member("Lezer", Permissions { settings: false, ..Permissions::all() }).await, TeamError::NotAllowed(Permission::Settings)),
        (office.member_of(&slug("ander"), "Vreemd", Permissions::all()).await, TeamError::SignedOut),
    ];
    for (desk, refused) in cases {
        assert_eq!(office.call(&desk, &MailTextsOf { portal: portal(), sample }).await.answer.unwrap_err(), refused);
        assert_eq!(office.call(&desk, &change(sample, &before, text.clone())).await.answer.unwrap_err(), refused);
        assert_eq!(office.call(&desk, &SeeMail { portal: portal(), sample, text: text.clone() }).await.answer.unwrap_err(), refused);
        assert_eq!(office.call(&desk, &TryMail { portal: portal(), sample, text: text.clone() }).await.answer.unwrap_err(), refused);
    }
    assert_eq!(known(&office, &boss, sample).await, before);
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM key_letters").await, 0);
}

both_engines! {
    what_is_changed_is_what_customers_read
    a_wrong_text_is_told_at_its_field_with_its_place
    every_mail_is_seen_in_every_language_and_tried_by_whoever_asks
    only_who_may_change_settings_sees_changes_and_tries
}
