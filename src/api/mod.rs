//! What browsers may call: server functions, each a sentence, and the only error on that wire. The first screen comes without a call:
//! the server writes it, with [`wire::Opened`] beside it.
//!
//! Reads are GET with a query, so that a foreign page needs no preflight; answers are postcard, which does not describe itself:
//! the version in the path changes with every structure of [`wire`].

mod book;
mod error;
mod request;
pub mod team;
mod times;
mod travel;
pub mod wire;

pub use book::{Book, book};
pub use error::CallError;
pub use request::{Request, request};
pub use times::{Times, times};
