//! The server that is measured: the release binary, in a process of its own.

use std::{
    fs,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::{Result, client::Client};

/// Where it stores.
pub enum Database {
    Sqlite,
    Postgres(String),
}

impl Database {
    /// As a setting says it.
    pub fn address(&self, folder: &Path) -> String {
        match self {
            Self::Sqlite => format!("sqlite:{}", folder.join("data/appointment.db").display()),
            Self::Postgres(address) => address.clone(),
        }
    }
}

/// A running server; it ends with this value.
pub struct Server {
    process: Child,
    pub address: SocketAddr,
}

/// Mebibytes, as the kernel counts them.
pub struct Memory {
    pub resident: f64,
    pub peak: f64,
}

impl Server {
    /// On an empty database, with these portals.
    pub async fn set_up(database: &Database, folder: &Path, portals: &[String]) -> Result<Self> {
        for (number, portal) in portals.iter().enumerate() {
            let file = folder.join(format!("portal-{number}.toml"));
            fs::write(&file, portal)?;
            let done = command(database, folder, "127.0.0.1:0").arg("apply").arg(&file).status()?;
            if !done.success() {
                return Err("the portal file was refused".into());
            }
        }
        Ok(Self::start(database, folder).await?.0)
    }

    /// On a database that is set up; also how long it took until the first answer.
    pub async fn start(database: &Database, folder: &Path) -> Result<(Self, Duration)> {
        Self::start_with(database, folder, &[]).await
    }

    /// The same, with a mail server.
    pub async fn start_with_mail(database: &Database, folder: &Path, mail: &str) -> Result<(Self, Duration)> {
        Self::start_with(database, folder, &["--mail-url", mail]).await
    }

    async fn start_with(database: &Database, folder: &Path, arguments: &[&str]) -> Result<(Self, Duration)> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let started = Instant::now();
        let process = command(database, folder, &address.to_string()).arg("serve").args(arguments).spawn()?;
        let mut server = Self { process, address };
        loop {
            if let Ok(mut client) = Client::connect(address).await
                && client.get("/readyz").await.is_ok_and(|reply| reply.status == 200)
            {
                return Ok((server, started.elapsed()));
            }
            if let Some(status) = server.process.try_wait()? {
                return Err(format!("the server ended by itself: {status}").into());
            }
            tokio::time::sleep(Duration::from_micros(200)).await;
        }
    }

    pub fn memory(&self) -> Result<Memory> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let of = |name: &str| -> Result<f64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).ok_or("the kernel counts no memory")?;
            Ok(line.trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
        };
        Ok(Memory { resident: of("VmRSS:")?, peak: of("VmHWM:")? })
    }

    pub fn stop(mut self) -> Result<()> {
        let asked = Command::new("kill").arg(self.process.id().to_string()).status()?;
        let ended = self.process.wait()?;
        if asked.success() && ended.success() { Ok(()) } else { Err(format!("the server did not end cleanly: {ended}").into()) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone = self.process.kill();
        let _reaped = self.process.wait();
    }
}

fn command(database: &Database, folder: &Path, listen: &str) -> Command {
    let data = folder.join("data");
    let mut command = Command::new(env!("CARGO_BIN_EXE_appointment"));
    // It tells of every request, as it does by default; where to is not what is measured.
    command.current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    command.env("APPOINTMENT_LISTEN", listen).env("APPOINTMENT_DATA_DIR", &data).env("APPOINTMENT_LIMITS__ENABLED", "false");
    if let Database::Postgres(address) = database {
        command.env("APPOINTMENT_DATABASE", address);
    }
    command
}
