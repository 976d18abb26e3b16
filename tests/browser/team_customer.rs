//! A customer as a whole: made one with another, handed to them as a file, erased.

use serde_json::json;

use super::support::{Engine, Result, Screen, Seat, Server, every_engine};

every_engine! { in chromium Chromium:
    two_customers_become_one_and_who_stays_is_chosen
    a_customer_is_saved_as_a_file
    a_customer_is_erased_once_nothing_is_to_come_and_their_name_is_typed
    who_lacks_settings_neither_exports_nor_erases
    axe_finds_nothing_in_the_customers_dialogs
}

const ALL: [&str; 1] = ["sanne@team.example"];
const ENTRY: &str = "lindengracht-12";

/// From the appointment on the screen to its customer.
async fn to_customer(seat: &Seat) -> Result {
    seat.press("[data-screen=appointment] .big a").await?;
    seat.find("[data-screen=customer] [data-action=merge]").await?;
    Ok(())
}

async fn two_customers_become_one_and_who_stays_is_chosen(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    seat.book(ENTRY, "Fatima Amrani", "fatima@klant.example").await?;
    seat.book(ENTRY, "Zohra Amrani", "z.amrani@klant.example").await?;
    seat.book(ENTRY, "Fatima Amrani", "f3@klant.example").await?;
    to_customer(&seat).await?;
    let third = seat.browser.client.current_url().await?;
    // Who is on the screen stays.
    seat.press("[data-action=merge]").await?;
    seat.browser.until("return document.activeElement.name === 'other'").await?;
    seat.fill("other", "amrani").await?;
    seat.says(".person", "z.amrani@klant.example").await?;
    assert_eq!(seat.browser.ask("return document.querySelector('.people-found').innerText.includes('f3@klant.example')").await?, json!(false), "nobody merges with themselves");
    seat.fill("other", "zohra").await?;
    seat.browser.until("return document.querySelectorAll('.person').length === 1").await?;
    seat.press(".person").await?;
    seat.says("dialog", "van Zohra Amrani komen bij Fatima Amrani").await?;
    seat.says("dialog", "Dit kan niet ongedaan worden gemaakt.").await?;
    seat.press("[data-action=merge-it]").await?;
    seat.browser.until("return !document.querySelector('dialog') && document.querySelectorAll('[data-screen=customer] .line').length === 2").await?;
    assert_eq!(seat.browser.client.current_url().await?, third);
    // Turned round, the other stays, and their screen follows.
    seat.press("[data-action=merge]").await?;
    seat.fill("other", "fatima@klant").await?;
    seat.press(".person").await?;
    seat.press("[data-action=turn-round]").await?;
    seat.says("dialog", "van Fatima Amrani (f3@klant.example) komen bij Fatima Amrani (fatima@klant.example)").await?;
    seat.press("[data-action=merge-it]").await?;
    seat.says("[data-screen=customer] .pairs", "fatima@klant.example").await?;
    seat.browser.until("return !document.querySelector('dialog') && document.querySelectorAll('[data-screen=customer] .line').length === 3").await?;
    assert_ne!(seat.browser.client.current_url().await?, third);
    seat.press("[data-way=customers]").await?;
    seat.browser.until("return document.querySelectorAll('.people .line').length === 1").await?;
    seat.browser.close().await
}

async fn a_customer_is_saved_as_a_file(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    seat.book(ENTRY, "Fatima el Amrani", "fatima@klant.example").await?;
    to_customer(&seat).await?;
    // What the browser would save is looked at in place of its folder of downloads.
    let watch = "const make = URL.createObjectURL; URL.createObjectURL = blob => { blob.text().then(text => { window.savedText = text }); return make.call(URL, blob) }; HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download }";
    seat.browser.ask(watch).await?;
    seat.press("[data-action=export]").await?;
    seat.says(".said", "als bestand bewaard").await?;
    let saved = seat.browser.until("return window.savedText && window.savedAs && [window.savedAs, window.savedText]").await?;
    let (name, text) = (saved[0].as_str().ok_or("it has a name")?, saved[1].as_str().ok_or("it has a text")?);
    assert!(name.ends_with(".json") && seat.browser.client.current_url().await?.path().ends_with(name.trim_end_matches(".json")), "{name}");
    let read: serde_json::Value = serde_json::from_str(text)?;
    assert!(read.to_string().contains("fatima@klant.example"), "{text}");
    seat.browser.close().await
}

async fn a_customer_is_erased_once_nothing_is_to_come_and_their_name_is_typed(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    seat.book(ENTRY, "Fatima el Amrani", "fatima@klant.example").await?;
    to_customer(&seat).await?;
    seat.press("[data-action=erase]").await?;
    seat.fill("whose", "Fatima").await?;
    seat.press("[data-action=erase-it]").await?;
    seat.says("#error-whose", "Dit is niet de naam").await?;
    seat.browser.until("return document.activeElement.name === 'whose'").await?;
    seat.fill("whose", "fatima el amrani").await?;
    seat.press("[data-action=erase-it]").await?;
    seat.says("dialog .error", "Er staan nog afspraken op komst").await?;
    seat.press("dialog [data-action=close]").await?;
    seat.press("[data-screen=customer] .line a").await?;
    seat.press("[data-action=cancel]").await?;
    seat.press("[data-action=cancel-it]").await?;
    seat.find("[data-status=cancelled]").await?;
    to_customer(&seat).await?;
    seat.press("[data-action=erase]").await?;
    seat.fill("whose", "Fatima el Amrani").await?;
    seat.press("[data-action=erase-it]").await?;
    seat.find("[data-screen=customers]").await?;
    seat.says(".said", "Fatima el Amrani is gewist.").await?;
    seat.browser.until("return location.pathname.endsWith('/customers') && !document.querySelector('dialog') && !document.body.innerText.includes('fatima@klant.example')").await?;
    seat.browser.close().await
}

async fn who_lacks_settings_neither_exports_nor_erases(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &["kees@team.example", "--may", "interactions,agenda"]).await?;
    seat.book(ENTRY, "Fatima el Amrani", "fatima@klant.example").await?;
    to_customer(&seat).await?;
    for action in ["export", "erase"] {
        seat.barred(action, "recht op instellingen").await?;
    }
    assert_eq!(seat.browser.ask("return document.querySelectorAll('dialog').length").await?, 0);
    seat.browser.close().await
}

async fn axe_finds_nothing_in_the_customers_dialogs(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    for (named, screen) in [("1280-light", Screen::DESK), ("360-dark", Screen::PHONE.dark())] {
        let seat = Seat::take(&server, engine, screen, &[&format!("{named}@team.example")]).await?;
        let look = async |what: &str| seat.look(what, named).await;
        seat.book(ENTRY, &format!("Tom {named}"), &format!("tom-{named}@klant.example")).await?;
        seat.book(ENTRY, &format!("Fatima {named}"), &format!("f-{named}@klant.example")).await?;
        to_customer(&seat).await?;
        look("customer-whole").await?;
        seat.press("[data-action=merge]").await?;
        seat.fill("other", "tom").await?;
        seat.find(".person").await?;
        look("merge-search").await?;
        seat.press(".person").await?;
        seat.find("[data-action=merge-it]").await?;
        look("merge").await?;
        seat.press("dialog [data-action=close]").await?;
        seat.press("[data-action=erase]").await?;
        seat.find("[data-action=erase-it]").await?;
        look("erase").await?;
        seat.browser.close().await?;
    }
    Ok(())
}
