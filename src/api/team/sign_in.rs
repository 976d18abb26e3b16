//! A member comes and goes.

use leptos::prelude::*;

use super::TeamError;
use super::wire::Opening;
use crate::api::travel::Deed;

/// Signs a member in, by address and password.
#[server(name = SignIn, prefix = "/api/t1", endpoint = "sign_in", protocol = Deed)]
pub async fn sign_in(
    /// The portal's slug.
    portal: String,
    /// Their address, as typed.
    email: String,
    /// Their password.
    password: String,
) -> Result<Opening, TeamError> {
    crate::replies::team::sign_in(portal, email, password).await
}

/// Signs out: here, or everywhere.
#[server(name = SignOut, prefix = "/api/t1", endpoint = "sign_out", protocol = Deed)]
pub async fn sign_out(
    /// The portal's slug.
    portal: String,
    /// On every device.
    everywhere: bool,
) -> Result<(), TeamError> {
    crate::replies::team::sign_out(portal, everywhere).await
}

/// The dashboard as it opens, whoever is signed in or not.
#[server(name = Open, prefix = "/api/t1", endpoint = "open", protocol = Deed)]
pub async fn open(
    /// The portal's slug.
    portal: String,
) -> Result<Opening, TeamError> {
    crate::replies::team::open(portal).await
}

/// Chooses a password by a link, and signs in with it. Every other session ends.
#[server(name = ChoosePassword, prefix = "/api/t1", endpoint = "choose_password", protocol = Deed)]
pub async fn choose_password(
    /// The link's key.
    link: String,
    /// The password.
    password: String,
) -> Result<Opening, TeamError> {
    crate::replies::team::choose_password(link, password).await
}

/// Asks for a new password: where the address is a member's, a link goes there by mail. Whether it is one, nobody is told.
#[server(name = Forgot, prefix = "/api/t1", endpoint = "forgot", protocol = Deed)]
pub async fn forgot(
    /// The portal's slug.
    portal: String,
    /// The address, as typed.
    email: String,
) -> Result<(), TeamError> {
    crate::replies::team::forgot(portal, email).await
}
