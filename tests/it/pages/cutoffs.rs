//! What a portal keeps customers from: changing at the last moment, and booking one too many about the same. Both are said in a plain sentence.

use appointment::domain::{Minutes, Status};

use super::site::Visit;

const ENTRY: &str = "lindengracht-12";
const NINE: &str = "2026-12-01T08:00:00Z";
const TEN: &str = "2026-12-01T09:00:00Z";
/// From the site's morning to a minute after the day before nine o'clock.
const TOO_NEAR: Minutes = Minutes::new(3 * 24 * 60 + 61);

#[tokio::test]
async fn inside_the_cut_off_the_page_offers_nothing_and_refuses_in_a_sentence() {
    let visit = Visit::mailing("cancel_cutoff_minutes = 1440\nreschedule_cutoff_minutes = 1440").await;
    let path = visit.booked(ENTRY, NINE).await;
    visit.get(&path).await.shows(&["Afspraak verzetten", "Afspraak annuleren"]);
    visit.app.clock.turn(TOO_NEAR);
    let page = visit.get(&path).await;
    page.shows(&["Online wijzigen kan zo kort van tevoren niet meer", "Grachten Makelaars", "appointment.ics", "data-status=\"confirmed\""]);
    assert!(!page.text.contains("/cancel") && !page.text.contains("/reschedule"), "{}", page.text);
    for below in ["/cancel", "/reschedule"] {
        let asked = visit.get(&format!("{path}{below}")).await;
        assert_eq!((asked.status.as_u16(), asked.header("location")), (303, path.as_str()));
        let refused = visit.post(&format!("{path}{below}"), &[("starts_at", TEN)]).await;
        assert_eq!(refused.status, 410);
        refused.shows(&["role=\"alert\"", "Online wijzigen kan zo kort van tevoren niet meer"]);
    }
    let card = visit.card(&path).await;
    assert_eq!((card.appointment.status, card.appointment.version), (Status::Confirmed, 1));
}

#[tokio::test]
async fn each_cut_off_is_its_own() {
    let visit = Visit::mailing("cancel_cutoff_minutes = 1440").await;
    let path = visit.booked(ENTRY, NINE).await;
    visit.app.clock.turn(TOO_NEAR);
    let page = visit.get(&path).await;
    page.shows(&["/reschedule\""]);
    assert!(!page.text.contains("/cancel") && !page.text.contains("zo kort van tevoren"), "{}", page.text);
    assert_eq!(visit.post(&format!("{path}/cancel"), &[]).await.status, 410);
    assert_eq!(visit.post(&format!("{path}/reschedule"), &[("starts_at", TEN)]).await.status, 303);
}

#[tokio::test]
async fn one_booking_too_many_is_refused_without_a_word_of_the_others() {
    let visit = Visit::mailing("max_open = 1").await;
    let first = visit.booked(ENTRY, NINE).await;
    let fields = [("at", TEN), ("name", "Iemand Anders"), ("email", "ANNA@voorbeeld.nl"), ("phone", ""), ("note", ""), ("key", "nog-een")];
    let refused = visit.post(&format!("/b/demo/{ENTRY}/plain/book"), &fields).await;
    assert_eq!(refused.status, 409);
    refused.shows(&["role=\"alert\"", "Hierover kunt u online nu geen afspraak meer maken"]);
    assert!(!refused.text.contains("Anna de Vries") && !refused.text.contains("09:00") && !refused.text.contains(first.as_str()), "{}", refused.text);
    assert_eq!(visit.free(ENTRY, "2026-12-01").await.first().map(String::as_str), Some("2026-12-01T08:30:00Z"), "nothing was taken");
    visit.booked("gesprek", NINE).await;
}
