//! Where letters come back to that can't be delivered, and that nothing leaves for an address from which one did.

use std::collections::HashMap;

use super::{Outbox, Unsent};
use crate::domain::{Audience, Bounced, Brief, Email, OutboxId, PortalId};
use crate::store::{Claimed, Leaving, StoreError};

impl Outbox {
    /// The address under which each of these letters leaves, where it is not the sender's: those to customers, when bounces are awaited.
    pub(super) async fn backs(&self, letters: &[Claimed]) -> Result<HashMap<OutboxId, String>, StoreError> {
        let leaving = letters.iter().map(|claimed| &claimed.letter).filter(|letter| letter.audience == Audience::Customer).map(Leaving::letter);
        self.addresses(leaving.collect()).await
    }

    /// The same of one about no appointment.
    pub(super) async fn back(&self, brief: &Brief) -> Result<Option<String>, StoreError> {
        Ok(self.addresses(Leaving::brief(brief).into_iter().collect()).await?.remove(brief.id()))
    }

    async fn addresses(&self, leaving: Vec<Leaving<'_>>) -> Result<HashMap<OutboxId, String>, StoreError> {
        let Some(path) = self.sender.return_path() else {
            return Ok(HashMap::new());
        };
        let keys = self.app.store.return_keys(&leaving, self.app.clock.now()).await?;
        Ok(leaving.iter().zip(keys).map(|(one, key)| (one.letter.clone(), path.address(&key))).collect())
    }

    /// Mail has not come back from this address, or the team has said that it may go there again.
    pub(super) async fn reachable(&self, portal: &PortalId, email: &Email) -> Result<(), Unsent> {
        match self.app.store.bounced(portal, email).await {
            Ok(None) => Ok(()),
            Ok(Some(bounced)) => Err(Unsent::Dead(came_back(bounced))),
            Err(error) => Err(Unsent::Later(error.to_string())),
        }
    }
}

/// Why nothing more leaves for an address, in the words that the team reads.
pub(super) fn came_back(bounced: Bounced) -> String {
    format!("mail to this address came back ({}): call instead, or mend the address", bounced.status)
}
