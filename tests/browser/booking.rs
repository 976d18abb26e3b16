//! The whole booking, from the first look to the mail.

use super::support::{Browser, ENTRY, Engine, Result, Screen, Server, every_engine, host};

every_engine! {
    a_customer_books_on_the_standalone_page_and_gets_one_mail
    a_customer_books_on_a_foreign_page
    a_website_that_the_portal_does_not_list_is_told_so_in_words
    an_unknown_entry_is_told_so_in_words
}

/// From the times to the end, with the mouse.
pub async fn book(browser: &Browser) -> Result {
    browser.press("[data-slot]").await?;
    fill_and_confirm(browser).await
}

pub async fn fill_and_confirm(browser: &Browser) -> Result {
    browser.at("details").await?;
    browser.fill("name", "Anna de Vries").await?;
    browser.fill("email", "anna@klant.example").await?;
    browser.press("[data-action=next]").await?;
    browser.at("confirm").await?;
    browser.press("[data-action=book]").await?;
    browser.at("done").await
}

async fn a_customer_books_on_the_standalone_page_and_gets_one_mail(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&server.page()).await?;
    let slot = browser.attr("[data-slot]", "data-slot").await?;
    book(&browser).await?;
    let mails = server.wait_for_mails("anna@klant.example", 1).await?;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].contains("text/calendar"), "the mail brings the appointment as a calendar file");
    let again = server.book(&slot).await;
    assert!(again.is_err_and(|error| error.to_string().contains("slot_taken")), "the time can't be sold again");
    for (action, part) in [("ics", "/appointment.ics"), ("manage", "/m/demo.")] {
        let link = browser.attr(&format!("[data-action={action}]"), "href").await?;
        assert!(link.starts_with(&server.url()) && link.contains(part), "{link}");
        assert_eq!(reqwest::get(&link).await?.status(), 200, "{link}");
    }
    let google = browser.attr("[data-action=google]", "href").await?;
    assert!(google.starts_with("https://calendar.google.com/"), "{google}");
    browser.close().await
}

async fn a_customer_books_on_a_foreign_page(engine: Engine) -> Result {
    let host = host().await?;
    let server = Server::start(&[host.url()]).await?;
    let (portal, entry) = ENTRY.split_once('/').ok_or("an entry has two parts")?;
    let page = host.url();
    host.serve(format!("<h1>Lindengracht 12</h1><book-appointment portal={portal} entry={entry}></book-appointment><script src='{}/embed.js'></script>", server.url()));
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&page).await?;
    book(&browser).await?;
    assert_eq!(browser.ask("return document.cookie + Object.keys(localStorage).length + Object.keys(sessionStorage).length").await?, "00", "no cookie, no storage");
    server.wait_for_mails("anna@klant.example", 1).await?;
    browser.close().await
}

async fn a_website_that_the_portal_does_not_list_is_told_so_in_words(engine: Engine) -> Result {
    let host = host().await?;
    let server = Server::start(&[]).await?;
    let page = host.url();
    host.serve(format!("<book-appointment portal=demo entry=lindengracht-12></book-appointment><script src='{}/embed.js'></script>", server.url()));
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&page).await?;
    let said = browser.text(".notice p").await?;
    assert!(!said.is_empty() && !said.contains("undefined"), "{said}");
    browser.close().await
}

async fn an_unknown_entry_is_told_so_in_words(engine: Engine) -> Result {
    let host = host().await?;
    let server = Server::start(&[host.url()]).await?;
    let page = host.url();
    host.serve(format!("<book-appointment portal=demo entry=nowhere></book-appointment><script src='{}/embed.js'></script>", server.url()));
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&page).await?;
    assert!(browser.text(".notice p").await?.contains("bestaat niet"), "in the language of the page");
    browser.close().await
}
