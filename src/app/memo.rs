//! Answers about free times, kept while they are right: as long as nothing they depend on has a new stamp, and until the present
//! moment itself moves them. One cheap query replaces reading and computing.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::FreeTimes;
use crate::domain::{Day, Instant, Slug};
use crate::store::Revision;

/// Answers kept at most; past that the memo starts afresh, which costs each entry one computation.
const MOST: usize = 4_096;

/// What was asked.
type Asked = (Slug, Slug, Day, Day);

/// The memo.
#[derive(Debug, Default)]
pub struct Memo(Mutex<HashMap<Asked, Kept>>);

#[derive(Debug)]
struct Kept {
    revision: Revision,
    until: Instant,
    answer: Arc<FreeTimes>,
}

impl Memo {
    /// The answer to `asked`, if it still has this stamp and its time has not passed.
    pub fn get(&self, asked: &Asked, revision: &Revision, now: Instant) -> Option<Arc<FreeTimes>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.get(asked)?;
        // An answer made after `now` comes from a clock that was turned back: it is not this moment's.
        (kept.revision == *revision && kept.answer.computed_at <= now && now < kept.until).then(|| Arc::clone(&kept.answer))
    }

    /// Keeps an answer.
    pub fn keep(&self, asked: Asked, revision: Revision, until: Instant, answer: Arc<FreeTimes>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(asked, Kept { revision, until, answer });
    }
}
