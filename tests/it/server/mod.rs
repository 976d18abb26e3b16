//! The real program in a process and a folder of its own, for tests.

mod asset;
mod proxy;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;

pub use asset::built;
pub use proxy::Proxy;

/// How long anything here may take before the test has failed.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// The program, not yet started: a folder, and settings. Its data is in `data` of its folder, limits are off, a free port is taken.
pub struct Program {
    folder: Arc<TempDir>,
    variables: Vec<(String, String)>,
}

/// A command that has ended.
#[derive(Debug)]
pub struct Ended {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// A server that runs; it is killed with this value.
pub struct Server {
    process: Child,
    out: BufReader<ChildStdout>,
    log: PathBuf,
    /// The line that it printed when it could answer.
    pub line: String,
    /// Where it listens: `http://127.0.0.1:` and its port.
    pub url: String,
    client: reqwest::Client,
    _folder: Arc<TempDir>,
}

impl Program {
    pub fn new() -> Self {
        let program = Self { folder: Arc::new(tempfile::tempdir().unwrap()), variables: Vec::new() };
        program.set("APPOINTMENT_LISTEN", "127.0.0.1:0").set("APPOINTMENT_LIMITS__ENABLED", "false")
    }

    /// With a variable; the last of a name counts.
    pub fn set(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Puts a file into its folder.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Ended {
        let output = self.command(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ended { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Pipes a text into a command, and waits for its end.
    pub fn pipe(&self, arguments: &[&str], input: &str) -> Ended {
        let mut process = self.command(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A program that ends without reading breaks the pipe, which is for its exit code to tell.
        let _unread = process.stdin.take().unwrap().write_all(input.as_bytes());
        let output = process.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ended { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// With the demo portal applied.
    pub fn with_demo(self) -> Self {
        let file = self.write("demo.toml", include_str!("../../../demo/demo.toml"));
        let applied = self.run(&["apply", file.to_str().unwrap()]);
        assert_eq!(applied.code, 0, "{applied:?}");
        self
    }

    /// Serves, once it says that it can answer.
    pub fn serve(&self) -> Server {
        self.start(&["serve"])
    }

    /// Starts a command that serves.
    pub fn start(&self, arguments: &[&str]) -> Server {
        let log = self.folder().join(format!("log-{}", appointment::clock::new_id()));
        let mut process = self.command(arguments).stdout(Stdio::piped()).stderr(fs::File::create(&log).unwrap()).spawn().unwrap();
        let mut out = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let Some(at) = line.find("http://") else {
            let _gone = process.kill();
            panic!("the server said {line:?}, and in its log {}", fs::read_to_string(&log).unwrap());
        };
        let url = line[at..].trim().to_owned();
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(PATIENCE).build().unwrap();
        Server { process, out, log, line: line.trim_end().to_owned(), url, client, _folder: Arc::clone(&self.folder) }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_appointment"));
        command.current_dir(self.folder()).args(arguments).envs(self.variables.iter().cloned()).stdin(Stdio::null());
        command
    }
}

impl Server {
    /// A GET of a path.
    pub fn get(&self, path: &str) -> reqwest::RequestBuilder {
        self.client.get(format!("{}{path}", self.url))
    }

    /// A POST to a path.
    pub fn post(&self, path: &str) -> reqwest::RequestBuilder {
        self.client.post(format!("{}{path}", self.url))
    }

    /// Any other method.
    pub fn ask(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url))
    }

    /// The status of a GET.
    pub async fn status(&self, path: &str) -> u16 {
        self.get(path).send().await.unwrap().status().as_u16()
    }

    /// Waits until a GET has this status.
    pub async fn wait_for(&self, path: &str, status: u16) {
        let began = Instant::now();
        while self.status(path).await != status {
            assert!(began.elapsed() < PATIENCE, "{path} never had status {status}: {}", self.log());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Everything it has told so far.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }

    /// The host and port it listens on.
    pub fn host(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    /// Sends it a signal: `TERM`, `INT`.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").arg(format!("-{name}")).arg(self.process.id().to_string()).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for its end; also what else it had printed.
    pub fn end(mut self) -> (ExitStatus, String) {
        let began = Instant::now();
        let status = loop {
            if let Some(status) = self.process.try_wait().unwrap() {
                break status;
            }
            assert!(began.elapsed() < PATIENCE, "the server does not end: {}", self.log());
            std::thread::sleep(Duration::from_millis(10));
        };
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).unwrap();
        (status, rest)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone = self.process.kill();
        let _reaped = self.process.wait();
    }
}
