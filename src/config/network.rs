//! A range of network addresses, such as `10.0.0.0/8`.

use std::net::{IpAddr, Ipv6Addr};

/// A range of network addresses. One of the fourth version is kept as its image in the sixth, so that both are compared alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    first: u128,
    mask: u128,
}

impl Network {
    /// Whether it holds this address.
    pub fn holds(&self, address: IpAddr) -> bool {
        bits(address) & self.mask == self.first
    }

    pub(super) fn list(text: &str) -> Option<Vec<Self>> {
        text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(Self::parse).collect()
    }

    fn parse(text: &str) -> Option<Self> {
        let (address, length) = text.split_once('/').map_or((text, None), |(address, length)| (address, Some(length)));
        let address: IpAddr = address.parse().ok()?;
        let whole: u32 = if address.is_ipv4() { 32 } else { 128 };
        let length: u32 = length.map_or(Some(whole), |length| length.parse().ok()).filter(|length| *length <= whole)?;
        let mask = u128::MAX.checked_shl(whole - length).unwrap_or(0);
        // Of a narrower address the upper bits say that it is one of the fourth version: they count in full.
        Some(Self { first: bits(address) & mask, mask })
    }
}

fn bits(address: IpAddr) -> u128 {
    let wide: Ipv6Addr = match address {
        IpAddr::V4(address) => address.to_ipv6_mapped(),
        IpAddr::V6(address) => address,
    };
    u128::from(wide)
}
