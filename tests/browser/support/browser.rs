//! A browser of its own, of any engine, and what a customer does in it: looks into the widget's shadow tree, presses, types.

use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus, WebDriver};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::engine::Driver;
use super::{Engine, Result, Screen, firefox, variable, webkit};

/// A browser; driver and browser end with this value.
pub struct Browser {
    pub engine: Engine,
    pub client: Client,
    driver: Driver,
}

impl Browser {
    pub async fn open(engine: Engine, screen: Screen) -> Result<Self> {
        let driver = engine.start(screen)?;
        let started = Instant::now();
        while tokio::net::TcpStream::connect(("127.0.0.1", driver.port)).await.is_err() {
            if started.elapsed() > Duration::from_secs(30) {
                return Err(format!("the driver of {engine:?} does not answer: scripts/setup test brings it").into());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(driver.capabilities.as_object().cloned().unwrap_or_default());
        let client = builder.connect(&format!("http://127.0.0.1:{}", driver.port)).await?;
        let browser = Self { engine, client, driver };
        match (engine, screen.is_small()) {
            (Engine::Chromium, _) => return Ok(browser),
            (Engine::Firefox, true) => firefox::make_narrow(&browser).await?,
            (Engine::Firefox, false) => {}
            (Engine::WebKit, _) => webkit::take_bare_window(&browser).await?,
        }
        browser.fit(screen).await?;
        Ok(browser)
    }

    /// Makes the page as large as the screen, or as near to that as the engine's windows allow: the window is that and its frame.
    async fn fit(&self, screen: Screen) -> Result {
        let wanted = (i64::from(screen.width), i64::from(screen.height));
        let mut missing = (0, 0);
        for _ in 0..20 {
            let (width, height) = self.client.get_window_size().await?;
            let page = self.client.execute("return [innerWidth, innerHeight]", Vec::new()).await?;
            let size = |at: usize| page[at].as_f64().unwrap_or_default() as i64;
            missing = (wanted.0 - size(0), wanted.1 - size(1));
            if missing == (0, 0) {
                return Ok(());
            }
            self.client.set_window_size((width as i64 + missing.0) as u32, (height as i64 + missing.1) as u32).await?;
            // The page hears of it a moment later.
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let near = missing.0.abs() < 20 && missing.1.abs() < 20;
        if near { Ok(()) } else { Err(format!("the window of {:?} can't be made {wanted:?}: {missing:?} is missing", self.engine).into()) }
    }

    pub async fn goto(&self, url: &str) -> Result {
        Ok(self.client.goto(url).await?)
    }

    /// Asks the page something; `root` is the widget's shadow tree.
    pub async fn ask(&self, script: &str) -> Result<Value> {
        let script = format!("const root = document.querySelector('book-appointment')?.shadowRoot; {script}");
        Ok(self.client.execute(&script, Vec::new()).await?)
    }

    /// Waits until the page answers with something that is true, and gives it.
    pub async fn until(&self, script: &str) -> Result<Value> {
        let started = Instant::now();
        loop {
            let answer = self.ask(script).await?;
            if !matches!(answer, Value::Null | Value::Bool(false)) {
                return Ok(answer);
            }
            if started.elapsed() > Duration::from_secs(15) {
                let shown = self.ask("return [root?.textContent, document.told, document.wrong]").await?;
                return Err(format!("never true: {script}; the widget, what it told, what went wrong: {shown}").into());
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// The first thing in the widget that a selector finds, waited for.
    pub async fn find(&self, selector: &str) -> Result<Element> {
        self.find_in("book-appointment", selector).await
    }

    /// The same in one widget of several.
    pub async fn find_in(&self, widget: &str, selector: &str) -> Result<Element> {
        let started = Instant::now();
        loop {
            if let Ok(host) = self.client.find(Locator::Css(widget)).await
                && let Ok(root) = host.shadow_root().await
                && let Ok(found) = root.find(Locator::Css(selector)).await
            {
                return Ok(found);
            }
            if started.elapsed() > Duration::from_secs(15) {
                let shown = self.ask("return root?.querySelector('.appointment')?.textContent ?? document.body?.textContent").await?;
                return Err(format!("no {selector:?} in the widget, which says {shown}").into());
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Presses what a selector finds; when the program has just put its own in that place, that one.
    pub async fn press(&self, selector: &str) -> Result {
        let pressed = match self.find(selector).await?.click().await {
            Err(error) if error.is_stale_element_reference() => self.find(selector).await?.click().await,
            // WebKit's driver takes a field in a shadow tree to be covered by what the browser itself made it of.
            Err(CmdError::Standard(WebDriver { error: ErrorStatus::ElementClickIntercepted, .. })) if self.engine == Engine::WebKit => return self.press_on_screen(selector).await,
            pressed => pressed,
        };
        Ok(pressed.map_err(|error| format!("pressing {selector}: {error:?}"))?)
    }

    /// Presses the screen where a thing is, if it is really that which is there.
    async fn press_on_screen(&self, selector: &str) -> Result {
        let middle = format!(
            "const found = root.querySelector({selector:?}); found.scrollIntoView({{ block: 'center', behavior: 'instant' }});
            const {{ left, top, width, height }} = found.getBoundingClientRect(); const at = [Math.round(left + width / 2), Math.round(top + height / 2)];
            return found.contains(root.elementFromPoint(...at)) ? at : null"
        );
        let middle = self.ask(&middle).await?;
        let (Some(x), Some(y)) = (middle[0].as_f64(), middle[1].as_f64()) else { return Err(format!("{selector} is covered").into()) };
        let pressed = MouseActions::new("mouse".into())
            .then(PointerAction::MoveTo { duration: None, x, y })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        Ok(self.client.perform_actions(pressed).await?)
    }

    pub async fn fill(&self, name: &str, text: &str) -> Result {
        self.fill_in("book-appointment", name, text).await
    }

    /// Types into a field of one widget of several.
    pub async fn fill_in(&self, widget: &str, name: &str, text: &str) -> Result {
        let field = self.find_in(widget, &format!("[name={name}]")).await?;
        let in_page = format!("document.querySelector('{widget}').shadowRoot.querySelector('[name={name}]')");
        // Not every driver scrolls to what it types into.
        self.ask(&format!("{in_page}.scrollIntoView({{ block: 'center', behavior: 'instant' }})")).await?;
        field.clear().await.map_err(|error| format!("clearing {name}: {error:?}"))?;
        field.send_keys(text).await.map_err(|error| format!("typing {name}: {error:?}"))?;
        // WebKit's driver answers while its keys are still on their way: what takes the focus meanwhile would take them too.
        self.until(&format!("return {in_page}.value === {}", Value::from(text))).await?;
        Ok(())
    }

    pub async fn text(&self, selector: &str) -> Result<String> {
        match self.find(selector).await?.text().await {
            Err(error) if error.is_stale_element_reference() => Ok(self.find(selector).await?.text().await?),
            text => Ok(text?),
        }
    }

    /// What an attribute of a thing says. Asked in one go: the program may be replacing what the server wrote.
    pub async fn attr(&self, selector: &str, name: &str) -> Result<String> {
        let said = self.until(&format!("return root?.querySelector({selector:?})?.getAttribute({name:?}) ?? false")).await?;
        Ok(said.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the widget is at a step, and has put the focus where it belongs.
    pub async fn at(&self, step: &str) -> Result {
        self.find(&format!("[data-step={step}] h2")).await?;
        self.drawn().await
    }

    /// Waits until what the page is now has been drawn: two frames later.
    pub async fn drawn(&self) -> Result {
        self.client.execute_async("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))", Vec::new()).await?;
        Ok(())
    }

    /// Waits for a second window, and goes on in it; the first one stays open.
    pub async fn follow_new_window(&self) -> Result {
        let first = self.client.window().await?;
        let started = Instant::now();
        loop {
            // In which order a driver tells them is its own affair.
            if let Some(second) = self.client.windows().await?.into_iter().find(|window| *window != first) {
                return Ok(self.client.switch_to_window(second).await?);
            }
            if started.elapsed() > Duration::from_secs(15) {
                return Err("no second window was opened".into());
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Presses keys, wherever the focus is.
    pub async fn keys(&self, keys: &str) -> Result {
        let pressed = keys.chars().fold(KeyActions::new("keyboard".into()), |keys, value| keys.then(KeyAction::Down { value }).then(KeyAction::Up { value }));
        self.client.perform_actions(pressed).await?;
        Ok(())
    }

    /// Presses a key while another is held.
    pub async fn chord(&self, held: char, key: char) -> Result {
        let keys = [KeyAction::Down { value: held }, KeyAction::Down { value: key }, KeyAction::Up { value: key }, KeyAction::Up { value: held }];
        self.client.perform_actions(keys.into_iter().fold(KeyActions::new("keyboard".into()), |keys, key| keys.then(key))).await?;
        Ok(())
    }

    /// Presses the mouse at one place of the window and lets go at another, by way of the middle; at the same place, it is a click.
    pub async fn drag(&self, from: (f64, f64), to: (f64, f64)) -> Result {
        let move_to = |(x, y): (f64, f64)| PointerAction::MoveTo { duration: Some(Duration::from_millis(20)), x, y };
        let mut mouse = MouseActions::new("mouse".into()).then(move_to(from)).then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        if from != to {
            mouse = mouse.then(move_to((f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1)))).then(move_to(to));
        }
        self.client.perform_actions(mouse.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT })).await?;
        Ok(())
    }

    /// Nothing of the page is beyond its right edge.
    pub async fn nothing_sticks_out(&self) -> Result {
        let widths = self.ask("return [document.documentElement.scrollWidth, innerWidth]").await?;
        if widths[0].as_f64() <= widths[1].as_f64() { Ok(()) } else { Err(format!("something sticks out, page and window are {widths} wide").into()) }
    }

    /// A picture of what the screen shows, kept in `target/screens` to be looked at.
    pub async fn picture(&self, name: &str) -> Result {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/target/screens");
        std::fs::create_dir_all(folder)?;
        let (picture, name) = match self.engine {
            Engine::Chromium => (self.whole_page().await?, name.to_owned()),
            engine => (self.shown().await?, format!("{name}-{engine:?}").to_lowercase()),
        };
        std::fs::write(format!("{folder}/{name}.png"), picture)?;
        Ok(())
    }

    /// What axe finds wrong with the page as it is, by rule and by example.
    pub async fn axe(&self) -> Result<Vec<String>> {
        let file = variable("APPOINTMENT_TEST_AXE").ok_or("APPOINTMENT_TEST_AXE does not name axe.min.js; `make test` sets it")?;
        self.client.execute(&std::fs::read_to_string(file)?, Vec::new()).await?;
        let script = "const done = arguments[0]; axe.run(document).then(found => done(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120) + ' ' + n.failureSummary).join(' | '))), error => done(['axe: ' + error]))";
        let found = self.client.execute_async(script, Vec::new()).await?;
        Ok(found.as_array().ok_or("axe gave no answer")?.iter().map(|rule| rule.as_str().unwrap_or_default().to_owned()).collect())
    }

    /// A command of Chromium's own protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        self.command("goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await
    }

    /// A command of an engine's own, which the standard doesn't have.
    pub async fn command(&self, path: &str, parameters: Value) -> Result<Value> {
        let session = self.client.session_id().await?.ok_or("the browser has no session")?;
        let request = reqwest::Client::new().post(format!("http://127.0.0.1:{}/session/{session}/{path}", self.driver.port)).json(&parameters);
        let answer = request.send().await?;
        let (status, answer) = (answer.status(), answer.json::<Value>().await?);
        if status.is_success() { Ok(answer["value"].clone()) } else { Err(format!("{path}: {answer}").into()) }
    }

    /// All of the page, also what is below the screen's edge.
    async fn whole_page(&self) -> Result<Vec<u8>> {
        let size = self.ask("return [innerWidth, Math.min(4000, Math.max(document.documentElement.scrollHeight, innerHeight))]").await?;
        let clip = json!({ "x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1 });
        let picture = self.devtools("Page.captureScreenshot", json!({ "captureBeyondViewport": true, "clip": clip })).await?;
        use base64::Engine;
        Ok(base64::engine::general_purpose::STANDARD.decode(picture["data"].as_str().unwrap_or_default())?)
    }

    /// What the screen shows, once it shows what was drawn last.
    async fn shown(&self) -> Result<Vec<u8>> {
        self.drawn().await?;
        tokio::time::sleep(Duration::from_millis(100)).await;
        Ok(self.client.screenshot().await?)
    }

    /// Ends the browser, which leaves nothing; one that isn't closed is killed with its driver.
    pub async fn close(self) -> Result {
        Ok(self.client.clone().close().await?)
    }
}
