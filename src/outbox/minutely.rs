//! What is looked at by the minute, as nothing rings when it comes due.

use std::time::Duration;

use tokio::sync::watch;

/// How long it is between two looks.
const LOOK: Duration = Duration::from_secs(60);

/// Looks by the minute, and at once, until told to end by `true` or by the other side being gone.
pub(super) async fn by_the_minute<Looked: Future<Output = ()>>(mut shutdown: watch::Receiver<bool>, look: impl Fn() -> Looked) {
    while !*shutdown.borrow() {
        look().await;
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            told = shutdown.wait_for(|end| *end) => {
                if told.is_err() {
                    return;
                }
            }
        }
    }
}
