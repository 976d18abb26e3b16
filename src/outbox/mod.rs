//! What leaves the house: a letter is claimed, put into a mail, handed over, and ended. Knows no HTTP and no wording.
//!
//! A letter leaves at least once. Between a server's "taken" and our own note of it lies a moment in which a crash makes the letter leave
//! again, once its lease has ended; nothing that two machines can say to each other closes it (RFC 5321, 6.1). The mail is then the
//! same byte by byte, with the same Message-ID, by which mailboxes know the repetition and drop it; a folder just replaces the file. The other
//! choice, never to repeat what may have left, would lose confirmations, and nobody would know which.

mod advice;
mod backs;
mod briefs;
mod minutely;
mod proposals;
mod reminders;
mod wait;
mod when;

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::app::App;
use crate::domain::{Audience, Instant, Letter, MailStatus, Minutes};
use crate::mail::{self, SendError, Sender, Transport};
use crate::store::{Claimed, StoreError};

use reminders::Still;

/// How long a worker may hold a letter: longer than the most patient handing over, so that two never hold the same.
pub const LEASE: Minutes = Minutes::new(5);

/// Letters that one worker hands over side by side, as many as a transport keeps connections for.
pub const HANDFUL: u32 = mail::SIDE_BY_SIDE;

/// How long the outbox looks away when nothing rings: letters of other servers and letters that wait come due unheard.
const LOOK: Duration = Duration::from_secs(5);

/// How long it rests between two handfuls: nobody waits for a letter by the millisecond, and who books wants the same database and disk.
const REST: Duration = Duration::from_millis(5);

/// How long it waits for a database that is away.
const AWAY: Duration = Duration::from_secs(5);

/// How long the note that a letter has left is tried again. With the longest handing over it stays within the lease.
const NOTE: Duration = Duration::from_secs(120);

/// How long an idempotency key is remembered: a day is promised, and an hour more costs nothing.
const KEYS_KEPT: Minutes = Minutes::new(25 * 60);

/// How long it is remembered under which address a letter left: mail servers give up after five days, and tell at once.
const RETURN_KEPT: Minutes = Minutes::new(30 * 24 * 60);

/// Hands letters over. Any number may work at once, clones of this one and others on other machines.
#[derive(Clone, Debug)]
pub struct Outbox {
    /// Where letters wait, and the present moment.
    pub app: App,
    /// Where they go.
    pub transport: Transport,
    /// Whom they are from.
    pub sender: Sender,
    /// Where their links lead.
    pub public_url: String,
    /// How many leave side by side: [`HANDFUL`], but where a test must know which goes first.
    pub handful: u32,
}

/// How a letter ended for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A letter has left.
    Done,
    /// A letter waits for another try, or for the morning.
    Later,
    /// A letter was given up.
    Dead,
    /// A letter no longer held, and was not sent.
    Moot,
}

/// Why a letter has not left.
enum Unsent {
    /// Something went wrong: another try may mend it.
    Later(String),
    /// Something went wrong that no other try mends.
    Dead(String),
    /// There is nobody at the reader's address.
    Refused(MailStatus, String),
    /// It no longer holds.
    Moot(&'static str),
    /// It is for the waking hours.
    Night(Instant),
}

impl From<SendError> for Unsent {
    fn from(error: SendError) -> Self {
        let said = error.to_string();
        match error {
            SendError::Later(reason) => Self::Later(reason),
            SendError::Dead(reason) => Self::Dead(reason),
            SendError::Refused(_, status) => Self::Refused(status, said),
        }
    }
}

impl Outbox {
    /// Takes the letters that are due first, if any, and ends each: done, later, or dead. May be repeated, also beside others. Says how they
    /// ended, oldest first; of an idle outbox nothing.
    pub async fn step(&self) -> Result<Vec<Step>, StoreError> {
        let claim = self.app.store.claim_letters(self.app.clock.now(), LEASE, self.handful).await?;
        for error in &claim.unreadable {
            tracing::error!(error = error as &dyn std::error::Error, "a letter that can't be read was given up");
        }
        if claim.letters.is_empty() && claim.unreadable.is_empty() {
            return Ok(self.brief_step().await?.into_iter().collect());
        }
        let mut steps = vec![Step::Dead; claim.unreadable.len()];
        steps.extend(self.hand_over_all(claim.letters).await?);
        Ok(steps)
    }

    /// Works until told to end, by `true` or by the other side being gone; finishes the letter it has begun.
    pub async fn run(self, mut shutdown: watch::Receiver<bool>) {
        let mut next_tidying = self.app.clock.now();
        while !*shutdown.borrow() {
            let now = self.app.clock.now();
            if now >= next_tidying {
                next_tidying = now.plus(Minutes::new(60));
                self.forget().await;
            }
            let pause = match self.step().await {
                Ok(steps) if steps.is_empty() => LOOK,
                Ok(_) => {
                    tokio::time::sleep(REST).await;
                    continue;
                }
                Err(error) => {
                    tracing::warn!(error = &error as &dyn std::error::Error, "the outbox looks again in a while");
                    AWAY
                }
            };
            tokio::select! {
                () = self.app.letters.notified() => {}
                () = tokio::time::sleep(pause) => {}
                told = shutdown.wait_for(|end| *end) => {
                    if told.is_err() {
                        return;
                    }
                }
            }
        }
    }

    /// Steps until nothing is due; says what the steps did. For tests.
    pub async fn drain(&self) -> Result<Vec<Step>, StoreError> {
        let mut steps = Vec::new();
        loop {
            match self.step().await? {
                some if some.is_empty() => return Ok(steps),
                some => steps.extend(some),
            }
        }
    }

    /// Hands letters over side by side. Each is noted as soon as it has ended, and with it whatever has ended meanwhile: a slow one keeps no
    /// other from being noted, and many quick ones cost the database one note. A worker that ends early drops what it has not finished.
    async fn hand_over_all(&self, letters: Vec<Claimed>) -> Result<Vec<Step>, StoreError> {
        let mut steps = vec![Step::Done; letters.len()];
        let mut backs = self.backs(&letters).await?;
        let mut sending = JoinSet::new();
        for (at, claimed) in letters.iter().enumerate() {
            let (outbox, letter, back) = (self.clone(), claimed.letter.clone(), backs.remove(&claimed.letter.id));
            sending.spawn(async move { (at, outbox.hand_over(&letter, back.as_deref()).await) });
        }
        let mut troubles = Vec::new();
        while let Some(first) = sending.join_next().await {
            let ended = std::iter::once(first).chain(std::iter::from_fn(|| sending.try_join_next()));
            let mut left = Vec::new();
            for (at, sent) in ended.filter_map(Result::ok) {
                let claimed = &letters[at];
                let noted = match sent {
                    Ok(()) => {
                        left.push(&claimed.letter);
                        continue;
                    }
                    Err(Unsent::Later(reason)) => self.put_off(claimed, &reason).await,
                    Err(Unsent::Dead(reason)) => self.give_up(&claimed.letter, &reason).await,
                    Err(Unsent::Refused(status, reason)) => self.refused(&claimed.letter, status, &reason).await,
                    Err(Unsent::Moot(reason)) => self.drop_moot(&claimed.letter, reason).await,
                    Err(Unsent::Night(until)) => self.app.store.letter_asleep(&claimed.letter, until).await.map(|()| Step::Later),
                };
                match noted {
                    Ok(step) => steps[at] = step,
                    Err(error) => troubles.push(error),
                }
            }
            troubles.extend(self.note_done(&left).await.err());
        }
        troubles.pop().map_or(Ok(steps), Err)
    }

    async fn hand_over(&self, letter: &Letter, back: Option<&str>) -> Result<(), Unsent> {
        match self.still_holds(letter).await {
            Ok(Still::Holds) => {}
            Ok(Still::Moot(reason)) => return Err(Unsent::Moot(reason)),
            Ok(Still::Night(until)) => return Err(Unsent::Night(until)),
            Err(error) => return Err(Unsent::Later(error.to_string())),
        }
        if letter.audience == Audience::Customer {
            self.reachable(&letter.card.appointment.portal, &letter.card.customer.email).await?;
        }
        let Some(letter) = self.with_advice(letter).await.map_err(|error| Unsent::Later(error.to_string()))? else {
            return Err(Unsent::Moot("its reader comes along no longer"));
        };
        let mail = mail::render(&letter, &self.sender, &self.public_url).map_err(|error| Unsent::Dead(error.to_string()))?;
        Ok(self.transport.send(&letter, &mail, back).await?)
    }

    /// Notes that letters have left, also when the database is away for a moment: without the note they would leave again.
    async fn note_done(&self, letters: &[&Letter]) -> Result<(), StoreError> {
        if letters.is_empty() {
            return Ok(());
        }
        let noting = async {
            while let Err(error) = self.app.store.letters_done(letters.iter().copied()).await {
                if !matches!(error, StoreError::Unavailable(_)) {
                    return Err(error);
                }
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
            Ok(())
        };
        match tokio::time::timeout(NOTE, noting).await {
            Ok(noted) => noted?,
            Err(_) => self.app.store.letters_done(letters.iter().copied()).await?,
        }
        for letter in letters {
            tracing::info!(letter = %letter.id, appointment = %letter.card.appointment.id, occasion = ?letter.occasion, audience = ?letter.audience, "letter has left");
        }
        Ok(())
    }

    async fn put_off(&self, claimed: &Claimed, reason: &str) -> Result<Step, StoreError> {
        let (letter, now) = (&claimed.letter, self.app.clock.now());
        let Some(due_at) = wait::next_try(letter.caused_at, claimed.attempts, now) else {
            return self.give_up(letter, reason).await;
        };
        self.app.store.letter_later(letter, due_at, reason).await?;
        tracing::warn!(letter = %letter.id, appointment = %letter.card.appointment.id, attempts = claimed.attempts + 1, %due_at, reason, "letter waits");
        Ok(Step::Later)
    }

    async fn give_up(&self, letter: &Letter, reason: &str) -> Result<Step, StoreError> {
        self.app.store.letter_dead(letter, reason).await?;
        tracing::error!(letter = %letter.id, appointment = %letter.card.appointment.id, reason, "letter was given up");
        Ok(Step::Dead)
    }

    /// The reader's address is refused for good. Of the team's own nothing is marked: it stands in their settings, and the letter tells what is wrong.
    async fn refused(&self, letter: &Letter, status: MailStatus, reason: &str) -> Result<Step, StoreError> {
        if letter.audience == Audience::Agenda {
            return self.give_up(letter, reason).await;
        }
        self.app.store.letter_refused(letter, status, reason, self.app.clock.now()).await?;
        tracing::error!(letter = %letter.id, appointment = %letter.card.appointment.id, reason, "letter was given up, and its address marked");
        Ok(Step::Dead)
    }

    async fn drop_moot(&self, letter: &Letter, reason: &str) -> Result<Step, StoreError> {
        self.app.store.letter_moot(letter, reason).await?;
        tracing::info!(letter = %letter.id, appointment = %letter.card.appointment.id, reason, "letter no longer holds");
        Ok(Step::Moot)
    }

    async fn forget(&self) {
        let (store, now) = (&self.app.store, self.app.clock.now());
        if let Err(error) = store.forget_keys(now.minus(KEYS_KEPT)).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "old idempotency keys stay for another hour");
        }
        if let Err(error) = store.forget_return_paths(now.minus(RETURN_KEPT)).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "old return paths stay for another hour");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lease_outlasts_the_longest_handing_over_and_the_note_of_it() {
        let lease = Duration::from_secs(u64::from(LEASE.count()) * 60);
        // The note's last try may wait its turn at the database, as may its first.
        let database = Duration::from_secs(10);
        assert!(mail::Patience::default().longest() + NOTE + database < lease);
    }
}
