//! For everyone: by the keyboard alone, on a small screen, and with nothing for axe to find.

use super::booking::book;
use super::support::{Browser, Engine, Result, Screen, Server, every_engine};

every_engine! {
    the_whole_booking_goes_by_the_keyboard_alone
    what_is_wrong_is_said_at_its_field_and_the_focus_goes_there
    at_360_pixels_everything_fits_and_a_booking_goes_through
    axe_finds_nothing_at_any_step
}

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const RIGHT: &str = "\u{e014}";

/// Where the focus is inside the widget: a selector's worth of it.
async fn focus(browser: &Browser) -> Result<String> {
    let script =
        "const at = root?.activeElement; return at ? (at.dataset.slot ? 'slot' : at.dataset.day ? 'day' : at.dataset.action || at.name || at.className || at.tagName) : ''";
    Ok(browser.ask(script).await?.as_str().unwrap_or_default().to_owned())
}

async fn tab_to(browser: &Browser, wanted: &str) -> Result {
    for _ in 0..40 {
        if focus(browser).await? == wanted {
            return Ok(());
        }
        browser.keys(TAB).await?;
    }
    Err(format!("the tab key never reaches {wanted}, it is at {:?}", focus(browser).await?).into())
}

async fn wait_for_focus(browser: &Browser, wanted: &str) -> Result {
    for _ in 0..100 {
        if focus(browser).await? == wanted {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    Err(format!("the focus is at {:?} instead of {wanted}", focus(browser).await?).into())
}

async fn the_whole_booking_goes_by_the_keyboard_alone(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&server.page()).await?;
    // The program brings a tree of its own, in a container.
    browser.find("div > .appointment [data-slot]").await?;
    tab_to(&browser, "day").await?;
    browser.keys(RIGHT).await?;
    // The next day may lie in the next month: its sheet is drawn first.
    let reached = browser.until("return root.activeElement?.dataset.day").await?;
    assert!(reached.as_str().is_some_and(|day| day.len() == 10), "an arrow key moves in the grid: {reached}");
    // The next free day, and Enter looks at it: the focus goes to its times.
    for _ in 0..40 {
        if browser.until("return root.activeElement?.dataset.day && (root.activeElement.dataset.free ?? 'false')").await? == "true" {
            break;
        }
        browser.keys(RIGHT).await?;
    }
    browser.keys(ENTER).await?;
    wait_for_focus(&browser, "H3").await?;
    tab_to(&browser, "slot").await?;
    browser.keys(ENTER).await?;
    browser.at("details").await?;
    wait_for_focus(&browser, "H2").await?;
    tab_to(&browser, "name").await?;
    browser.keys("Anna de Vries").await?;
    browser.keys(TAB).await?;
    browser.keys("anna@klant.example").await?;
    // Enter in a field goes on, as forms do.
    browser.keys(ENTER).await?;
    browser.at("confirm").await?;
    wait_for_focus(&browser, "H2").await?;
    tab_to(&browser, "book").await?;
    browser.keys(ENTER).await?;
    browser.at("done").await?;
    wait_for_focus(&browser, "H2").await?;
    browser.close().await
}

async fn what_is_wrong_is_said_at_its_field_and_the_focus_goes_there(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&server.page()).await?;
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    browser.press("[data-action=next]").await?;
    wait_for_focus(&browser, "name").await?;
    browser.fill("name", "Anna").await?;
    browser.fill("email", "anna@gmial.com").await?;
    let described = browser.ask("root.querySelector('[name=phone]').focus(); return root.querySelector('[data-action=suggestion]').textContent").await?;
    assert_eq!(described, "anna@gmail.com");
    browser.fill("email", "anna").await?;
    browser.press("[data-action=next]").await?;
    wait_for_focus(&browser, "email").await?;
    let said = browser.ask("const at = root.querySelector('[name=email]'); return root.getElementById(at.getAttribute('aria-describedby')).textContent").await?;
    assert!(said.as_str().is_some_and(|said| said.contains("e-mailadres")), "{said}");
    browser.fill("email", "anna@gmial.com").await?;
    browser.press("[data-action=suggestion]").await?;
    assert_eq!(browser.find("[name=email]").await?.prop("value").await?.as_deref(), Some("anna@gmail.com"));
    browser.close().await
}

async fn at_360_pixels_everything_fits_and_a_booking_goes_through(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let browser = Browser::open(engine, Screen::PHONE).await?;
    browser.goto(&server.page()).await?;
    browser.find("[data-slot]").await?;
    browser.nothing_sticks_out().await?;
    let small = browser
        .ask("return [...root.querySelectorAll('button')].filter(b => !b.disabled && b.offsetParent && (b.offsetWidth < 40 || b.offsetHeight < 44)).map(b => b.outerHTML)")
        .await?;
    assert_eq!(small, serde_json::json!([]), "targets are large enough for thumbs");
    book(&browser).await?;
    browser.nothing_sticks_out().await?;
    browser.close().await
}

async fn axe_finds_nothing_at_any_step(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    for screen in [Screen::DESK, Screen::PHONE.dark()] {
        let browser = Browser::open(engine, screen).await?;
        let clean = async |step: &str| -> Result {
            let found = browser.axe().await?;
            assert!(found.is_empty(), "{step}, {screen:?}: {found:#?}");
            Ok(())
        };
        browser.goto(&server.page()).await?;
        browser.find("[data-slot]").await?;
        clean("pick").await?;
        browser.press("[data-slot]").await?;
        browser.at("details").await?;
        clean("details").await?;
        browser.press("[data-action=next]").await?;
        browser.find("[aria-invalid=true]").await?;
        clean("details with errors").await?;
        browser.fill("name", "Anna de Vries").await?;
        browser.fill("email", "anna@gmial.com").await?;
        clean("details with a suggestion").await?;
        browser.press("[data-action=next]").await?;
        browser.at("confirm").await?;
        clean("confirm").await?;
        browser.press("[data-action=book]").await?;
        browser.at("done").await?;
        clean("done").await?;
        browser.close().await?;
    }
    Ok(())
}
