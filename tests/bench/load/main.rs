//! How fast the server is, asked over HTTP as browsers would: the release binary in a process of its own, on SQLite and, where
//! `APPOINTMENT_TEST_POSTGRES` names one, on PostgreSQL, every commit durable, limits off. Prints what came out beside what is aimed at.

mod client;
mod drain;
mod portal;
mod report;
mod runs;
mod server;

use std::{error::Error, path::Path};

use report::Report;
use server::{Database, Server};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// The peers' numbers are of the same kind of machine, two cores: each time the best of six booking systems.
const AIMS: &str = "\
free times of 30 days, 200 appointments, 16 connections   aim 10,000/s, p99 5 ms        best peer 1,111/s, p99 23 ms
bookings one after another                                aim 1,000/s, p50 1 ms         best peer 343/s, p50 2.9 ms
200 customers at once for one slot                        aim one wins, all told in 1 s best peer none: four of five sell it more than once
start to first answer                                     aim 30 ms                     best peer 32 ms
memory, idle and peak                                     aim 16 and 40 MiB             best peer 17 and 134 MiB
";

// One thread: the machine's other cores are the server's.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    // `cargo test --benches` runs benches to see that they run; this one has nothing to say without a release build.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    println!("{AIMS}");
    measure("SQLite", Database::Sqlite).await?;
    match option_env("APPOINTMENT_TEST_POSTGRES") {
        Some(address) => measure("PostgreSQL", Database::Postgres(address)).await?,
        None => println!("PostgreSQL: left out, APPOINTMENT_TEST_POSTGRES names none"),
    }
    Ok(())
}

async fn measure(title: &str, database: Database) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let report = Report::new(title);
    report.line("disk", &format!("{:.0} fdatasync/s", runs::syncs_per_second(folder.path())?));

    let today = portal::today()?;
    let server = Server::set_up(&database, folder.path(), &portal::files()).await?;
    let idle = server.memory()?;
    runs::fill(&server, today).await?;

    report.speed("free times, 16 connections", &runs::free_times(&server, today, 16).await?);
    report.speed("bookings, one after another", &runs::bookings(&server, today, 0, 1).await?);
    report.speed("bookings, 16 connections", &runs::bookings(&server, today, 1, 16).await?);
    for round in 0..5 {
        report.line("200 at once for one slot", &runs::race(&server, today, round).await?.to_string());
    }
    let loaded = server.memory()?;
    report.line("memory", &format!("idle {:.1} MiB, after load {:.1} MiB, peak {:.1} MiB", idle.resident, loaded.resident, loaded.peak));
    server.stop()?;
    report.line("start to first answer", &start(&database, folder.path()).await?);
    drain::measure(&report, &database, folder.path(), today).await?;
    Ok(())
}

/// The median of twenty starts on a database that is set up.
async fn start(database: &Database, folder: &Path) -> Result<String> {
    let mut times = Vec::new();
    for _ in 0..20 {
        let (server, took) = Server::start(database, folder).await?;
        server.stop()?;
        times.push(took);
    }
    times.sort_unstable();
    Ok(format!("{:.1} ms, median of 20 ({:.1} to {:.1})", report::milliseconds(times[10]), report::milliseconds(times[0]), report::milliseconds(times[19])))
}

#[expect(clippy::disallowed_methods, reason = "a program's own setting; `config` is the server's")]
fn option_env(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
