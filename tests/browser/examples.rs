//! The examples, each on a website of its own: a booking goes through, and the page hears of it.

use fantoccini::Locator;
use serde_json::{Value, json};

use super::booking::{book, fill_and_confirm};
use super::support::{Browser, Engine, Result, Screen, Server, host};

/// A server, and a website that carries the examples.
async fn stage() -> Result<(Server, Browser, String)> {
    let host = host().await?;
    let website = host.url();
    let server = Server::start(std::slice::from_ref(&website)).await?;
    host.serve_examples(server.url());
    Ok((server, Browser::open(Engine::Chromium, Screen::DESK).await?, website))
}

/// What the page has heard, in order: the event's name and detail.
async fn heard(browser: &Browser) -> Result<Vec<(String, Value)>> {
    let lines = browser.ask("return [...document.querySelectorAll('#heard li')].map(line => [line.dataset.event, line.dataset.detail])").await?;
    let lines: Vec<(String, String)> = serde_json::from_value(lines)?;
    lines.into_iter().map(|(name, detail)| Ok((name, serde_json::from_str(&detail)?))).collect()
}

/// Waits until the page has heard an event, and gives its latest detail.
async fn hears(browser: &Browser, name: &str) -> Result<Value> {
    for _ in 0..300 {
        if let Some((_, detail)) = heard(browser).await?.into_iter().rfind(|(heard, _)| heard == name) {
            return Ok(detail);
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    Err(format!("the page never hears {name}, only {:?}", heard(browser).await?).into())
}

/// A whole booking, and what the page heard of it: each step, the time, the appointment, and nothing of the customer.
async fn books_and_tells(browser: &Browser) -> Result {
    let ready = hears(browser, "appointment-ready").await?;
    assert_eq!(ready, json!({ "portal": "demo", "entry": "lindengracht-12" }));
    book(browser).await?;
    let booked = hears(browser, "appointment-booked").await?;
    let keys: Vec<&String> = booked.as_object().ok_or("no object")?.keys().collect();
    assert_eq!(keys, ["end", "id", "start"], "no personal data");
    assert_eq!(hears(browser, "appointment-slot-picked").await?["start"], booked["start"]);
    let all = heard(browser).await?;
    let steps: Vec<&Value> = all.iter().filter(|(name, _)| name == "appointment-view").map(|(_, detail)| &detail["step"]).collect();
    assert!(steps.ends_with(&[&json!("details"), &json!("confirm"), &json!("done")]), "{steps:?}");
    assert!(!all.iter().any(|(name, detail)| name == "appointment-failed" || detail.to_string().to_lowercase().contains("anna")), "{all:?}");
    Ok(())
}

/// The page's link opens a dialog with times in it, and the page hears when that is closed.
async fn opens_a_dialog(browser: &Browser) -> Result {
    press(browser, "a[data-book-appointment]").await?;
    let shown =
        "const slot = document.querySelector('book-appointment[mode=dialog]')?.shadowRoot.querySelector('dialog[open] [data-slot]'); return slot?.checkVisibility() ?? false";
    for _ in 0..300 {
        if browser.ask(shown).await? == true {
            browser.client.execute("document.querySelector('book-appointment[mode=dialog]').close()", Vec::new()).await?;
            return hears(browser, "appointment-closed").await.map(drop);
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    Err("the dialog never shows a time".into())
}

async fn press(browser: &Browser, selector: &str) -> Result {
    Ok(browser.client.find(Locator::Css(selector)).await?.click().await?)
}

async fn count(browser: &Browser, selector: &str) -> Result<usize> {
    Ok(browser.client.find_all(Locator::Css(selector)).await?.len())
}

#[tokio::test]
async fn plain_html_books_in_the_page_and_opens_a_dialog() -> Result {
    let (server, browser, website) = stage().await?;
    browser.goto(&format!("{website}/plain.html")).await?;
    hears(&browser, "appointment-ready").await?;
    let grown = browser.ask("const room = document.querySelector('.room'); return room.offsetHeight - parseFloat(getComputedStyle(room).minHeight)").await?;
    assert!(grown.as_f64().is_some_and(|grown| grown < 0.5), "the times fit into the room that is kept for them, so that nothing below moves: {grown}");
    browser.picture("example-plain").await?;
    books_and_tells(&browser).await?;
    server.wait_for_mails("anna@klant.example", 1).await?;
    opens_a_dialog(&browser).await?;
    assert_eq!(browser.ask("return location.pathname").await?, "/plain.html", "the link leads nowhere when the dialog opens");
    browser.close().await
}

#[tokio::test]
async fn a_block_theme_keeps_its_look_and_the_widget_its_own() -> Result {
    let (_server, browser, website) = stage().await?;
    browser.goto(&format!("{website}/wordpress.html")).await?;
    hears(&browser, "appointment-ready").await?;
    let cell = browser.find("table td").await?;
    assert_eq!(cell.css_value("border-top-style").await?, "none", "the theme's tables have borders, the calendar has none");
    browser.picture("example-wordpress").await?;
    books_and_tells(&browser).await?;
    browser.close().await
}

#[tokio::test]
async fn under_a_strict_policy_a_booking_goes_through_and_nothing_is_refused() -> Result {
    let (_server, browser, website) = stage().await?;
    browser.goto(&format!("{website}/strict-csp.html")).await?;
    books_and_tells(&browser).await?;
    let all = heard(&browser).await?;
    assert!(!all.iter().any(|(name, _)| name == "securitypolicyviolation"), "{all:?}");
    browser.picture("example-strict-csp").await?;
    browser.close().await
}

#[tokio::test]
async fn hostile_styles_change_nothing_inside() -> Result {
    let (_server, browser, website) = stage().await?;
    // What each element inside looks like, but for what follows from the room it has.
    let look = "const kept = ['color', 'font-size', 'font-family', 'font-weight', 'letter-spacing', 'word-spacing', 'line-height', 'text-transform', 'text-align', 'text-indent', \
                'text-shadow', 'white-space', 'direction', 'cursor', 'pointer-events', 'user-select', 'visibility', 'display', 'word-break', 'caret-color', 'list-style-type', \
                'border-collapse', 'background-color', 'border-top-color', 'border-top-width']; \
                return [...root.querySelectorAll('.appointment, .appointment *')].map(e => e.tagName + ' ' + e.className + ': ' + kept.map(k => getComputedStyle(e)[k.replace(/-./g, d => d[1].toUpperCase())]).join(' | '))";
    browser.goto(&format!("{website}/plain.html")).await?;
    hears(&browser, "appointment-ready").await?;
    let calm = browser.ask(look).await?;
    browser.goto(&format!("{website}/hostile.html")).await?;
    hears(&browser, "appointment-ready").await?;
    let hostile = browser.ask(look).await?;
    let pairs = calm.as_array().into_iter().flatten().zip(hostile.as_array().into_iter().flatten());
    let differ: Vec<_> = pairs.filter(|(calm, hostile)| calm != hostile).take(3).collect();
    assert!(differ.is_empty() && calm.as_array().is_some_and(|all| all.len() > 100), "{differ:#?}");
    browser.picture("example-hostile").await?;
    books_and_tells(&browser).await?;
    opens_a_dialog(&browser).await?;
    browser.close().await
}

#[tokio::test]
async fn react_mounts_changes_and_unmounts_it_and_says_thanks_itself() -> Result {
    let (server, browser, website) = stage().await?;
    browser.goto(&format!("{website}/react/")).await?;
    comes_goes_and_follows(&browser).await?;
    browser.picture("example-react").await?;
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    assert_eq!(browser.find("[name=name]").await?.prop("value").await?.as_deref(), Some("Fatima"), "the page knows its customer");
    browser.fill("name", "Anna de Vries").await?;
    browser.fill("email", "anna@klant.example").await?;
    browser.press("[data-action=next]").await?;
    browser.at("confirm").await?;
    browser.press("[data-action=book]").await?;
    let booked = hears(&browser, "appointment-booked").await?;
    let thanks = browser.client.wait().for_element(Locator::Css("#thanks time")).await?;
    assert_eq!(thanks.attr("datetime").await?.as_deref(), booked["start"].as_str());
    assert_eq!(count(&browser, "book-appointment").await?, 0, "the widget's own last screen stays away");
    browser.picture("example-react-thanks").await?;
    server.wait_for_mails("anna@klant.example", 1).await?;
    browser.close().await
}

#[tokio::test]
async fn vue_mounts_changes_and_unmounts_it_and_follows_its_steps() -> Result {
    let (_server, browser, website) = stage().await?;
    browser.goto(&format!("{website}/vue/")).await?;
    comes_goes_and_follows(&browser).await?;
    browser.picture("example-vue").await?;
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    assert_eq!(browser.find("[name=name]").await?.prop("value").await?.as_deref(), Some("Fatima"));
    let progress = browser.client.find(Locator::Css("#progress")).await?;
    assert_eq!(progress.text().await?, "Stap: u vult uw gegevens in");
    fill_and_confirm(&browser).await?;
    assert_eq!(progress.text().await?, "Stap: de afspraak staat");
    browser.close().await
}

/// The element of a single-page app: taken away and put back, in another language, with a name that the page knows.
async fn comes_goes_and_follows(browser: &Browser) -> Result {
    hears(browser, "appointment-ready").await?;
    press(browser, "#toggle").await?;
    assert_eq!(count(browser, "book-appointment").await?, 0);
    press(browser, "#toggle").await?;
    assert_eq!(count(browser, "book-appointment").await?, 1);
    browser.find("[data-slot]").await?;
    browser.client.find(Locator::Css("[name=host-language]")).await?.select_by_value("de").await?;
    browser.client.find(Locator::Css("[name=host-name]")).await?.send_keys("Fatima").await?;
    // Mounted, mounted again, and afresh in German.
    for _ in 0..300 {
        if heard(browser).await?.iter().filter(|(name, _)| name == "appointment-ready").count() == 3 {
            assert_eq!(browser.ask("return root.querySelector('[data-step]').lang").await?, "de", "the language follows the attribute");
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    Err(format!("the element is not ready a third time: {:?}", heard(browser).await?).into())
}

#[tokio::test]
async fn the_bench_shows_every_token_and_part_and_what_is_changed_is_seen() -> Result {
    let (server, browser, website) = stage().await?;
    browser.goto(&format!("{website}/tokens.html")).await?;
    let manifest: Value = reqwest::get(format!("{}/custom-elements.json", server.url())).await?.json().await?;
    let element = &manifest["modules"][0]["declarations"][0];
    let names = |key: &str| element[key].as_array().into_iter().flatten().filter_map(|one| one["name"].as_str()).map(str::to_owned).collect::<Vec<_>>();
    browser.client.wait().for_element(Locator::Css("#parts tr")).await?;
    browser.find("[data-slot]").await?;
    for name in names("cssProperties").into_iter().chain(names("cssParts").into_iter().map(|part| format!("::part({part})"))) {
        assert!(count(&browser, &format!("#tokens [name='{name}']")).await? > 0, "{name} can't be changed");
    }
    let mut observed: Vec<String> = serde_json::from_value(browser.ask("return customElements.get('book-appointment').observedAttributes").await?)?;
    let mut described = names("attributes");
    observed.sort();
    described.sort();
    assert_eq!(observed, described, "the manifest names the attributes that the element observes");

    browser.picture("example-tokens").await?;
    let change = |name: &str, value: &str| {
        format!("const input = document.querySelector('#tokens [name=\"{name}\"]'); input.value = '{value}'; input.dispatchEvent(new Event('input', {{ bubbles: true }}))")
    };
    browser.client.execute(&change("--appointment-edge", "#ff0000"), Vec::new()).await?;
    browser.client.execute(&change("::part(slot)", "border-radius: 7px"), Vec::new()).await?;
    let slot = "const style = getComputedStyle(root.querySelector('[data-slot]')); return [style.borderTopColor, style.borderTopLeftRadius]";
    for _ in 0..50 {
        if browser.ask(slot).await?[0] == "rgb(255, 0, 0)" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(browser.ask(slot).await?, json!(["rgb(255, 0, 0)", "7px"]));
    let copy = browser.client.find(Locator::Css("#copy")).await?.text().await?;
    assert_eq!(copy, "book-appointment {\n  --appointment-edge: #ff0000;\n}\nbook-appointment::part(slot) {\n  border-radius: 7px;\n}");
    browser.client.find(Locator::Css("#scheme")).await?.select_by_value("dark").await?;
    browser.picture("example-tokens-dark").await?;
    browser.close().await
}

#[tokio::test]
async fn each_code_that_is_printed_works_as_it_is_pasted() -> Result {
    for (heading, opener) in [("Inline", None), ("The same", None), ("A button or link", Some("a[data-book-appointment]")), ("A button that floats", Some("floating"))] {
        let host = host().await?;
        let website = host.url();
        let server = Server::start(std::slice::from_ref(&website)).await?;
        let codes = server.codes()?;
        let (_, code) = codes.iter().find(|(known, _)| known.starts_with(heading)).ok_or(format!("{heading} is not among {codes:?}"))?;
        // A press before would be done by the program too, but not on the button that the driver holds.
        let ready = "<script>document.addEventListener('appointment-ready', () => document.documentElement.dataset.ready = '')</script>";
        host.serve(format!("{ready}<h1>Lindengracht 12</h1>{code}"));
        let browser = Browser::open(Engine::Chromium, Screen::DESK).await?;
        browser.goto(&website).await?;
        match opener {
            Some("floating") => browser.press(".floating").await?,
            Some(link) => press(&browser, link).await?,
            None => {}
        }
        browser.client.wait().for_element(Locator::Css("html[data-ready]")).await?;
        book(&browser).await.map_err(|error| format!("{heading}: {error}"))?;
        server.wait_for_mails("anna@klant.example", 1).await?;
        browser.close().await?;
    }
    Ok(())
}
