//! The customer confirms.

use leptos::prelude::*;

use super::CallError;
use super::travel::Deed;
use super::wire::{Ask, Booked};

/// Books what was asked; the same key again gives the same appointment.
#[server(name = Book, prefix = "/api/w1", endpoint = "book", protocol = Deed)]
pub async fn book(
    /// What the customer confirms.
    ask: Ask,
) -> Result<Booked, CallError> {
    crate::replies::book(ask).await
}
