//! A real SMTP server beside a test: `post_office.py`, and what it has told so far.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

/// A running server. Ends with its value.
pub struct PostOffice {
    program: Child,
    port: u16,
    told: Arc<Mutex<Vec<Value>>>,
}

impl PostOffice {
    /// Opens one that does to each mail what the plan says: see `post_office.py`.
    pub async fn open(plan: &[&str]) -> Self {
        Self::open_at(free_port(), plan, None).await
    }

    /// Opens one that wants a login.
    pub async fn open_with_login(login: &str) -> Self {
        Self::open_at(free_port(), &[], Some(login)).await
    }

    /// Opens one that wants TLS, `starttls` or `always`, and then a login.
    pub async fn open_with_tls(tls: &str, login: &str) -> Self {
        Self::open_with(free_port(), &[], &[("TLS", tls), ("LOGIN", login)]).await
    }

    /// Opens one at a port.
    pub async fn open_at(port: u16, plan: &[&str], login: Option<&str>) -> Self {
        let login = login.map(|login| ("LOGIN", login));
        Self::open_with(port, plan, login.as_slice()).await
    }

    async fn open_with(port: u16, plan: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut command = Command::new("python3");
        command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/outbox/post_office.py")).arg(port.to_string()).args(plan);
        command.envs(variables.iter().copied()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut program = command.spawn().expect("python3 with aiosmtpd is on the path: scripts/cargo puts it there");
        let lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let told = Arc::new(Mutex::new(Vec::new()));
        let telling = Arc::clone(&told);
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| telling.lock().unwrap().push(serde_json::from_str(&line).unwrap())));
        let office = Self { program, port, told };
        office.until("open", 1).await;
        office
    }

    /// Its address, as a setting says it.
    pub fn address(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// All that it told of one kind until now: `mail`, `hello`, `refused`, `hanging`.
    pub async fn all(&self, event: &str) -> Vec<Value> {
        // What it tells comes in order: whoever has heard this greeting has heard all that was told before.
        let fences = self.told("fence").len();
        let mut line = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        line.write_all(b"EHLO fence\r\n").await.unwrap();
        self.until("fence", fences + 1).await;
        self.told(event)
    }

    /// What it has told by now; what it is telling may be missing.
    pub fn told(&self, event: &str) -> Vec<Value> {
        self.told.lock().unwrap().iter().filter(|told| told["event"] == event).cloned().collect()
    }

    /// The mails that it has taken until now.
    pub async fn mails(&self) -> Vec<Value> {
        self.all("mail").await
    }

    /// Waits, half a minute at most, until it has told so many of one kind.
    pub async fn until(&self, event: &str, count: usize) {
        for _ in 0..1_500 {
            if self.told(event).len() >= count {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("waited in vain for {count} of {event}: {:?}", self.told.lock().unwrap());
    }
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        let ended = self.program.kill().and_then(|()| self.program.wait());
        assert!(ended.is_ok() || std::thread::panicking(), "the server could not be ended");
    }
}

/// A port that nobody listens on now.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
