//! "Are you still coming?", on the page of the appointment: answered by a press, and by nothing else.

use appointment::app;
use appointment::domain::What;

use super::site::Visit;

const ENTRY: &str = "lindengracht-12";
const NINE: &str = "2026-12-01T08:00:00Z";
const TEN: &str = "2026-12-01T09:00:00Z";

#[tokio::test]
async fn a_press_says_that_they_come_and_the_team_reads_it_in_the_history() {
    let visit = Visit::mailing("still_coming = true").await;
    let path = visit.booked(ENTRY, NINE).await;
    for below in ["", "/coming", "?now=coming"] {
        visit.get(&format!("{path}{below}")).await;
    }
    assert_eq!(visit.card(&path).await.appointment.attending_at, None, "a scanner that follows links says nothing");
    visit.get(&path).await.shows(&["Komt u nog?", "method=\"post\"", "Ja, ik kom"]);
    for _ in 0..2 {
        let got = visit.post(&format!("{path}/coming"), &[]).await;
        assert_eq!((got.status.as_u16(), got.header("location")), (303, format!("{path}?now=coming").as_str()), "twice is harmless");
    }
    let page = visit.get(&path).await;
    page.shows(&["U hebt laten weten dat u komt."]);
    assert!(!page.text.contains("Komt u nog?"), "{}", page.text);
    let card = visit.card(&path).await;
    assert_eq!((card.appointment.attending_at, card.appointment.version, card.appointment.sequence), (Some(visit.app.clock.now()), 2, 0));
    let dossier = visit.app.store.dossier(&card.appointment.portal, &card.appointment.id).await.unwrap().unwrap();
    assert_eq!(dossier.history.iter().map(|row| (row.what, row.told)).collect::<Vec<_>>(), [(What::Attending, false), (What::Booked, true)]);
    assert_eq!(dossier.mails.len(), 2, "nobody is mailed of it");
}

#[tokio::test]
async fn who_takes_another_time_is_asked_again_and_who_cancelled_is_not() {
    let visit = Visit::mailing("still_coming = true").await;
    let path = visit.booked(ENTRY, NINE).await;
    visit.post(&format!("{path}/coming"), &[]).await;
    assert_eq!(visit.post(&format!("{path}/reschedule"), &[("starts_at", TEN)]).await.status, 303);
    assert_eq!(visit.card(&path).await.appointment.attending_at, None);
    visit.get(&path).await.shows(&["Komt u nog?"]);
    visit.post(&format!("{path}/cancel"), &[]).await;
    assert!(!visit.get(&path).await.text.contains("Komt u nog?"));
    let late = visit.post(&format!("{path}/coming"), &[]).await;
    assert_eq!((late.status.as_u16(), late.header("location")), (303, format!("{path}?now=too_late").as_str()));
}

#[tokio::test]
async fn where_the_portal_does_not_ask_the_page_does_not() {
    let visit = Visit::new().await;
    let path = visit.booked(ENTRY, NINE).await;
    assert!(!visit.get(&path).await.text.contains("/coming"));
    assert!(!app::asks_coming(&visit.card(&path).await, visit.app.clock.now()));
}
