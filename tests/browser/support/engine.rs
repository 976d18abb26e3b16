//! The three engines that the journeys run in, and which of them this machine has.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Once;
use std::time::Duration;

use super::kept::Kept;
use super::{Result, Screen, chromium, firefox, variable, webkit};

/// No journey takes as long, on the slowest machine.
const LONGEST: Duration = Duration::from_secs(180);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// What an engine's file knows to do: start its WebDriver, and say what the session asks of it.
pub struct Driver {
    /// What runs, the driver first: it is the first to end.
    #[expect(dead_code, reason = "kept for what happens at their end")]
    pub processes: Vec<Kept>,
    pub port: u16,
    pub capabilities: serde_json::Value,
}

impl Engine {
    /// Itself, where this machine has it. Chromium must be there; where another isn't, that is said aloud, and its tests do nothing.
    pub fn present(self) -> Option<Self> {
        static SAID: [Once; 3] = [Once::new(), Once::new(), Once::new()];
        let programs: &[&str] = match self {
            Self::Chromium => return Some(self),
            Self::Firefox => &["firefox-esr|firefox", "geckodriver"],
            Self::WebKit => &["WebKitWebDriver", "Xvfb"],
        };
        let missing = programs.iter().find(|names| program(names).is_none());
        let Some(missing) = missing else { return Some(self) };
        // The harness keeps what a test prints to itself; what is written past it is seen.
        SAID[self as usize].call_once(|| {
            let said = writeln!(std::io::stderr(), "{self:?} is NOT tested: there is no {missing} (scripts/setup test brings it, where it can be had)");
            said.expect("standard error is open");
        });
        None
    }

    pub fn start(self, screen: Screen) -> Result<Driver> {
        match self {
            Self::Chromium => chromium::start(screen),
            Self::Firefox => firefox::start(screen),
            Self::WebKit => webkit::start(screen),
        }
    }
}

/// Runs a journey where the engine is present; one that doesn't end is ended.
pub async fn run(engine: Engine, journey: impl AsyncFnOnce(Engine) -> Result) -> Result {
    match engine.present() {
        Some(engine) => tokio::time::timeout(LONGEST, journey(engine)).await?,
        None => Ok(()),
    }
}

/// Where the first of these programs is (`this|or-that`).
pub fn program(names: &str) -> Option<PathBuf> {
    let path = variable("PATH")?;
    names.split('|').find_map(|name| std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file()))
}

/// Runs each journey of a file in each engine: `every_engine! { a_journey another }` beside `async fn a_journey(engine: Engine) -> Result`.
/// One call a file; the tests' names are `firefox::a_journey` and so on.
macro_rules! every_engine {
    ($($journey:ident)*) => {
        $crate::support::every_engine! { in chromium Chromium: $($journey)* }
        $crate::support::every_engine! { in firefox Firefox: $($journey)* }
        $crate::support::every_engine! { in webkit WebKit: $($journey)* }
    };
    (in $room:ident $engine:ident: $($journey:ident)*) => {
        mod $room {
            use $crate::support::{Engine, Result};

            $(
                #[tokio::test]
                async fn $journey() -> Result {
                    $crate::support::run(Engine::$engine, super::$journey).await
                }
            )*
        }
    };
}
pub(crate) use every_engine;
