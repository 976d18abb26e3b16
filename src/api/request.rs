//! The customer asks for a time where none fits.

use leptos::prelude::*;

use super::CallError;
use super::travel::Deed;
use super::wire::Asking;

/// Asks for a time; the same key again is the same request.
#[server(name = Request, prefix = "/api/w1", endpoint = "request", protocol = Deed)]
pub async fn request(
    /// What the customer asks for.
    ask: Asking,
) -> Result<(), CallError> {
    crate::replies::request(ask).await
}
