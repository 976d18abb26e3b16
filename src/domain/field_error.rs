//! What can be wrong with a field. Whose field it is, and which sentence tells it to its writer, is not known here.

use serde::{Deserialize, Serialize};

/// What is wrong with a field, as something its writer can mend. The sentence for it is a text of the page's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
pub enum FieldError {
    /// Nothing was typed.
    #[error("must not be empty")]
    Missing,
    /// More characters than fit.
    #[error("must be at most {0} characters")]
    TooLong(u16),
    /// Fewer characters than are asked for.
    #[error("must be at least {0} characters")]
    TooShort(u16),
    /// Not something that mail can be sent to.
    #[error("must be an e-mail address such as name@example.nl")]
    NotAnEmail,
    /// Not a telephone number.
    #[error("must be a telephone number: one of the portal's country, or with a leading + and its country's code")]
    NotAPhone,
    /// A line break or another control character where a single line is expected (case 22: header injection).
    #[error("must be one line without control characters")]
    ControlCharacter,
    /// Not made of small letters, digits and dashes.
    #[error("must be small letters, digits and dashes, such as agenda-noord")]
    NotASlug,
    /// Not an origin.
    #[error("must be an origin such as https://www.example.nl, without a path")]
    NotAnOrigin,
    /// Not hours of a day.
    #[error("must be times such as 09:00-12:30 13:00-17:00, which don't overlap")]
    NotHours,
    /// It ends before it starts, or lasts too long.
    #[error("must end after it starts, and within a year")]
    NotASpan,
    /// Not an address that can be opened.
    #[error("must be an address such as https://www.example.nl/file.pdf")]
    NotALink,
    /// Not one of the languages.
    #[error("must be one of nl, en, de, fr")]
    NotALanguage,
    /// Not a whole number from the least to the most.
    #[error("must be a whole number, {least} to {most}")]
    Outside {
        /// The least it may be.
        least: u32,
        /// The most it may be.
        most: u32,
    },
    /// Not two times of the day, from when and until when.
    #[error("must be two times that differ, such as 21:00-08:00")]
    NotQuiet,
    /// A place `{like_this}` that is none, from this character on.
    #[error("has a place that is none at character {0}")]
    UnknownPlace(u16),
    /// A brace without its other half, at this character.
    #[error("has a brace without its other half at character {0}")]
    Brace(u16),
    /// The same number more than once.
    #[error("must have each number once")]
    Twice,
    /// More of them than there may be.
    #[error("must be {0} at most")]
    TooMany(u16),
    /// An address at a domain that takes no mail.
    #[error("must be an address that mail reaches: its domain takes none")]
    NoMail,
}
