//! More free times, or fresh ones.

use leptos::prelude::*;
use server_fn::codec::{GetUrl, Postcard};

use super::CallError;
use super::wire::Offer;

/// The free times from a day on.
#[server(name = Times, prefix = "/api/w1", endpoint = "times", input = GetUrl, output = Postcard)]
pub async fn times(
    /// The portal's slug.
    portal: String,
    /// The entry's slug.
    entry: String,
    /// Days after 1970-01-01; today when that day has passed.
    from: i32,
) -> Result<Offer, CallError> {
    crate::replies::times(&portal, &entry, from).await
}
