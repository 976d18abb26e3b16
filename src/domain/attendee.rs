//! Someone who comes along to an appointment. They have a link of their own, and see the appointment as theirs: what they may change, the portal says.

use super::{AttendeeId, Card, Email, Language, Name, Note, Token};

/// People at most who come along to one appointment, besides who booked it.
pub const ATTENDEES_MOST: usize = 3;

/// Someone who comes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// Their identity.
    pub id: AttendeeId,
    /// Who they are.
    pub name: Name,
    /// Where mail reaches them.
    pub email: Email,
    /// What they read.
    pub language: Language,
}

impl Card {
    /// The appointment as someone sees it who comes along: they stand in the customer's place, with a link of their own, and who booked it is one of the others. What the customer
    /// said to the team is not theirs to read.
    #[must_use]
    pub fn seen_by(mut self, attendee: &Attendee, token: &Token) -> Self {
        let customer = &mut self.customer;
        let booker = Attendee { id: AttendeeId::new(customer.id.as_str()), name: customer.name.clone(), email: customer.email.clone(), language: customer.language };
        self.booker = Some(booker.name.clone());
        (customer.name, customer.email, customer.phone, customer.language) = (attendee.name.clone(), attendee.email.clone(), None, attendee.language);
        self.attendees.retain(|other| other.id != attendee.id);
        self.attendees.insert(0, booker);
        self.appointment.token = token.clone();
        self.appointment.note = Note::parse("").expect("a note may be empty");
        self
    }
}
