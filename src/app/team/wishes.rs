//! What the team sees and changes of what its portal wants of its mail.

use sha2::{Digest, Sha256};

use super::DeedError;
use crate::app::App;
use crate::app::book::hex;
use crate::domain::{Actor, MailSettings, Scope};
use crate::store::Edited;
use crate::store::team::Wishes;

/// What the portal wants of its mail.
pub async fn wishes(app: &App, by: &Actor) -> Result<Wishes, DeedError> {
    by.needs(Scope::MailRead)?;
    app.store.wishes(&by.portal.id).await?.ok_or(DeedError::NotFound)
}

/// What wishes are told apart by: whoever changes them says which they have read.
pub fn wishes_version(settings: &MailSettings) -> String {
    digest(settings)
}

/// Puts other wishes in the place of those of a version. Mails that are on their way go by what holds when they leave.
pub async fn change_wishes(app: &App, by: &Actor, version: &str, wanted: &MailSettings) -> Result<Wishes, DeedError> {
    by.needs(Scope::MailWrite)?;
    let edit = |stored: &MailSettings| (stored == wanted || wishes_version(stored) == version).then(|| wanted.clone());
    edited(app.store.edit_wishes(&by.portal.id, edit).await?)?;
    wishes(app, by).await
}

fn edited(edited: Edited) -> Result<(), DeedError> {
    match edited {
        Edited::Now => Ok(()),
        Edited::Meanwhile => Err(DeedError::Changed(Vec::new())),
        Edited::Unknown => Err(DeedError::NotFound),
    }
}

fn digest(what: &impl serde::Serialize) -> String {
    let written = serde_json::to_vec(what).expect("settings are texts, numbers and lists");
    hex(&Sha256::digest(written)[..8])
}
