//! What the outside may ask: pages, `/v1`, the widget's calls, health. Knows the deeds, no SQL and no engine.

pub mod pages;

use std::sync::Arc;

use crate::app::App;

/// What every request may use. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Site {
    /// The deeds.
    pub app: App,
    /// Where customers reach this server, without a closing slash: `https://afspraak.example.nl`.
    pub public_url: Arc<str>,
}
