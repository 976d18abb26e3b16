//! The present moment and chance: the one place that asks the machine for either. Tests hand in their own.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use rand::RngExt;

use crate::domain::{Instant, Minutes};

/// Tells the present moment.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Turned(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still until it is turned.
    pub fn turned_to(now: Instant) -> Self {
        Self(Source::Turned(Arc::new(AtomicI64::new(now.micros()))))
    }

    /// The present moment.
    pub fn now(&self) -> Instant {
        match &self.0 {
            Source::System => system_now(),
            Source::Turned(micros) => Instant::from_micros(micros.load(Ordering::SeqCst)),
        }
    }

    /// Turns a clock of [`Clock::turned_to`] onwards, for everyone who holds it; the machine's clock can't be turned.
    pub fn turn(&self, by: Minutes) {
        if let Source::Turned(micros) = &self.0 {
            micros.fetch_add(i64::from(by.count()) * 60_000_000, Ordering::SeqCst);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the seam: everyone else asks a `Clock`")]
fn system_now() -> Instant {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Instant::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

/// A new identity: UUIDv7, so that rows made later sort later.
#[expect(clippy::disallowed_methods, reason = "this is the seam: everyone else asks `clock`")]
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// 32 letters and digits that can't be guessed (190 bits), from the operating system's seeded generator.
#[expect(clippy::disallowed_methods, reason = "this is the seam: everyone else asks `clock`")]
pub fn new_secret() -> String {
    rand::rng().sample_iter(rand::distr::Alphanumeric).take(32).map(char::from).collect()
}
