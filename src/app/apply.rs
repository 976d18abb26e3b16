//! A portal becomes what its file says.

use std::collections::BTreeMap;

use super::{App, BookAsk, BookError, book, free_times, open_entry, today};
use crate::domain::{Applied, IdempotencyKey, Instant, Source, Tags};
use crate::portal_file::{FirstAppointment, PortalFile};
use crate::store::StoreError;

/// Applies a portal file. The appointments that it comes with are booked when it makes the portal, and never again.
pub async fn apply(app: &App, file: &PortalFile) -> Result<Applied, StoreError> {
    let mut applied = app.store.apply(&file.setup, app.clock.now()).await?;
    if applied.created.contains(&format!("portal {}", file.setup.portal.slug)) {
        for first in &file.appointments {
            if book_first(app, file, first).await? {
                applied.created.push(format!("appointment {}", first.slug));
            }
        }
    }
    Ok(applied)
}

/// Books at the hour wished, or at the free time nearest to it on that day or one of the next.
async fn book_first(app: &App, file: &PortalFile, first: &FirstAppointment) -> Result<bool, StoreError> {
    let portal = &file.setup.portal.slug;
    let Ok(bookable) = open_entry(app, portal, &first.entry).await else {
        return Ok(false);
    };
    let day = today(&bookable, app.clock.now()).plus_days(i64::from(first.in_days));
    let Ok(times) = free_times(app, portal, &first.entry, day, day.plus_days(6)).await else {
        return Ok(false);
    };
    let Some(first_day) = times.slots.first().map(|slot| slot.day) else {
        return Ok(false);
    };
    let near = times.slots.iter().filter(|slot| slot.day == first_day).min_by_key(|slot| (slot.time.time() - first.at.time()).abs());
    let (Some(slot), Ok(key)) = (near, IdempotencyKey::parse(&format!("file:{}", first.slug))) else {
        return Ok(false);
    };
    let starts_at: Instant = slot.span.start;
    let ask = BookAsk {
        portal: portal.clone(),
        entry: first.entry.clone(),
        starts_at,
        contact: first.contact.clone(),
        answers: BTreeMap::new(),
        key,
        source: Source::Dashboard,
        tags: Tags::default(),
    };
    match book(app, ask).await {
        Ok(_) => Ok(true),
        Err(BookError::Store(error)) => Err(error),
        Err(_) => Ok(false),
    }
}
