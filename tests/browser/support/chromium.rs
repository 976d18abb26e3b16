//! How Chromium is started: without a screen, without the network's background noise.

use serde_json::json;

use super::engine::Driver;
use super::kept::Kept;
use super::{Result, Screen, free_port};

const ARGUMENTS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
];

pub fn start(screen: Screen) -> Result<Driver> {
    let port = free_port()?;
    let driver = Kept::run("chromedriver", |command| {
        command.arg(format!("--port={port}")).envs(screen.zone.map(|zone| ("TZ", zone)));
    })?;
    let mut arguments: Vec<String> = ARGUMENTS.map(str::to_owned).into();
    arguments.push(format!("--blink-settings=preferredColorScheme={}", if screen.dark { 0 } else { 1 }));
    arguments.push(format!("--window-size={},{}", screen.width, screen.height));
    let metrics = json!({ "width": screen.width, "height": screen.height, "pixelRatio": 1.0, "mobile": screen.is_small(), "touch": screen.is_small() });
    let preferences = json!({ "profile.managed_default_content_settings.javascript": if screen.scripts { 1 } else { 2 } });
    let options = json!({ "args": arguments, "prefs": preferences, "mobileEmulation": { "deviceMetrics": metrics } });
    Ok(Driver { processes: vec![driver], port, capabilities: json!({ "goog:chromeOptions": options }) })
}
