//! The widget opens: everything that its first screen shows, in one answer.

use leptos::prelude::*;
use server_fn::codec::{GetUrl, Postcard};

use super::CallError;
use super::wire::Opened;

/// Opens an entry.
#[server(name = Open, prefix = "/api/w1", endpoint = "open", input = GetUrl, output = Postcard)]
pub async fn open(
    /// The portal's slug.
    portal: String,
    /// The entry's slug.
    entry: String,
    /// A language tag, or empty for the portal's own.
    language: String,
) -> Result<Opened, CallError> {
    crate::replies::open(&portal, &entry, &language).await
}
