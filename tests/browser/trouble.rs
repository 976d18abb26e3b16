//! When something goes wrong on the way: someone else was faster, or the server is away.

use fantoccini::Locator;

use super::booking::fill_and_confirm;
use super::support::{Browser, Engine, Result, Screen, Server, every_engine, host};

every_engine! {
    a_time_taken_meanwhile_is_said_plainly_with_its_neighbours_and_everything_typed_is_kept
    while_the_server_is_away_nothing_typed_is_lost_and_the_next_try_books_once
    a_visitor_in_another_zone_reads_both_clocks
    where_the_page_forbids_webassembly_a_time_leads_on_by_a_plain_page
}

async fn a_time_taken_meanwhile_is_said_plainly_with_its_neighbours_and_everything_typed_is_kept(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&server.page()).await?;
    // Two agendas serve this entry: the time is gone when both are booked.
    let slot = browser.attr("[data-slot]", "data-slot").await?;
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    browser.fill("name", "Anna de Vries").await?;
    browser.fill("email", "anna@klant.example").await?;
    browser.fill("note", "Ik kom met mijn zus").await?;
    browser.press("[data-action=next]").await?;
    browser.at("confirm").await?;
    while server.book(&slot).await.is_ok() {}
    browser.press("[data-action=book]").await?;
    browser.at("pick").await?;
    assert!(browser.text(".notice p").await?.contains("zojuist door iemand anders geboekt"));
    let near = browser.find(".notice [data-slot]").await?;
    assert_ne!(near.attr("data-slot").await?.as_deref(), Some(slot.as_str()));
    browser.picture("taken-1280").await?;
    browser.press(".notice [data-slot]").await?;
    browser.at("details").await?;
    assert_eq!(browser.find("[name=note]").await?.prop("value").await?.as_deref(), Some("Ik kom met mijn zus"));
    fill_and_confirm(&browser).await?;
    browser.close().await
}

async fn while_the_server_is_away_nothing_typed_is_lost_and_the_next_try_books_once(engine: Engine) -> Result {
    let mut server = Server::start(&[]).await?;
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&server.page()).await?;
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    browser.fill("name", "Anna de Vries").await?;
    browser.fill("email", "anna@klant.example").await?;
    browser.press("[data-action=next]").await?;
    browser.at("confirm").await?;
    server.kill();
    browser.press("[data-action=book]").await?;
    browser.find("[data-step=confirm] .notice").await?;
    assert!(browser.text(".notice p").await?.contains("Er is geen verbinding"));
    browser.picture("offline-1280").await?;
    server.revive().await?;
    browser.press("[data-action=retry]").await?;
    browser.at("done").await?;
    server.wait_for_mails("anna@klant.example", 1).await?;
    browser.close().await
}

async fn a_visitor_in_another_zone_reads_both_clocks(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let browser = Browser::open(engine, Screen::DESK.in_zone("America/New_York")).await?;
    browser.goto(&server.page()).await?;
    // The server can't know whose clock is meant: the program says it as it takes over.
    browser.until("return root.querySelector('[data-slot]')?.textContent.includes('bij u')").await?;
    assert!(browser.ask("return root.querySelector('.zone').textContent").await?.as_str().is_some_and(|zone| zone.contains("Amsterdam")));
    browser.close().await
}

async fn where_the_page_forbids_webassembly_a_time_leads_on_by_a_plain_page(engine: Engine) -> Result {
    let host = host().await?;
    let server = Server::start(&[host.url()]).await?;
    let page = host.url();
    let url = server.url();
    // Scripts from anywhere, but nothing compiled.
    host.serve_under("script-src http:".to_owned(), format!("<book-appointment portal=demo entry=lindengracht-12></book-appointment><script src='{url}/embed.js'></script>"));
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&page).await?;
    if engine == Engine::WebKit {
        // It opens windows only straight from a press: one from before the program was known to be lost is not followed there.
        browser.until("return document.told.some(([, name]) => name === 'failed')").await?;
    }
    browser.press("[data-slot]").await?;
    browser.follow_new_window().await?;
    browser.client.wait().for_element(Locator::Css("[data-step=details] [name=name]")).await?;
    let opened = browser.client.current_url().await?;
    assert!(opened.as_str().starts_with(&format!("{}/plain/details?lang=nl&at=", server.page())), "{opened}");
    browser.close().await
}
