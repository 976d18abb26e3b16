//! What the team sees and changes of what its portal wants of its mail.

use sha2::{Digest, Sha256};

use super::DeedError;
use crate::app::App;
use crate::app::digest::hex;
use crate::clock::new_id;
use crate::domain::texts::OwnTexts;
use crate::domain::{Actor, Audience, Language, MailKind, MailSettings, MailText, Member, OutboxId, Permission, Portal, SampleLetter, Scope};
use crate::store::Edited;
use crate::store::team::Wishes;

/// What the portal wants of its mail.
pub async fn wishes(app: &App, by: &Actor) -> Result<Wishes, DeedError> {
    by.needs(Scope::MailRead)?;
    app.store.wishes(&by.portal.id).await?.ok_or(DeedError::NotFound)
}

/// What wishes are told apart by: whoever changes them says which they have read. Texts are changed one by one, and are none of them.
pub fn wishes_version(settings: &MailSettings) -> String {
    digest(&MailSettings { texts: OwnTexts::default(), ..settings.clone() })
}

/// Puts other wishes in the place of those of a version. Mails that are on their way go by what holds when they leave.
pub async fn change_wishes(app: &App, by: &Actor, version: &str, wanted: &MailSettings) -> Result<Wishes, DeedError> {
    by.needs(Scope::MailWrite)?;
    let edit = |stored: &MailSettings| {
        let wanted = MailSettings { texts: stored.texts.clone(), ..wanted.clone() };
        (*stored == wanted || wishes_version(stored) == version).then_some(wanted)
    };
    edited(app.store.edit_wishes(&by.portal.id, edit).await?)?;
    wishes(app, by).await
}

/// What the portal says in a kind of mail, and the wishes that it is one of.
pub async fn mail_text(app: &App, by: &Actor, language: Language, kind: MailKind) -> Result<MailText, DeedError> {
    Ok(wishes(app, by).await?.now.text(language, kind))
}

/// What a mail's texts are told apart by.
pub fn text_version(text: &MailText) -> String {
    digest(text)
}

/// Says a kind of mail in other words than those of a version; in those that are built in where there are none.
pub async fn change_mail_text(app: &App, by: &Actor, (language, kind): (Language, MailKind), version: &str, wanted: &MailText) -> Result<MailText, DeedError> {
    by.needs(Scope::MailWrite)?;
    let edit = |stored: &MailSettings| {
        let known = stored.text(language, kind);
        let mut settings = stored.clone();
        settings.say(language, kind, wanted);
        (known == *wanted || text_version(&known) == version).then_some(settings)
    };
    edited(app.store.edit_wishes(&by.portal.id, edit).await?)?;
    mail_text(app, by, language, kind).await
}

/// The portal as it would be if it said this in a mail: for who wants to see that before it holds.
pub fn saying(by: &Actor, text: Option<(Language, MailKind, &MailText)>) -> Result<Portal, DeedError> {
    by.needs(Scope::MailRead)?;
    let mut portal = by.portal.clone();
    if let Some((language, kind, text)) = text {
        portal.mail.say(language, kind, text);
    }
    Ok(portal)
}

/// Mails a member how a mail of such a portal looks.
pub async fn try_mail(app: &App, by: &Member, portal: Portal, audience: Audience, (language, kind): (Language, MailKind)) -> Result<(), DeedError> {
    by.needs(Permission::Settings)?;
    if portal.id != by.portal.id {
        return Err(DeedError::NotFound);
    }
    let to = (by.name.clone(), by.email.clone());
    let letter = SampleLetter { id: OutboxId::new(new_id()), sample_of: portal, to, audience, kind, language, caused_at: app.clock.now() };
    app.store.post_sample(&letter).await?;
    app.letters.notify_one();
    Ok(())
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
