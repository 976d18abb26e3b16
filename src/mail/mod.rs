//! Mail: a letter is put into words, given a form, and handed over to a folder or an SMTP server. Knows no store: what became of a mail
//! is its caller's to keep.

mod address;
mod calendar;
mod folder;
mod html;
mod key;
mod links;
mod own;
mod percent;
mod render;
mod report;
mod request;
mod sample;
mod sender;
mod short;
mod smtp;
mod text;
mod transport;
mod untied;
mod wording;

pub use calendar::{calendar_file, subscribed};
pub use html::style;
pub use key::render_key;
pub use links::{call, google_calendar_link, route, share_link};
pub use own::built_in;
pub use render::{RenderError, render};
pub use report::{delivery, return_key};
pub use request::render_request;
pub use sample::{Sample, Seen, render_sample};
pub use sender::{Sender, SenderError};
pub use smtp::SIDE_BY_SIDE;
pub use text::{InWords, in_words};
pub use transport::{AddressError, AuthorityError, Patience, SendError, Transport};

#[cfg(test)]
mod example;
#[cfg(test)]
mod tests;
