//! A customer writes to the team from the page of the appointment.

use super::site::Visit;

const ENTRY: &str = "lindengracht-12";
const NINE: &str = "2026-12-01T08:00:00Z";

#[tokio::test]
async fn a_customer_writes_and_finds_it_there_once() {
    let visit = Visit::new().await;
    let path = visit.booked(ENTRY, NINE).await;
    let page = visit.get(&path).await;
    page.shows(&["id=\"messages\"", "Schrijf Sanne de Wit.", "name=\"text\"", &format!("action=\"{path}/messages\" method=\"post\"")]);
    let key = page.hidden("key").to_owned();
    assert_ne!(visit.get(&path).await.hidden("key"), key, "each form is a message of its own");
    let send = async |text: &str| visit.post(&format!("{path}/messages"), &[("key", &key), ("text", text)]).await;
    for _ in 0..2 {
        let got = send("Is er een <lift>?\r\nWij hebben een rolstoel.").await;
        assert_eq!((got.status.as_u16(), got.header("location")), (303, format!("{path}?now=written").as_str()), "{}", got.text);
    }
    let page = visit.get(&format!("{path}?now=written")).await;
    page.shows(&["Uw bericht is onderweg naar Sanne de Wit.", "data-direction=\"in\"", "Is er een &lt;lift&gt;?</p>", "Wij hebben een rolstoel.</p>", "Anna de Vries"]);
    assert_eq!(page.text.matches("Is er een &lt;lift&gt;?").count(), 1, "a double press is one message");
    send("Nog een vraag.").await;
    assert_eq!(visit.get(&path).await.text.matches("<li data-direction=").count(), 2, "back, and another text: another message");
    assert_eq!(visit.get(&format!("{path}/messages")).await.header("location"), format!("{path}#messages"));
}

#[tokio::test]
async fn what_cannot_be_sent_stays_in_the_form() {
    let visit = Visit::new().await;
    let path = visit.booked(ENTRY, NINE).await;
    let empty = visit.post(&format!("{path}/messages"), &[("text", "  ")]).await;
    assert_eq!(empty.status, 422);
    empty.shows(&["Vul een tekst in.", "aria-invalid=\"true\""]);
    let long = visit.post(&format!("{path}/messages"), &[("text", &format!("<b>{}", "x".repeat(2_000)))]).await;
    assert_eq!(long.status, 422);
    long.shows(&["Dit is te lang: hooguit 2000 tekens.", "&lt;b>xxx"]);
    assert!(!visit.get(&format!("{path}?now=written")).await.text.contains("onderweg naar"), "an address alone proves nothing");
    visit.post(&format!("{path}/cancel"), &[]).await;
    let after = visit.post(&format!("{path}/messages"), &[("text", "Toch nog een vraag.")]).await;
    visit.get(after.header("location")).await.shows(&["Uw bericht is onderweg", "Toch nog een vraag."]);
}
