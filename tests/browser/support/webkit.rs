//! How WebKit is started: GTK's own little browser, on a screen that nobody sees.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use fantoccini::Locator;
use serde_json::json;

use super::engine::Driver;
use super::kept::Kept;
use super::{Browser, Result, Screen, free_port};

pub fn start(screen: Screen) -> Result<Driver> {
    // The server chooses a number that no other display has, and says it once it can be drawn on.
    let mut display = Kept::run("Xvfb", |command| {
        command.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]).stdout(Stdio::piped());
    })?;
    let mut number = String::new();
    BufReader::new(display.said().ok_or("Xvfb has no output")?).read_line(&mut number)?;
    if number.trim().is_empty() {
        return Err("Xvfb did not start".into());
    }
    let port = free_port()?;
    let driver = Kept::run("WebKitWebDriver", |command| {
        command.arg(format!("--port={port}")).env("DISPLAY", format!(":{}", number.trim())).env("GDK_BACKEND", "x11");
        command.env("GTK_THEME", if screen.dark { "Adwaita:dark" } else { "Adwaita" }).envs(screen.zone.map(|zone| ("TZ", zone)));
        // WebKit's sandbox can't be made by root; all that it visits is ours.
        command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1").env("NO_AT_BRIDGE", "1").env("GSETTINGS_BACKEND", "memory");
    })?;
    Ok(Driver { processes: vec![driver, display], port, capabilities: json!({}) })
}

/// Its first window has buttons, and is never narrower than they are; and now and then, made larger at once, it stays black.
/// A window that a page opened has none, and is as small as it is told to be. Its page counts as one in the background:
/// all goes as ever, but no ring is drawn around what has the focus.
pub async fn take_bare_window(browser: &Browser) -> Result {
    let client = &browser.client;
    let opener = "<button style='position:fixed;inset:0' onclick=\"open('about:blank', '_blank', 'popup,width=300,height=300')\">";
    client.goto(&format!("data:text/html,{opener}")).await?;
    client.find(Locator::Css("button")).await?.click().await?;
    let first = client.window().await?;
    browser.follow_new_window().await?;
    let bare = client.window().await?;
    client.switch_to_window(first).await?;
    client.close_window().await?;
    Ok(client.switch_to_window(bare).await?)
}
