//! The keys of the portal's programs, as members make, see and end them.

use appointment::api::team::{AddKey, EndKey, Field, Keys, TeamError};
use appointment::app::team;
use appointment::domain::{ApiKey, ApiKeyId, FieldError, Permission, Permissions, Scope};

use super::office::{Desk, Office};
use crate::support::{House, both_engines, slug};

fn portal() -> String {
    "proef".to_owned()
}

fn add(name: &str, scopes: &[Scope]) -> AddKey {
    AddKey { portal: portal(), name: name.to_owned(), scopes: scopes.to_vec() }
}

async fn a_key_is_seen_once_acts_for_its_portal_and_ends(house: &House) {
    let office = Office::open(house).await;
    let mila = office.member("Mila", Permissions::all()).await;
    let added = office.call(&mila, &add(" Website ", &[Scope::CustomersRead, Scope::AppointmentsWrite, Scope::CustomersRead])).await.answer.unwrap();
    let key = ApiKey::parse(&added.key).unwrap();
    assert_eq!(format!("{added:?}"), "AddedKey(…)");
    let [line] = added.keys.as_slice() else { panic!("{added:?}") };
    assert_eq!((line.name.as_str(), line.by.as_deref(), line.used), ("Website", Some("Mila"), None));
    assert_eq!((line.scopes.as_slice(), line.made.instant()), ([Scope::AppointmentsWrite, Scope::CustomersRead].as_slice(), house.now()));
    let actor = team::acting(&house.app, &key).await.unwrap().unwrap();
    assert_eq!((actor.name.as_str(), actor.portal.slug.as_str(), actor.member_id()), ("Website", "proef", None));
    let listed = office.call(&mila, &Keys { portal: portal() }).await.answer.unwrap();
    assert_eq!((listed.len(), listed[0].used.map(|at| at.instant())), (1, Some(house.now())));
    let end = EndKey { portal: portal(), key: listed[0].id.clone() };
    assert_eq!(office.call(&mila, &end).await.answer, Ok(vec![]));
    assert_eq!(team::acting(&house.app, &key).await.unwrap(), None);
    assert_eq!(office.call(&mila, &end).await.answer, Err(TeamError::NotFound));
    let wrong = office.call(&mila, &add("", &[])).await;
    assert_eq!((wrong.status, wrong.answer), (422, Err(TeamError::Invalid(vec![(Field::Name, FieldError::Missing), (Field::Scopes, FieldError::Missing)]))));
    // A key made without a member says so.
    team::make_key(&house.app, &slug("proef"), &actor.name, &[Scope::AgendasRead]).await.unwrap().unwrap();
    assert_eq!(office.call(&mila, &Keys { portal: portal() }).await.answer.unwrap()[0].by, None);
}

async fn nobody_but_who_may_change_settings_has_to_do_with_keys(house: &House) {
    let office = Office::open(house).await;
    house.apply_with("slug = \"proef\"", "slug = \"ander\"").await;
    let mila = office.member("Mila", Permissions::all()).await;
    let key = office.call(&mila, &add("Website", &[Scope::AppointmentsRead])).await.answer.unwrap().keys.remove(0).id;
    let settled = Permissions { settings: false, ..Permissions::all() };
    let refused = Err(TeamError::NotAllowed(Permission::Settings));
    for (desk, expected) in [
        (Desk::default(), Err(TeamError::SignedOut)),
        (office.member("Niets", Permissions::none()).await, refused.clone()),
        (office.member("Beheerder", settled).await, refused),
        (office.member_of(&slug("ander"), "Vreemd", Permissions::all()).await, Err(TeamError::SignedOut)),
    ] {
        assert_eq!(office.call(&desk, &Keys { portal: portal() }).await.answer.map(|_| ()), expected);
        assert_eq!(office.call(&desk, &add("Website", &[Scope::AppointmentsRead])).await.answer.map(|_| ()), expected);
        assert_eq!(office.call(&desk, &EndKey { portal: portal(), key: key.clone() }).await.answer.map(|_| ()), expected);
    }
    // Another portal's key is none of theirs.
    let stranger = office.member_of(&slug("ander"), "Baas", Permissions::all()).await;
    for nobodys in [key, ApiKeyId::new("x")] {
        assert_eq!(office.call(&stranger, &EndKey { portal: "ander".to_owned(), key: nobodys }).await.answer, Err(TeamError::NotFound));
    }
    assert_eq!(office.call(&stranger, &Keys { portal: "ander".to_owned() }).await.answer, Ok(vec![]));
    assert_eq!(office.call(&mila, &Keys { portal: portal() }).await.answer.unwrap().len(), 1);
}

both_engines! {
    a_key_is_seen_once_acts_for_its_portal_and_ends
    nobody_but_who_may_change_settings_has_to_do_with_keys
}
