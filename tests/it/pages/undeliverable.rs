//! An address that can get no mail, told at its field on plain HTML.

use super::site::{Got, Visit};
use crate::support::NameServer;

const PLAIN: &str = "/b/demo/lindengracht-12/plain";
const NINE: &str = "2026-12-01T08:00:00Z";

/// The field has its error, with the domain that was typed, and keeps what was typed.
fn told(form: &Got, typed: &str) {
    assert_eq!(form.status, 422, "{}", form.text);
    form.shows(&["aria-describedby=\"error-email\"", "Bij Nul.example kan geen mail worden bezorgd. Klopt het adres?", typed]);
    assert!(!form.text.contains("id=\"error-name\""));
}

#[tokio::test]
async fn it_is_told_before_the_summary_and_at_the_press_that_books() {
    let server = NameServer::start().await;
    let visit = Visit::asking(server.names()).await;
    let typed = |email: &'static str| [("at", NINE), ("key", "k"), ("name", "Anna"), ("email", email), ("phone", ""), ("note", "")];
    for below in ["/check", "/book"] {
        let form = visit.post(&format!("{PLAIN}{below}"), &typed("anna@Nul.example")).await;
        told(&form, "value=\"anna@Nul.example\"");
        form.shows(&["data-step=\"details\""]);
    }
    assert_eq!(visit.free("lindengracht-12", "2026-12-01").await[0], NINE, "nothing is booked");
    assert_eq!(visit.post(&format!("{PLAIN}/check"), &typed("anna@klant.example")).await.status, 200);
    let booked = visit.post(&format!("{PLAIN}/book"), &typed("anna@klant.example")).await;
    assert_eq!(booked.status, 303, "{}", booked.text);
}

#[tokio::test]
async fn it_is_told_at_a_request_and_where_someone_is_added() {
    let server = NameServer::start().await;
    let visit = Visit::asking(server.names()).await;
    let asked = async |email: &str| visit.post(&format!("{PLAIN}/request"), &[("key", "k"), ("name", "Anna"), ("email", email), ("phone", ""), ("note", "")]).await;
    told(&asked("anna@Nul.example").await, "value=\"anna@Nul.example\"");
    assert_eq!(asked("anna@klant.example").await.status, 303);

    // What nobody knows is taken: the address of this booking is elsewhere.
    let path = visit.booked("lindengracht-12", NINE).await;
    let added = async |email: &str| visit.post(&format!("{path}/along"), &[("name", "Bram"), ("email", email), ("language", "en")]).await;
    let form = added("bram@Nul.example").await;
    told(&form, "value=\"bram@Nul.example\"");
    form.shows(&["value=\"Bram\"", "<option value=\"en\" lang=\"en\" selected"]);
    assert_eq!(added("bram@klant.example").await.status, 303);
    assert_eq!(visit.card(&path).await.attendees.len(), 1);
}
