//! How long a letter waits between its tries: 1, 2, 4 … minutes, 6 hours at most, for 3 days in all. Knows no letter.

use crate::domain::{Instant, Minutes};

const LONGEST: Minutes = Minutes::new(6 * 60);

/// How long after its cause a letter is worth sending (RFC 5321, 4.5.4.1 wants 4 to 5 days; an appointment is sooner past).
const WORTH: Minutes = Minutes::new(3 * 24 * 60);

/// When a letter that has been tried `attempts` times before, and now in vain again, is tried next; `None` when it is to be given up.
pub fn next_try(caused_at: Instant, attempts: u32, now: Instant) -> Option<Instant> {
    let wait = 1_u32.checked_shl(attempts).map_or(LONGEST, |minutes| Minutes::new(minutes.min(LONGEST.count())));
    (now < caused_at.plus(WORTH)).then(|| now.plus(wait))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_six_hours_and_end_after_three_days() {
        let caused_at = Instant::parse("2026-12-01T08:00:00Z").unwrap();
        let (mut now, mut waits) = (caused_at, Vec::new());
        while let Some(due_at) = next_try(caused_at, u32::try_from(waits.len()).unwrap(), now) {
            waits.push((due_at.seconds() - now.seconds()) / 60);
            now = due_at;
        }
        assert_eq!(waits[..11], [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
        assert!(waits[9..].iter().all(|wait| *wait == 360));
        let days = (now.seconds() - caused_at.seconds()) as f64 / 86_400.0;
        assert!((3.0..3.25).contains(&days), "{days}");
        assert_eq!(next_try(caused_at, 40, caused_at), Some(caused_at.plus(LONGEST)), "many tries don't wrap around");
    }
}
