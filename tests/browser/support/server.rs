//! The real binary with the demo portal, in a process and a folder of its own.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use appointment::clock::Clock;
use jiff::civil::Weekday;
use jiff::{Timestamp, ToSpan};
use tempfile::TempDir;

use super::kept::Kept;
use super::{ENTRY, Result, free_port};

/// A running server; it ends with this value.
pub struct Server {
    process: Option<Kept>,
    folder: TempDir,
    port: u16,
}

impl Server {
    /// With the demo portal, whose widget may stand on the websites named.
    pub async fn start(websites: &[String]) -> Result<Self> {
        let listed = websites.iter().map(|website| format!("{website:?}")).collect::<Vec<_>>().join(", ");
        Self::start_with(&[("allowed_origins", &format!("[{listed}]"))]).await
    }

    /// With the demo portal, in whose file these keys have another value wherever they stand.
    /// Whatever the hour, its first free day is the next Monday, whole, where one agenda of the two is at work.
    pub async fn start_with(keys: &[(&str, &str)]) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let notice = minutes_to_monday()?.to_string();
        let keys = [keys, &[("notice_minutes", &notice), ("closed", "[]"), ("extra", "[]")]].concat();
        let (portal, _booked) = DEMO.split_once("[[appointment]]").ok_or("the demo has appointments of its own")?;
        let portal = portal.lines().map(|line| match keys.iter().find(|(key, _)| line.starts_with(&format!("{key} = "))) {
            Some((key, value)) => format!("{key} = {value}"),
            None => line.to_owned(),
        });
        fs::write(folder.path().join("portal.toml"), portal.collect::<Vec<_>>().join("\n"))?;
        let port = free_port()?;
        let applied = command(&folder, port).arg("apply").arg(folder.path().join("portal.toml")).stdout(Stdio::null()).status()?;
        if !applied.success() {
            return Err("the portal file was refused".into());
        }
        let server = Self { process: Some(spawn(&folder, port)?), folder, port };
        server.answers().await?;
        Ok(server)
    }

    /// Where it is reached.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The standalone page.
    pub fn page(&self) -> String {
        format!("{}/b/{ENTRY}", self.url())
    }

    /// What `appointment embed` prints for the entry, by the heading that each code has.
    pub fn codes(&self) -> Result<Vec<(String, String)>> {
        let output = command(&self.folder, self.port).args(["embed", ENTRY]).output()?;
        let printed = String::from_utf8(output.stdout)?;
        let codes = printed.split("# ").filter_map(|part| part.split_once("\n\n"));
        Ok(codes.map(|(heading, code)| (heading.to_owned(), code.to_owned())).collect())
    }

    /// Asks someone into the team, by what `appointment member add` is told; gives the link by which they choose a password.
    pub fn invite(&self, told: &[&str]) -> Result<String> {
        let output = command(&self.folder, self.port).args(["member", "add", "demo"]).args(told).output()?;
        let printed = String::from_utf8(output.stdout)?;
        let link = printed.split_whitespace().find(|word| word.contains("/welcome/"));
        Ok(link.ok_or_else(|| format!("no link: {printed}{}", String::from_utf8_lossy(&output.stderr)))?.to_owned())
    }

    /// Feeds something into a customer's timeline, as the portal's own program by its key.
    pub async fn feed(&self, customer: &str, item: &serde_json::Value) -> Result {
        let output = command(&self.folder, self.port).args(["key", "add", "demo", "CRM", "--scopes", "timeline:write"]).output()?;
        let printed = String::from_utf8(output.stdout)?;
        let key = printed.split_whitespace().find(|word| word.starts_with("ak_")).ok_or_else(|| format!("no key: {printed}"))?;
        let request = reqwest::Client::new().post(format!("{}/v1/portals/demo/customers/{customer}/timeline", self.url())).bearer_auth(key);
        let answer = request.json(item).send().await?;
        if answer.status() == 201 { Ok(()) } else { Err(format!("{} was fed: {}", answer.status(), answer.text().await?).into()) }
    }

    /// Ends it as a power cut would.
    pub fn kill(&mut self) {
        self.process = None;
    }

    /// Lets it answer nothing for a while: what is asked meanwhile waits.
    pub fn pause(&self) -> Result {
        self.process.as_ref().map_or(Ok(()), |process| process.signal("-STOP"))
    }

    /// Lets it answer again.
    pub fn go_on(&self) -> Result {
        self.process.as_ref().map_or(Ok(()), |process| process.signal("-CONT"))
    }

    /// Starts it again at the same address.
    pub async fn revive(&mut self) -> Result {
        self.process = Some(spawn(&self.folder, self.port)?);
        self.answers().await
    }

    /// Books a time as someone else, by REST.
    pub async fn book(&self, starts_at: &str) -> Result {
        let body = serde_json::json!({ "starts_at": starts_at, "customer": { "name": "Iemand Anders", "email": "iemand@anders.example" } });
        let request = reqwest::Client::new().post(format!("{}/v1/portals/demo/entries/lindengracht-12/appointments", self.url()));
        let answer = request.header("idempotency-key", starts_at).json(&body).send().await?;
        if answer.status() == 201 { Ok(()) } else { Err(format!("the other booking got {}: {}", answer.status(), answer.text().await?).into()) }
    }

    /// The mails that have left, to an address.
    pub fn mails_to(&self, address: &str) -> Result<Vec<String>> {
        let folder = self.folder.path().join("data/mail");
        let files = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
        let mails = files.iter().map(|file| fs::read_to_string(file.path())).collect::<std::io::Result<Vec<_>>>()?;
        let wanted = format!("To: {address}");
        Ok(mails.into_iter().filter(|mail| mail.lines().any(|line| line.starts_with("To:") && (line == wanted || line.contains(&format!("<{address}>"))))).collect())
    }

    /// Waits until so many mails to an address have left.
    pub async fn wait_for_mails(&self, address: &str, count: usize) -> Result<Vec<String>> {
        let started = Instant::now();
        loop {
            let mails = self.mails_to(address).unwrap_or_default();
            if mails.len() >= count {
                return Ok(mails);
            }
            if started.elapsed() > Duration::from_secs(10) {
                return Err(format!("{} mails to {address} instead of {count}", mails.len()).into());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn answers(&self) -> Result {
        let started = Instant::now();
        while !reqwest::get(format!("{}/readyz", self.url())).await.is_ok_and(|answer| answer.status() == 200) {
            if started.elapsed() > Duration::from_secs(20) {
                return Err("the server does not answer".into());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }
}

/// From now to the small hours of the next Monday.
fn minutes_to_monday() -> Result<i64> {
    let now = Timestamp::from_microsecond(Clock::system().now().micros())?.in_tz("Europe/Amsterdam")?;
    let monday = now.nth_weekday(1, Weekday::Monday)?.start_of_day()?.checked_add(3.hours())?;
    Ok((monday.timestamp().as_second() - now.timestamp().as_second()) / 60)
}

const DEMO: &str = include_str!("../../../demo/demo.toml");

const PROGRAM: &str = env!("CARGO_BIN_EXE_appointment");

fn command(folder: &TempDir, port: u16) -> Command {
    let mut command = Command::new(PROGRAM);
    settle(&mut command, folder, port);
    command
}

fn spawn(folder: &TempDir, port: u16) -> Result<Kept> {
    Kept::run(PROGRAM, |shell| settle(shell.arg("serve"), folder, port))
}

/// In its own folder, at its own port, and for tests as fast as they come.
fn settle(command: &mut Command, folder: &TempDir, port: u16) {
    command.current_dir(folder.path()).env("APPOINTMENT_DATA_DIR", folder.path().join("data")).env("APPOINTMENT_LISTEN", format!("127.0.0.1:{port}"));
    command.env("APPOINTMENT_LIMITS__ENABLED", "false");
}
