//! What a page of someone else's does with the element: puts two of them, moves it, takes it away in the middle of a request, changes its
//! attributes, and, as a single-page app, does all that again and again.

use std::time::Duration;

use serde_json::json;

use super::booking::{book, fill_and_confirm};
use super::support::{Browser, ELEMENT, Engine, Result, Screen, every_engine, website};

every_engine! {
    two_on_a_page_go_each_its_own_way_and_share_the_program
    one_taken_away_in_the_middle_of_a_request_leaves_nothing_behind
    one_moved_in_the_page_stays_as_it_was
    attributes_that_change_are_followed
    a_single_page_app_may_mount_it_again_and_again
}

/// Nothing went wrong on the page, by its own notes.
async fn nothing_went_wrong(browser: &Browser) -> Result {
    assert_eq!(browser.ask("return document.wrong").await?, json!([]));
    Ok(())
}

async fn two_on_a_page_go_each_its_own_way_and_share_the_program(engine: Engine) -> Result {
    let other = "<book-appointment id=other portal=demo entry=prinseneiland-43 lang=en></book-appointment>";
    let (server, page) = website(&format!("{ELEMENT}{other}")).await?;
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&page).await?;
    browser.until("return document.told.filter(([, name]) => name === 'ready').length === 2").await?;
    browser.find_in("#other", "[data-slot]").await?.click().await?;
    browser.find_in("#other", "[data-step=details] h2").await?;
    browser.drawn().await?;
    browser.fill_in("#other", "name", "Bob Other").await?;
    assert_eq!(browser.ask("return root.querySelector('.appointment').dataset.step").await?, "pick", "the first one stays where it is");
    book(&browser).await?;
    assert_eq!(browser.find_in("#other", "[name=name]").await?.prop("value").await?.as_deref(), Some("Bob Other"), "and so does the second");
    assert_eq!(browser.find_in("#other", "h2").await?.text().await?, "Your details", "each in its own language");
    let booked = browser.ask("return document.told.filter(([, name]) => name === 'booked').map(([entry]) => entry)").await?;
    assert_eq!(booked, json!(["lindengracht-12"]), "the event says whose it is");
    let loaded = browser.ask("return performance.getEntriesByType('resource').filter(({ name }) => name.includes('.wasm')).length").await?;
    assert_eq!(loaded.as_f64(), Some(1.0), "the program is loaded once");
    assert_eq!(server.wait_for_mails("anna@klant.example", 1).await?.len(), 1);
    nothing_went_wrong(&browser).await?;
    browser.close().await
}

async fn one_taken_away_in_the_middle_of_a_request_leaves_nothing_behind(engine: Engine) -> Result {
    let (server, page) = website(ELEMENT).await?;
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&page).await?;
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    browser.fill("name", "Anna de Vries").await?;
    browser.fill("email", "anna@klant.example").await?;
    browser.press("[data-action=next]").await?;
    browser.at("confirm").await?;
    server.pause()?;
    browser.press("[data-action=book]").await?;
    browser.ask("document.querySelector('book-appointment').remove()").await?;
    // Another asks for its first screen, and is gone before that has come.
    browser.ask(&format!("document.body.insertAdjacentHTML('beforeend', '{ELEMENT}')")).await?;
    tokio::time::sleep(Duration::from_millis(100)).await;
    browser.ask("document.querySelector('book-appointment').remove()").await?;
    server.go_on()?;
    // The booking had left; its mail shows that it went through, as it would have with a closed tab.
    server.wait_for_mails("anna@klant.example", 1).await?;
    tokio::time::sleep(Duration::from_millis(200)).await;
    nothing_went_wrong(&browser).await?;
    browser.ask(&format!("document.body.insertAdjacentHTML('beforeend', '{ELEMENT}')")).await?;
    book(&browser).await?;
    nothing_went_wrong(&browser).await?;
    browser.close().await
}

async fn one_moved_in_the_page_stays_as_it_was(engine: Engine) -> Result {
    let (_server, page) = website(&format!("{ELEMENT}<aside></aside>")).await?;
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&page).await?;
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    browser.fill("name", "Anna de Vries").await?;
    browser.ask("document.querySelector('aside').append(document.querySelector('book-appointment'))").await?;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(browser.find("[data-step=details] [name=name]").await?.prop("value").await?.as_deref(), Some("Anna de Vries"));
    fill_and_confirm(&browser).await?;
    nothing_went_wrong(&browser).await?;
    browser.close().await
}

async fn attributes_that_change_are_followed(engine: Engine) -> Result {
    let (_server, page) = website(ELEMENT).await?;
    let browser = Browser::open(engine, Screen::DESK).await?;
    let set = async |name: &str, value: &str| browser.ask(&format!("document.querySelector('book-appointment').setAttribute('{name}', '{value}')")).await;
    let says = async |text: &str| browser.until(&format!("return root.textContent.includes({text:?})")).await;
    browser.goto(&page).await?;
    says("Lindengracht 12").await?;
    set("entry", "prinseneiland-43").await?;
    says("Prinseneiland 43").await?;
    for (language, words) in [("en", "Pick a day and time"), ("de", "Tag und Uhrzeit"), ("fr", "jour et une heure"), ("nl", "Kies een dag en tijd")] {
        set("lang", language).await?;
        says(words).await?;
    }
    for (scheme, ground) in [("dark", "rgb(20, 26, 25)"), ("light", "rgb(255, 255, 255)")] {
        set("scheme", scheme).await?;
        assert_eq!(browser.ask("return getComputedStyle(root.querySelector('.step')).backgroundColor").await?, ground, "{scheme}");
    }
    set("entry", "nowhere").await?;
    says("bestaat niet").await?;
    browser.until("return document.told.some(([, name, detail]) => name === 'failed' && detail.code === 'unknown_entry')").await?;
    set("entry", "lindengracht-12").await?;
    browser.until("return document.told.at(-1)[1] === 'ready'").await?;
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    set("prefill-name", "Anna de Vries").await?;
    browser.until("return root.querySelector('[name=name]').value === 'Anna de Vries'").await?;
    browser.fill("name", "Anna Anders").await?;
    set("prefill-name", "Bob").await?;
    assert_eq!(browser.find("[name=name]").await?.prop("value").await?.as_deref(), Some("Anna Anders"), "what was typed stays");
    nothing_went_wrong(&browser).await?;
    browser.close().await
}

async fn a_single_page_app_may_mount_it_again_and_again(engine: Engine) -> Result {
    let (server, page) = website("<main></main>").await?;
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&page).await?;
    for at in 0..6 {
        // Some are gone at once, some while they load, some when they stand.
        browser.ask(&format!("document.querySelector('main').innerHTML = '<p>{at}</p>{ELEMENT}'")).await?;
        match at % 3 {
            0 => {}
            1 => tokio::time::sleep(Duration::from_millis(40)).await,
            _ => drop(browser.until("return document.told.at(-1)?.[1] === 'ready'").await?),
        }
        browser.ask("document.querySelector('main').replaceChildren()").await?;
    }
    browser.ask(&format!("document.querySelector('main').innerHTML = '{ELEMENT}'")).await?;
    book(&browser).await?;
    assert_eq!(server.wait_for_mails("anna@klant.example", 1).await?.len(), 1);
    nothing_went_wrong(&browser).await?;
    // The same element, put away with what it shows, and fetched again.
    browser.ask("const kept = document.querySelector('book-appointment'); kept.remove(); setTimeout(() => document.querySelector('main').append(kept), 100)").await?;
    browser.at("pick").await?;
    nothing_went_wrong(&browser).await?;
    browser.close().await
}
