//! What the portal wants of its mail, as the team changes it.

use appointment::api::team::wire::MailWishes;
use appointment::api::team::{ChangeWishes, Field, TeamError, WishesOf};
use appointment::domain::{FieldError, MailField, MailKind, Minutes, Permission, Permissions, RawMailSettings};

use super::office::{Desk, Office};
use crate::support::{House, both_engines, slug};

async fn known(office: &Office<'_>, desk: &Desk) -> MailWishes {
    office.call(desk, &WishesOf { portal: "proef".to_owned() }).await.answer.unwrap()
}

fn change(known: &MailWishes, wishes: RawMailSettings) -> ChangeWishes {
    ChangeWishes { portal: "proef".to_owned(), version: known.version.clone(), wishes }
}

async fn wishes_are_changed_from_what_was_known_and_stand_until_the_file_says_something_new(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions::all()).await;
    let before = known(&office, &desk).await;
    assert_eq!(before.now, before.file);
    let wanted = RawMailSettings { reminders: vec![60, 1_440], quiet: "21:00-08:00".to_owned(), max_open: Some(2), ..before.now.clone() };
    let now = office.call(&desk, &change(&before, wanted.clone())).await.answer.unwrap();
    assert_eq!((now.now.reminders.clone(), &now.now.quiet, &now.file), (vec![1_440, 60], &wanted.quiet, &before.file), "the longest first");
    // Whoever looked before that is told, and nothing changes.
    let late = office.call(&desk, &change(&before, RawMailSettings { still_coming: true, ..before.now.clone() })).await;
    assert_eq!((late.status, late.answer), (409, Err(TeamError::Changed(Vec::new()))));
    assert_eq!(known(&office, &desk).await, now);
    // The same file again says nothing new; another word of it changes what it is about.
    assert!(house.apply_with("", "").await.is_empty());
    assert_eq!(known(&office, &desk).await, now);
    house.apply_with("[[agenda]]\nslug = \"noord\"", "[mail]\nreminder_minutes = [120]\n[[agenda]]\nslug = \"noord\"").await;
    let later = known(&office, &desk).await;
    assert_eq!((later.now.reminders, later.now.quiet, later.now.max_open), (vec![120], wanted.quiet.clone(), Some(2)));
    assert_eq!(later.file.reminders, [120]);
    let portal = house.app.store.portal(&slug("proef")).await.unwrap().unwrap();
    assert_eq!(portal.mail.reminders, [Minutes::new(120)]);
}

async fn each_wrong_wish_is_told_at_its_field(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions::all()).await;
    let before = known(&office, &desk).await;
    let wrong = RawMailSettings { reminders: vec![1, 2], reply_to: "balie".to_owned(), max_open: Some(101), ..before.now.clone() };
    let came = office.call(&desk, &change(&before, wrong)).await;
    let outside = |least, most| FieldError::Outside { least, most };
    let expected = [(MailField::Reminders, outside(15, 43_200)), (MailField::MaxOpen, outside(1, 100)), (MailField::ReplyTo, FieldError::NotAnEmail)];
    assert_eq!((came.status, came.answer), (422, Err(TeamError::Invalid(expected.map(|(field, error)| (Field::Mail(field), error)).to_vec()))));
    assert_eq!(known(&office, &desk).await, before, "nothing of it holds");
}

async fn only_who_may_change_settings_sees_and_changes_wishes(house: &House) {
    let office = Office::open(house).await;
    house.apply_with("slug = \"proef\"", "slug = \"ander\"").await;
    let boss = office.member("Baas", Permissions { settings: true, ..Permissions::none() }).await;
    let before = known(&office, &boss).await;
    let wanted = RawMailSettings { customer: vec![MailKind::Confirmation], ..before.now.clone() };
    let barred = || Err(TeamError::NotAllowed(Permission::Settings));
    let cases = [
        (Desk::default(), Err(TeamError::SignedOut)),
        (office.member("Niets", Permissions::none()).await, barred()),
        (office.member("Lezer", Permissions { settings: false, ..Permissions::all() }).await, barred()),
        (office.member_of(&slug("ander"), "Vreemd", Permissions::all()).await, Err(TeamError::SignedOut)),
    ];
    for (desk, refused) in cases {
        assert_eq!(office.call(&desk, &WishesOf { portal: "proef".to_owned() }).await.answer, refused);
        assert_eq!(office.call(&desk, &change(&before, wanted.clone())).await.answer, refused);
        assert_eq!(known(&office, &boss).await, before);
    }
    assert_eq!(office.call(&boss, &change(&before, wanted.clone())).await.answer.unwrap().now, wanted);
}

both_engines! {
    wishes_are_changed_from_what_was_known_and_stand_until_the_file_says_something_new
    each_wrong_wish_is_told_at_its_field
    only_who_may_change_settings_sees_and_changes_wishes
}
