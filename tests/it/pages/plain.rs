//! The booking on plain HTML.

use super::site::Visit;

const PLAIN: &str = "/b/demo/lindengracht-12/plain";
const NINE: &str = "2026-12-01T08:00:00Z";
const TEN: &str = "2026-12-01T09:00:00Z";

fn at(below: &str) -> String {
    format!("{PLAIN}{below}")
}

#[tokio::test]
async fn a_customer_books_without_scripts_from_the_first_page_to_the_last() {
    let visit = Visit::new().await;
    let pick = visit.get(PLAIN).await;
    pick.shows(&["data-step=\"pick\"", "data-day=\"2026-12-01\"", ">dinsdag 1 december 2026</time>", "action=\"/b/demo/lindengracht-12/plain/details\"", "(tijd in Amsterdam)"]);
    assert_eq!(pick.slots()[..4], ["2026-12-01T08:00:00Z", "2026-12-01T08:30:00Z", "2026-12-01T09:00:00Z", "2026-12-01T09:30:00Z"]);

    let details = visit.get(&at(&format!("/details?at={NINE}"))).await;
    details.shows(&["data-step=\"details\"", "09:00–09:30 uur", "<label for=\"email\">", "data-action=\"next\""]);
    assert_eq!(details.hidden("at"), NINE);

    let typed = [("at", NINE), ("key", details.hidden("key")), ("name", "Anna de Vries"), ("email", " anna@Voorbeeld.NL "), ("phone", "06 12345678"), ("note", "Is er een lift?")];
    let summary = visit.post(&at("/check"), &typed).await;
    assert_eq!(summary.status, 200);
    summary.shows(&[
        "data-step=\"confirm\"",
        "Bezichtiging, Lindengracht 12",
        "Anna de Vries",
        "<p>anna@voorbeeld.nl</p>",
        "+31 6 12345678",
        "Is er een lift?",
        "data-action=\"book\"",
    ]);
    assert_eq!(visit.free("lindengracht-12", "2026-12-01").await.len(), 4, "a summary books nothing");

    let booked = visit.post(&at("/book"), &typed).await;
    assert_eq!(booked.status, 303, "a refresh must repeat nothing");
    let appointment = visit.get(booked.header("location")).await;
    appointment.shows(&[
        "data-step=\"done\"",
        "We sturen een bevestiging naar anna@voorbeeld.nl.",
        ">dinsdag 1 december 2026</time>",
        "/appointment.ics\"",
        "Sanne de Wit",
        "+31 6 12345678",
        "/cancel\"",
    ]);
    assert_eq!(visit.free("lindengracht-12", "2026-12-01").await[0], "2026-12-01T08:30:00Z");
    assert_eq!(visit.card(booked.header("location").split('?').next().unwrap()).await.appointment.source.as_str(), "standalone");
}

#[tokio::test]
async fn errors_stand_at_their_fields_and_what_was_typed_stays() {
    let visit = Visit::new().await;
    let note = "regel 1\nregel 2 </textarea><script>alert(1)</script> & meer";
    let typed = [("at", NINE), ("key", "k"), ("name", ""), ("email", "anna\"@"), ("phone", "bel mij"), ("note", note)];
    for below in ["/check", "/book"] {
        let form = visit.post(&at(below), &typed).await;
        assert_eq!(form.status, 422, "{below}");
        form.shows(&[
            "aria-describedby=\"error-name\"",
            "<p id=\"error-name\" class=\"error\">Vul uw naam in.</p>",
            "value=\"anna&quot;@\"",
            "id=\"error-email\" class=\"error\">Dit is geen e-mailadres",
            "value=\"bel mij\"",
            "id=\"error-phone\" class=\"error\">Dit is geen telefoonnummer",
            "\nregel 1\nregel 2 &lt;/textarea>&lt;script>alert(1)&lt;/script> &amp; meer</textarea>",
        ]);
        assert!(!form.text.contains("error-note") && !form.text.contains("<script>"), "{}", form.text);
        assert_eq!((form.hidden("at"), form.hidden("key")), (NINE, "k"));
    }
    // Digits like a number's, of which there is none: only the server knows.
    let typed = [("at", NINE), ("key", "k"), ("name", "Anna"), ("email", "anna@voorbeeld.nl"), ("phone", "06 1234567"), ("note", "")];
    for below in ["/check", "/book"] {
        let form = visit.post(&at(below), &typed).await;
        assert_eq!(form.status, 422, "{below}");
        form.shows(&["value=\"06 1234567\"", "id=\"error-phone\" class=\"error\">Dit is geen telefoonnummer"]);
    }
    assert_eq!(visit.free("lindengracht-12", "2026-12-01").await.len(), 4);
}

#[tokio::test]
async fn a_time_that_was_taken_meanwhile_is_answered_with_the_nearest_and_nothing_typed_is_lost() {
    let visit = Visit::new().await;
    visit.booked("lindengracht-12", TEN).await;
    let name = "مريم \u{202e}<b>";
    let typed = [("at", TEN), ("key", "mine"), ("name", name), ("email", "m@voorbeeld.nl"), ("phone", "0612345678"), ("note", "a & b")];
    let lost = visit.post(&at("/book"), &typed).await;
    assert_eq!(lost.status, 409);
    lost.shows(&[
        "role=\"alert\" class=\"notice\"><p>Deze tijd is zojuist door iemand anders geboekt.",
        "value=\"مريم \u{202e}&lt;b&gt;\"",
        "value=\"a &amp; b\"",
        "value=\"mine\"",
        "action=\"/b/demo/lindengracht-12/plain/check\"",
    ]);
    assert_eq!(lost.slots(), ["2026-12-01T08:30:00Z", "2026-12-01T09:30:00Z", "2026-12-01T08:00:00Z", "2026-12-02T08:00:00Z", "2026-12-02T08:30:00Z"]);

    // Every other way on keeps them too: all the times, and the details.
    let all = visit.post(PLAIN, &typed).await;
    all.shows(&["value=\"مريم \u{202e}&lt;b&gt;\"", "formaction=\"/b/demo/lindengracht-12/plain\""]);
    let other = [("at", NINE), typed[1], typed[2], typed[3], typed[4], typed[5]];
    visit.post(&at("/details"), &other).await.shows(&["value=\"مريم \u{202e}&lt;b&gt;\""]);
    visit.post(&at("/check"), &other).await.shows(&["<p dir=\"auto\">مريم \u{202e}&lt;b&gt;</p>"]);
    assert_eq!(visit.post(&at("/book"), &other).await.status, 303, "the key of a refused press can be used again");
}

#[tokio::test]
async fn a_form_sent_twice_books_once_and_with_other_words_says_so() {
    let visit = Visit::new().await;
    let typed = [("at", NINE), ("key", "once"), ("name", "Anna"), ("email", "anna@voorbeeld.nl")];
    let (first, second) = tokio::join!(async { visit.post(&at("/book"), &typed).await }, async { visit.post(&at("/book"), &typed).await });
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (303, 303));
    assert_eq!(first.header("location"), second.header("location"));
    assert_eq!(visit.free("lindengracht-12", "2026-12-01").await.len(), 3);

    let other = visit.post(&at("/book"), &[("at", TEN), typed[1], typed[2], typed[3]]).await;
    assert_eq!(other.status, 422);
    other.shows(&["Dit formulier is al verstuurd", "Nog een afspraak maken"]);
    assert_eq!(visit.free("lindengracht-12", "2026-12-01").await.len(), 3);
}

#[tokio::test]
async fn a_time_that_is_not_offered_gets_the_nearest_and_never_an_error_page() {
    let visit = Visit::new().await;
    for time in ["2026-12-01T08:10:00Z", "2020-01-01T08:00:00Z", "2999-01-01T08:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
        let details = visit.get(&at(&format!("/details?at={time}"))).await;
        assert_eq!(details.status, 422, "{time}");
        details.shows(&["Deze tijd is niet vrij (meer).", "data-slot="]);
        for below in ["/check", "/book"] {
            let lost = visit.post(&at(below), &[("at", time), ("name", "Anna"), ("email", "anna@voorbeeld.nl")]).await;
            assert_eq!(lost.status, 422, "{below} {time}");
            lost.shows(&["Deze tijd is niet meer te boeken.", "data-slot="]);
        }
    }
}

#[tokio::test]
async fn a_form_that_says_no_time_leads_back_to_the_times() {
    let visit = Visit::new().await;
    for got in
        [visit.get(&at("/details")).await, visit.get(&at("/details?at=gisteren")).await, visit.post(&at("/check"), &[]).await, visit.post(&at("/book"), &[("at", "nu")]).await]
    {
        assert_eq!((got.status.as_u16(), got.header("location")), (303, PLAIN));
    }
    assert_eq!(visit.free("lindengracht-12", "2026-12-01").await.len(), 4);
}

#[tokio::test]
async fn the_days_turn_forward_and_back_only_where_there_is_something() {
    let visit = Visit::new().await;
    let first = visit.get(PLAIN).await;
    first.shows(&["rel=\"next\" href=\"/b/demo/lindengracht-12/plain?from=2026-12-08\""]);
    assert!(!first.text.contains("rel=\"prev\""), "{}", first.text);
    let second = visit.get(&at("?from=2026-12-08")).await;
    assert_eq!(second.slots()[0], "2026-12-08T08:00:00Z");
    second.shows(&["rel=\"prev\" href=\"/b/demo/lindengracht-12/plain?from=2026-12-01\""]);
    let last = visit.get(&at("?from=2999-01-01")).await;
    assert!(!last.text.contains("rel=\"next\""), "{}", last.text);
    assert_eq!(visit.get(&at("?from=0000-00-00")).await.slots(), first.slots());
}

#[tokio::test]
async fn a_likely_slip_in_the_address_is_suggested_and_never_forced() {
    let visit = Visit::new().await;
    let typed = [("at", NINE), ("key", "k"), ("name", "Anna"), ("email", "anna@gmial.com")];
    visit.post(&at("/check"), &typed).await.shows(&["Bedoelt u", "<button data-action=\"suggestion\">anna@gmail.com</button>", "value=\"anna@gmial.com\"", "data-action=\"book\""]);
    assert_eq!(visit.post(&at("/book"), &typed).await.status, 303);
}

#[tokio::test]
async fn the_language_that_was_asked_for_is_kept_to_the_end() {
    let visit = Visit::new().await;
    visit.get(&at("?lang=en")).await.shows(&[
        "<html lang=\"en\">",
        "30 minutes",
        "Tuesday 1 December 2026",
        "<input type=\"hidden\" name=\"lang\" value=\"en\">",
        "from=2026-12-08\"",
    ]);
    visit.get(&at(&format!("/details?lang=en&at={NINE}"))).await.shows(&["Your details", "action=\"/b/demo/lindengracht-12/plain/check?lang=en\""]);
    let typed = [("at", NINE), ("key", "k"), ("name", "Anna"), ("email", "anna@voorbeeld.nl")];
    visit.post(&at("/check?lang=en"), &typed).await.shows(&["Is everything right?", "/plain/book?lang=en\""]);
    let booked = visit.post(&at("/book?lang=en"), &typed).await;
    assert!(booked.header("location").ends_with("?lang=en&now=booked"), "{}", booked.header("location"));
    // Whoever booked in English reads English when they come back by their link.
    visit.get(booked.header("location").split('?').next().unwrap()).await.shows(&["<html lang=\"en\">", "Your appointment", "Amsterdam time"]);
}

#[tokio::test]
async fn what_came_with_the_address_is_carried_to_the_appointment() {
    let visit = Visit::new().await;
    let pick = visit.get(&at("?utm_source=nieuwsbrief&campaign=voorjaar&name=Anna&email=anna%40voorbeeld.nl")).await;
    assert_eq!((pick.hidden("source"), pick.hidden("campaign"), pick.hidden("name")), ("nieuwsbrief", "voorjaar", "Anna"));
    let details = visit.get(&at(&format!("/details?at={NINE}&source=nieuwsbrief&name=Anna"))).await;
    details.shows(&["value=\"Anna\"", "data-action=\"next\""]);
    assert_eq!(details.hidden("source"), "nieuwsbrief");
    let long = "n".repeat(101);
    let typed = [("at", NINE), ("key", details.hidden("key")), ("name", "Anna"), ("email", "anna@voorbeeld.nl"), ("source", "nieuwsbrief"), ("campaign", &long)];
    let summary = visit.post(&at("/check"), &typed).await;
    assert_eq!((summary.hidden("source"), summary.hidden("campaign")), ("nieuwsbrief", &long[..100]));
    let booked = visit.post(&at("/book"), &typed).await;
    let card = visit.card(booked.header("location").split('?').next().unwrap()).await;
    assert_eq!((card.appointment.tags.source.as_deref(), card.appointment.tags.campaign.as_deref()), (Some("nieuwsbrief"), Some(&long[..100])));
}

#[tokio::test]
async fn a_portal_says_things_in_its_own_way_on_every_page_of_its_own() {
    let visit = Visit::saying("widget.pick_time = \"Wanneer komt u <kijken>?\"\npage.reschedule = \"Liever een ander moment\"").await;
    visit.get(PLAIN).await.shows(&["<h2>Wanneer komt u &lt;kijken&gt;?</h2>"]);
    visit.get(&at("?lang=en")).await.shows(&["<h2>Pick a day and time</h2>"]);
    let appointment = visit.booked("lindengracht-12", NINE).await;
    visit.get(&appointment).await.shows(&["Liever een ander moment"]);
}
