//! Pictures of every step, small and wide, light and dark, to be looked at: in `target/screens`.
//! All four in Chromium; the other engines, whose pictures differ in little, show the two ends.

use super::support::{Browser, Engine, Result, Screen, Server, every_engine};

every_engine! {
    every_step_has_its_picture
}

async fn every_step_has_its_picture(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let screens = [("360-light", Screen::PHONE), ("360-dark", Screen::PHONE.dark()), ("1280-light", Screen::DESK), ("1280-dark", Screen::DESK.dark())];
    for (name, screen) in screens.into_iter().filter(|(name, _)| engine == Engine::Chromium || ["360-dark", "1280-light"].contains(name)) {
        let browser = Browser::open(engine, screen).await?;
        browser.goto(&server.page()).await?;
        browser.find("[data-slot]").await?;
        browser.picture(&format!("1-pick-{name}")).await?;
        browser.press("[data-slot]").await?;
        browser.at("details").await?;
        browser.press("[data-action=next]").await?;
        browser.find("[aria-invalid=true]").await?;
        browser.picture(&format!("2-details-errors-{name}")).await?;
        browser.fill("name", "Anna de Vries").await?;
        browser.fill("email", "anna@gmial.com").await?;
        browser.find("[data-action=suggestion]").await?;
        browser.picture(&format!("2-details-{name}")).await?;
        browser.press("[data-action=next]").await?;
        browser.at("confirm").await?;
        browser.picture(&format!("3-confirm-{name}")).await?;
        browser.press("[data-action=book]").await?;
        browser.at("done").await?;
        browser.picture(&format!("4-done-{name}")).await?;
        let manage = browser.find("[data-action=manage]").await?.attr("href").await?.unwrap_or_default();
        browser.goto(&manage).await?;
        browser.picture(&format!("5-manage-{name}")).await?;
        browser.close().await?;
    }
    Ok(())
}
