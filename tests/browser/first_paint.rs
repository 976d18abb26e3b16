//! What is there before the program, without it, and after it has crashed.

use fantoccini::Locator;
use serde_json::{Value, json};

use super::booking::fill_and_confirm;
use super::support::{Browser, Engine, Result, Screen, Server, host};

/// Notes every move of the layout, and what the first screen says before the program takes over.
const WATCH: &str = "
    window.moved = [];
    new PerformanceObserver((list) => { for (const shift of list.getEntries()) if (!shift.hadRecentInput) moved.push(shift.value); }).observe({ type: 'layout-shift', buffered: true });
    const look = () => { const step = document.querySelector('book-appointment')?.shadowRoot?.querySelector('.step'); if (step && !window.alive) window.before = step.textContent; if (!window.alive) requestAnimationFrame(look); };
    requestAnimationFrame(look);
    document.addEventListener('appointment-ready', () => { window.alive = true; });
";

async fn watching(screen: Screen) -> Result<Browser> {
    let browser = Browser::open(Engine::Chromium, screen).await?;
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await?;
    Ok(browser)
}

async fn alive(browser: &Browser) -> Result {
    for _ in 0..300 {
        if browser.ask("return window.alive === true").await? == true {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(30)).await;
    }
    Err("the program never took over".into())
}

/// So slow, in bytes a second, that the program comes after the first screen has been drawn.
async fn slow_down(browser: &Browser, speed: u32) -> Result {
    browser.devtools("Network.enable", json!({})).await?;
    browser.devtools("Network.emulateNetworkConditions", json!({ "offline": false, "latency": 20, "downloadThroughput": speed, "uploadThroughput": speed })).await?;
    Ok(())
}

#[tokio::test]
async fn when_the_program_takes_over_nothing_moves_and_no_word_changes() -> Result {
    let website = host().await?;
    let server = Server::start(&[website.url()]).await?;
    let page = website.url();
    website.serve(format!(
        "<h1>Lindengracht 12</h1><book-appointment portal=demo entry=lindengracht-12 style='display:block;min-height:760px'></book-appointment><p>Onder de agenda</p><script src='{}/embed.js'></script>",
        server.url()
    ));
    let standalone = server.page();
    let mut told = Vec::new();
    for screen in [Screen::DESK, Screen::PHONE] {
        for address in [page.clone(), standalone.clone(), format!("{standalone}?lang=en"), format!("{standalone}?lang=de"), format!("{standalone}?lang=fr")] {
            let browser = watching(screen).await?;
            browser.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": "Europe/Amsterdam" })).await?;
            slow_down(&browser, 150_000).await?;
            browser.goto(&address).await?;
            alive(&browser).await?;
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            let said = browser.ask("return [window.before, root.querySelector('.step').textContent, moved.reduce((sum, value) => sum + value, 0)]").await?;
            assert!(said[0].as_str().is_some_and(|before| before.contains("09:00")), "{address}: the first screen has times");
            assert_eq!(said[0], said[1], "{address}: the server's words are the program's");
            told.push(format!("{} px: {}", screen.width, said[2]));
            assert_eq!(said[2].as_f64(), Some(0.0), "{address} at {} px: layout shift", screen.width);
            browser.close().await?;
        }
    }
    println!("layout shift until the program is alive, website and standalone: {}", told.join(", "));
    Ok(())
}

#[tokio::test]
async fn a_time_pressed_before_the_program_is_the_time_chosen_after() -> Result {
    let website = host().await?;
    let server = Server::start(&[website.url()]).await?;
    let page = website.url();
    website.serve(format!("<book-appointment portal=demo entry=lindengracht-12></book-appointment><script src='{}/embed.js'></script>", server.url()));
    for address in [page, server.page()] {
        let browser = watching(Screen::DESK).await?;
        slow_down(&browser, 30_000).await?;
        browser.client.execute("location = arguments[0]", vec![json!(address)]).await?;
        let slot = browser.find("li:nth-child(3) [data-slot]").await?;
        let wanted = slot.attr("data-slot").await?;
        slot.click().await?;
        assert_eq!(
            browser.ask("return [window.alive ?? false, root.querySelector('.appointment').dataset.step]").await?,
            json!([false, "pick"]),
            "pressed before the program was there"
        );
        browser.at("details").await?;
        assert_eq!(Some(browser.attr("time.when", "datetime").await?), wanted, "{address}");
        fill_and_confirm(&browser).await?;
        browser.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn who_got_somewhere_by_the_keyboard_stays_there_when_the_program_takes_over() -> Result {
    let server = Server::start(&[]).await?;
    let browser = watching(Screen::DESK).await?;
    slow_down(&browser, 30_000).await?;
    browser.client.execute("location = arguments[0]", vec![json!(server.page())]).await?;
    let slot = browser.find("li:nth-child(3) [data-slot]").await?;
    let wanted = slot.attr("data-slot").await?;
    browser.ask("root.querySelector('li:nth-child(3) [data-slot]').focus()").await?;
    assert_eq!(browser.ask("return window.alive ?? false").await?, json!(false), "before the program was there");
    alive(&browser).await?;
    assert_eq!(browser.ask("return root.activeElement?.dataset.slot").await?.as_str().map(str::to_owned), wanted);
    browser.close().await
}

/// What a hand does in a browser that runs no scripts, not even WebDriver's: looked up in the DOM, pressed where it is.
struct Bare(Browser);

impl Bare {
    async fn find(&self, selector: &str) -> Result<i64> {
        for _ in 0..200 {
            // Everything that the page consists of, shadow trees included.
            let document = self.0.devtools("DOM.getDocument", json!({ "depth": -1, "pierce": true })).await?;
            let mut roots = vec![document["root"].clone()];
            while let Some(root) = roots.pop() {
                // A page that is just going takes its nodes along.
                let found = self.0.devtools("DOM.querySelector", json!({ "nodeId": root["nodeId"], "selector": selector })).await.unwrap_or_default();
                if let Some(node) = found["nodeId"].as_i64().filter(|node| *node != 0) {
                    return Ok(node);
                }
                roots.extend(shadows(&root));
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        Err(format!("no {selector} on the page").into())
    }

    async fn press(&self, selector: &str) -> Result {
        let node = self.find(selector).await?;
        self.0.devtools("DOM.scrollIntoViewIfNeeded", json!({ "nodeId": node })).await?;
        let model = self.0.devtools("DOM.getBoxModel", json!({ "nodeId": node })).await?;
        let at = |corner: usize| model["model"]["border"][corner].as_f64().unwrap_or_default();
        let (x, y) = ((at(0) + at(4)) / 2.0, (at(1) + at(5)) / 2.0);
        for kind in ["mousePressed", "mouseReleased"] {
            self.0.devtools("Input.dispatchMouseEvent", json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 })).await?;
        }
        Ok(())
    }

    async fn fill(&self, selector: &str, text: &str) -> Result {
        self.press(selector).await?;
        self.0.devtools("Input.insertText", json!({ "text": text })).await?;
        Ok(())
    }

    async fn html(&self, selector: &str) -> Result<String> {
        let node = self.find(selector).await?;
        let html = self.0.devtools("DOM.getOuterHTML", json!({ "nodeId": node })).await?;
        Ok(html["outerHTML"].as_str().unwrap_or_default().to_owned())
    }
}

fn shadows(node: &Value) -> Vec<Value> {
    let below = |key: &str| node[key].as_array().cloned().unwrap_or_default();
    let deeper = below("children").iter().flat_map(shadows).collect::<Vec<_>>();
    below("shadowRoots").into_iter().filter(|root| root["shadowRootType"] == "open").chain(deeper).collect()
}

#[tokio::test]
async fn with_scripts_off_the_standalone_page_books_and_the_link_changes_and_cancels() -> Result {
    let server = Server::start(&[]).await?;
    let browser = Bare(Browser::open(Engine::Chromium, Screen::PHONE.without_scripts()).await?);
    browser.0.goto(&format!("{}?campaign=raam", server.page())).await?;
    browser.press("[data-slot]").await?;
    browser.fill("[name=name]", "Anna de Vries").await?;
    browser.press("[data-action=next]").await?;
    assert!(browser.html("#error-email").await?.contains("e-mail"), "what is missing is said at its field");
    assert!(browser.html("[name=name]").await?.contains("Anna de Vries"), "and what was typed is kept");
    browser.fill("[name=email]", "anna@klant.example").await?;
    browser.press("[data-action=next]").await?;
    browser.press("[data-action=book]").await?;
    browser.find("[data-status=confirmed]").await?;
    browser.press("a[data-action=reschedule]").await?;
    browser.press("[data-slot]").await?;
    browser.press("button[data-action=reschedule]").await?;
    browser.find("[data-status=confirmed]").await?;
    browser.press("a[data-action=cancel]").await?;
    browser.press("button[data-action=cancel]").await?;
    browser.find("[data-status=cancelled]").await?;
    server.wait_for_mails("anna@klant.example", 3).await?;
    browser.0.close().await
}

#[tokio::test]
async fn when_the_program_crashes_a_plain_page_goes_on_with_all_that_was_typed() -> Result {
    let website = host().await?;
    let server = Server::start(&[website.url()]).await?;
    let page = website.url();
    website.serve(format!("<book-appointment portal=demo entry=lindengracht-12></book-appointment><script src='{}/embed.js'></script>", server.url()));
    for address in [server.page(), page] {
        let browser = watching(Screen::DESK).await?;
        browser.goto(&address).await?;
        alive(&browser).await?;
        let slot = browser.attr("[data-slot]", "data-slot").await?;
        browser.press("[data-slot]").await?;
        browser.at("details").await?;
        browser.fill("name", "Anna de Vries").await?;
        browser.fill("email", "anna@klant.example").await?;
        browser.fill("note", "Ik kom met mijn zus").await?;
        // What the program stands on breaks: the next step names a day.
        browser.ask("Intl.DateTimeFormat = function () { throw new Error('broken on purpose'); }; return 1").await?;
        browser.press("[data-action=next]").await?;
        if address == server.page() {
            browser.client.wait().for_element(Locator::Css("[data-step=details] form.fields")).await?;
        } else {
            browser.picture("crashed-1280").await?;
            browser.press(".notice form button").await?;
            browser.follow_new_window().await?;
            browser.client.wait().for_element(Locator::Css("[data-step=details] form.fields")).await?;
        }
        let kept = browser.client.execute("return ['name', 'email', 'note', 'at'].map((name) => document.querySelector(`form.fields [name=${name}]`).value)", Vec::new()).await?;
        assert_eq!(kept, json!(["Anna de Vries", "anna@klant.example", "Ik kom met mijn zus", slot]), "{address}");
        browser.close().await?;
    }
    Ok(())
}
