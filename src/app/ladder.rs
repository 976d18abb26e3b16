//! The ladder: a time that has become free is offered to those who wait for one, one after another, before everyone has it. This decides whose turn it is and until when; whether the
//! time can be had is asked of the function that offers, as for everyone.

use super::free_times::{Whose, judge, times_among};
use super::proposal::{Written, letter};
use super::{App, LONGEST_ASK_DAYS};
use crate::clock::{new_id, new_secret};
use crate::domain::{
    Bookable, Busy, Contact, FedId, Freed, IdempotencyKey, Instant, Minutes, Note, OutboxId, Portal, ProposalStatus, Quiet, Request, RequestOccasion, Slot, Span, Token, ZoneName,
};
use crate::store::{Ended, Found, Part, ProposalDraft, Proposed, StoreError};
use crate::zone::Zone;

/// So long what has become free, or was offered to someone, is kept for who comes next: a few times the minute that lies between two looks at it.
pub(super) const GRACE: Minutes = Minutes::new(15);

/// An offer that ends sooner than this is none.
const LEAST: Minutes = Minutes::new(15);

/// Until when a time is kept that becomes free now: who is first hears of it in a minute, or when the night is over.
pub(super) fn kept_until(now: Instant, quiet: Option<Quiet>, zone: &ZoneName) -> Instant {
    let night = quiet.and_then(|quiet| Zone::of(zone).night(quiet, now));
    night.map_or(now, |night| night.end).plus(GRACE)
}

/// Looks at everything that has become free, and offers what nobody is being offered to whoever is next. May be repeated, also beside others. Says how many offers were made.
pub async fn climb(app: &App) -> Result<usize, StoreError> {
    let now = app.clock.now();
    for freed in app.store.freed().await?.iter().filter(|freed| freed.was.is_none()) {
        if let Some(portal) = awake(app, freed, now).await? {
            split(app, &portal, freed, now).await?;
        }
    }
    let mut offers = 0;
    for freed in app.store.freed().await?.iter().filter(|freed| freed.was.is_some()) {
        if let Some(portal) = awake(app, freed, now).await?
            && app.store.freed_waits(freed, now).await?
        {
            offers += usize::from(next(app, &portal, freed, now).await?);
        }
    }
    if offers > 0 {
        app.letters.notify_one();
    }
    Ok(offers)
}

/// Notes the proposals whose time is over, and tells those whose turn has passed. Says how many there were.
pub async fn end_over(app: &App) -> Result<usize, StoreError> {
    let now = app.clock.now();
    let mut count = 0;
    for (portal, id) in app.store.proposals_over(now).await? {
        let proposal = app.store.proposal(&portal, &id).await?;
        let mut passed = None;
        if let Some(proposal) = proposal.filter(|proposal| proposal.freed.is_some())
            && let Found::One(bookable) = app.store.bookable(&proposal.portal_slug, &proposal.entry_slug).await?
        {
            let link = format!("/b/{}/{}", proposal.portal_slug, proposal.entry_slug);
            let written = Written { contact: &proposal.contact, about: &proposal.id, id: &OutboxId::new(new_id()), occasion: RequestOccasion::Passed, now };
            passed = Some(letter(&bookable, &written, link, None));
        }
        count += usize::from(matches!(app.store.end_proposal(&portal, &id, ProposalStatus::Expired, passed.as_ref(), now).await?, Ended::Now(_)));
    }
    if count > 0 {
        app.letters.notify_one();
    }
    Ok(count)
}

/// The portal of a freed time, where it can be offered now. At night it is kept until the morning; what is over, or the plan lacks, is kept no longer.
async fn awake(app: &App, freed: &Freed, now: Instant) -> Result<Option<Portal>, StoreError> {
    let portal = app.store.portal(&freed.portal_slug).await?.filter(|portal| portal.plan.lacks_for_proposals().is_none());
    let over = if freed.was.is_some() { freed.span.start <= now } else { freed.span.end <= now };
    let Some(portal) = portal.filter(|_| !over) else {
        app.store.end_freed(freed, now).await?;
        return Ok(None);
    };
    let night = portal.mail.quiet.and_then(|quiet| Zone::of(&freed.zone).night(quiet, now));
    if let Some(night) = night {
        if app.store.freed_waits(freed, now).await? {
            app.store.keep_freed(freed, night.end.plus(GRACE)).await?;
        }
        return Ok(None);
    }
    Ok(Some(portal))
}

/// Offers a time to whoever is next; where nobody is left, everyone has it. Says whether it was offered.
async fn next(app: &App, portal: &Portal, freed: &Freed, now: Instant) -> Result<bool, StoreError> {
    for request in app.store.waiting(freed, now).await? {
        if offer(app, portal, freed, &request, now).await? {
            return Ok(true);
        }
    }
    app.store.end_freed(freed, now).await?;
    Ok(false)
}

/// Offers a time to one who waits, where it suits them and can still be had by then. Says whether they, or someone else meanwhile, are being offered it.
async fn offer(app: &App, portal: &Portal, freed: &Freed, request: &Request, now: Instant) -> Result<bool, StoreError> {
    let start = freed.span.start;
    let Some((bookable, at, hold)) = offering(app, freed, request).await? else {
        return Ok(false);
    };
    if !suits(request, &bookable, start) {
        return Ok(false);
    }
    // Nobody loses their turn asleep, and nobody is offered what is too soon to be booked by then.
    let ends = now.plus(hold);
    let ends = portal.mail.quiet.and_then(|quiet| Zone::of(&freed.zone).night(quiet, ends)).map_or(ends, |night| night.end);
    let expires_at = ends.min(start.minus(bookable.event_type.limits().notice));
    if expires_at < now.plus(LEAST) {
        return Ok(false);
    }
    let Ok(key) = IdempotencyKey::parse(&format!("freed:{}:{}", freed.id, request.id)) else {
        return Ok(false);
    };
    let (day, _) = Zone::of(&portal.zone).wall(now);
    // What they wrote as they asked is no word of the team's to them.
    let contact = Contact { note: Note::parse("").unwrap_or(request.contact.note.clone()), ..request.contact.clone() };
    let (id, token) = (FedId::new(new_id()), Token::new(&portal.slug, &new_secret()));
    let draft = ProposalDraft {
        portal: &portal.slug,
        entry: &request.entry_slug,
        id: id.clone(),
        customer: &request.customer,
        contact: &contact,
        request: Some(&request.id),
        agenda: Some(&freed.agenda),
        starts: &[start],
        held: true,
        freed: Some((&freed.id, expires_at.plus(GRACE))),
        expires_at,
        token: &token,
        key: &key,
        digest: "freed",
        who: &portal.name,
        now,
        day,
    };
    let decide = |bookable: &Bookable, busy: &[Vec<Busy>], start: Instant| judge(bookable, busy, &[at], now, start);
    let written = Written { contact: &contact, about: &id, id: &OutboxId::new(new_id()), occasion: RequestOccasion::Offered, now };
    let letter = |bookable: &Bookable, slots: &[Slot]| letter(bookable, &written, format!("/p/{}", token.as_str()), Some((slots, expires_at)));
    Ok(matches!(app.store.propose(&draft, decide, letter).await?, Proposed::New(_) | Proposed::Again(_) | Proposed::Elsewhere))
}

/// Finds for each who waits, the first first, a time of their own in a stretch that has become free. What nobody wants everyone has.
async fn split(app: &App, portal: &Portal, freed: &Freed, now: Instant) -> Result<(), StoreError> {
    let mut found: Vec<(Span, Bookable)> = Vec::new();
    for request in app.store.waiting(freed, now).await? {
        let Some((bookable, at, _)) = offering(app, freed, &request).await? else {
            continue;
        };
        let zone = Zone::of(bookable.zone());
        let from = zone.day(freed.span.start.max(now));
        let to = zone.day(freed.span.end).min(from.plus_days(LONGEST_ASK_DAYS - 1));
        let slots = times_among(app, &Whose { bookable: &bookable, among: vec![at], but: Some(freed.id.as_str()) }, from, to).await?;
        let within = |slot: &&Slot| freed.span.start <= slot.span.start && slot.span.end <= freed.span.end && suits(&request, &bookable, slot.span.start);
        let own = slots.iter().filter(within).find(|slot| found.iter().all(|(taken, _)| !taken.overlaps(slot.span))).map(|slot| slot.span);
        if let Some(span) = own {
            found.push((span, bookable));
        }
    }
    let part =
        |(span, bookable): &(Span, Bookable)| Part { span: *span, event_type: bookable.event_type.clone(), subject: bookable.subject.as_ref().map(|subject| subject.id.clone()) };
    let parts: Vec<Part> = found.iter().map(part).collect();
    app.store.split_freed(freed, &parts, now, kept_until(now, portal.mail.quiet, &freed.zone)).await?;
    Ok(())
}

/// What a request is for, the place of the freed time's agenda in it, and for how long its event type offers such times; nothing where it does not.
async fn offering(app: &App, freed: &Freed, request: &Request) -> Result<Option<(Bookable, usize, Minutes)>, StoreError> {
    let Found::One(bookable) = app.store.bookable(&request.portal_slug, &request.entry_slug).await? else {
        return Ok(None);
    };
    let at = bookable.agendas.iter().position(|agenda| agenda.id == freed.agenda);
    let offers = bookable.event_type.offers;
    Ok(at.zip(offers).map(|(at, hold)| (bookable, at, hold)))
}

/// It begins in a part of the week that would suit who asks.
fn suits(request: &Request, bookable: &Bookable, start: Instant) -> bool {
    let (day, time) = Zone::of(bookable.zone()).wall(start);
    request.parts.suits(day, time)
}
