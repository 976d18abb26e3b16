//! How much one address may ask. Knows addresses, and nothing of what they ask.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::http::HeaderMap;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::config::{Limits, Network};

/// After how many requests the addresses that have long been quiet are forgotten.
const TIDY: u32 = 4_096;

/// Who asks as one: an address of the fourth version, or a network of 64 bits of the sixth, which is what one household gets.
type Caller = (bool, u64);

/// Counts what each caller asks.
#[derive(Debug)]
pub struct Limit {
    callers: DefaultKeyedRateLimiter<Caller>,
    clock: DefaultClock,
    asked: AtomicU32,
}

impl Limit {
    /// A limit, where there is to be one.
    pub fn new(limits: Limits) -> Option<Self> {
        let (per_minute, burst) = (NonZeroU32::new(limits.per_minute)?, NonZeroU32::new(limits.burst)?);
        let callers = RateLimiter::dashmap(Quota::per_minute(per_minute).allow_burst(burst));
        limits.enabled.then(|| Self { callers, clock: DefaultClock::default(), asked: AtomicU32::new(0) })
    }

    /// Counts a request; the seconds to wait when it is one too many.
    pub fn check(&self, address: IpAddr) -> Result<(), u32> {
        // A caller whose whole quota is there again is as good as unknown: what is kept stays as small as what was asked lately.
        if self.asked.fetch_add(1, Ordering::Relaxed) % TIDY == TIDY - 1 {
            self.callers.retain_recent();
        }
        self.callers.check_key(&caller(address)).map_err(|not_until| {
            let wait = not_until.wait_time_from(self.clock.now());
            u32::try_from(wait.as_millis().div_ceil(1_000)).unwrap_or(u32::MAX).max(1)
        })
    }
}

/// Who asks: the address that connects, or, where that is a proxy of ours, the last one in `X-Forwarded-For` that isn't.
pub fn address(peer: SocketAddr, headers: &HeaderMap, proxies: &[Network]) -> IpAddr {
    let ours = |address: IpAddr| proxies.iter().any(|network| network.holds(address));
    let mut last = peer.ip();
    if proxies.is_empty() || !ours(last) {
        return last;
    }
    let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).collect::<Vec<_>>();
    for hop in forwarded.into_iter().rev() {
        // What can't be read was not written by a proxy of ours: whoever stands before it is the one who asks.
        let Ok(hop) = hop.trim().parse() else {
            return last;
        };
        last = hop;
        if !ours(hop) {
            return hop;
        }
    }
    last
}

fn caller(address: IpAddr) -> Caller {
    match address.to_canonical() {
        IpAddr::V4(address) => (false, u64::from(u32::from(address))),
        IpAddr::V6(address) => (true, (u128::from(address) >> 64) as u64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_is_an_address_or_a_household_of_the_sixth_version() {
        let same = |a: &str, b: &str| caller(a.parse().unwrap()) == caller(b.parse().unwrap());
        assert!(same("192.0.2.1", "::ffff:192.0.2.1"));
        assert!(!same("192.0.2.1", "192.0.2.2"));
        assert!(same("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"));
        assert!(!same("2001:db8:1:2::1", "2001:db8:1:3::1"));
        assert!(!same("::192.0.2.1", "192.0.2.1"));
    }

    #[test]
    fn only_a_trusted_proxy_is_believed_about_who_asks() {
        let check = |peer: &str, forwarded: &[&str], expected: &str| {
            let mut headers = HeaderMap::new();
            for value in forwarded {
                headers.append("x-forwarded-for", value.parse().unwrap());
            }
            let proxies = crate::config::Network::list("10.0.0.0/8, ::1").unwrap();
            assert_eq!(address(SocketAddr::new(peer.parse().unwrap(), 1), &headers, &proxies), expected.parse::<IpAddr>().unwrap(), "{peer} {forwarded:?}");
        };
        check("192.0.2.1", &["198.51.100.7"], "192.0.2.1");
        check("10.0.0.1", &["198.51.100.7"], "198.51.100.7");
        check("10.0.0.1", &["203.0.113.66, 198.51.100.7, 10.0.0.2"], "198.51.100.7");
        check("10.0.0.1", &["203.0.113.66", "198.51.100.7"], "198.51.100.7");
        check("10.0.0.1", &["made up, 10.0.0.2"], "10.0.0.2");
        check("10.0.0.1", &[], "10.0.0.1");
        check("::1", &["2001:db8::1"], "2001:db8::1");
    }

    #[test]
    fn a_burst_passes_and_what_comes_after_it_waits() {
        let limit = Limit::new(Limits { enabled: true, per_minute: 6, burst: 3 }).unwrap();
        let address = "192.0.2.1".parse().unwrap();
        let answers: Vec<bool> = (0..4).map(|_| limit.check(address).is_ok()).collect();
        assert_eq!(answers, [true, true, true, false]);
        assert!((1..=10).contains(&limit.check(address).unwrap_err()));
        assert!(limit.check("192.0.2.2".parse().unwrap()).is_ok());
        assert!(Limit::new(Limits { enabled: false, per_minute: 6, burst: 3 }).is_none());
    }

    #[test]
    fn callers_that_have_been_quiet_are_forgotten() {
        let limit = Limit::new(Limits { enabled: true, per_minute: 1_000_000, burst: 1 }).unwrap();
        for address in 0..TIDY * 4 {
            let _ = limit.check(IpAddr::from(address.to_be_bytes()));
        }
        assert!(limit.callers.len() < TIDY as usize * 2, "{} are kept", limit.callers.len());
    }
}
