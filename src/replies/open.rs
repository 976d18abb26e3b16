//! The first screen on the wire.

use super::times::offer;
use super::{Desk, slugs};
use crate::api::CallError;
use crate::api::wire::Opened;
use crate::domain::{Bookable, Language, Location, Origin};
use crate::{app, dates, locales};

/// Everything that the first screen shows, in the language asked for or else the portal's.
pub async fn open(desk: &Desk, portal: &str, entry: &str, language: Option<Language>) -> Result<Opened, CallError> {
    let (portal, entry) = slugs(portal, entry)?;
    let bookable = app::open_entry(&desk.app, &portal, &entry).await?;
    desk.admits(&bookable)?;
    let language = locales::spoken(language.unwrap_or(bookable.portal.language));
    Ok(Opened {
        portal: bookable.portal.name.to_string(),
        title: bookable.event_type.title.to_string(),
        subject: bookable.subject.as_ref().map(|subject| subject.title.to_string()),
        address: bookable.subject.as_ref().and_then(|subject| subject.address.as_ref()).filter(|_| bookable.event_type.location == Location::AtAddress).map(ToString::to_string),
        minutes: bookable.event_type.limits().length.count() as u16,
        location: bookable.event_type.location,
        clock: dates::zone(language, bookable.zone()),
        language,
        texts: locales::widget(language, &bookable.portal.texts),
        requests: bookable.takes_requests(),
        offer: offer(desk, &bookable, None).await?,
    })
}

impl Desk {
    /// The portal lets its widget stand on the website that calls: its own list, and this server's pages always.
    pub(super) fn admits(&self, bookable: &Bookable) -> Result<(), CallError> {
        let Some(origin) = self.origin.as_deref().filter(|origin| *origin != &*self.public_url) else {
            return Ok(());
        };
        let listed = Origin::parse(origin).is_ok_and(|origin| bookable.portal.allowed_origins.contains(&origin));
        if listed { Ok(()) } else { Err(CallError::Origin) }
    }
}
