//! A client that costs little beside the server: HTTP/1.1 by hand on one connection that is kept.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::Result;

/// One kept connection.
pub struct Client {
    stream: TcpStream,
    address: SocketAddr,
    received: Vec<u8>,
}

/// What came back, and how long it took.
pub struct Reply {
    pub status: u16,
    pub body: Vec<u8>,
    pub took: Duration,
}

impl Client {
    pub async fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, address, received: Vec::with_capacity(64 * 1024) })
    }

    pub async fn get(&mut self, path: &str) -> Result<Reply> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\naccept-encoding: identity\r\n\r\n", self.address);
        self.exchange(&request).await
    }

    pub async fn post(&mut self, path: &str, key: &str, body: &str) -> Result<Reply> {
        let request =
            format!("POST {path} HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\nidempotency-key: {key}\r\ncontent-length: {}\r\n\r\n{body}", self.address, body.len());
        self.exchange(&request).await
    }

    async fn exchange(&mut self, request: &str) -> Result<Reply> {
        let started = Instant::now();
        self.stream.write_all(request.as_bytes()).await?;
        self.received.clear();
        let head = loop {
            if let Some(end) = find(&self.received, b"\r\n\r\n") {
                break end + 4;
            }
            self.receive().await?;
        };
        let text = std::str::from_utf8(&self.received[..head])?.to_ascii_lowercase();
        let status = text.get(9..12).ok_or("no status")?.parse()?;
        let length: usize = text.lines().find_map(|line| line.strip_prefix("content-length: ")).ok_or("an answer without its length")?.parse()?;
        while self.received.len() < head + length {
            self.receive().await?;
        }
        Ok(Reply { status, body: self.received[head..].to_vec(), took: started.elapsed() })
    }

    async fn receive(&mut self) -> Result<()> {
        match self.stream.read_buf(&mut self.received).await? {
            0 => Err("the server closed the connection".into()),
            _ => Ok(()),
        }
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
