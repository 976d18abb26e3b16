//! What is measured.

use std::{
    fmt,
    fs::File,
    io::Write,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use appointment::domain::Day;
use serde_json::{Value, json};
use tokio::{sync::Barrier, task::JoinSet};

use crate::{
    Result,
    client::{Client, Reply},
    portal::{self, OFFICE, ROOMY, SPARE},
    report::{Speed, milliseconds},
    server::Server,
};

const FOR: Duration = Duration::from_secs(5);
/// Days that one request for free times may span.
pub const SPAN: i64 = 60;

/// What this disk allows: a page appended and on the platter, again and again.
pub fn syncs_per_second(folder: &Path) -> Result<f64> {
    let mut file = File::create(folder.join("syncs"))?;
    let started = Instant::now();
    let mut count = 0;
    while started.elapsed() < Duration::from_secs(1) {
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        count += 1;
    }
    Ok(f64::from(count) / started.elapsed().as_secs_f64())
}

/// The 200 appointments of the agenda whose free times are asked, spread over its days.
pub async fn fill(server: &Server, today: Day) -> Result<()> {
    let mut client = Client::connect(server.address).await?;
    let free = free_instants(&mut client, OFFICE, today, 0).await?;
    for number in 0..200 {
        let slot = &free[number * free.len() / 200];
        let reply = book(&mut client, OFFICE, slot, &format!("fill-{number}")).await?;
        expect(&reply, 201)?;
    }
    Ok(())
}

/// Free times of 30 days, asked over so many connections.
pub async fn free_times(server: &Server, today: Day, connections: usize) -> Result<Speed> {
    let path: Arc<str> = portal::slots_path(OFFICE, today, 0, 30).into();
    let mut customers = JoinSet::new();
    let started = Instant::now();
    for _ in 0..connections {
        let (path, mut client) = (path.clone(), Client::connect(server.address).await?);
        customers.spawn(async move {
            let mut times = Vec::new();
            while started.elapsed() < FOR {
                let reply = client.get(&path).await?;
                expect(&reply, 200)?;
                times.push(reply.took);
            }
            Ok(times)
        });
    }
    gather(customers, started).await
}

/// Bookings of one free slot each, over so many connections; `part` says which half of the roomy agenda's two years.
pub async fn bookings(server: &Server, today: Day, part: i64, connections: usize) -> Result<Speed> {
    book_all(server, ROOMY, today, part, connections).await
}

/// The same one after another, of a portal that nothing else is measured with.
pub async fn spare_bookings(server: &Server, today: Day, part: i64) -> Result<Speed> {
    book_all(server, SPARE, today, part, 1).await
}

async fn book_all(server: &Server, entry: &'static str, today: Day, part: i64, connections: usize) -> Result<Speed> {
    let mut client = Client::connect(server.address).await?;
    let mut free = Vec::new();
    for span in 0..6 {
        free.extend(free_instants(&mut client, entry, today, 1 + part * 6 * SPAN + span * SPAN).await?);
    }
    scatter(&mut free);
    let shares: Vec<Vec<String>> = (0..connections).map(|first| free.iter().skip(first).step_by(connections).cloned().collect()).collect();
    let mut customers = JoinSet::new();
    let started = Instant::now();
    for share in shares {
        let mut client = Client::connect(server.address).await?;
        customers.spawn(async move {
            let mut times = Vec::new();
            for slot in share {
                if started.elapsed() > FOR {
                    break;
                }
                let reply = book(&mut client, entry, &slot, &format!("book-{slot}")).await?;
                expect(&reply, 201)?;
                times.push(reply.took);
            }
            Ok(times)
        });
    }
    gather(customers, started).await
}

/// How 200 customers fared who confirmed one slot at once.
pub struct Race {
    won: usize,
    told: usize,
    others: usize,
    last: Duration,
}

impl fmt::Display for Race {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { won, told, others, last } = self;
        write!(f, "{won} won, {told} told that it is taken, {others} told anything else; the last after {:.0} ms", milliseconds(*last))
    }
}

/// 200 customers, each on a connection that stands, confirm the same slot of the office's at the same moment.
pub async fn race(server: &Server, today: Day, round: usize) -> Result<Race> {
    let mut client = Client::connect(server.address).await?;
    let free = free_instants(&mut client, OFFICE, today, 0).await?;
    let slot: Arc<str> = free.last().ok_or("the office has no free time left")?.as_str().into();
    let ready = Arc::new(Barrier::new(200));
    let mut customers: JoinSet<Result<Reply>> = JoinSet::new();
    for number in 0..200 {
        let (slot, ready, mut client) = (slot.clone(), ready.clone(), Client::connect(server.address).await?);
        customers.spawn(async move {
            ready.wait().await;
            book(&mut client, OFFICE, &slot, &format!("race-{round}-{number}")).await
        });
    }
    let mut race = Race { won: 0, told: 0, others: 0, last: Duration::ZERO };
    while let Some(customer) = customers.join_next().await {
        let reply = customer??;
        match reply.status {
            201 => race.won += 1,
            409 => race.told += 1,
            _ => race.others += 1,
        }
        race.last = race.last.max(reply.took);
    }
    Ok(race)
}

async fn book(client: &mut Client, entry: &str, slot: &str, key: &str) -> Result<Reply> {
    let body = json!({ "starts_at": slot, "customer": { "name": "Anna de Vries", "email": format!("{}@customer.example", key.replace(':', "-")), "language": "nl" } });
    client.post(&format!("{entry}/appointments"), key, &body.to_string()).await
}

/// Every free instant of [`SPAN`] days, `from` days ahead.
async fn free_instants(client: &mut Client, entry: &str, today: Day, from: i64) -> Result<Vec<String>> {
    let reply = client.get(&portal::slots_path(entry, today, from, SPAN)).await?;
    expect(&reply, 200)?;
    let answer: Value = serde_json::from_slice(&reply.body)?;
    let days = answer["days"].as_array().ok_or("an answer without days")?;
    let slots = days.iter().filter_map(|day| day["slots"].as_array()).flatten();
    Ok(slots.filter_map(|slot| slot["starts_at"].as_str()).map(str::to_owned).collect())
}

/// In no order that a database's cache would like, and the same in every run.
fn scatter(slots: &mut [String]) {
    let mut seed: u64 = 0x9E37_79B9_7F4A_7C15;
    for last in (1..slots.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        slots.swap(last, (seed >> 33) as usize % (last + 1));
    }
}

fn expect(reply: &Reply, status: u16) -> Result<()> {
    match reply.status == status {
        true => Ok(()),
        false => Err(format!("{} instead of {status}: {}", reply.status, String::from_utf8_lossy(&reply.body)).into()),
    }
}

async fn gather(mut customers: JoinSet<Result<Vec<Duration>>>, started: Instant) -> Result<Speed> {
    let mut times = Vec::new();
    while let Some(customer) = customers.join_next().await {
        times.extend(customer??);
    }
    Ok(Speed { times, within: started.elapsed() })
}
