//! What customers should know, and who comes along, is put into their letters as these leave: what is so then, and what opens the door only where it is due by then. So
//! none of it stands in a letter that waits, and a letter that leaves again may know more than it did; its Message-ID stays.

use super::Outbox;
use crate::domain::{Audience, Letter, Occasion, Status};
use crate::store::{Handle, StoreError};

impl Outbox {
    /// The letter as it is to leave; none where it is for someone who was withdrawn since it was written.
    pub(super) async fn with_advice(&self, letter: &Letter) -> Result<Option<Letter>, StoreError> {
        let (mut letter, told) = (letter.clone(), &letter.card.appointment);
        let Some(card) = self.app.store.card_of(&Handle::Own(told.portal.clone(), told.id.clone())).await? else {
            return Ok(Some(letter));
        };
        if letter.audience == Audience::Customer && told.status == Status::Confirmed {
            let stands = card.appointment.span == told.span;
            letter.card.know = card.clone().shut(self.app.clock.now()).know;
            // Of a time that no longer holds nothing opens the door.
            letter.card.know.access = letter.card.know.access.filter(|_| stands);
        }
        letter.card.attendees = match &letter.attendee {
            None => card.attendees,
            Some(reader) => match card.attendees.iter().find(|attendee| attendee.id == *reader).cloned() {
                Some(attendee) => card.seen_by(&attendee, &told.token).attendees,
                None if letter.occasion == Occasion::Departure => Vec::new(),
                None => return Ok(None),
            },
        };
        Ok(Some(letter))
    }
}
