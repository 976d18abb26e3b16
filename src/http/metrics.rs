//! What is counted: requests by route and status, how long they took, bookings, letters. Never who.

use std::fmt::Write;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use super::Site;

/// Seconds: from an answer out of memory to the longest that is waited for.
const BUCKETS: [f64; 12] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 2.5, 10.0];

/// How long the database may take to tell how many letters wait.
const PATIENCE: Duration = Duration::from_secs(2);

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
const PROMETHEUS: &str = "text/plain; version=0.0.4; charset=utf-8";

type Labels = [(&'static str, String); 3];
type Route = [(&'static str, String); 1];
type Outcome = [(&'static str, &'static str); 1];

/// Everything that is counted.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    durations: Family<Route, Histogram, fn() -> Histogram>,
    bookings: Family<Outcome, Counter<u64, AtomicU64>>,
    letters: Family<Outcome, Gauge<i64, AtomicI64>>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("appointment");
        let requests = Family::default();
        let durations = Family::new_with_constructor((|| Histogram::new(BUCKETS)) as fn() -> Histogram);
        let bookings = Family::default();
        let letters = Family::default();
        let build = Family::<Outcome, Gauge<i64, AtomicI64>>::default();
        build.get_or_create(&[("version", env!("CARGO_PKG_VERSION"))]).set(1);
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register("http_request_duration_seconds", "How long answers took", durations.clone());
        registry.register("bookings", "Bookings asked for, by what came of them", bookings.clone());
        registry.register("outbox_letters", "Letters that wait, and letters that were given up", letters.clone());
        registry.register("build_info", "This program", build);
        Self { registry, requests, durations, bookings, letters }
    }
}

impl Metrics {
    /// A request was answered.
    pub fn request(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        self.requests.get_or_create(&[("method", method.to_owned()), ("route", route.to_owned()), ("status", status.to_string())]).inc();
        self.durations.get_or_create(&[("route", route.to_owned())]).observe(took.as_secs_f64());
    }

    /// `GET /metrics`. What the database knows is left out while it is away.
    pub async fn scrape(&self, site: &Site, asked: &HeaderMap) -> Response {
        let tally = &site.app.tally;
        for (outcome, count) in [("booked", &tally.booked), ("repeated", &tally.repeated), ("taken", &tally.taken), ("not_offered", &tally.not_offered)] {
            self.bookings.get_or_create(&[("outcome", outcome)]).inner().store(count.load(Ordering::Relaxed), Ordering::Relaxed);
        }
        match tokio::time::timeout(PATIENCE, site.app.store.depth()).await {
            Ok(Ok(depth)) => {
                self.letters.get_or_create(&[("state", "open")]).set(depth.open);
                self.letters.get_or_create(&[("state", "dead")]).set(depth.dead);
            }
            Ok(Err(_)) | Err(_) => self.letters.clear(),
        }
        let mut text = String::new();
        encode(&mut text, &self.registry).expect("a string takes everything");
        let open = asked.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("application/openmetrics-text"));
        let (kind, text) = if open { (OPEN_METRICS, text) } else { (PROMETHEUS, plain(&text)) };
        let headers: [(HeaderName, HeaderValue); 2] = [(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
        (headers, text).into_response()
    }
}

/// OpenMetrics in the older format's words: a counter is described by its samples' name, and there is no end mark.
fn plain(text: &str) -> String {
    let counters: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.strip_suffix(" counter")).collect();
    let mut plain = String::with_capacity(text.len());
    for line in text.lines().filter(|line| *line != "# EOF" && !line.starts_with("# UNIT ")) {
        let described = ["# HELP ", "# TYPE "].into_iter().find_map(|mark| Some((mark, line.strip_prefix(mark)?)));
        let written = match described.and_then(|(mark, rest)| Some((mark, rest.split_once(' ')?))) {
            Some((mark, (name, rest))) if counters.contains(&name) => writeln!(plain, "{mark}{name}_total {rest}"),
            _ => writeln!(plain, "{line}"),
        };
        written.expect("a string takes everything");
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_described_by_their_samples_name_in_the_older_format() {
        let open = "# HELP a_b Things.\n# TYPE a_b counter\na_b_total{x=\"1\"} 2\n# HELP c Other.\n# TYPE c gauge\nc 1\n# EOF\n";
        let older = "# HELP a_b_total Things.\n# TYPE a_b_total counter\na_b_total{x=\"1\"} 2\n# HELP c Other.\n# TYPE c gauge\nc 1\n";
        assert_eq!(plain(open), older);
    }
}
