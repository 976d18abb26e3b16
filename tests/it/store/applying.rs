//! Setting a portal up, again and differently.

use appointment::app::book;
use appointment::domain::texts::OwnTexts;
use appointment::domain::{Applied, Language, Minutes};

use crate::support::{House, ask, both_engines, slug};

fn applied(created: &[&str], changed: &[&str], retired: &[&str]) -> Applied {
    let owned = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
    Applied { created: owned(created), changed: owned(changed), retired: owned(retired) }
}

async fn the_same_file_twice_changes_nothing(house: &House) {
    let raw = house.raw().await;
    let before = raw.number("SELECT revision FROM portals").await;
    assert_eq!(house.apply_with("", "").await, Applied::default());
    assert_eq!(raw.number("SELECT revision FROM portals").await, before);
    assert_eq!(raw.number("SELECT COUNT(*) FROM portals").await, 1);
}

async fn what_differs_is_changed_and_named(house: &House) {
    let raw = house.raw().await;
    let before = raw.number("SELECT revision FROM portals").await;
    assert_eq!(house.apply_with("Sanne de Wit", "Sanne Zwart").await, applied(&[], &["agenda noord"], &[]));
    assert_eq!(raw.number("SELECT revision FROM portals").await, before + 1);
    assert_eq!(house.apply_with("minutes = 90", "minutes = 60").await, applied(&[], &["agenda noord", "event type valuation"], &[]));
    assert_eq!(house.apply_with("Gratis waardebepaling", "Waardebepaling").await, applied(&[], &["event type valuation", "subject waardebepaling"], &[]));
    assert_eq!(house.apply_with("Proef Makelaars", "Proef & Zoon").await, applied(&[], &["portal proef", "subject waardebepaling"], &[]));
    assert_eq!(house.apply_with("agendas = [\"noord\", \"zuid\"]", "agendas = [\"zuid\", \"noord\"]").await, applied(&[], &["portal proef", "entry beide"], &[]));
}

async fn a_portals_own_texts_reach_its_entries_its_appointments_and_its_letters_until_it_has_them_no_more(house: &House) {
    let before = book(&house.app, ask("kade", "2026-12-02 09:30", "Anna")).await.unwrap();
    let own = format!("{}\n[texts.nl]\nmail.manage = \"Toch anders?\"\n", include_str!("../support/portal.toml"));
    assert_eq!(house.apply(&own).await, applied(&[], &["portal proef"], &[]));
    assert_eq!(house.apply(&own).await, Applied::default());
    let said = |texts: &OwnTexts| texts.get(Language::Nl, "mail", "manage").map(str::to_owned);
    let store = &house.app.store;
    assert_eq!(said(&store.portal(&slug("proef")).await.unwrap().unwrap().texts).as_deref(), Some("Toch anders?"));
    let card = store.card(&before.card.appointment.token).await.unwrap().unwrap();
    assert_eq!(said(&card.portal_texts).as_deref(), Some("Toch anders?"));
    let letter = store.claim_letters(house.now(), Minutes::new(5), 1).await.unwrap().letters.pop().unwrap().letter;
    assert_eq!(said(&letter.card.portal_texts).as_deref(), Some("Toch anders?"), "also of an appointment that was booked before");
    assert_eq!(house.apply_with("", "").await, applied(&[], &["portal proef"], &[]));
    assert!(store.card(&before.card.appointment.token).await.unwrap().unwrap().portal_texts.is_empty());
}

async fn what_the_file_no_longer_names_is_retired_and_comes_back(house: &House) {
    let raw = house.raw().await;
    let ids = raw.texts("SELECT id FROM entries ORDER BY id").await;
    let gone = house.apply_with("slug = \"bellen\"", "slug = \"praten\"").await;
    assert_eq!(gone, applied(&["entry praten"], &[], &["entry bellen"]));
    let retired = format!("SELECT retired_at FROM entries WHERE slug = 'bellen' AND retired_at = {}", house.now().micros());
    assert_eq!(raw.number(&retired).await, house.now().micros());
    assert_eq!(house.apply_with("", "").await, applied(&["entry bellen"], &[], &["entry praten"]));
    // The same row as before: its identity, and all that hangs on it, has stayed.
    assert_eq!(raw.texts("SELECT id FROM entries WHERE slug <> 'praten' ORDER BY id").await, ids);
}

async fn two_that_apply_one_new_portal_at_once_make_one(house: &House) {
    let text = include_str!("../../../demo/demo.toml");
    let setup = appointment::portal_file::read(text).unwrap().setup;
    let now = house.now();
    let tasks = (0..4).map(|_| {
        let (store, setup) = (house.new_store(), setup.clone());
        tokio::spawn(async move { store.apply(&setup, now).await.unwrap() })
    });
    let mut makers = 0;
    for task in tasks.collect::<Vec<_>>() {
        makers += usize::from(!task.await.unwrap().is_empty());
    }
    assert_eq!(makers, 1);
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM portals WHERE slug = 'demo'").await, 1);
}

both_engines! {
    the_same_file_twice_changes_nothing
    what_differs_is_changed_and_named
    a_portals_own_texts_reach_its_entries_its_appointments_and_its_letters_until_it_has_them_no_more
    what_the_file_no_longer_names_is_retired_and_comes_back
    two_that_apply_one_new_portal_at_once_make_one
}
