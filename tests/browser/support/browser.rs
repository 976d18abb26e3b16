//! A Chromium of its own with its driver, and what a customer does in it: looks into the widget's shadow tree, presses, types.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::wd::WindowHandle;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::{Result, free_port, variable};

/// How large the screen is, and whether the system is dark.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    pub width: u32,
    pub height: u32,
    pub dark: bool,
    /// Pages may run scripts.
    pub scripts: bool,
}

impl Screen {
    pub const DESK: Self = Self { width: 1280, height: 900, dark: false, scripts: true };
    pub const PHONE: Self = Self { width: 360, height: 740, dark: false, scripts: true };

    pub const fn without_scripts(self) -> Self {
        Self { scripts: false, ..self }
    }

    pub const fn dark(self) -> Self {
        Self { dark: true, ..self }
    }
}

/// A browser; driver and browser end with this value.
pub struct Browser {
    driver: Child,
    address: String,
    pub client: Client,
}

impl Browser {
    pub async fn open(screen: Screen) -> Result<Self> {
        let port = free_port()?;
        let driver = Command::new("chromedriver").arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let driver = driver.map_err(|error| format!("chromedriver: {error}; scripts/setup test brings it"))?;
        let address = format!("http://127.0.0.1:{port}");
        let mut arguments =
            vec!["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"];
        arguments.extend(["--disable-sync", "--hide-scrollbars"]);
        let scheme = format!("--blink-settings=preferredColorScheme={}", if screen.dark { 0 } else { 1 });
        let size = format!("--window-size={},{}", screen.width, screen.height);
        arguments.extend([scheme.as_str(), size.as_str()]);
        let metrics = json!({ "width": screen.width, "height": screen.height, "pixelRatio": 1.0, "mobile": screen.width < 500, "touch": screen.width < 500 });
        // As a visitor does who has switched them off: WebDriver's own still run.
        let scripts = if screen.scripts { 1 } else { 2 };
        let preferences = json!({ "profile.managed_default_content_settings.javascript": scripts });
        let options = json!({ "args": arguments, "prefs": preferences, "mobileEmulation": { "deviceMetrics": metrics } });
        let capabilities = json!({ "goog:chromeOptions": options }).as_object().cloned().unwrap_or_default();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let started = Instant::now();
        let client = loop {
            match builder.connect(&address).await {
                Ok(client) => break client,
                Err(error) if started.elapsed() > Duration::from_secs(30) => return Err(error.into()),
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        };
        Ok(Self { driver, address, client })
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

    /// Waits until so many windows are open; the newest is the last.
    pub async fn wait_for_windows(&self, count: usize) -> Result<Vec<WindowHandle>> {
        let started = Instant::now();
        loop {
            let windows = self.client.windows().await?;
            if windows.len() >= count {
                return Ok(windows);
            }
            if started.elapsed() > Duration::from_secs(15) {
                return Err(format!("{} windows instead of {count}", windows.len()).into());
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
        let height = self.ask("return Math.max(document.documentElement.scrollHeight, innerHeight)").await?.as_u64().unwrap_or(900);
        let width = self.ask("return innerWidth").await?.as_u64().unwrap_or(1280);
        let metrics = json!({ "width": width, "height": height.min(4000), "deviceScaleFactor": 1, "mobile": width < 500 });
        let metrics = self
            .devtools(
                "Page.captureScreenshot",
                json!({ "captureBeyondViewport": true, "clip": { "x": 0, "y": 0, "width": metrics["width"], "height": metrics["height"], "scale": 1 } }),
            )
            .await?;
        use base64::Engine;
        let picture = base64::engine::general_purpose::STANDARD.decode(metrics["data"].as_str().unwrap_or_default())?;
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
        let session = self.client.session_id().await?.ok_or("the browser has no session")?;
        let request = reqwest::Client::new().post(format!("{}/session/{session}/goog/cdp/execute", self.address)).json(&json!({ "cmd": command, "params": parameters }));
        let answer: Value = request.send().await?.json().await?;
        Ok(answer["value"].clone())
    }

    /// Ends the browser before its driver.
    pub async fn close(self) -> Result {
        Ok(self.client.clone().close().await?)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // After a failed test the browser itself still runs: it would outlive its driver.
        let _closed = Command::new("pkill").args(["-KILL", "-P", &self.driver.id().to_string()]).status();
        let _gone = self.driver.kill();
        let _reaped = self.driver.wait();
    }
}
