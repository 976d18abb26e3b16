//! Who is to be reminded, asked whether they still come, or thanked: looked for by the minute, and nothing of it written at a booking.
//!
//! What is said is said once, as the store keeps it under a key of appointment, kind and start: two servers and a crash anywhere send none twice, and who takes another
//! time is reminded of that.

use tokio::sync::watch;

use super::Outbox;
use super::minutely::by_the_minute;
use super::when::{Near, WORTH};
use crate::clock::new_id;
use crate::domain::{Instant, Letter, MailKind, MailSettings, Minutes, Occasion, OutboxId, PortalId, Span, Status};
use crate::store::{Handle, Reminding, Saying, StoreError, Unsaid};
use crate::zone::Zone;

/// How far quiet hours can move a reminder, either way.
const SWAY: Minutes = Minutes::new(25 * 60);

/// The longest appointment that the tables take.
const LONGEST: Minutes = Minutes::new(48 * 60);

/// What is so with a letter about to be handed over.
pub(super) enum Still {
    /// It holds.
    Holds,
    /// It no longer does, for this reason.
    Moot(&'static str),
    /// It is night where its reader is to come: it holds until this moment at least.
    Night(Instant),
}

impl Outbox {
    /// Looks by the minute, and at once, until told to end by `true` or by the other side being gone.
    pub async fn run_reminders(self, shutdown: watch::Receiver<bool>) {
        let look = || async {
            match self.remind().await {
                Ok(0) => {}
                Ok(appointments) => {
                    tracing::info!(appointments, "reminders were written");
                    self.app.letters.notify_one();
                }
                Err(error) => tracing::warn!(error = &error as &dyn std::error::Error, "who is to be reminded is looked for again in a minute"),
            }
        };
        by_the_minute(shutdown, look).await;
    }

    /// Wakes the letters whose night is over, and writes those that time alone has brought about. May be repeated, also beside others. Says how many appointments it was about.
    pub async fn remind(&self) -> Result<usize, StoreError> {
        let now = self.app.clock.now();
        self.app.store.wake_letters(now).await?;
        let mut count = 0;
        for Reminding { portal, mail } in self.app.store.reminding().await? {
            let ladder = mail.ladder();
            for (rung, (lead, kind)) in ladder.iter().enumerate() {
                for unsaid in self.app.store.unsaid(&portal, &name(*kind, *lead), window(&mail, &ladder, rung, now)).await? {
                    let near = near(&unsaid, &mail);
                    let passed = |(lead, _): &(Minutes, MailKind)| near.before(*lead).is_some_and(|due| due <= now);
                    // Of several that have passed, as after the house was down, only the nearest still makes sense.
                    if passed(&ladder[rung]) && !ladder[rung + 1..].iter().any(passed) && near.night(now).is_none() {
                        count += usize::from(self.say(&portal, &unsaid, *kind, *lead, now).await?);
                    }
                }
            }
            if let Some(wait) = mail.after() {
                let starts = Span::new(now.minus(wait).minus(LONGEST).minus(SWAY).minus(WORTH), now.minus(wait));
                for unsaid in self.app.store.unsaid(&portal, MailKind::FollowUp.as_str(), starts).await? {
                    let near = near(&unsaid, &mail);
                    let due = near.after(wait);
                    if due <= now && now < due.plus(WORTH) && near.night(now).is_none() {
                        count += usize::from(self.say(&portal, &unsaid, MailKind::FollowUp, wait, now).await?);
                    }
                }
            }
        }
        Ok(count)
    }

    async fn say(&self, portal: &PortalId, unsaid: &Unsaid, kind: MailKind, lead: Minutes, now: Instant) -> Result<bool, StoreError> {
        let saying = Saying {
            portal: portal.clone(),
            appointment: unsaid.appointment.clone(),
            starts_at: unsaid.span.start,
            kind,
            name: name(kind, lead),
            now,
            letters: [OutboxId::new(new_id()), OutboxId::new(new_id())],
        };
        self.app.store.say(&saying).await
    }

    /// Whether a letter that time alone has brought about still holds: the appointment may have been cancelled, changed or begun since it was written.
    pub(super) async fn still_holds(&self, letter: &Letter) -> Result<Still, StoreError> {
        if !letter.occasion.is_by_the_clock() {
            return Ok(Still::Holds);
        }
        let (now, told) = (self.app.clock.now(), &letter.card.appointment);
        let Some(card) = self.app.store.card_of(&Handle::Own(told.portal.clone(), told.id.clone())).await? else {
            return Ok(Still::Moot("the appointment is gone"));
        };
        let present = &card.appointment;
        let ahead = letter.occasion != Occasion::FollowUp;
        Ok(match present.status {
            Status::Confirmed => {
                if (present.span, &present.agenda) != (told.span, &told.agenda) {
                    return Ok(Still::Moot("the appointment was changed meanwhile"));
                }
                if ahead && now >= present.span.start {
                    return Ok(Still::Moot("the appointment has begun meanwhile"));
                }
                let near = Near { span: present.span, set_at: now, zone: Zone::of(&present.zone), quiet: card.portal_mail.quiet };
                match near.night(now) {
                    Some(night) if ahead && night.end >= present.span.start => Still::Moot("the appointment begins before the quiet hours are over"),
                    Some(night) => Still::Night(night.end),
                    None => Still::Holds,
                }
            }
            Status::Completed if !ahead => Still::Holds,
            Status::Cancelled => Still::Moot("the appointment was cancelled meanwhile"),
            Status::Requested | Status::Completed | Status::NoShow => Still::Moot("the appointment stands otherwise meanwhile"),
        })
    }
}

/// The name under which something is said once of a start: leads are apart, so that each has its turn.
fn name(kind: MailKind, lead: Minutes) -> String {
    match kind {
        MailKind::Reminder => format!("reminder:{}", lead.count()),
        kind => kind.as_str().to_owned(),
    }
}

fn near(unsaid: &Unsaid, mail: &MailSettings) -> Near {
    Near { span: unsaid.span, set_at: unsaid.set_at, zone: Zone::of(&unsaid.zone), quiet: mail.quiet }
}

/// The starts that a rung of the ladder may concern now: nearer than its lead, and farther than that of the next, give or take what the night does to both.
fn window(mail: &MailSettings, ladder: &[(Minutes, MailKind)], rung: usize, now: Instant) -> Span {
    let sway = if mail.quiet.is_some() { SWAY } else { Minutes::ZERO };
    let next = ladder.get(rung + 1).map_or(now, |(lead, _)| now.plus(*lead).minus(sway));
    Span::new(next.max(now), now.plus(ladder[rung].0).plus(sway))
}
