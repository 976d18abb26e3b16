//! What customers should know is put into their letters as these leave: what the portal says then, and what opens the door only where it is due by then. So it
//! stands in no letter that waits, and a letter that leaves again may know more than it did; its Message-ID stays.

use super::Outbox;
use crate::domain::{Audience, Letter, Status};
use crate::store::{Handle, StoreError};

impl Outbox {
    /// The letter with what its reader should know, where it is to customers and its appointment stands as it says.
    pub(super) async fn with_advice(&self, letter: &Letter) -> Result<Letter, StoreError> {
        let (mut letter, told) = (letter.clone(), &letter.card.appointment);
        if letter.audience == Audience::Agenda || told.status != Status::Confirmed {
            return Ok(letter);
        }
        if let Some(card) = self.app.store.card_of(&Handle::Own(told.portal.clone(), told.id.clone())).await? {
            let stands = card.appointment.span == told.span;
            let mut know = card.shut(self.app.clock.now()).know;
            // Of a time that no longer holds nothing opens the door.
            know.access = know.access.filter(|_| stands);
            letter.card.know = know;
        }
        Ok(letter)
    }
}
