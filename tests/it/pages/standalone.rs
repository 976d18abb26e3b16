//! `/b/{portal}/{entry}`.

use super::site::Visit;

#[tokio::test]
async fn the_standalone_page_carries_the_widget_and_the_way_around_it() {
    let page = Visit::new().await.get("/b/demo/lindengracht-12").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    page.shows(&[
        "<!doctype html><html lang=\"nl\">",
        "<title>Lindengracht 12 &lt;script&gt;alert(1)&lt;/script&gt; – Grachten Makelaars</title>",
        "<address>Lindengracht 12, 1015 KC Amsterdam</address>",
        "<book-appointment portal=\"demo\" entry=\"lindengracht-12\" lang=\"nl\" mode=\"standalone\">",
        "<script src=\"/embed.js\" defer>",
        "href=\"/b/demo/lindengracht-12/plain\"",
        "<link rel=\"canonical\" href=\"https://afspraak.example.nl/b/demo/lindengracht-12\">",
        "property=\"og:title\"",
        "<meta name=\"description\"",
    ]);
    assert!(!page.text.contains("<script>"), "{}", page.text);
}

#[tokio::test]
async fn an_entry_without_a_subject_is_named_by_what_is_booked() {
    let page = Visit::new().await.get("/b/demo/gesprek?lang=en").await;
    page.shows(&[
        "<html lang=\"en\">",
        "<title>Kennismaking – Grachten Makelaars</title>",
        "href=\"/b/demo/gesprek/plain?lang=en\"",
        "href=\"/b/demo/gesprek\" lang=\"nl\"",
        "<link rel=\"canonical\" href=\"https://afspraak.example.nl/b/demo/gesprek?lang=en\">",
    ]);
}

#[tokio::test]
async fn an_address_where_nothing_can_be_booked_says_so_in_words() {
    let visit = Visit::new().await;
    for path in ["/b/demo/nergens", "/b/niemand/lindengracht-12", "/b/demo/NOT%20a%20slug", "/b/demo/%3Cscript%3E"] {
        let page = visit.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        page.shows(&["<h1>Deze pagina bestaat niet</h1>"]);
    }
    visit.get("/b/demo/nergens?lang=en").await.shows(&["<h1>This page does not exist</h1>"]);
}

#[tokio::test]
async fn while_the_database_is_away_a_page_says_so_and_when_to_come_back() {
    let visit = Visit::new().await;
    let known = visit.booked("lindengracht-12", "2026-12-01T08:00:00Z").await;
    visit.app.store.close().await;
    for path in ["/b/demo/lindengracht-12", "/b/demo/lindengracht-12/plain", &known] {
        let page = visit.get(path).await;
        assert_eq!((page.status.as_u16(), page.header("retry-after"), page.header("cache-control")), (503, "5", "no-store"), "{path}");
        page.shows(&["<h1>We zijn er zo weer</h1>"]);
    }
}
