//! What is told while the program works, to stderr: stdout holds what was asked for.

use std::io::IsTerminal;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::{Log, LogFormat};

/// Begins to tell. Of the libraries only warnings: what they say below that may hold a customer's words. What asks about domains says them even there.
pub fn start(log: Log) {
    let ours = Targets::new().with_default(log.level.min(LevelFilter::WARN)).with_target("appointment", log.level).with_target("hickory", LevelFilter::OFF);
    let registry = tracing_subscriber::registry().with(ours);
    let begun = match log.format {
        LogFormat::Plain => registry.with(fmt::layer().with_writer(std::io::stderr).with_target(false).with_ansi(std::io::stderr().is_terminal())).try_init(),
        LogFormat::Json => registry.with(fmt::layer().json().flatten_event(true).with_current_span(false).with_span_list(false).with_writer(std::io::stderr)).try_init(),
    };
    // A second start, as in a test, finds the first one's: nothing is lost by that.
    drop(begun);
    // Where it broke, never on what: a panic's own words may hold a customer's.
    std::panic::set_hook(Box::new(|panic| match panic.location() {
        Some(at) => tracing::error!(file = at.file(), line = at.line(), "something that can't be has happened"),
        None => tracing::error!("something that can't be has happened"),
    }));
}
