//! Identities: UUIDv7 as text, one type for each kind of thing so that they can't be mixed up.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(String);

        impl $name {
            /// Takes an identity that was made by `clock::Chance` or read from the store.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The identity as it is stored and sent.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// One realtor's tenant.
    PortalId
    /// A bookable calendar.
    AgendaId
    /// What is booked.
    EventTypeId
    /// What an appointment is about: a project or a service.
    SubjectId
    /// A place where customers start.
    EntryId
    /// A person who books.
    CustomerId
    /// The record that rescheduling and moving change, and never replace.
    AppointmentId
    /// Someone who comes along to an appointment.
    AttendeeId
    /// A person of a team.
    MemberId
    /// A key by which a program of the portal's acts.
    ApiKeyId
    /// A note of the team's.
    NoteId
    /// Something that was fed into a timeline.
    FedId
    /// A time that has become free.
    FreedId
    /// A time that the team keeps free.
    BlockId
    /// Something that must leave the house.
    OutboxId
}
