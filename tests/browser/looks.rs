//! Pictures of every step, small and wide, light and dark, in two languages, to be looked at: in `target/screens`.
//! All of them in Chromium; the other engines, whose pictures differ in little, show the two ends.

use super::support::{Browser, Engine, Result, Screen, Server, every_engine, host};

every_engine! {
    every_step_has_its_picture
}

async fn every_step_has_its_picture(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let screens = [("360-light", Screen::PHONE), ("360-dark", Screen::PHONE.dark()), ("1280-light", Screen::DESK), ("1280-dark", Screen::DESK.dark())];
    // One visitor is at home, the other far away: their own clock is shown beside the place's.
    let visitors = [("nl", "Europe/Amsterdam"), ("en", "America/New_York")];
    let all = screens.into_iter().flat_map(|screen| visitors.map(|visitor| (screen, visitor)));
    for ((name, screen), (language, zone)) in
        all.filter(|((name, _), (language, _))| engine == Engine::Chromium || [("360-dark", "en"), ("1280-light", "nl")].contains(&(name, language)))
    {
        let name = format!("{name}-{language}");
        let browser = Browser::open(engine, screen.in_zone(zone)).await?;
        browser.goto(&format!("{}?lang={language}", server.page())).await?;
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
        let manage = browser.attr("[data-action=manage]", "href").await?;
        browser.goto(&manage).await?;
        browser.picture(&format!("5-manage-{name}")).await?;
        browser.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_dialog_and_the_floating_button_have_their_picture() -> Result {
    let website = host().await?;
    let server = Server::start(&[website.url()]).await?;
    let page = website.url();
    let text = "<p>Een ruime woning aan een rustige gracht, met drie slaapkamers, een tuin op het zuiden en een zolder met uitzicht.</p>".repeat(6);
    website.serve(format!(
        "<h1>Lindengracht 12</h1>{text}<book-appointment mode=floating label='Plan een bezichtiging' portal=demo entry=lindengracht-12></book-appointment><script src='{}/embed.js'></script>",
        server.url()
    ));
    for (name, screen) in [("360-light", Screen::PHONE), ("360-dark", Screen::PHONE.dark()), ("1280-light", Screen::DESK)] {
        let browser = Browser::open(Engine::Chromium, screen.in_zone("Europe/Amsterdam")).await?;
        browser.goto(&page).await?;
        browser.find(".floating").await?;
        browser.picture(&format!("6-floating-{name}")).await?;
        browser.press(".floating").await?;
        browser.find("[data-slot]").await?;
        browser.picture(&format!("7-dialog-{name}")).await?;
        browser.press("[data-slot]").await?;
        browser.at("details").await?;
        browser.picture(&format!("8-dialog-details-{name}")).await?;
        browser.close().await?;
    }
    Ok(())
}
