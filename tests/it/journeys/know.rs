//! What customers should know before they come: in page, mail and calendar file alike, and what opens the door only while it is due (issue 5).

use appointment::app::{book, cancel, manage, reschedule};
use appointment::domain::{Applied, Card, Language, Minutes};
use appointment::mail::calendar_file;

use crate::support::{House, ask, at, both_engines, outbox};

const ADDRESS: &str = "address = \"Kade 1, 1011 AA Amsterdam\"";
const CODE: &str = "Kluisje 4711";

/// The house's portal, whose viewings have something to know about.
async fn telling(house: &House) -> Applied {
    let lines = format!("{ADDRESS}\nhow_to_get_in = {{ nl = \"Bel aan bij de groene deur.\", en = \"Ring at the green door.\" }}\nbring = \"Laarzen\"\naccess = \"{CODE}\"");
    house.apply_with(ADDRESS, &lines).await
}

/// Hands over what waits, and gives the mails to this address whole, the oldest first.
pub async fn mails(house: &House, to: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    outbox(&house.app, &folder).drain().await.unwrap();
    let mut paths: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort_unstable();
    let whole = |raw: Vec<u8>| {
        let parsed = mailparse::parse_mail(&raw).unwrap();
        let parts = parsed.parts().map(|part| part.get_body().unwrap_or_default().replace("\r\n ", "")).collect::<Vec<_>>().join("\n");
        let for_whom = parsed.get_headers().into_iter().find(|header| header.get_key() == "To").map(|header| header.get_value()).unwrap_or_default();
        for_whom.contains(to).then_some(parts)
    };
    paths.into_iter().filter_map(|path| whole(std::fs::read(path).unwrap())).collect()
}

async fn booked(house: &House, starts_at: &str) -> Card {
    book(&house.app, ask("kade", starts_at, "Anna")).await.unwrap().card
}

/// What the link shows of what opens the door.
async fn door(house: &House, card: &Card) -> Option<String> {
    manage(&house.app, &card.appointment.token).await.unwrap().access(Language::Nl)
}

async fn what_opens_the_door_is_told_from_a_day_before_until_the_end(house: &House) {
    telling(house).await;
    let card = booked(house, "2026-12-03 10:00").await;
    house.app.clock.turn(Minutes::new(26 * 60 - 1));
    assert_eq!(door(house, &card).await, None, "a minute too early");
    house.app.clock.turn(Minutes::new(1));
    assert_eq!(door(house, &card).await.as_deref(), Some(CODE));
    house.app.clock.turn(Minutes::new(24 * 60 + 29));
    assert_eq!(door(house, &card).await.as_deref(), Some(CODE), "who is late gets in too");
    house.app.clock.turn(Minutes::new(1));
    assert_eq!(door(house, &card).await, None, "it is over");
    let off = booked(house, "2026-12-03 12:30").await;
    assert_eq!(door(house, &off).await.as_deref(), Some(CODE));
    let answer = cancel(&house.app, &off.appointment.token).await.unwrap();
    assert_eq!((door(house, &off).await, answer.access(Language::Nl)), (None, None), "nobody comes");
}

async fn a_mail_tells_what_to_know_and_the_secret_only_when_it_leaves_in_time(house: &House) {
    telling(house).await;
    let card = booked(house, "2026-12-03 10:00").await;
    assert_eq!(house.raw().await.number(&format!("SELECT COUNT(*) FROM outbox WHERE letter LIKE '%{CODE}%'")).await, 0);
    let early = mails(house, "anna@klant.example").await;
    assert_eq!(early.len(), 1);
    for part in
        ["Binnenkomen: Bel aan bij de groene deur.", "Meenemen: Laarzen", ">Bel aan bij de groene deur.<", "Binnenkomen: Bel aan bij de groene deur.\\nMeenemen: Laarzen\\n"]
    {
        assert!(early[0].contains(part), "{part:?} is missing in {}", early[0]);
    }
    assert!(!early[0].contains(CODE), "{}", early[0]);
    reschedule(&house.app, &card.appointment.token, at("2026-12-02 10:30")).await.unwrap();
    assert_eq!(house.raw().await.number(&format!("SELECT COUNT(*) FROM outbox WHERE letter LIKE '%{CODE}%'")).await, 0, "no letter waits with it");
    house.app.clock.turn(Minutes::new(3 * 60));
    let late = mails(house, "anna@klant.example").await;
    for part in ["Toegang: Kluisje 4711", ">Kluisje 4711<", "Toegang: Kluisje 4711\\n"] {
        assert!(late[0].contains(part), "{part:?} is missing in {}", late[0]);
    }
    let card = booked(house, "2026-12-02 12:00").await;
    reschedule(&house.app, &card.appointment.token, at("2026-12-04 12:00")).await.unwrap();
    let moved = mails(house, "anna@klant.example").await;
    assert_eq!(moved.len(), 2);
    assert!(!moved[0].contains(CODE), "of a time that no longer holds: {}", moved[0]);
    cancel(&house.app, &card.appointment.token).await.unwrap();
    let off = mails(house, "anna@klant.example").await;
    assert!(!off[0].contains(CODE) && !off[0].contains("groene deur") && !off[0].contains("Laarzen"), "{}", off[0]);
    let team = mails(house, "sanne@proef.example").await;
    assert!(team.iter().all(|mail| !mail.contains(CODE)), "the team knows it");
}

async fn it_is_kept_once_and_said_as_the_portal_says_it_now(house: &House) {
    assert_eq!(telling(house).await.changed, ["subject kade-1"]);
    assert_eq!(telling(house).await, Applied::default());
    let card = booked(house, "2026-12-03 10:00").await;
    let shown = manage(&house.app, &card.appointment.token).await.unwrap();
    assert_eq!(shown.how_to_get_in(Language::En).as_deref(), Some("Ring at the green door."));
    assert!(calendar_file(&shown, "https://afspraak.example.nl", house.now()).replace("\r\n ", "").contains("Meenemen: Laarzen"));
    house.apply_with("requests = true", "requests = true\nbring = \"Legitimatie\"\nhow_to_get_in = \"Bel maar.\"").await;
    let shown = manage(&house.app, &card.appointment.token).await.unwrap();
    assert_eq!((shown.how_to_get_in(Language::Nl).as_deref(), shown.bring(Language::Nl).as_deref(), shown.know.access), (Some("Bel maar."), Some("Legitimatie"), None));
}

both_engines! {
    what_opens_the_door_is_told_from_a_day_before_until_the_end
    a_mail_tells_what_to_know_and_the_secret_only_when_it_leaves_in_time
    it_is_kept_once_and_said_as_the_portal_says_it_now
}
