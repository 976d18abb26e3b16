//! One line for each thing that was measured.

use std::time::Duration;

/// The lines of one database.
pub struct Report;

/// Answers within a time, and how long each took.
pub struct Speed {
    pub times: Vec<Duration>,
    pub within: Duration,
}

impl Report {
    pub fn new(title: &str) -> Self {
        println!("{title}");
        Self
    }

    pub fn line(&self, name: &str, found: &str) {
        println!("  {name:<28} {found}");
    }

    pub fn speed(&self, name: &str, speed: &Speed) {
        let mut times = speed.times.clone();
        times.sort_unstable();
        let at = |share: f64| milliseconds(times[((times.len() - 1) as f64 * share) as usize]);
        let per_second = times.len() as f64 / speed.within.as_secs_f64();
        self.line(name, &format!("{per_second:.0}/s, p50 {:.2} ms, p99 {:.2} ms ({} answers)", at(0.5), at(0.99), times.len()));
    }
}

pub fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
