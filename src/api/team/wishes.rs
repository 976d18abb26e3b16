//! What the portal wants of its mail, and says in it.

use leptos::prelude::*;

use super::TeamError;
use super::wire::{MailSample, MailSeen, MailTexts, MailWishes};
use crate::api::travel::Deed;
use crate::domain::{RawMailSettings, RawMailText};

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

/// What a mail to customers says.
#[server(name = MailTextsOf, prefix = "/api/t1", endpoint = "mail_texts_of", protocol = Deed)]
pub async fn mail_texts_of(
    /// The portal's slug.
    portal: String,
    /// Which mail.
    sample: MailSample,
) -> Result<MailTexts, TeamError> {
    crate::replies::team::mail_texts_of(portal, sample).await
}

/// Changes what a mail to customers says.
#[server(name = ChangeMailTexts, prefix = "/api/t1", endpoint = "change_mail_texts", protocol = Deed)]
pub async fn change_mail_texts(
    /// The portal's slug.
    portal: String,
    /// Which mail.
    sample: MailSample,
    /// Which texts were read.
    version: String,
    /// As they are to be.
    text: RawMailText,
) -> Result<MailTexts, TeamError> {
    crate::replies::team::change_mail_texts(portal, sample, version, text).await
}

/// A mail as it would be with these texts, about an appointment that nobody has made.
#[server(name = SeeMail, prefix = "/api/t1", endpoint = "see_mail", protocol = Deed)]
pub async fn see_mail(
    /// The portal's slug.
    portal: String,
    /// Which mail.
    sample: MailSample,
    /// Its texts, as they are typed.
    text: RawMailText,
) -> Result<MailSeen, TeamError> {
    crate::replies::team::see_mail(portal, sample, text).await
}

/// Sends a mail as it would be to whoever asks.
#[server(name = TryMail, prefix = "/api/t1", endpoint = "try_mail", protocol = Deed)]
pub async fn try_mail(
    /// The portal's slug.
    portal: String,
    /// Which mail.
    sample: MailSample,
    /// Its texts, as they are typed.
    text: RawMailText,
) -> Result<(), TeamError> {
    crate::replies::team::try_mail(portal, sample, text).await
}
