//! The keys by which the portal's own programs use `/v1`.

use leptos::prelude::*;

use super::TeamError;
use super::wire::{AddedKey, KeyLine};
use crate::api::travel::Deed;
use crate::domain::{ApiKeyId, Scope};

/// The keys that open, by name.
#[server(name = Keys, prefix = "/api/t1", endpoint = "keys", protocol = Deed)]
pub async fn keys(
    /// The portal's slug.
    portal: String,
) -> Result<Vec<KeyLine>, TeamError> {
    crate::replies::team::keys(portal).await
}

/// Makes a key. It is shown to whoever makes it, and never again.
#[server(name = AddKey, prefix = "/api/t1", endpoint = "add_key", protocol = Deed)]
pub async fn add_key(
    /// The portal's slug.
    portal: String,
    /// What its program is called.
    name: String,
    /// What it is for.
    scopes: Vec<Scope>,
) -> Result<AddedKey, TeamError> {
    crate::replies::team::add_key(portal, name, scopes).await
}

/// Ends a key, for good.
#[server(name = EndKey, prefix = "/api/t1", endpoint = "end_key", protocol = Deed)]
pub async fn end_key(
    /// The portal's slug.
    portal: String,
    /// Which.
    key: ApiKeyId,
) -> Result<Vec<KeyLine>, TeamError> {
    crate::replies::team::end_key(portal, key).await
}
