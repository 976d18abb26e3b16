//! A request on plain HTML.

use appointment::domain::Filters;

use super::site::Visit;
use crate::support::slug;

const REQUEST: &str = "/b/demo/lindengracht-12/plain/request";

#[tokio::test]
async fn who_finds_no_time_asks_for_one_without_scripts() {
    let visit = Visit::new().await;
    visit.get("/b/demo/lindengracht-12/plain").await.shows(&["Geen passende tijd? Vraag een afspraak aan", "href=\"/b/demo/lindengracht-12/plain/request\""]);
    let form = visit.get(REQUEST).await;
    form.shows(&["data-step=\"request\"", "<label for=\"email\">", "name=\"weekday_morning\"", "Doordeweeks", "data-action=\"ask\""]);
    let typed = [("key", form.hidden("key")), ("name", "Anna"), ("email", "anna@voorbeeld.nl"), ("weekend_evening", "yes"), ("note", "Na achten")];
    let sent = visit.post(REQUEST, &typed).await;
    assert_eq!((sent.status.as_u16(), sent.header("location")), (303, "/b/demo/lindengracht-12/plain/requested"), "a refresh must repeat nothing");
    visit.get(sent.header("location")).await.shows(&["data-step=\"requested\"", "Uw aanvraag is verstuurd"]);
    assert_eq!(visit.post(REQUEST, &typed).await.status, 303, "a second press is the same request");

    let mut other = typed;
    other[4].1 = "Na negenen";
    let again = visit.post(REQUEST, &other).await;
    assert_eq!(again.status, 422);
    again.shows(&["role=\"alert\"", "al verstuurd", "Na negenen", "name=\"weekend_evening\" value=\"yes\" checked"]);
    assert_ne!(again.hidden("key"), form.hidden("key"));
}

#[tokio::test]
async fn errors_stand_at_their_fields_and_an_entry_without_requests_leads_to_its_times() {
    let visit = Visit::new().await;
    let form = visit.post(REQUEST, &[("key", "k"), ("name", ""), ("email", "anna@"), ("weekday_evening", "yes")]).await;
    assert_eq!(form.status, 422);
    form.shows(&[
        "<p id=\"error-name\" class=\"error\">Vul uw naam in.</p>",
        "id=\"error-email\" class=\"error\">Dit is geen e-mailadres",
        "name=\"weekday_evening\" value=\"yes\" checked",
    ]);

    let none = "/b/demo/gesprek/plain/request";
    assert_eq!(visit.get(none).await.header("location"), "/b/demo/gesprek/plain");
    let sent = visit.post(none, &[("key", "k"), ("name", "Anna"), ("email", "anna@voorbeeld.nl")]).await;
    assert_eq!((sent.status.as_u16(), sent.header("location")), (303, "/b/demo/gesprek/plain"));
    assert!(!visit.get("/b/demo/gesprek/plain").await.text.contains("plain/request"));
}

#[tokio::test]
async fn an_invitation_leads_to_the_times_with_the_details_known_and_says_what_is_so_afterwards() {
    let visit = Visit::new().await;
    let form = visit.get(REQUEST).await;
    visit.post(REQUEST, &[("key", form.hidden("key")), ("name", "Anna"), ("email", "anna@voorbeeld.nl"), ("phone", "06 12345678")]).await;
    let (portal, filters) = (visit.app.store.portal(&slug("demo")).await.unwrap().unwrap(), Filters::default());
    let search = visit.app.store.search(&portal.id, "").await.unwrap();
    let item = visit.app.store.fed_inbox(&portal.id, &filters, &search, None, 10).await.unwrap().remove(0);
    let token = visit.app.store.request(&portal.id, &item.id).await.unwrap().unwrap().token;
    let link = format!("/i/{}", token.as_str());

    let invited = visit.get(&link).await;
    invited.shows(&["data-step=\"invited\"", "action=\"/b/demo/lindengracht-12/plain\" method=\"post\"", "data-action=\"pick\""]);
    let known = [("name", invited.hidden("name")), ("email", invited.hidden("email")), ("phone", invited.hidden("phone"))];
    assert_eq!(known, [("name", "Anna"), ("email", "anna@voorbeeld.nl"), ("phone", "+31612345678")]);
    let times = visit.post("/b/demo/lindengracht-12/plain", &known).await;
    times.shows(&["action=\"/b/demo/lindengracht-12/plain/check\"", "data-slot="]);
    assert_eq!(times.hidden("email"), "anna@voorbeeld.nl");

    // Opened twice, it is the same; after the booking it says so.
    assert_eq!(visit.get(&link).await.text, invited.text);
    visit.booked("lindengracht-12", "2026-12-01T08:00:00Z").await;
    let closed = visit.get(&link).await;
    closed.shows(&["data-step=\"invited_closed\"", "U hebt al een afspraak"]);
    assert!(!closed.text.contains("<form") && !closed.text.contains("anna@"));
    for lost in ["/i/demo.nobody", "/i/x"] {
        assert_eq!(visit.get(lost).await.status, 404, "{lost}");
    }
}

#[tokio::test]
async fn whoever_books_by_an_invitation_closes_it_under_whatever_address() {
    let visit = Visit::new().await;
    let form = visit.get(REQUEST).await;
    visit.post(REQUEST, &[("key", form.hidden("key")), ("name", "Anna"), ("email", "anna@voorbeeld.nl")]).await;
    let portal = visit.app.store.portal(&slug("demo")).await.unwrap().unwrap();
    let search = visit.app.store.search(&portal.id, "").await.unwrap();
    let item = visit.app.store.fed_inbox(&portal.id, &Filters::default(), &search, None, 10).await.unwrap().remove(0);
    let link = format!("/i/{}", visit.app.store.request(&portal.id, &item.id).await.unwrap().unwrap().token.as_str());
    let invited = visit.get(&link).await;
    let token = invited.hidden("invitation");
    let times = visit.post("/b/demo/lindengracht-12/plain", &[("name", "Anna"), ("email", "anna@voorbeeld.nl"), ("invitation", token)]).await;
    assert_eq!(times.hidden("invitation"), token, "it travels along");
    let typed = [("name", "Anna"), ("email", "werk@voorbeeld.nl"), ("phone", ""), ("note", ""), ("invitation", token)];
    let book = async |entry: &str, at: &str, key: &str| {
        let all: Vec<_> = typed.into_iter().chain([("at", at), ("key", key)]).collect();
        visit.post(&format!("/b/demo/{entry}/plain/book"), &all).await.status.as_u16()
    };
    assert_eq!(book("gesprek", "2026-12-01T08:00:00Z", "een").await, 303);
    visit.get(&link).await.shows(&["data-step=\"invited\""]);
    assert_eq!(book("lindengracht-12", "2026-12-02T08:00:00Z", "twee").await, 303);
    visit.get(&link).await.shows(&["data-step=\"invited_closed\""]);
}
