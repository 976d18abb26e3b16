//! Who comes along, on the page of the appointment: theirs and the customer's.

use appointment::app;
use appointment::domain::{Status, Token};

use super::site::Visit;
use crate::support::outbox;

const ENTRY: &str = "lindengracht-12";
const NINE: &str = "2026-12-01T08:00:00Z";
const TEN: &str = "2026-12-01T09:00:00Z";

/// Adds Bram, and gives the path of his page.
async fn brams(visit: &Visit, path: &str) -> String {
    let got = visit.post(&format!("{path}/along"), &[("name", "Bram <b>"), ("email", "bram@voorbeeld.nl"), ("language", "en")]).await;
    assert_eq!((got.status.as_u16(), got.header("location")), (303, format!("{path}?now=along").as_str()), "{}", got.text);
    let folder = tempfile::tempdir().unwrap();
    outbox(&visit.app, &folder).drain().await.unwrap();
    let mails = std::fs::read_dir(folder.path()).unwrap().map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
    let bodies: Vec<String> = mails.map(|raw| mailparse::parse_mail(&raw).unwrap().parts().filter_map(|part| part.get_body().ok()).collect()).collect();
    let his = bodies.iter().find(|body| body.contains("Hello Bram <b>,")).expect("a mail in his language");
    let at = his.find("/m/demo.").expect("a link");
    his[at..at + "/m/demo.".len() + 32].to_owned()
}

#[tokio::test]
async fn a_customer_adds_someone_and_withdraws_them_asked_once_more() {
    let visit = Visit::new().await;
    let path = visit.booked(ENTRY, NINE).await;
    visit.get(&path).await.shows(&["Komt er iemand mee?", "Iemand toevoegen"]);
    visit.get(&format!("{path}/along")).await.shows(&["name=\"name\"", "type=\"email\"", "<option value=\"nl\" lang=\"nl\" selected"]);
    let wrong = visit.post(&format!("{path}/along"), &[("name", " "), ("email", "bram@\r\nBcc: x@y.nl"), ("language", "xx")]).await;
    assert_eq!(wrong.status, 422);
    wrong.shows(&["id=\"error-name\"", "id=\"error-email\""]);
    brams(&visit, &path).await;
    let page = visit.get(&format!("{path}?now=along")).await;
    page.shows(&["Toegevoegd. Er is een mail onderweg.", "Bram &lt;b&gt;", "bram@voorbeeld.nl"]);
    let id = visit.card(&path).await.attendees[0].id.to_string();
    visit.get(&format!("{path}/along/{id}")).await.shows(&["Komt Bram &lt;b&gt; niet meer mee?", "method=\"post\""]);
    assert_eq!(visit.card(&path).await.attendees.len(), 1, "asking changes nothing");
    for _ in 0..2 {
        let got = visit.post(&format!("{path}/along/{id}"), &[]).await;
        assert_eq!((got.status.as_u16(), got.header("location")), (303, format!("{path}?now=removed").as_str()), "twice is harmless");
    }
    assert!(visit.card(&path).await.attendees.is_empty());
    assert_eq!(visit.get(&format!("{path}/along/{id}")).await.header("location"), path);
    for name in ["a", "b", "c"] {
        visit.post(&format!("{path}/along"), &[("name", name), ("email", &format!("{name}@voorbeeld.nl"))]).await;
    }
    assert!(!visit.get(&path).await.text.contains("Iemand toevoegen"), "no room");
    let full = visit.post(&format!("{path}/along"), &[("name", "d"), ("email", "d@voorbeeld.nl")]).await;
    visit.get(full.header("location")).await.shows(&["Er kan niemand meer bij."]);
}

#[tokio::test]
async fn who_comes_along_sees_it_as_theirs_and_may_only_withdraw() {
    let visit = Visit::new().await;
    let path = visit.booked(ENTRY, NINE).await;
    let his = brams(&visit, &path).await;
    let page = visit.get(&his).await;
    page.shows(&["<html lang=\"en\">", "Made by</dt><dd dir=\"auto\">Anna de Vries", "Bram &lt;b&gt;", "I am not coming along", &format!("href=\"{his}/appointment.ics\"")]);
    for hidden in ["/cancel", "/reschedule", "/along", "anna@voorbeeld.nl", "Wij komen samen.", path.as_str()] {
        assert!(!page.text.contains(hidden), "{hidden} on {}", page.text);
    }
    for below in ["/cancel", "/reschedule", "/coming", "/along"] {
        let refused = visit.post(&format!("{his}{below}"), &[("starts_at", TEN), ("name", "Carla"), ("email", "carla@voorbeeld.nl")]).await;
        assert_eq!(refused.status, 403, "{below}");
        refused.shows(&["Only whoever made the appointment can change it."]);
    }
    let file = visit.get(&format!("{his}/appointment.ics")).await;
    file.shows(&["ATTENDEE;CN=\"Anna de Vries\""]);
    assert!(!file.text.replace("\r\n ", "").contains(path.as_str()) && file.text.replace("\r\n ", "").contains(&his));
    visit.get(&format!("{his}/leave")).await.shows(&["Are you not coming along?", "method=\"post\""]);
    assert_eq!(visit.card(&path).await.attendees.len(), 1);
    let gone = visit.post(&format!("{his}/leave"), &[]).await;
    assert_eq!(gone.status, 200);
    gone.shows(&["You are no longer coming along"]);
    assert_eq!(visit.get(&his).await.status, 404);
    let card = visit.card(&path).await;
    assert_eq!((card.attendees.len(), card.appointment.status), (0, Status::Confirmed));
    assert_eq!(visit.post(&format!("{path}/leave"), &[]).await.status, 303, "nothing for who booked");
}

#[tokio::test]
async fn where_the_portal_lets_them_they_have_the_customers_buttons() {
    let visit = Visit::mailing("attendees = \"may_change\"").await;
    let path = visit.booked(ENTRY, NINE).await;
    let his = brams(&visit, &path).await;
    visit.get(&his).await.shows(&[&format!("{his}/cancel"), &format!("{his}/reschedule"), "I am not coming along"]);
    assert_eq!(visit.post(&format!("{his}/cancel"), &[]).await.header("location"), format!("{his}?now=cancelled"));
    assert_eq!(visit.card(&path).await.appointment.status, Status::Cancelled);
    visit.get(&his).await.shows(&["data-status=\"cancelled\""]);
    let token = Token::parse(his.trim_start_matches("/m/")).unwrap();
    assert_eq!(app::manage(&visit.app, &token).await.unwrap().appointment.status, Status::Cancelled);
}
