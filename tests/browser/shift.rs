//! Nothing jumps: from the first paint until the program has taken over, and no press is lost on the way. As Chromium measures it,
//! on a network slow enough that the one comes well after the other.

use serde_json::json;

use super::support::{Browser, ELEMENT, Engine, Result, Screen, Server, website};

/// Adds up, from the very beginning, by how much what is seen moves; and notes what the widget tells.
const WATCH: &str = "
document.moved = [];
new PerformanceObserver(list => list.getEntries().forEach(({ value, sources }) => document.moved.push([value, sources.map(({ node }) => node?.className ?? node?.nodeName)]))).observe({ type: 'layout-shift', buffered: true });
document.told = [];
for (const name of ['ready', 'view', 'slot-picked']) addEventListener('appointment-' + name, ({ detail }) => document.told.push([name, detail]), true);
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
    browser.until("return document.told.some(([name]) => name === 'ready')").await?;
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

#[tokio::test]
async fn a_time_pressed_before_the_program_is_there_is_the_time_chosen_after() -> Result {
    let (server, page) = website(ELEMENT).await?;
    for address in [server.page(), page] {
        let browser = slow(Screen::DESK).await?;
        // The document itself is not waited for: its last script is the program.
        browser.ask(&format!("location.href = {address:?}")).await?;
        let slot = browser.find("li:nth-child(3) [data-slot]").await?;
        let wanted = slot.attr("data-slot").await?.unwrap_or_default();
        slot.click().await?;
        assert_eq!(browser.ask("return document.told").await?, json!([]), "pressed before anyone could answer");
        browser.at("details").await?;
        let picked = browser.until("return document.told.find(([name]) => name === 'slot-picked')?.[1].start").await?;
        assert_eq!(picked, json!(wanted), "{address}");
        browser.close().await?;
    }
    Ok(())
}
