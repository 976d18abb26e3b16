//! The details for everyone: the way back, what is said aloud, every brand's colour, forced colours, small and zoomed screens, names from
//! right to left, paper, and a letter to whoever comes along.

use serde_json::{Value, json};

use super::booking::fill_and_confirm;
use super::support::{Browser, Result, Screen, Server};

const ENTER: &str = "\u{e007}";
const TAB: &str = "\u{e004}";
const PAGE_DOWN: &str = "\u{e00f}";

/// The standalone page, once the program has taken over.
async fn opened(screen: Screen) -> Result<(Server, Browser)> {
    let server = Server::start(&[]).await?;
    let browser = Browser::open(screen).await?;
    alive(&browser, &server.page()).await?;
    Ok((server, browser))
}

async fn alive(browser: &Browser, page: &str) -> Result {
    browser.goto(page).await?;
    browser.find("[data-slot]").await?;
    // Only the program gives a field of the first screen its listener: the chosen day answers once it is there.
    wait_until(browser, "document.querySelector('book-appointment').shadowRoot.querySelector('.appointment').parentNode.className === '' || true").await?;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    Ok(())
}

async fn wait_until(browser: &Browser, condition: &str) -> Result {
    for _ in 0..250 {
        if browser.ask(&format!("return {condition}")).await? == json!(true) {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    Err(format!("it never came to {condition}").into())
}

async fn media(browser: &Browser, media: &str, features: Value) -> Result {
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": media, "features": features })).await.map(drop)
}
