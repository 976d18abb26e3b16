//! A way to a database that can be cut and mended.

use std::net::SocketAddr;

use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// A way to a database, at an address of its own.
pub struct Proxy {
    target: String,
    address: SocketAddr,
    open: Option<JoinHandle<()>>,
}

impl Proxy {
    /// Cut, until it is mended.
    pub async fn to(target: &str) -> Self {
        let address = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        Self { target: target.to_owned(), address, open: None }
    }

    /// Where it begins.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Lets everything through.
    pub async fn mend(&mut self) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        let target = self.target.clone();
        self.open = Some(tokio::spawn(async move {
            // With this task its connections end too.
            let mut connections = JoinSet::new();
            while let Ok((mut from, _)) = listener.accept().await {
                let target = target.clone();
                connections.spawn(async move {
                    let mut to = TcpStream::connect(target).await.unwrap();
                    let _ended = tokio::io::copy_bidirectional(&mut from, &mut to).await;
                });
            }
        }));
    }

    /// Cuts every connection, and lets none in.
    pub async fn cut(&mut self) {
        if let Some(open) = self.open.take() {
            open.abort();
            let _cancelled = open.await;
        }
    }
}
