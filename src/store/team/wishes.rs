//! What a portal wants of its mail, as the team sees and changes it.

use sqlx::Executor;

use crate::domain::{MailSettings, PortalId};
use crate::store::apply::written;
use crate::store::row::Reader;
use crate::store::{Edited, Store, StoreError, touched};

/// A portal's wishes for its mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// As they hold.
    pub now: MailSettings,
    /// As the portal's file said them last.
    pub file: MailSettings,
}

impl Store {
    /// The wishes of a portal.
    pub async fn wishes(&self, portal: &PortalId) -> Result<Option<Wishes>, StoreError> {
        let row = sqlx::query("SELECT id, mail, file_mail FROM portals WHERE id = $1").bind(portal.as_str()).fetch_optional(&self.reads).await?;
        let read = |row| {
            let read = Reader::new(&row, "portals");
            Ok(Wishes { now: read.mail_settings("mail")?, file: read.mail_settings("file_mail")? })
        };
        row.map(read).transpose()
    }

    /// Makes of the wishes what `edit` makes of those that hold; it says `None` where they are not those that it was to be made from.
    pub async fn edit_wishes(&self, portal: &PortalId, edit: impl FnOnce(&MailSettings) -> Option<MailSettings>) -> Result<Edited, StoreError> {
        let mut transaction = self.begin().await?;
        // The portal's stamp first: whoever changes them at the same moment waits here.
        let query = sqlx::query("UPDATE portals SET revision = revision + 1 WHERE id = $1").bind(portal.as_str());
        if transaction.execute(query).await?.rows_affected() == 0 {
            return Ok(Edited::Unknown);
        }
        let row = transaction.fetch_one(sqlx::query("SELECT id, mail FROM portals WHERE id = $1").bind(portal.as_str())).await?;
        let stored = Reader::new(&row, "portals").mail_settings("mail")?;
        let Some(wanted) = edit(&stored) else {
            return Ok(Edited::Meanwhile);
        };
        if wanted != stored {
            let query = sqlx::query("UPDATE portals SET mail = $2 WHERE id = $1").bind(portal.as_str()).bind(written(&wanted)?);
            touched(1, &transaction.execute(query).await?)?;
            transaction.commit().await?;
        }
        Ok(Edited::Now)
    }
}
