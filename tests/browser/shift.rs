//! Nothing jumps, from the very first paint until the program has taken over: as Chromium measures it, on a network slow enough that the
//! one comes well after the other.

use serde_json::json;

use super::support::{Browser, ELEMENT, Engine, Result, Screen, Server, website};

/// Adds up, from the very beginning, by how much what is seen moves; and notes when the program is there.
const WATCH: &str = "
document.moved = [];
new PerformanceObserver(list => list.getEntries().forEach(({ value, sources }) => document.moved.push([value, sources.map(({ node }) => node?.className ?? node?.nodeName)]))).observe({ type: 'layout-shift', buffered: true });
addEventListener('appointment-ready', () => (document.alive = true), true);
";

async fn slow(screen: Screen) -> Result<Browser> {
    let browser = Browser::open(Engine::Chromium, screen).await?;
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await?;
    browser.devtools("Network.enable", json!({})).await?;
    let network = json!({ "offline": false, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000 });
    browser.devtools("Network.emulateNetworkConditions", network).await?;
    Ok(browser)
}

/// The first screen is there, and then the program.
async fn settled(browser: &Browser) -> Result {
    browser.find("[data-slot]").await?;
    browser.until("return document.alive").await?;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    Ok(())
}

#[tokio::test]
async fn on_our_own_page_nothing_moves_until_the_program_has_taken_over() -> Result {
    let server = Server::start(&[]).await?;
    for screen in [Screen::PHONE, Screen::DESK] {
        let browser = slow(screen).await?;
        browser.goto(&server.page()).await?;
        settled(&browser).await?;
        assert_eq!(browser.ask("return document.moved").await?, json!([]), "{screen:?}");
        browser.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn on_a_page_that_keeps_room_for_it_nothing_moves_either() -> Result {
    let (_server, page) = website(&format!("<h1>Lindengracht 12</h1><div style='min-height: 1200px'>{ELEMENT}</div><p>Over ons</p>")).await?;
    for screen in [Screen::PHONE, Screen::DESK] {
        let browser = slow(screen).await?;
        browser.goto(&page).await?;
        settled(&browser).await?;
        assert_eq!(browser.ask("return document.moved").await?, json!([]), "{screen:?}");
        browser.close().await?;
    }
    Ok(())
}
