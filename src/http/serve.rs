//! Accepts connections until it is told to stop, then finishes what has begun.

use std::net::SocketAddr;

use axum::Router;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Serves HTTP/1.1, and HTTP/2 to who begins with it, until `stop` says so; returns when every request that had begun is answered.
pub async fn serve(listener: TcpListener, router: Router, mut stop: watch::Receiver<bool>) -> std::io::Result<()> {
    let listener = listener.tap_io(|stream| {
        // An answer is written at once: waiting for more of it would cost the slot list some 40 ms.
        let _slower = stream.set_nodelay(true);
    });
    let told = async move {
        let _told = stop.wait_for(|stop| *stop).await;
    };
    axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).with_graceful_shutdown(told).await
}
