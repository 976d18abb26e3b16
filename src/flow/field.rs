//! The fields of the details: what was typed into each, and what is wrong with it.

use crate::domain::{FieldError, FieldErrors, RawContact};

/// A field of the details.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Who they are.
    Name,
    /// Where mail reaches them.
    Email,
    /// Where a call reaches them.
    Phone,
    /// What they wish to say.
    Note,
}

impl Field {
    /// In the order of the form.
    pub const ALL: [Self; 4] = [Self::Name, Self::Email, Self::Phone, Self::Note];

    /// Its name in the form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Note => "note",
        }
    }

    /// What was typed into it.
    pub fn of(self, contact: &RawContact) -> &str {
        match self {
            Self::Name => &contact.name,
            Self::Email => &contact.email,
            Self::Phone => &contact.phone,
            Self::Note => &contact.note,
        }
    }

    pub(super) fn typed(self, contact: &mut RawContact) -> &mut String {
        match self {
            Self::Name => &mut contact.name,
            Self::Email => &mut contact.email,
            Self::Phone => &mut contact.phone,
            Self::Note => &mut contact.note,
        }
    }

    /// What is wrong with it.
    pub const fn error(self, errors: &FieldErrors) -> Option<FieldError> {
        match self {
            Self::Name => errors.name,
            Self::Email => errors.email,
            Self::Phone => errors.phone,
            Self::Note => errors.note,
        }
    }

    pub(super) const fn place(self, errors: &mut FieldErrors) -> &mut Option<FieldError> {
        match self {
            Self::Name => &mut errors.name,
            Self::Email => &mut errors.email,
            Self::Phone => &mut errors.phone,
            Self::Note => &mut errors.note,
        }
    }
}
