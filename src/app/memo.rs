//! Answers about free times, kept while they are right: as long as nothing they depend on has a new stamp, and until the present
//! moment itself moves them. One cheap query replaces reading and computing.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::FreeTimes;
use crate::domain::{Day, Instant, Slug};
use crate::store::Revision;

/// Free times kept at most, in all answers together (some 10 MB); past that the memo starts afresh, which costs each entry one computation.
const MOST: usize = 65_536;
/// What an answer counts for besides its times.
const EACH: usize = 16;

/// What was asked.
type Asked = (Slug, Slug, Day, Day);

/// The memo.
#[derive(Debug, Default)]
pub struct Memo(Mutex<Answers>);

#[derive(Debug, Default)]
struct Answers {
    kept: HashMap<Asked, Kept>,
    weight: usize,
}

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
        let kept = kept.kept.get(asked)?;
        // An answer made after `now` comes from a clock that was turned back: it is not this moment's.
        (kept.revision == *revision && kept.answer.computed_at <= now && now < kept.until).then(|| Arc::clone(&kept.answer))
    }

    /// Keeps an answer.
    pub fn keep(&self, asked: Asked, revision: Revision, until: Instant, answer: Arc<FreeTimes>) {
        let weight = answer.slots.len() + EACH;
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if weight > MOST / 8 {
            return;
        }
        if answers.weight + weight > MOST {
            *answers = Answers::default();
        }
        answers.weight += weight;
        if let Some(before) = answers.kept.insert(asked, Kept { revision, until, answer }) {
            answers.weight = answers.weight.saturating_sub(before.answer.slots.len() + EACH);
        }
    }
}
