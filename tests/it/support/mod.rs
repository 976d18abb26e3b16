//! What the native tests stand on: a house of its own for each test, on each engine, and asks that a customer could make.

mod asks;
mod house;
mod mails;
mod names;
mod raw;

pub use asks::{ask, at, contact, day, keyed, slug};
pub use house::{Engine, House};
pub use mails::{handed_over, mails, outbox};
pub use names::NameServer;
pub use raw::Raw;

/// Runs each test of a file on a fresh database of each engine: `both_engines! { a_test another_test }` beside
/// `async fn a_test(house: &House)`. The test's name ends with its engine's.
macro_rules! both_engines {
    ($($test:ident)*) => {$(
        mod $test {
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn sqlite() {
                crate::support::Engine::Sqlite.run(async |house| super::$test(house).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn postgres() {
                crate::support::Engine::Postgres.run(async |house| super::$test(house).await).await;
            }
        }
    )*};
}
pub(crate) use both_engines;
