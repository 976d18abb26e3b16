//! A browser of its own, of any engine, and what a customer does in it: looks into the widget's shadow tree, presses, types.

use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
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

    /// Makes the page as large as the screen: the window is that and its frame.
    async fn fit(&self, screen: Screen) -> Result {
        for _ in 0..100 {
            let (width, height) = self.client.get_window_size().await?;
            let page = self.client.execute("return [innerWidth, innerHeight]", Vec::new()).await?;
            let (across, down) = (page[0].as_f64().unwrap_or_default() as i64, page[1].as_f64().unwrap_or_default() as i64);
            let (missing_across, missing_down) = (i64::from(screen.width) - across, i64::from(screen.height) - down);
            if (missing_across, missing_down) == (0, 0) {
                return Ok(());
            }
            self.client.set_window_size((width as i64 + missing_across) as u32, (height as i64 + missing_down) as u32).await?;
            // The page hears of it a moment later.
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(format!("the window of {:?} can't be made {} by {}", self.engine, screen.width, screen.height).into())
    }

    pub async fn goto(&self, url: &str) -> Result {
        Ok(self.client.goto(url).await?)
    }

    /// Asks the page something; `root` is the widget's shadow tree.
    pub async fn ask(&self, script: &str) -> Result<Value> {
        let script = format!("const root = document.querySelector('book-appointment')?.shadowRoot; {script}");
        Ok(self.client.execute(&script, Vec::new()).await?)
    }

    /// The first thing in the widget that a selector finds, waited for.
    pub async fn find(&self, selector: &str) -> Result<Element> {
        let started = Instant::now();
        loop {
            if let Ok(host) = self.client.find(Locator::Css("book-appointment")).await
                && let Ok(root) = host.shadow_root().await
                && let Ok(found) = root.find(Locator::Css(selector)).await
            {
                return Ok(found);
            }
            if started.elapsed() > Duration::from_secs(15) {
                let shown = self.ask("return root?.textContent ?? document.body?.textContent").await?;
                return Err(format!("no {selector:?} in the widget, which says {shown}").into());
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Presses what a selector finds; when the program has just put its own in that place, that one.
    pub async fn press(&self, selector: &str) -> Result {
        match self.find(selector).await?.click().await {
            Err(error) if error.is_stale_element_reference() => Ok(self.find(selector).await?.click().await?),
            pressed => Ok(pressed?),
        }
    }

    pub async fn fill(&self, name: &str, text: &str) -> Result {
        let field = self.find(&format!("[name={name}]")).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    pub async fn text(&self, selector: &str) -> Result<String> {
        Ok(self.find(selector).await?.text().await?)
    }

    /// Waits until the widget is at a step.
    pub async fn at(&self, step: &str) -> Result {
        self.find(&format!("[data-step={step}] h2")).await.map(drop)
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

    /// What the screen shows once it shows what the page is now: two frames later.
    async fn shown(&self) -> Result<Vec<u8>> {
        let frames = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100)))";
        self.client.execute_async(frames, Vec::new()).await?;
        Ok(self.client.screenshot().await?)
    }

    /// Ends the browser, which leaves nothing; one that isn't closed is killed with its driver.
    pub async fn close(self) -> Result {
        Ok(self.client.clone().close().await?)
    }
}
