//! `/team/…`: the page that the dashboard's program stands on.

use super::site::Visit;

#[tokio::test]
async fn every_screen_of_the_dashboard_has_the_same_page_which_holds_nothing_of_anyone() {
    let visit = Visit::new().await;
    let page = visit.get("/team/demo").await;
    assert_eq!(page.status, 200);
    page.shows(&[
        "<html lang=\"nl\">",
        "<title>Afspraken – Grachten Makelaars</title>",
        "id=\"dashboard\"",
        "<noscript>",
        "Het dashboard heeft JavaScript nodig.",
        "<meta name=\"robots\" content=\"noindex\">",
    ]);
    assert_eq!((page.header("cache-control"), page.header("x-robots-tag"), page.header("referrer-policy")), ("no-store", "noindex", "no-referrer"));
    assert!(!page.text.contains("page.css"), "its sheet is its own: {}", page.text);
    for path in ["/team/demo/inbox?q=anna", "/team/demo/appointment/0a?do=move", "/team/demo/welcome/demo.abc"] {
        let other = visit.get(path).await;
        assert_eq!((other.status.as_u16(), &other.text), (200, &page.text), "{path}");
    }
}

#[tokio::test]
async fn the_dashboard_of_nobody_is_not_there() {
    let visit = Visit::new().await;
    for path in ["/team/niemand", "/team/niemand/inbox", "/team/NOT%20a%20slug"] {
        let page = visit.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        page.shows(&["<h1>Deze pagina bestaat niet</h1>"]);
    }
}

#[tokio::test]
async fn whoever_names_no_portal_is_asked_which_one() {
    let visit = Visit::new().await;
    for path in ["/team", "/team/", "/team?portal=not%20a%20slug"] {
        let page = visit.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        page.shows(&["Van welk portaal bent u?", "<form action=\"/team\" method=\"get\">", "name=\"portal\""]);
    }
    let page = visit.get("/team?portal=%20Demo%20").await;
    assert_eq!((page.status.as_u16(), page.header("location")), (303, "/team/demo"));
}
