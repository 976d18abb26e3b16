//! What customers should know, on the page of the appointment.

use appointment::domain::Minutes;

use super::site::Visit;

const ENTRY: &str = "lindengracht-12";
const NINE: &str = "2026-12-01T08:00:00Z";

#[tokio::test]
async fn the_page_tells_how_to_get_in_what_to_bring_and_whom_to_call() {
    let lines = "address = \"Lindengracht 12, 1015 KC Amsterdam\"\nhow_to_get_in.nl = \"Bel aan.\\n<b>Derde bel</b>\"\nhow_to_get_in.en = \"Ring.\"\nbring = \"Laarzen\"\naccess = \"Kluisje 4711\"";
    let visit = Visit::with("address = \"Lindengracht 12, 1015 KC Amsterdam\"", lines).await;
    let path = visit.booked(ENTRY, NINE).await;
    let page = visit.get(&path).await;
    page.shows(&["Binnenkomen</dt>", ">Bel aan.</p>", ">&lt;b&gt;Derde bel&lt;/b&gt;</p>", "Meenemen</dt>", ">Laarzen</p>"]);
    assert!(!page.text.contains("Kluisje"), "{}", page.text);
    visit.get(&format!("{path}?lang=en")).await.shows(&["Getting in</dt>", ">Ring.</p>"]);
    visit.app.clock.turn(Minutes::new(3 * 24 * 60 + 60));
    visit.get(&path).await.shows(&["Toegang</dt>", ">Kluisje 4711</p>"]);
    visit.get(&format!("{path}/appointment.ics")).await.shows(&["Toegang: Kluisje"]);
    visit.app.clock.turn(Minutes::new(24 * 60 + 15));
    visit.get(&path).await.shows(&["Uw afspraak is geweest", ">Kluisje 4711</p>"]);
    visit.app.clock.turn(Minutes::new(15));
    let over = visit.get(&path).await;
    assert!(!over.text.contains("Kluisje") && !over.text.contains("Bel aan"), "{}", over.text);
}

#[tokio::test]
async fn whom_they_meet_can_be_called_as_the_portals_country_writes_it() {
    let visit = Visit::with("email = \"noord@example.nl\"", "email = \"noord@example.nl\"\nphone = \"020 123 4567\"").await;
    let path = visit.booked(ENTRY, NINE).await;
    visit.get(&path).await.shows(&["<a href=\"tel:+31201234567\">+31 20 123 4567</a>"]);
}
