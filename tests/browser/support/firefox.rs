//! How Firefox is started: without a screen, without the network's background noise.

use serde_json::json;

use super::engine::{Driver, program};
use super::kept::Kept;
use super::{Browser, Result, Screen, free_port};

/// One bit of Firefox's `ui.primaryPointerCapabilities`: a finger, which is coarse and can't hover.
const COARSE: u32 = 1;

pub fn start(screen: Screen) -> Result<Driver> {
    let port = free_port()?;
    // The driver may ask the browser itself, which its smallest width stands in.
    let driver = Kept::run("geckodriver", |command| {
        command.args(["--allow-system-access", "--port", &port.to_string()]).envs(screen.zone.map(|zone| ("TZ", zone)));
    })?;
    let mut settings = json!({
        "ui.systemUsesDarkTheme": u32::from(screen.dark),
        "app.normandy.enabled": false,
        "browser.topsites.contile.enabled": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "toolkit.telemetry.server": "",
    });
    if screen.is_small() {
        // As on a phone: a finger, and no scroll bar beside the page.
        settings["ui.primaryPointerCapabilities"] = json!(COARSE);
        settings["ui.allPointerCapabilities"] = json!(COARSE);
        settings["ui.useOverlayScrollbars"] = json!(1);
    }
    let binary = program("firefox-esr|firefox").ok_or("there is no Firefox")?;
    let options = json!({ "binary": binary, "args": ["-headless"], "prefs": settings });
    Ok(Driver { processes: vec![driver], port, capabilities: json!({ "moz:firefoxOptions": options }) })
}

/// Its window is never narrower than 500 pixels, for the sake of its buttons: that rule is taken away.
pub async fn make_narrow(browser: &Browser) -> Result {
    browser.command("moz/context", json!({ "context": "chrome" })).await?;
    browser.client.execute("document.documentElement.style.setProperty('min-width', '0', 'important')", Vec::new()).await?;
    browser.command("moz/context", json!({ "context": "content" })).await?;
    Ok(())
}
