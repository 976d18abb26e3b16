//! The whole booking as a screen reader sees it: found by role and name in Chromium's accessibility tree, done by focus and keys.

use serde_json::{Value, json};

use super::support::{Browser, Engine, Result, Screen, Server};

const ENTER: &str = "\u{e007}";

/// One thing that a screen reader can say.
#[derive(Debug)]
struct Said {
    role: String,
    name: String,
    node: Value,
    described: String,
}

async fn tree(browser: &Browser) -> Result<Vec<Said>> {
    let tree = browser.devtools("Accessibility.getFullAXTree", json!({})).await?;
    let text = |value: &Value| value["value"].as_str().unwrap_or_default().to_owned();
    let nodes = tree["nodes"].as_array().ok_or("no tree")?.iter().filter(|node| node["ignored"] != true);
    Ok(nodes.map(|node| Said { role: text(&node["role"]), name: text(&node["name"]), node: node["backendDOMNodeId"].clone(), described: text(&node["description"]) }).collect())
}

/// Waits for something of that role whose name has these words.
async fn find(browser: &Browser, role: &str, words: &str) -> Result<Said> {
    for _ in 0..150 {
        if let Some(found) = tree(browser).await?.into_iter().find(|said| said.role == role && said.name.contains(words)) {
            return Ok(found);
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let said = tree(browser).await?.into_iter().filter(|said| !said.name.is_empty()).map(|said| format!("{} {:?}", said.role, said.name)).collect::<Vec<_>>();
    Err(format!("no {role} {words:?} in {said:#?}").into())
}

async fn press(browser: &Browser, role: &str, words: &str) -> Result {
    let found = find(browser, role, words).await?;
    browser.devtools("DOM.focus", json!({ "backendNodeId": found.node })).await?;
    browser.keys(ENTER).await
}

async fn fill(browser: &Browser, words: &str, text: &str) -> Result {
    let found = find(browser, "textbox", words).await?;
    browser.devtools("DOM.focus", json!({ "backendNodeId": found.node })).await?;
    browser.keys(text).await
}

#[tokio::test]
async fn the_whole_booking_goes_by_the_accessibility_tree_alone() -> Result {
    let server = Server::start(&[]).await?;
    let browser = Browser::open(Engine::Chromium, Screen::DESK).await?;
    browser.devtools("Accessibility.enable", json!({})).await?;
    browser.devtools("DOM.enable", json!({})).await?;
    browser.goto(&server.page()).await?;
    find(&browser, "heading", "Kies een dag en tijd").await?;
    find(&browser, "grid", "20").await?;
    // Of a day is said when it is and how much of it is free: "vrijdag 27 november 2026, 14 vrije tijden".
    let days = tree(&browser).await?.into_iter().filter(|said| said.role == "button" && said.name.contains("vrije tijden")).map(|said| said.name).collect::<Vec<_>>();
    assert!(days.iter().all(|day| day.contains(" 20") && day.contains(", ")), "{days:#?}");
    let free = days.iter().filter(|day| !day.contains("geen")).nth(1).ok_or("no second free day")?.clone();
    press(&browser, "button", &free).await?;
    find(&browser, "heading", &format!("Vrije tijden op {}", free.split(',').next().unwrap_or_default())).await?;
    press(&browser, "button", ":30").await?;
    find(&browser, "heading", "Uw gegevens").await?;
    press(&browser, "button", "Verder").await?;
    find(&browser, "alert", "").await?;
    let wrong = find(&browser, "textbox", "Naam").await?;
    assert!(wrong.described.contains("Vul uw naam in"), "the error is read with its field: {wrong:?}");
    fill(&browser, "Naam", "Anna de Vries").await?;
    fill(&browser, "E-mailadres", "anna@klant.example").await?;
    press(&browser, "button", "Verder").await?;
    find(&browser, "heading", "Klopt alles?").await?;
    press(&browser, "button", "Afspraak bevestigen").await?;
    find(&browser, "heading", "Uw afspraak staat vast").await?;
    find(&browser, "link", "Wijzigen of annuleren").await?;
    server.wait_for_mails("anna@klant.example", 1).await?;
    browser.close().await
}
