//! Proposals whose time is over: noted by the minute, so that the team sees it. What they held is free since the very moment, whether or not this has run.

use std::time::Duration;

use tokio::sync::watch;

use super::Outbox;
use crate::domain::ProposalStatus;
use crate::store::{Ended, StoreError};

/// How long it is between two looks.
const LOOK: Duration = Duration::from_secs(60);

impl Outbox {
    /// Looks by the minute, and at once, until told to end by `true` or by the other side being gone.
    pub async fn run_proposals(self, mut shutdown: watch::Receiver<bool>) {
        while !*shutdown.borrow() {
            match self.end_proposals().await {
                Ok(0) => {}
                Ok(proposals) => tracing::info!(proposals, "proposals have ended"),
                Err(error) => tracing::warn!(error = &error as &dyn std::error::Error, "which proposals have ended is looked for again in a minute"),
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                told = shutdown.wait_for(|end| *end) => {
                    if told.is_err() {
                        return;
                    }
                }
            }
        }
    }

    /// Notes the proposals whose time is over. May be repeated, also beside others. Says how many there were.
    pub async fn end_proposals(&self) -> Result<usize, StoreError> {
        let (store, now) = (&self.app.store, self.app.clock.now());
        let mut count = 0;
        for (portal, id) in store.proposals_over(now).await? {
            count += usize::from(matches!(store.end_proposal(&portal, &id, ProposalStatus::Expired, now).await?, Ended::Now(_)));
        }
        Ok(count)
    }
}
