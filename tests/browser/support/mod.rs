//! What every browser test stands on: a server with the demo portal, a browser, a website of someone else's.

mod browser;
mod chromium;
mod engine;
mod firefox;
mod host;
mod kept;
mod screen;
mod seat;
mod server;
mod webkit;

pub use browser::Browser;
pub(crate) use engine::every_engine;
pub use engine::{Engine, run};
pub use host::{ELEMENT, host, website};
pub use screen::Screen;
pub use seat::{PASSWORD, Seat};
pub use server::Server;

pub type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The entry that the tests book through.
pub const ENTRY: &str = "demo/lindengracht-12";

#[expect(clippy::disallowed_methods, reason = "a test's own setting; `config` is the server's")]
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

pub fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
