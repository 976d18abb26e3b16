//! The same ask again (case 19): a double click, a retry, an answer lost on the way.

use appointment::app::{BookError, book, cancel};
use appointment::domain::{Minutes, Note, Source};

use crate::support::{House, at, both_engines, contact, keyed, slug};

async fn the_same_key_twice_is_one_appointment_and_two_letters(house: &House) {
    let first = book(&house.app, keyed("een", "kade", "2026-12-02 10:00", "Anna")).await.unwrap();
    let again = book(&house.app, keyed("een", "kade", "2026-12-02 10:00", "Anna")).await.unwrap();
    assert_eq!((first.repeated, again.repeated), (false, true));
    assert_eq!(first.card, again.card);
    // By another server too, and where it was made does not make it another ask.
    let mut elsewhere = keyed("een", "kade", "2026-12-02 10:00", "Anna");
    elsewhere.source = Source::Plugin;
    elsewhere.tags.source = Some("nieuwsbrief".to_owned());
    assert_eq!(book(&house.second_server(), elsewhere).await.unwrap().card, first.card);
    let raw = house.raw().await;
    assert_eq!(raw.number("SELECT COUNT(*) FROM appointments").await, 1);
    assert_eq!(raw.number("SELECT COUNT(*) FROM outbox").await, 2);
}

async fn the_same_key_with_another_ask_is_refused(house: &House) {
    let ask = || keyed("een", "kade", "2026-12-02 10:00", "Anna");
    book(&house.app, ask()).await.unwrap();
    let mut others = vec![ask(), ask(), ask(), ask(), ask()];
    others[0].starts_at = at("2026-12-02 11:00");
    others[1].entry = slug("zuid");
    others[2].contact = contact("Bram");
    others[3].contact.note = Note::parse("Graag bellen").unwrap();
    others[4].answers.insert("Parkeren?".to_owned(), "Ja".to_owned());
    for other in others {
        let refused = book(&house.app, other.clone()).await;
        assert!(matches!(refused, Err(BookError::KeyReused)), "{other:?}: {refused:?}");
    }
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM appointments").await, 1);
}

async fn an_answer_stays_the_same_however_much_later_it_is_asked_for(house: &House) {
    let first = book(&house.app, keyed("een", "kade", "2026-12-02 10:00", "Anna")).await.unwrap();
    cancel(&house.app, &first.card.appointment.token).await.unwrap();
    house.app.clock.turn(Minutes::new(23 * 60));
    let again = book(&house.app, keyed("een", "kade", "2026-12-02 10:00", "Anna")).await.unwrap();
    assert_eq!((again.repeated, again.card), (true, first.card));
}

async fn a_refusal_uses_no_key_up(house: &House) {
    book(&house.app, keyed("een", "kade", "2026-12-02 10:00", "Anna")).await.unwrap();
    let taken = book(&house.app, keyed("twee", "kade", "2026-12-02 10:00", "Bram")).await;
    assert!(matches!(taken, Err(BookError::Taken { .. })), "{taken:?}");
    assert!(!book(&house.app, keyed("twee", "kade", "2026-12-02 10:30", "Bram")).await.unwrap().repeated);
}

async fn keys_of_different_portals_have_nothing_to_do_with_each_other(house: &House) {
    house.apply_with("slug = \"proef\"", "slug = \"ander\"").await;
    book(&house.app, keyed("een", "kade", "2026-12-02 10:00", "Anna")).await.unwrap();
    let mut other = keyed("een", "kade", "2026-12-02 10:00", "Anna");
    other.portal = slug("ander");
    let booked = book(&house.app, other).await.unwrap();
    assert_eq!((booked.repeated, booked.card.portal_slug.as_str()), (false, "ander"));
}

both_engines! {
    the_same_key_twice_is_one_appointment_and_two_letters
    the_same_key_with_another_ask_is_refused
    an_answer_stays_the_same_however_much_later_it_is_asked_for
    a_refusal_uses_no_key_up
    keys_of_different_portals_have_nothing_to_do_with_each_other
}
