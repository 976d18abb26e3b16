//! What the widget leaves alone on a page of someone else's: its policy, its globals, its storage, its shortcuts, its visitors' privacy.

use serde_json::json;

use super::booking::book;
use super::support::{Browser, ELEMENT, Engine, Result, Screen, Server, every_engine, host, website};

every_engine! {
    under_a_strict_policy_the_documented_sources_are_enough
    it_leaves_no_global_no_cookie_no_storage_and_asks_no_third_party
    keys_typed_inside_are_no_shortcuts_of_the_page
}

async fn under_a_strict_policy_the_documented_sources_are_enough(engine: Engine) -> Result {
    let host = host().await?;
    let server = Server::start(&[host.url()]).await?;
    let (page, url) = (host.url(), server.url());
    // 'self' is for the page's own: its notes, and the icon that some browsers ask of it.
    let policy = format!("default-src 'none'; img-src 'self'; script-src 'self' {url} 'wasm-unsafe-eval'; connect-src {url}");
    host.serve_under(policy, format!("{ELEMENT}<script src='{url}/embed.js'></script>"));
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&page).await?;
    book(&browser).await?;
    assert_eq!(browser.ask("return document.wrong").await?, json!([]), "nothing was asked that the policy forbids");
    assert_eq!(browser.ask("return getComputedStyle(root.querySelector('.step')).borderRadius").await?, "16px", "and it is dressed");
    browser.close().await
}

async fn it_leaves_no_global_no_cookie_no_storage_and_asks_no_third_party(engine: Engine) -> Result {
    let host = host().await?;
    let server = Server::start(&[host.url()]).await?;
    let (page, url) = (host.url(), server.url());
    host.serve(format!("<div id=other><template shadowrootmode=open><p></template></div>{ELEMENT}"));
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&page).await?;
    // Chromium's driver leaves globals of its own when it looks into a shadow tree.
    browser.find_in("#other", "p").await?;
    // What the page has before the loader is kept on the document, where it is no global.
    browser
        .ask(&format!("document.before = Reflect.ownKeys(window).map(String); document.head.append(Object.assign(document.createElement('script'), {{ src: '{url}/embed.js' }}))"))
        .await?;
    book(&browser).await?;
    let globals = browser.ask("return Reflect.ownKeys(window).map(String).filter(name => !document.before.includes(name))").await?;
    assert_eq!(globals, json!([]), "no global");
    assert_eq!(browser.ask("return [document.cookie, localStorage.length, sessionStorage.length].join()").await?, ",0,0", "no cookie, no storage");
    let asked = browser.ask("return [...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin))].sort()").await?;
    let mut ours = [page, url];
    ours.sort();
    assert_eq!(asked, json!(ours), "the page's server and ours");
    browser.close().await
}

async fn keys_typed_inside_are_no_shortcuts_of_the_page(engine: Engine) -> Result {
    let (_server, page) = website(ELEMENT).await?;
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&page).await?;
    browser.ask("document.heard = []; for (const name of ['keydown', 'keyup', 'keypress']) for (const target of [document, window, document.body]) target.addEventListener(name, event => document.heard.push(event.key))").await?;
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    browser.press("[name=name]").await?;
    browser.keys("j/k?").await?;
    browser.fill("note", "g i").await?;
    assert_eq!(browser.find("[name=name]").await?.prop("value").await?.as_deref(), Some("j/k?"));
    assert_eq!(browser.ask("return document.heard").await?, json!([]));
    browser.close().await
}
