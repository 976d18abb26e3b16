//! What browsers may call: server functions, each a sentence, and the only error on that wire.
//!
//! Reads are GET with a query, so that a foreign page needs no preflight; answers are postcard, which does not describe itself:
//! the version in the path changes with every structure of [`wire`].

mod book;
mod error;
mod open;
mod times;
pub mod wire;

pub use book::{Book, book};
pub use error::CallError;
pub use open::{Open, open};
pub use times::{Times, times};
