//! What time does to proposals, looked at by the minute: those that are over are noted, and those whose times are all lost, and what has become free is offered to whoever is next. What a proposal of the team's held is
//! free since the very moment, whether or not this has run.

use tokio::sync::watch;

use super::Outbox;
use super::minutely::by_the_minute;
use crate::app;
use crate::store::StoreError;

impl Outbox {
    /// Looks by the minute, and at once, until told to end by `true` or by the other side being gone.
    pub async fn run_proposals(self, shutdown: watch::Receiver<bool>) {
        let look = || async {
            match self.look_at_proposals().await {
                Ok(0) => {}
                Ok(proposals) => tracing::info!(proposals, "proposals have ended or lost their times, or what has become free was offered"),
                Err(error) => tracing::warn!(error = &error as &dyn std::error::Error, "proposals are looked at again in a minute"),
            }
        };
        by_the_minute(shutdown, look).await;
    }

    /// Notes the proposals whose time is over, and those whose times are lost, and offers what has become free. May be repeated, also beside others. Says how many there were of all.
    pub async fn look_at_proposals(&self) -> Result<usize, StoreError> {
        Ok(app::end_over(&self.app).await? + app::note_gone(&self.app).await? + app::climb(&self.app).await?)
    }
}
