//! What the portal wants of its mail.

use leptos::prelude::*;

use super::TeamError;
use super::wire::MailWishes;
use crate::api::travel::Deed;
use crate::domain::RawMailSettings;

/// What the portal wants of its mail.
#[server(name = WishesOf, prefix = "/api/t1", endpoint = "wishes_of", protocol = Deed)]
pub async fn wishes_of(
    /// The portal's slug.
    portal: String,
) -> Result<MailWishes, TeamError> {
    crate::replies::team::wishes_of(portal).await
}

/// Changes it.
#[server(name = ChangeWishes, prefix = "/api/t1", endpoint = "change_wishes", protocol = Deed)]
pub async fn change_wishes(
    /// The portal's slug.
    portal: String,
    /// Which were read.
    version: String,
    /// As they are to be.
    wishes: RawMailSettings,
) -> Result<MailWishes, TeamError> {
    crate::replies::team::change_wishes(portal, version, wishes).await
}
