//! What the team's side says of proposals, and how the times of one are ticked.

use crate::api::team::wire::Start;
use crate::domain::{Proposal, ProposalStatus};

/// What has become of it, by the key of its words.
pub const fn proposal_status(status: ProposalStatus) -> &'static str {
    match status {
        ProposalStatus::Open => "proposal.open",
        ProposalStatus::Gone => "proposal.gone",
        ProposalStatus::Picked => "proposal.picked",
        ProposalStatus::Declined => "proposal.declined",
        ProposalStatus::Expired => "proposal.expired",
        ProposalStatus::Withdrawn => "proposal.withdrawn",
        ProposalStatus::Superseded => "proposal.superseded",
    }
}

/// Ticks a time, or takes the tick away; they stay in order. False where there are as many as there may be.
pub fn tick(ticked: &mut Vec<Start>, start: Start) -> bool {
    if let Some(at) = ticked.iter().position(|known| *known == start) {
        ticked.remove(at);
        return true;
    }
    if ticked.len() >= *Proposal::TIMES.end() {
        return false;
    }
    ticked.push(start);
    ticked.sort_by_key(|start| start.instant());
    true
}

/// As many times are ticked as a proposal has.
pub fn enough(ticked: &[Start]) -> bool {
    Proposal::TIMES.contains(&ticked.len())
}

/// After how many minutes a proposal may end: hours and days as people say them, and the portal's own way.
pub fn lasting(usual: u32) -> Vec<u32> {
    let mut all = vec![240, 1_440, 2_880, 4_320, 10_080, usual];
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(minute: u16) -> Start {
        Start { day: 20_000, minute, offset: 60 }
    }

    #[test]
    fn times_are_ticked_in_any_order_and_never_more_than_ten() {
        let mut ticked = Vec::new();
        assert!(tick(&mut ticked, start(600)) && !enough(&ticked));
        assert!(tick(&mut ticked, start(540)) && enough(&ticked));
        assert_eq!(ticked, [start(540), start(600)]);
        assert!(tick(&mut ticked, start(600)));
        assert_eq!(ticked, [start(540)]);
        assert!((0..9).all(|more| tick(&mut ticked, start(700 + more))));
        assert!(!tick(&mut ticked, start(800)) && ticked.len() == 10 && enough(&ticked));
    }

    #[test]
    fn a_portals_own_way_is_among_what_can_be_chosen() {
        assert_eq!(lasting(2_880), [240, 1_440, 2_880, 4_320, 10_080]);
        assert_eq!(lasting(90)[0], 90);
    }
}
