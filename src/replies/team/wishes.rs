//! What the portal wants of its mail, on the dashboard's wire.

use super::session::member;
use super::{Wall, answered, refused};
use crate::api::team::wire::MailWishes;
use crate::api::team::{Field, TeamError};
use crate::app::team;
use crate::domain::RawMailSettings;
use crate::store::team::Wishes;

/// What the portal wants of its mail.
pub async fn wishes_of(portal: String) -> Result<MailWishes, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let found = team::wishes(&desk.app, &by.actor()).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        Ok(written(&found))
    };
    answered(reply.await)
}

/// Changes it.
pub async fn change_wishes(portal: String, version: String, wishes: RawMailSettings) -> Result<MailWishes, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        // Who may not change them is told that first, and nothing of what they typed.
        team::wishes(&desk.app, &by.actor()).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        let wanted = wishes.parse().map_err(|wrong| TeamError::Invalid(wrong.into_iter().map(|(field, error)| (Field::Mail(field), error)).collect()))?;
        let changed = team::change_wishes(&desk.app, &by.actor(), &version, &wanted).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        Ok(written(&changed))
    };
    answered(reply.await)
}

fn written(wishes: &Wishes) -> MailWishes {
    MailWishes { now: RawMailSettings::of(&wishes.now), file: RawMailSettings::of(&wishes.file), version: team::wishes_version(&wishes.now) }
}
