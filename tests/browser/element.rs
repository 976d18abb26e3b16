//! What a website can do with the element: fill the form, hear what happens, open a dialog, let a button float.

use serde_json::json;

use super::booking::{book, fill_and_confirm};
use super::support::{Browser, Engine, Result, Screen, Server, every_engine, host};

every_engine! {
    a_website_fills_the_form_hears_what_happens_and_learns_nothing_personal
    a_host_with_an_end_of_its_own_keeps_ours_away
    a_button_of_the_website_opens_a_dialog_that_books_and_closes
    a_button_floats_over_the_page_and_opens_the_dialog
    what_was_typed_outlives_a_reload_of_the_tab_and_ends_with_the_booking
    on_our_own_page_the_browsers_back_leads_a_step_back_and_on_a_website_nowhere
}

/// Keeps what the page hears, with the time gone by.
const HEAR: &str = "<script>window.heard = []; for (const name of ['ready', 'view', 'slot-picked', 'booked', 'failed', 'closed']) document.addEventListener('appointment-' + name, (event) => { heard.push([name, event.detail]); if (window.refuse === name) event.preventDefault(); });</script>";

async fn website(engine: Engine, body: &str) -> Result<(Server, Browser)> {
    let website = host().await?;
    let server = Server::start(&[website.url()]).await?;
    let page = website.url();
    website.serve(format!("{HEAR}{body}<script src='{}/embed.js'></script>", server.url()));
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&page).await?;
    Ok((server, browser))
}

async fn heard(browser: &Browser, name: &str) -> Result<serde_json::Value> {
    for _ in 0..200 {
        let found = browser.ask(&format!("return heard.find(([name]) => name === {name:?})?.[1]")).await?;
        if !found.is_null() {
            return Ok(found);
        }
        tokio::time::sleep(std::time::Duration::from_millis(30)).await;
    }
    Err(format!("the page never heard {name}, only {}", browser.ask("return heard").await?).into())
}

async fn a_website_fills_the_form_hears_what_happens_and_learns_nothing_personal(engine: Engine) -> Result {
    let (server, browser) = website(engine,
        "<book-appointment portal=demo entry=lindengracht-12 lang=en prefill-name='Anna de Vries' prefill-email=anna@klant.example prefill-answers='{\"floor\":\"2\"}' source=newsletter campaign=spring></book-appointment>",
    )
    .await?;
    assert_eq!(heard(&browser, "ready").await?, json!({ "portal": "demo", "entry": "lindengracht-12" }));
    let slot = Some(browser.attr("[data-slot]", "data-slot").await?);
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    assert_eq!(browser.find("[name=email]").await?.prop("value").await?.as_deref(), Some("anna@klant.example"));
    browser.ask("document.querySelector('book-appointment').setAttribute('prefill-phone', '020 1234567'); return 1").await?;
    assert_eq!(browser.find("[name=phone]").await?.prop("value").await?.as_deref(), Some("020 1234567"), "attributes are reactive");
    browser.press("[data-action=next]").await?;
    browser.at("confirm").await?;
    browser.press("[data-action=book]").await?;
    browser.at("done").await?;
    let booked = heard(&browser, "booked").await?;
    assert_eq!(booked["start"].as_str(), slot.as_deref());
    assert_eq!(booked.as_object().map(|detail| detail.keys().map(String::as_str).collect::<Vec<_>>()), Some(vec!["end", "id", "start"]));
    assert_eq!(browser.ask("return heard.filter(([name]) => name === 'view').map(([, detail]) => detail.step)").await?, json!(["details", "confirm", "done"]));
    let everything = browser.ask("return JSON.stringify(heard)").await?.to_string();
    assert!(!everything.contains("Anna") && !everything.contains("klant"), "{everything}");
    let mut team = Vec::new();
    for _ in 0..100 {
        team = ["sanne@grachten.example", "joris@grachten.example"].map(|agenda| server.mails_to(agenda).unwrap_or_default()).concat();
        team.retain(|mail| mail.contains("newsletter") && mail.contains("spring"));
        if !team.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(team.len(), 1, "the team reads how the customer came");
    browser.close().await
}

async fn a_host_with_an_end_of_its_own_keeps_ours_away(engine: Engine) -> Result {
    let (_server, browser) = website(engine, "<book-appointment portal=demo entry=lindengracht-12></book-appointment><script>window.refuse = 'booked'</script>").await?;
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    browser.fill("name", "Anna de Vries").await?;
    browser.fill("email", "anna@klant.example").await?;
    browser.press("[data-action=next]").await?;
    browser.at("confirm").await?;
    browser.press("[data-action=book]").await?;
    heard(&browser, "booked").await?;
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    assert_eq!(browser.ask("return root.childElementCount").await?, 0);
    browser.close().await
}

async fn a_button_of_the_website_opens_a_dialog_that_books_and_closes(engine: Engine) -> Result {
    let (_server, browser) = website(engine, "<button id=opener data-book-appointment='demo/lindengracht-12' data-book-appointment-lang=en>Book a viewing</button>").await?;
    browser.client.find(fantoccini::Locator::Css("#opener")).await?.click().await?;
    browser.find("dialog[open] [data-slot]").await?;
    heard(&browser, "ready").await?;
    browser.picture("dialog-1280").await?;
    assert_eq!(browser.ask("return root.querySelector('dialog').ariaLabel").await?, "Bezichtiging");
    book(&browser).await?;
    browser.press(".close").await?;
    heard(&browser, "closed").await?;
    assert_eq!(browser.ask("return [root.querySelector('dialog').open, document.activeElement.id]").await?, json!([false, "opener"]), "the focus goes back to where it came from");
    browser.close().await
}

async fn a_button_floats_over_the_page_and_opens_the_dialog(engine: Engine) -> Result {
    let (_server, browser) =
        website(engine, "<div style='height:3000px'></div><book-appointment mode=floating label='Plan een bezichtiging' portal=demo entry=lindengracht-12></book-appointment>")
            .await?;
    let button = browser.find(".floating").await?;
    assert_eq!(button.text().await?, "Plan een bezichtiging");
    let place = browser
        .ask("const at = root.querySelector('.floating').getBoundingClientRect(); return [document.documentElement.clientWidth - at.right, innerHeight - at.bottom]")
        .await?;
    assert_eq!(place, json!([20, 20]));
    button.click().await?;
    book(&browser).await?;
    browser.close().await
}

async fn what_was_typed_outlives_a_reload_of_the_tab_and_ends_with_the_booking(engine: Engine) -> Result {
    let (_server, browser) = website(engine, "<book-appointment portal=demo entry=lindengracht-12></book-appointment>").await?;
    heard(&browser, "ready").await?;
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    browser.fill("name", "Anna de Vries").await?;
    browser.client.refresh().await?;
    heard(&browser, "ready").await?;
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    assert_eq!(browser.find("[name=name]").await?.prop("value").await?.as_deref(), Some("Anna de Vries"));
    fill_and_confirm(&browser).await?;
    assert_eq!(browser.ask("return sessionStorage.length + localStorage.length").await?, 0);
    browser.close().await
}

async fn on_our_own_page_the_browsers_back_leads_a_step_back_and_on_a_website_nowhere(engine: Engine) -> Result {
    let (server, browser) = website(engine, "<book-appointment portal=demo entry=lindengracht-12></book-appointment>").await?;
    heard(&browser, "ready").await?;
    let before = browser.ask("return history.length").await?;
    book(&browser).await?;
    assert_eq!(browser.ask("return history.length").await?, before);
    browser.goto(&server.page()).await?;
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    browser.fill("name", "Anna de Vries").await?;
    browser.fill("email", "anna@klant.example").await?;
    browser.press("[data-action=next]").await?;
    browser.at("confirm").await?;
    browser.client.back().await?;
    browser.at("details").await?;
    assert_eq!(browser.find("[name=name]").await?.prop("value").await?.as_deref(), Some("Anna de Vries"));
    browser.client.back().await?;
    browser.at("pick").await?;
    browser.client.forward().await?;
    browser.at("details").await?;
    browser.client.forward().await?;
    browser.at("confirm").await?;
    browser.press("[data-action=book]").await?;
    browser.at("done").await?;
    browser.client.back().await?;
    browser.at("pick").await?;
    browser.close().await
}
