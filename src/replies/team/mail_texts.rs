//! What the portal says in its mail, and how a mail looks with it, on the dashboard's wire.

use super::session::member;
use super::{TeamDesk, Wall, answered, refused};
use crate::api::team::wire::{MailSample, MailSeen, MailTexts};
use crate::api::team::{Field, TeamError};
use crate::app::team;
use crate::domain::{Audience, Member, Portal, RawMailText};
use crate::mail::{self, Sample};

/// What a mail to customers says.
pub async fn mail_texts_of(portal: String, sample: MailSample) -> Result<MailTexts, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        texts(&desk, &by, sample).await
    };
    answered(reply.await)
}

/// Changes what a mail to customers says. What only says again what is built in stays built in.
pub async fn change_mail_texts(portal: String, sample: MailSample, version: String, text: RawMailText) -> Result<MailTexts, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let MailTexts { built_in, .. } = texts(&desk, &by, sample).await?;
        let wanted = text.parse(sample.kind).map_err(wrong)?.besides(&built_in);
        let which = (sample.language, sample.kind);
        team::change_mail_text(&desk.app, &by.actor(), which, &version, &wanted).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        texts(&desk, &by, sample).await
    };
    answered(reply.await)
}

/// A mail as it would be.
pub async fn see_mail(portal: String, sample: MailSample, text: RawMailText) -> Result<MailSeen, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let portal = saying(&by, sample, &text)?;
        let MailSample { audience, kind, language } = sample;
        let seen = Sample { portal: &portal, audience, kind, language, now: desk.app.clock.now() }.see(&desk.public_url);
        Ok(MailSeen { from: seen.from, subject: seen.subject, html: still(&seen.html), text: seen.text })
    };
    answered(reply.await)
}

/// Sends it to whoever asks.
pub async fn try_mail(portal: String, sample: MailSample, text: RawMailText) -> Result<(), TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let portal = saying(&by, sample, &text)?;
        let MailSample { audience, kind, language } = sample;
        team::try_mail(&desk.app, &by, portal, audience, (language, kind)).await.map_err(|error| refused(error, &Wall::of(&by)))
    };
    answered(reply.await)
}

/// The portal as it would be with a mail's texts.
fn saying(by: &Member, sample: MailSample, text: &RawMailText) -> Result<Portal, TeamError> {
    let portal = team::saying(&by.actor(), None).map_err(|error| refused(error, &Wall::of(by)))?;
    if sample.audience == Audience::Agenda {
        return Ok(portal);
    }
    let text = text.parse(sample.kind).map_err(wrong)?;
    team::saying(&by.actor(), Some((sample.language, sample.kind, &text))).map_err(|error| refused(error, &Wall::of(by)))
}

async fn texts(desk: &TeamDesk, by: &Member, sample: MailSample) -> Result<MailTexts, TeamError> {
    let own = team::mail_text(&desk.app, &by.actor(), sample.language, sample.kind).await.map_err(|error| refused(error, &Wall::of(by)))?;
    let built_in = mail::built_in(sample.kind, sample.language, &by.portal.texts);
    Ok(MailTexts { own: RawMailText::from(&own), built_in, version: team::text_version(&own) })
}

fn wrong(found: Vec<(crate::domain::TextPart, crate::domain::FieldError)>) -> TeamError {
    TeamError::Invalid(found.into_iter().map(|(part, error)| (Field::Text(part), error)).collect())
}

/// The page in a frame that may open no windows: a press on one of its links leads nowhere.
fn still(html: &str) -> String {
    html.replacen("<head>", "<head><base target=\"_blank\">", 1)
}
