//! A portal as a file: read, checked as a whole, and turned into a [`Setup`]. Knows no store: nothing is applied here.

mod keys;
mod know;
mod mail;
mod mail_texts;
mod parts;
mod places;
mod proposals;
mod texts;
#[cfg(test)]
mod told;

use std::fmt;

use crate::domain::{Contact, Setup, Slug, WallTime};

use places::Places;

/// A portal file that is right.
#[derive(Clone, Debug)]
pub struct PortalFile {
    /// What the portal is to be.
    pub setup: Setup,
    /// Appointments that a new portal comes with.
    pub appointments: Vec<FirstAppointment>,
}

/// An appointment that a new portal comes with: for demonstrations and tests.
#[derive(Clone, Debug)]
pub struct FirstAppointment {
    /// Its name in the file.
    pub slug: Slug,
    /// The entry that it is booked through.
    pub entry: Slug,
    /// Local days after the day of the first apply.
    pub in_days: u32,
    /// The time wished; the nearest free one on that day or the next with any is taken.
    pub at: WallTime,
    /// Who comes.
    pub contact: Contact,
}

/// Something in a portal file that must be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The line it is on, from 1.
    pub line: usize,
    /// What was found, and what is expected.
    pub what: String,
}

/// `31: step_minutes is 0, expected 1 to 1440`; the caller puts the file's name in front.
impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.what)
    }
}

/// Reads a portal file, or says everything that is wrong with it, in the order of its lines.
pub fn read(text: &str) -> Result<PortalFile, Vec<Mistake>> {
    let mut places = Places::new(text);
    let file = match toml::de::DeTable::parse(text) {
        Ok(table) => parts::file(&table, &mut places),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            places.mistake(at, error.message().replace('\n', ", "));
            None
        }
    };
    let mistakes = places.into_mistakes();
    match file {
        Some(file) if mistakes.is_empty() => Ok(file),
        _ => Err(mistakes),
    }
}

#[cfg(test)]
mod tests;
