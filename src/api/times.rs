//! More free times, or fresh ones.

use leptos::prelude::*;

use super::CallError;
use super::travel::{Query, Read};
use super::wire::Offer;

/// The free times from a day on.
#[server(name = Times, prefix = "/api/w1", endpoint = "times", protocol = Read)]
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

impl Query for Times {
    fn query(&self) -> String {
        // Slugs, which need no escapes: the server has found the entry by them.
        ["portal=", &self.portal, "&entry=", &self.entry, "&from=", &self.from.to_string()].concat()
    }
}
